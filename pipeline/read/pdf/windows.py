"""Stretches of rows of a page that share a gutter: a gap that no text of any of these rows crosses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.read.pdf.pieces import Boxed, Piece
from pipeline.read.pdf.rows import Segment

_GUTTER = 0.9  # of the usual size
_FEWEST_ROWS = 3  # that both sides of a gutter need
_PROSE = 12.0  # of the size: columns of lines that long are read one after the other

Gap = tuple[float, float]
Stripe = list[Piece]


def flat(stripes: Sequence[Stripe]) -> list[Piece]:
    """The pieces of all stripes."""
    return [piece for stripe in stripes for piece in stripe]


def core(piece: Piece) -> tuple[float, float]:
    """From where to where a piece takes up height; lines set close together do not overlap by it."""
    if isinstance(piece, Boxed):
        return piece.bottom, piece.top
    return piece.base + 0.1 * piece.size, piece.base + 0.6 * piece.size


def stripes_of(pieces: Sequence[Piece]) -> list[Stripe]:
    """Pieces that stand beside each other, from the top down."""
    stripes: list[Stripe] = []
    lowest = 0.0
    for piece in sorted(pieces, key=lambda piece: -core(piece)[1]):
        bottom, top = core(piece)
        if stripes and top > lowest:
            stripes[-1].append(piece)
            lowest = min(lowest, bottom)
        else:
            stripes.append([piece])
            lowest = bottom
    return stripes


class Window(NamedTuple):
    """Stripes `first` to `last` (not included) and the gutters that go through all of them."""

    first: int
    last: int
    gutters: list[Gap]


def widest_window(stripes: list[Stripe]) -> Window | None:
    """The shortest window with the most rows on both sides of a gutter."""
    size = median([piece.size for stripe in stripes for piece in stripe if isinstance(piece, Segment)] or [10.0])
    best: tuple[int, int, int, Gap] | None = None
    for first in range(len(stripes)):
        for last, gutter in _gutters_from(stripes, first, size):
            filled = _filled(stripes[first:last], gutter, size)
            if filled >= _FEWEST_ROWS and (best is None or (filled, first - last) > (best[0], best[1] - best[2])):
                best = (filled, first, last, gutter)
    if best is None:
        return None
    filled, first, last, gutter = best
    while _filled(stripes[first : last - 1], gutter, size) == filled:
        last -= 1
    while _filled(stripes[first + 1 : last], gutter, size) == filled:
        first += 1
    return _with_ends(stripes, Window(first, last, _gutters(_covered(stripes[first:last]), size)))


def _gutters_from(stripes: list[Stripe], first: int, size: float) -> Iterator[tuple[int, Gap]]:
    """The gutters that go through stripes from `first` on, each with the stripe that ends it."""
    covered: list[Gap] = []
    open_ones: list[Gap] = []
    for last in range(first, len(stripes)):
        covered = union([*covered, *((piece.left, piece.right) for piece in stripes[last])])
        gutters = [] if _is_break(stripes[first : last + 1]) else _gutters(covered, size)
        for gutter in open_ones:
            if not any(one[0] < gutter[1] and gutter[0] < one[1] for one in gutters):
                yield last, gutter
        open_ones = gutters
        if not gutters and last > first:
            return
    for gutter in open_ones:
        yield len(stripes), gutter


def _covered(stripes: Sequence[Stripe]) -> list[Gap]:
    return union([(piece.left, piece.right) for stripe in stripes for piece in stripe])


def _gutters(covered: list[Gap], size: float) -> list[Gap]:
    return [(one[1], two[0]) for one, two in pairwise(covered) if two[0] - one[1] >= _GUTTER * size]


def _is_break(window: Sequence[Stripe]) -> bool:
    """Whether the last stripe stands alone under a gap that the stripes above do not have: a heading, not a row."""
    if len(window) < 3 or len(window[-1]) > 1:
        return False
    tops = [max(core(piece)[1] for piece in stripe) for stripe in window]
    steps = [above - under for above, under in pairwise(tops)]
    return steps[-1] > 1.6 * max(steps[:-1])


def union(spans: list[Gap]) -> list[Gap]:
    """The stretches that some span covers, from left to right."""
    joined: list[Gap] = []
    for left, right in sorted(spans):
        if joined and left <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined


def _filled(window: Sequence[Stripe], gutter: Gap, size: float) -> int:
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


def _with_ends(stripes: list[Stripe], window: Window) -> Window:
    """The window with the rows before and after it that are set as the rows of one of its columns (an uneven column's end)."""
    first, last, gutters = window
    inner = flat(stripes[first:last])
    parts = split(inner, gutters)
    if not all(is_prose(part) for part in parts):
        return window
    while last < len(stripes) and _goes_on(stripes[last], parts, below=True):
        last += 1
        parts = split(flat(stripes[first:last]), gutters)
    while first > 0 and _goes_on(stripes[first - 1], parts, below=False):
        first -= 1
        parts = split(flat(stripes[first:last]), gutters)
    return Window(first, last, gutters)


def _goes_on(stripe: Stripe, parts: list[list[Piece]], *, below: bool) -> bool:
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


def split(pieces: Sequence[Piece], gutters: Sequence[Gap]) -> list[list[Piece]]:
    """The pieces between the gutters, from left to right; no part is empty."""
    parts: list[list[Piece]] = [[] for _ in range(len(gutters) + 1)]
    for piece in pieces:
        parts[sum(piece.left >= right - 0.1 for _, right in gutters)].append(piece)
    return [part for part in parts if part]


def is_prose(part: Sequence[Piece]) -> bool:
    """Whether the lines are long enough for running text."""
    widths = [(piece.right - piece.left) / piece.size for piece in part if isinstance(piece, Segment)]
    return not widths or median(widths) >= _PROSE
