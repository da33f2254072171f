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
from typing import NamedTuple

from pipeline.read.pdf.pieces import Boxed, Column, Item, Line, Piece, Table, line
from pipeline.read.pdf.rows import Segment

_GUTTER = 0.9  # of the usual size
_FEWEST_ROWS = 3  # that both sides of a gutter need
_MOST_STRIPES = 150  # on a page; a fuller one is read from the top down
_LABEL = 8.0  # of the size: a left column of lines that short holds the names of what stands to the right
_NAMED = re.compile(r"\s*([^\s:：@]{1,12}(?=\s*[:：])|[\w.+-]+(?=@))")
_PROSE = 12.0  # of the size: columns of lines that long are read one after the other


def arrange(pieces: Sequence[Piece], column: Column) -> Iterator[Item]:
    """`pieces` of one column in reading order."""
    stripes = _stripes(pieces)
    window = _widest_window(stripes) if 1 < len(stripes) <= _MOST_STRIPES else None
    if window is None:
        for stripe in stripes:
            yield from _stripe(stripe, column)
        return
    yield from arrange(_flat(stripes[: window.first]), column)
    yield from _window(_flat(stripes[window.first : window.last]), window.gutters, column)
    yield from arrange(_flat(stripes[window.last :]), column)


_Stripe = list[Piece]


def _flat(stripes: Sequence[_Stripe]) -> list[Piece]:
    return [piece for stripe in stripes for piece in stripe]


def _core(piece: Piece) -> tuple[float, float]:
    """From where to where a piece takes up height; lines set close together do not overlap by it."""
    if isinstance(piece, Boxed):
        return piece.bottom, piece.top
    return piece.base + 0.1 * piece.size, piece.base + 0.6 * piece.size


def _stripes(pieces: Sequence[Piece]) -> list[_Stripe]:
    """Pieces that stand beside each other, from the top down."""
    stripes: list[_Stripe] = []
    lowest = 0.0
    for piece in sorted(pieces, key=lambda piece: -_core(piece)[1]):
        bottom, top = _core(piece)
        if stripes and top > lowest:
            stripes[-1].append(piece)
            lowest = min(lowest, bottom)
        else:
            stripes.append([piece])
            lowest = bottom
    return stripes


def _stripe(stripe: _Stripe, column: Column) -> Iterator[Item]:
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


def _overlapping(stripe: _Stripe, column: Column) -> Iterator[Item]:
    """Pieces that lie over each other: by baselines, boxes where they begin."""
    row: list[Segment] = []
    for piece in sorted(stripe, key=lambda piece: -_core(piece)[1]):
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


_Gap = tuple[float, float]


class _Window(NamedTuple):
    """Stripes `first` to `last` (not included) and the gutters that go through all of them."""

    first: int
    last: int
    gutters: list[_Gap]


def _widest_window(stripes: list[_Stripe]) -> _Window | None:
    """The shortest window with the most rows on both sides of a gutter."""
    size = median([piece.size for stripe in stripes for piece in stripe if isinstance(piece, Segment)] or [10.0])
    best: tuple[int, int, _Window] | None = None
    for first in range(len(stripes)):
        covered: list[_Gap] = []
        for last in range(first, len(stripes)):
            covered = _union([*covered, *((piece.left, piece.right) for piece in stripes[last])])
            gutters = [(one[1], two[0]) for one, two in pairwise(covered) if two[0] - one[1] >= _GUTTER * size]
            if len(covered) < 2 and last > first:
                break
            if not gutters:
                continue
            if _is_break(stripes[first : last + 1]):
                break
            filled = max(_filled(stripes[first : last + 1], gutter, size) for gutter in gutters)
            rank = (filled, first - last)
            if filled >= _FEWEST_ROWS and (best is None or rank > best[:2]):
                best = (*rank, _Window(first, last + 1, gutters))
    return None if best is None else _with_ends(stripes, best[2])


def _is_break(window: Sequence[_Stripe]) -> bool:
    """Whether the last stripe stands alone under a gap that the stripes above do not have: a heading, not a row."""
    if len(window) < 3 or len(window[-1]) > 1:
        return False
    tops = [max(_core(piece)[1] for piece in stripe) for stripe in window]
    steps = [above - under for above, under in pairwise(tops)]
    return steps[-1] > 1.6 * max(steps[:-1])


