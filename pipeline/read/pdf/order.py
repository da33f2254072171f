"""The order in which a page is read: columns one after the other, tables row by row, all else from the top down.

Recursive: stretches of rows that share a gutter are found first (a gutter is a gap that no text of any of these rows crosses),
the rest above and below is ordered in the same way. Whether what a gutter parts are columns or the cells of a table is told by
their lines: short ones on common baselines are cells, long ones are columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from statistics import median

from pipeline.read.pdf.pieces import Boxed, Column, Item, Line, Piece, Table, line
from pipeline.read.pdf.rows import Segment
from pipeline.read.pdf.windows import Gap, Stripe, core, flat, is_prose, split, stripes_of, union, widest_window

_MOST_STRIPES, _MOST_PIECES = 150, 3_000  # on a page; a fuller one is read from the top down
_LABEL = 8.0  # of the size: a left column of lines that short holds the names of what stands to the right
_NAMED = re.compile(r"\s*([^\s:：@]{1,12}(?=\s*[:：])|[\w.+-]+(?=@))")


def arrange(pieces: Sequence[Piece], column: Column) -> Iterator[Item]:
    """`pieces` of one column in reading order."""
    stripes = stripes_of(pieces)
    small = 1 < len(stripes) <= _MOST_STRIPES and len(pieces) <= _MOST_PIECES
    window = widest_window(stripes) if small else None
    if window is None:
        for stripe in stripes:
            yield from _stripe(stripe, column)
        return
    yield from arrange(flat(stripes[: window.first]), column)
    yield from _window(flat(stripes[window.first : window.last]), window.gutters, column)
    yield from arrange(flat(stripes[window.last :]), column)


def _stripe(stripe: Stripe, column: Column) -> Iterator[Item]:
    parts = _parts(stripe, 0.3)
    rows = [piece for piece in stripe if isinstance(piece, Segment)]
    if len(rows) == len(stripe) and _on_one_line(rows):
        yield line(sorted(rows, key=lambda segment: segment.left), column)
    elif len(parts) > 1:
        for part in parts:
            yield from arrange(part, _column_of(part, column))
    else:
        yield from _overlapping(stripe, column)


def _on_one_line(rows: Sequence[Segment]) -> bool:
    bases = [segment.base for segment in rows]
    return max(bases) - min(bases) <= 0.5 * min(segment.size for segment in rows)


def _overlapping(stripe: Stripe, column: Column) -> Iterator[Item]:
    """Pieces that lie over each other: by baselines, boxes where they begin."""
    row: list[Segment] = []
    for piece in sorted(stripe, key=lambda piece: -core(piece)[1]):
        if row and (isinstance(piece, Boxed) or not _on_one_line([*row, piece])):
            yield line(sorted(row, key=lambda segment: segment.left), column)
            row = []
        if isinstance(piece, Boxed):
            yield from piece.content
        else:
            row.append(piece)
    if row:
        yield line(sorted(row, key=lambda segment: segment.left), column)


def _column_of(pieces: Sequence[Piece], outer: Column) -> Column:
    return Column(outer.page, min(piece.left for piece in pieces), max(piece.right for piece in pieces))


def _parts(pieces: Sequence[Piece], gap: float) -> list[list[Piece]]:
    """Pieces that no vertical line through a gap parts, from left to right."""
    spans = union([(piece.left, piece.right) for piece in pieces])
    gutters = [(one[1], two[0]) for one, two in pairwise(spans) if two[0] - one[1] >= gap]
    return split(pieces, gutters)


def _window(pieces: list[Piece], gutters: list[Gap], column: Column) -> Iterator[Item]:
    parts = split(pieces, gutters)
    if _is_table(parts):
        yield _table(parts, column)
        return
    for part in parts:
        yield from arrange(part, _column_of(part, column))


def _is_table(parts: list[list[Piece]]) -> bool:
    """Whether the parts are cells of rows, not columns to be read one after the other."""
    if any(isinstance(piece, Boxed) for part in parts for piece in part):
        return False
    if not _share_baselines(parts) or _name_the_same(parts):
        return False
    if len(parts) > 2:
        return not all(is_prose(part) for part in parts)
    labels = [(piece.right - piece.left) / piece.size for piece in parts[0] if isinstance(piece, Segment)]
    return median(labels) <= _LABEL and max(labels) <= 2 * _LABEL


def _name_the_same(parts: list[list[Piece]]) -> bool:
    """Whether two parts name the same things (TEL … TEL …, two e-mail addresses): contacts beside each other, not cells."""
    named = [
        {
            "@" if "@" in piece.text else label[1].lower()
            for piece in part
            if isinstance(piece, Segment)
            if (label := _NAMED.match(piece.text))
        }
        for part in parts
    ]
    return any(one & two for one, two in combinations(named, 2))


def _share_baselines(parts: list[list[Piece]]) -> bool:
    """Whether most rows of the sparsest part stand on a baseline of another part."""
    bases = [sorted(piece.base for piece in part if isinstance(piece, Segment)) for part in parts]
    sparsest = min(bases, key=len)
    others = [base for part in bases if part is not sparsest for base in part]
    shared = sum(any(abs(base - other) <= 1.5 for other in others) for base in sparsest)
    return shared >= 0.7 * len(sparsest)


def _table(parts: list[list[Piece]], column: Column) -> Table:
    """Cells row by row. A row whose first cell is empty goes on with the cells of the row above it."""
    columns = [_column_of(part, column) for part in parts]
    rows: list[list[list[Line]]] = []
    placed = [(piece, number) for number, part in enumerate(parts) for piece in part if isinstance(piece, Segment)]
    bases: list[float] = []
    for segment, number in sorted(placed, key=lambda item: -item[0].base):
        one = line([segment], columns[number])
        if bases and abs(bases[-1] - segment.base) <= 0.5 * segment.size:
            cells = rows[-1]
        else:
            cells = [[] for _ in parts]
            rows.append(cells)
            bases.append(segment.base)
        cells[number].append(one)
    return Table(tuple(tuple(tuple(cell) for cell in row) for row in _with_continuations(rows, bases)))


def _with_continuations(rows: list[list[list[Line]]], bases: list[float]) -> list[list[list[Line]]]:
    pitch = min((above - under for above, under in pairwise(bases)), default=0.0)
    kept: list[list[list[Line]]] = []
    for number, row in enumerate(rows):
        goes_on = kept and not row[0] and bases[number - 1] - bases[number] <= 1.5 * pitch
        if goes_on and sum(bool(cell) for cell in row) <= max(1, len(row) // 2):
            for cell, more in zip(kept[-1], row, strict=True):
                cell += more
        else:
            kept.append(row)
    return kept
