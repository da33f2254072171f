"""Tables of papers: a line of labels (著者 | タイトル | DOI), a paper on each line below it; cells parted by tabs or bars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.publication import journal_line, titles
from pipeline.extract.publication.labels import kind_of
from pipeline.extract.publication.paper import Paper, Part, Piece
from pipeline.model import Layout

_CELL = re.compile(r"[^\t|]+")
_RULE = re.compile(r"[\s|:-]+$")
_NUMBER = re.compile(r"\s*[0-9]{1,3}\.?\s*$")
_PARTS = {kind.value: kind for kind in Part} | {"title_ja": Part.TITLE}


def tabled(layout: Layout) -> Iterator[Paper]:
    """The papers that the rows of tables describe, in reading order."""
    view = layout.text.view
    columns: list[str | None] = []
    for line in layout.lines:
        words = view[line.start : line.end]
        if "\t" not in words and "|" not in words:
            columns = []
            continue
        cells = [match.span() for match in _CELL.finditer(view, line.start, line.end) if match[0].strip()]
        kinds = [kind_of(view[start:end]) for start, end in cells]
        if "title" in kinds and len(cells) > 1 and len({"journal", "authors", "doi"} & set(kinds)) > 0:
            columns = kinds
        elif columns and not _RULE.match(words):
            yield from _paper(view, cells, columns)


def _paper(view: str, cells: list[tuple[int, int]], columns: list[str | None]) -> Iterator[Paper]:
    if len(cells) > len(columns) and _NUMBER.match(view[slice(*cells[0])]):
        cells = cells[1:]
    pieces: list[Piece] = []
    for (start, end), kind in zip(cells, columns, strict=False):
        if kind not in _PARTS:
            continue
        part = _PARTS[kind]
        if part is Part.TITLE:
            spans = list(titles.split(view, start, end))
        elif part is Part.JOURNAL:
            spans = list(journal_line.titles_in_value(view, start, end))
        else:
            spans = [(start, end)]
        pieces += [Piece(part, first, last, "publication.table", kind) for first, last in spans]
    if any(piece.part is Part.TITLE for piece in pieces) and len(pieces) > 1:
        yield Paper(cells[0][0], cells[-1][1], tuple(pieces))