def _union(spans: list[_Gap]) -> list[_Gap]:
    joined: list[_Gap] = []
    for left, right in sorted(spans):
        if joined and left <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined


def _filled(window: Sequence[_Stripe], gutter: _Gap, size: float) -> int:
    """How many rows the sparser side of a gutter has, where both sides have some."""
    left = [piece for stripe in window for piece in stripe if piece.right <= gutter[0] + 0.1]
    right = [piece for stripe in window for piece in stripe if piece.left >= gutter[1] - 0.1]
    if not left or not right:
        return 0
    low = max(min(piece.bottom for piece in side) for side in (left, right))
    high = min(max(piece.top for piece in side) for side in (left, right))
    beside = ([piece for piece in side if piece.top > low and piece.bottom < high] for side in (left, right))
    return min(_rows_in(side, size) for side in beside)


def _rows_in(pieces: Sequence[Piece], size: float) -> int:
    bases = sorted(piece.base for piece in pieces if isinstance(piece, Segment))
    count = sum(two - one > 0.5 * size for one, two in pairwise(bases)) + bool(bases)
    return count + sum(max(1, int((piece.top - piece.bottom) / (1.5 * size))) for piece in pieces if isinstance(piece, Boxed))


def _with_ends(stripes: list[_Stripe], window: _Window) -> _Window:
    """The window with the rows before and after it that are set as the rows of one of its columns (an uneven column's end)."""
    first, last, gutters = window
    inner = _flat(stripes[first:last])
    parts = _split(inner, gutters)
    if not all(_is_prose(part) for part in parts):
        return window
    while last < len(stripes) and _goes_on(stripes[last], parts, gutters, below=True):
        last += 1
        parts = _split(_flat(stripes[first:last]), gutters)
    while first > 0 and _goes_on(stripes[first - 1], parts, gutters, below=False):
        first -= 1
        parts = _split(_flat(stripes[first:last]), gutters)
    return _Window(first, last, gutters)


def _goes_on(stripe: _Stripe, parts: list[list[Piece]], gutters: list[_Gap], *, below: bool) -> bool:
    if len(stripe) != 1 or not isinstance(stripe[0], Segment):
        return False
    one = stripe[0]
    for part in parts:
        rows = sorted((piece for piece in part if isinstance(piece, Segment)), key=lambda segment: -segment.base)
        if len(rows) < 3 or one.left < rows[0].left - 2 * one.size or one.right > max(row.right for row in rows) + one.size:
            continue
        pitch = median(above.base - under.base for above, under in pairwise(rows))
        gap = rows[-1].base - one.base if below else one.base - rows[0].base
        return 0 < gap <= 1.2 * pitch and abs(one.size - rows[0].size) <= 0.1 * one.size
    return False


def _split(pieces: Sequence[Piece], gutters: Sequence[_Gap]) -> list[list[Piece]]:
    parts: list[list[Piece]] = [[] for _ in range(len(gutters) + 1)]
    for piece in pieces:
        parts[sum(piece.left >= right - 0.1 for _, right in gutters)].append(piece)
    return [part for part in parts if part]


def _parts(pieces: Sequence[Piece], gap: float) -> list[list[Piece]]:
    """Pieces that no vertical line through a gap parts, from left to right."""
    spans = _union([(piece.left, piece.right) for piece in pieces])
    gutters = [(one[1], two[0]) for one, two in pairwise(spans) if two[0] - one[1] >= gap]
    return _split(pieces, gutters)


def _is_prose(part: Sequence[Piece]) -> bool:
    widths = [(piece.right - piece.left) / piece.size for piece in part if isinstance(piece, Segment)]
    return not widths or median(widths) >= _PROSE


def _window(pieces: list[Piece], gutters: list[_Gap], column: Column) -> Iterator[Item]:
    parts = _split(pieces, gutters)
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
        return not all(_is_prose(part) for part in parts)
    labels = [(piece.right - piece.left) / piece.size for piece in parts[0] if isinstance(piece, Segment)]
    return median(labels) <= _LABEL and max(labels) <= 2 * _LABEL


def _name_the_same(parts: list[list[Piece]]) -> bool:
    """Whether two parts name the same things (TEL … TEL …, two e-mail addresses): contacts beside each other, not cells."""
    named = [
        {"@" if "@" in piece.text else label[1].lower() for piece in part if isinstance(piece, Segment) if (label := _NAMED.match(piece.text))}
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
