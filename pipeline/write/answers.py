"""The answer of a query → aligned text, CSV, JSON."""

from __future__ import annotations

import csv
import io
import json
import math
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from rich.cells import cell_len

from pipeline.write.exchange import one_line
from pipeline.write.query import Answer

_NULL = "–"


def as_text(answer: Answer) -> Iterator[str]:
    """Columns side by side, numbers to the right, full-width characters counted as two; a null is a dash. Holds all rows."""
    rows = list(answer.rows)
    right = [_is_numeric([row[at] for row in rows]) for at in range(len(answer.columns))]
    shown = [[_NULL if value is None else one_line(_text(value)) for value in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(answer.columns, *shown, strict=True)]
    for line in (list(answer.columns), ["─" * width for width in widths], *shown):
        cells = (
            " " * (width - cell_len(cell)) + cell if to_right else cell + " " * (width - cell_len(cell))
            for cell, width, to_right in zip(line, widths, right, strict=True)
        )
        yield "  ".join(cells).rstrip() + "\n"


def as_csv(answer: Answer) -> Iterator[str]:
    """CSV for programs, with a head: commas, line feeds, nulls empty, several things with `; ` between them, values as they are."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    writer.writerow(answer.columns)
    yield line.getvalue()
    for values in answer.rows:
        line.seek(0)
        line.truncate()
        writer.writerow(["" if value is None else _text(value) for value in values])
        yield line.getvalue()


def as_json(answer: Answer) -> Iterator[str]:
    """A JSON list, a line for each row; a column whose name is taken gets `_2`, `_3` and so on behind it."""
    seen: Counter[str] = Counter()
    names = []
    for name in answer.columns:
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    before = "[\n"
    for row in answer.rows:
        yield before + json.dumps(dict(zip(names, map(_plain, row), strict=True)), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _is_numeric(values: list[Any]) -> bool:
    said = [value for value in values if value is not None]
    return bool(said) and all(isinstance(value, int | float | Decimal) and not isinstance(value, bool) for value in said)


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(_NULL if each is None else _text(each) for each in value)
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(_plain(value), ensure_ascii=False) if isinstance(value, dict) else str(value)


def _plain(value: Any) -> Any:
    """`value` as JSON can hold it: numbers, texts, lists and objects stay, all else is a text; no number is infinite or none."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Decimal):
        return _plain(float(value))
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    return value if value is None or isinstance(value, bool | int | str) else str(value)
