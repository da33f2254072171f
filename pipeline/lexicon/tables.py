"""Reads the lexicon's tables, once a process."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

Row = MappingProxyType[str, str]

#: The folder of the tables, inside the installed package.
DATA: Final = files("pipeline.lexicon") / "data"


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of `data/<name>.tsv` as read-only mappings from column to cell; an empty cell is "".

    Raises FileNotFoundError for an unknown table and ValueError for a row that does not fit its columns.
    """
    text = (DATA / f"{name}.tsv").read_text(encoding="utf-8")
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip() and not line.startswith("#")]
    columns = lines[0][1].split("\t")
    rows = []
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) > len(columns):
            raise ValueError(f"{name}.tsv line {number}: {len(cells)} cells for {len(columns)} columns")
        rows.append(MappingProxyType(dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))))
    return tuple(rows)


@cache
def column(name: str, key: str) -> tuple[str, ...]:
    """All cells of one column of a table that are not empty, split at "|" where a cell lists several."""
    return tuple(part for row in table(name) for part in row[key].split("|") if part)
