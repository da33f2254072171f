"""What the reading order is made of: lines in columns, and tables of cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pipeline.read.pdf.rows import Segment

_BULLET = re.compile(
    r"(?:[■□●○◆◇▶▼▲◎・＊*※→➢➤◦▪•①-⑳-]+[0-9０-９]{0,2}|[（(]?[0-9０-９]{1,2}[.．)）]?|注[釈記]?\s*[0-9０-９]+[)）.]?|[^\s:：、。]{1,10}[:：])\s*"
)
_TABULATOR = 4.0  # of the size: a gap that wide was made with a tabulator


class Column(NamedTuple):
    """The stretch of a page that a run of lines stands in; `drawn` where ruled lines are its bounds, not its own text."""

    page: int
    left: float
    right: float
    drawn: bool = False


class Line(NamedTuple):
    """A line of text as the page shows it, in the column that it belongs to.

    `inner` is where its words begin behind a bullet, a number or a label; `left` where it has none.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    column: Column
    inner: float

    @property
    def top(self) -> float:
        """The upper end of its full-width characters."""
        return self.base + 0.86 * self.size

    @property
    def bottom(self) -> float:
        """The lower end of its full-width characters."""
        return self.base - 0.14 * self.size


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells of lines, to be read row by row."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]


Item = Line | Table


@dataclass(frozen=True, slots=True)
class Boxed:
    """What lines on the page hold together: a text box or a ruled table, already in order."""

    left: float
    bottom: float
    right: float
    top: float
    content: tuple[Item, ...]


Piece = Segment | Boxed


def line(row: Sequence[Segment], column: Column) -> Line:
    """Segments of one row as a line; a wide gap between two of them stays visible."""
    parts = [row[0].text]
    for before, segment in pairwise(row):
        gap = (segment.left - before.right) / max(segment.size, before.size)
        parts += ["\t" if gap >= _TABULATOR else "\u3000", segment.text]
    longest = max(row, key=lambda segment: segment.right - segment.left)
    right = max(segment.right for segment in row)
    text = "".join(parts)
    return Line(text, row[0].left, right, longest.base, longest.size, column, _inner(text, row))


def _inner(text: str, row: Sequence[Segment]) -> float:
    bullet = _BULLET.match(text)
    before = len("".join(bullet[0].split())) if bullet else 0
    for segment in row:
        if before < len(segment.glyphs):
            return segment.glyphs[before].left
        before -= len(segment.glyphs)
    return row[0].left


def lines_of(items: Sequence[Item]) -> list[Line]:
    """All lines of `items`, tables included, in order."""
    found: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            found.append(item)
        else:
            found += [one for row in item.rows for cell in row for one in cell]
    return found
