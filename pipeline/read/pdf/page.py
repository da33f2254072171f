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


def lay_out(glyphs: Sequence[Glyph], boxes: Sequence[Ruled], number: int, latin_gap: float) -> list[Item]:
    """The lines and tables of `glyphs` (all of page `number`) in reading order. `boxes`: the larger ones first."""
    return list(_ordered(glyphs, boxes, number, latin_gap, 0))


def _ordered(
    glyphs: Sequence[Glyph],
    boxes: Sequence[Ruled],
    number: int,
    latin_gap: float,
    depth: int,
    column: Column | None = None,
) -> Iterable[Item]:
    pieces: list[Piece] = []
    rest = list(glyphs)
    for box in boxes if depth < _DEEPEST else ():
        inside = [glyph for glyph in rest if box.holds(*_middle(glyph))]
        boxed = _boxed(box, inside, [one for one in boxes if one is not box and _lies_in(one, box)], number, latin_gap, depth)
        if boxed is not None:
            pieces.append(boxed)
            taken = set(map(id, inside))
            rest = [glyph for glyph in rest if id(glyph) not in taken]
    pieces += segments(rest, latin_gap)
    if not pieces:
        return ()
    if column is None:
        column = Column(number, min(piece.left for piece in pieces), max(piece.right for piece in pieces))
    return arrange(pieces, column)


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, glyph.base + 0.35 * glyph.size


def _lies_in(inner: Ruled, outer: Ruled) -> bool:
    return outer.holds((inner.left + inner.right) / 2, (inner.bottom + inner.top) / 2)


def _boxed(box: Ruled, inside: list[Glyph], inner: list[Ruled], number: int, latin_gap: float, depth: int) -> Boxed | None:
    """The text of a box or table; None where the lines hold no text together (a frame around one line, an empty grid)."""
    filled = [(cell, found) for cell in box.cells if (found := [glyph for glyph in inside if cell.holds(*_middle(glyph))])]
    if not filled:
        return None
    content: list[Item]
    if len(filled) == 1:
        column = Column(number, box.left, box.right, drawn=True)
        content = list(_ordered(inside, inner, number, latin_gap, depth + 1, column))
        if len(lines_of(content)) < 2:
            return None
    else:
        content = [_table(filled, inner, number, latin_gap, depth)]
    return Boxed(box.left, box.bottom, box.right, box.top, tuple(content))


def _table(filled: list[tuple[Cell, list[Glyph]]], inner: list[Ruled], number: int, latin_gap: float, depth: int) -> Table:
    rows: dict[int, list[tuple[Cell, tuple[Line, ...]]]] = {}
    for cell, glyphs in filled:
        column = Column(number, cell.left, cell.right, drawn=True)
        boxes = [box for box in inner if cell.holds((box.left + box.right) / 2, (box.bottom + box.top) / 2)]
        lines = lines_of(list(_ordered(glyphs, boxes, number, latin_gap, depth + 1)))
        rows.setdefault(cell.row, []).append((cell, tuple(one._replace(column=column) for one in lines)))
    return Table(
        tuple(tuple(lines for _, lines in sorted(row, key=lambda item: item[0].column)) for _, row in sorted(rows.items()))
    )


def stack_lines(stacks: Iterable[Stack], number: int) -> list[Item]:
    """Vertical text as lines, from right to left, each in a column of its own."""
    found: list[Item] = []
    for stack in sorted(stacks, key=lambda stack: (-round(stack.right), -stack.top)):
        column = Column(number, stack.left, stack.right)
        found.append(Line(stack.text, stack.left, stack.right, stack.bottom, stack.size, column, stack.left))
    return found
