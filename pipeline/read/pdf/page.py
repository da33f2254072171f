"""One page → its lines and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.read.pdf.glyphs import Glyph
from pipeline.read.pdf.order import arrange
from pipeline.read.pdf.pieces import Boxed, Column, Item, Line, Piece, Table, lines_of
from pipeline.read.pdf.rows import segments
from pipeline.read.pdf.rules import Cell, Ruled
from pipeline.read.pdf.upright import Stack

_DEEPEST = 4  # boxes inside boxes
_MOST_LOOKUPS = 1_000_000  # cells times characters; a fuller grid is a chart

_Filled = tuple[Cell, list[Glyph]]


def lay_out(glyphs: Sequence[Glyph], boxes: Sequence[Ruled], number: int, latin_gap: float) -> list[Item]:
    """The lines and tables of `glyphs` (all of page `number`) in reading order. `boxes`: the larger ones first."""
    return list(_Page(number, latin_gap).ordered(glyphs, boxes, 0))


class _Page:
    """Takes a page apart along its ruled lines and has the parts ordered."""

    def __init__(self, number: int, latin_gap: float) -> None:
        self._number = number
        self._latin_gap = latin_gap

    def ordered(self, glyphs: Sequence[Glyph], boxes: Sequence[Ruled], depth: int, column: Column | None = None) -> Iterable[Item]:
        """The items of some glyphs, boxes first taken out; `column`: drawn bounds, the glyphs' own where there are none."""
        pieces: list[Piece] = []
        rest = list(glyphs)
        for order, box in enumerate(boxes) if depth < _DEEPEST else ():
            inside = [glyph for glyph in rest if box.holds(*_middle(glyph))]
            boxed = self._boxed(box, inside, [one for one in boxes[order + 1 :] if _lies_in(one, box)], depth) if inside else None
            if boxed is not None:
                pieces.append(boxed)
                taken = set(map(id, inside))
                rest = [glyph for glyph in rest if id(glyph) not in taken]
        pieces += segments(rest, self._latin_gap)
        if not pieces:
            return ()
        left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
        return arrange(pieces, column or Column(self._number, left, right))

    def _boxed(self, box: Ruled, inside: list[Glyph], inner: list[Ruled], depth: int) -> Boxed | None:
        """The text of a box or table; None where the lines hold no text together (a frame around one line, an empty grid)."""
        if len(box.cells) * len(inside) > _MOST_LOOKUPS:
            return None
        cells = [(cell, [glyph for glyph in inside if cell.holds(*_middle(glyph))]) for cell in box.cells]
        filled = [one for one in cells if one[1]]
        content = self._content(filled[0], inner, depth) if len(filled) == 1 else self._table(cells, inner, depth)
        if not filled or (len(filled) == 1 and len(lines_of(content)) < 2):
            return None
        return Boxed(box.left, box.bottom, box.right, box.top, tuple(content))

    def _content(self, filled: _Filled, inner: list[Ruled], depth: int) -> list[Item]:
        cell, glyphs = filled
        boxes = [box for box in inner if cell.holds((box.left + box.right) / 2, (box.bottom + box.top) / 2)]
        column = Column(self._number, cell.left, cell.right, drawn=True)
        return list(self.ordered(glyphs, boxes, depth + 1, column))

    def _table(self, cells: list[_Filled], inner: list[Ruled], depth: int) -> list[Item]:
        """The rows of a table. A row with one cell of text is a part of the page in a frame, and is read as one."""
        items: list[Item] = []
        rows: list[tuple[tuple[Line, ...], ...]] = []
        for row in sorted({cell.row for cell, _ in cells}):
            own = [one for one in cells if one[0].row == row]
            filled = [one for one in own if one[1]]
            if len(filled) > 1:
                above = [(cell, list[Glyph]()) for cell, _ in cells if cell.row < row and cell.bottom <= own[0][0].bottom + 1]
                told = sorted(own + above, key=lambda one: one[0].column)
                rows.append(tuple(self._lines(one, inner, depth) for one in told))
                continue
            if rows:
                items.append(Table(tuple(rows)))
                rows = []
            if filled:
                items += self._content(filled[0], inner, depth)
        return [*items, Table(tuple(rows))] if rows else items

    def _lines(self, filled: _Filled, inner: list[Ruled], depth: int) -> tuple[Line, ...]:
        if not filled[1]:
            return ()
        column = Column(self._number, filled[0].left, filled[0].right, drawn=True)
        return tuple(one._replace(column=column) for one in lines_of(self._content(filled, inner, depth)))


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, glyph.base + 0.35 * glyph.size


def _lies_in(inner: Ruled, outer: Ruled) -> bool:
    return outer.holds((inner.left + inner.right) / 2, (inner.bottom + inner.top) / 2)


def stack_lines(stacks: Iterable[Stack], number: int) -> list[Item]:
    """Vertical text as lines, from right to left, each in a column of its own."""
    found: list[Item] = []
    for stack in sorted(stacks, key=lambda stack: (-round(stack.right), -stack.top)):
        column = Column(number, stack.left, stack.right)
        found.append(Line(stack.text, stack.left, stack.right, stack.bottom, stack.size, column, stack.left))
    return found
