"""How a row of a table is told in a text: its cells on one line with tabs between them, where they are short enough for that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_LABEL = 12  # characters: a first cell that short names what stands in the second
_SHORT = 3  # paragraphs of a cell that still go on the row's line


class Part(NamedTuple):
    """A paragraph of a cell, and what is put before it."""

    before: str
    cell: int
    paragraph: int


def told(cells: Sequence[Sequence[str]]) -> list[list[Part]]:
    """The lines that tell a row; `cells` holds the paragraphs of each cell. Empty cells keep their tab, but at the row's end.

    A row of one cell, and a row that is laid out like a page (a contact block beside another), is told paragraph by paragraph;
    a label keeps the first paragraph of what it names beside it.
    """
    filled = [number for number, cell in enumerate(cells) if cell]
    if not filled:
        return []
    longest = max(len(cell) for cell in cells)
    if len(filled) > 1 and longest == 1:
        return [_side_by_side(cells, filled[-1])]
    if len(filled) == 2 and len(cells[filled[0]]) == 1 and len(cells[filled[0]][0]) <= _LABEL:
        label, other = filled
        first = [Part("", label, 0), Part("\t", other, 0)]
        return [first, *([Part("", other, number)] for number in range(1, len(cells[other])))]
    if len(filled) > 2 and longest <= _SHORT:
        return [_side_by_side(cells, filled[-1])]
    return [[Part("", cell, number)] for cell in filled for number in range(len(cells[cell]))]


def _side_by_side(cells: Sequence[Sequence[str]], last: int) -> list[Part]:
    parts: list[Part] = []
    tabs = ""
    for number, cell in enumerate(cells[: last + 1]):
        for paragraph in range(len(cell)):
            parts.append(Part(tabs if not paragraph else " ", number, paragraph))
            tabs = ""
        tabs += "\t"
    return parts


def tell(cells: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a row as strings."""
    return ["".join(part.before + cells[part.cell][part.paragraph] for part in line) for line in told(cells)]
