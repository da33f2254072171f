"""Which gold mark is which output mark: one to one, as many pairs as there can be, and of those the pairs that share most.

The result does not hang on the order of the input. Marks that touch nothing of each other are matched apart, so that time is linear
in ordinary annotations. Inside a heap of overlapping marks the best assignment is searched with a bound on the work; beyond it
(thousands of marks over the same characters) the pairs are taken greedily, the same marks first, then by what they share.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from pipeline.model.annotation import Mark

#: Steps of the search in one heap, and pairs of marks looked at, before the pairs are taken greedily.
_WORK = 2_000_000
_PAIRS = 500_000
#: In such a heap: neighbours looked at for each mark, to each side in text order.
_NEIGHBOURS = 32

_Edges = list[dict[int, int]]  # for each row: column → weight


class _TooMuchError(Exception):
    """The bound on the work is reached."""


def match(gold: Sequence[Mark], output: Sequence[Mark], tolerance: int | None = None) -> list[tuple[Mark, Mark]]:
    """(gold, output) pairs of marks that share a character or are the same, whatever their types, in text order.

    With a `tolerance`, each end of the one is at most so many code points from that of the other. There are as many pairs as
    possible; among such assignments the characters that pairs share are the most, then the distances of their ends the least.
    """
    pairs: list[tuple[Mark, Mark]] = []
    for here, there in clusters(gold, output):
        if len(here) <= len(there):
            pairs += [(here[row], there[column]) for row, column in _assign(here, there, tolerance)]
        else:
            pairs += [(here[column], there[row]) for row, column in _assign(there, here, tolerance)]
    return sorted(pairs, key=lambda pair: (position(pair[0]), position(pair[1])))


def position(mark: Mark) -> tuple[int, int, str]:
    """The key by which marks are put in text order."""
    return mark.start, mark.end, mark.type


def shared(one: Mark, other: Mark) -> int:
    """How many characters both hold; zero or less where they do not overlap."""
    return min(one.end, other.end) - max(one.start, other.start)


def touches(one: Mark, other: Mark) -> bool:
    """Whether both hold a character, or are the same span (which may be empty)."""
    return shared(one, other) > 0 or (one.start, one.end) == (other.start, other.end)


def _distance(one: Mark, other: Mark) -> int:
    return abs(one.start - other.start) + abs(one.end - other.end)


def clusters(gold: Sequence[Mark], output: Sequence[Mark]) -> Iterator[tuple[list[Mark], list[Mark]]]:
    """Groups of marks that hang together by shared characters and hold both gold and output, each side in text order."""
    sides = [(position(mark), 0, mark) for mark in gold] + [(position(mark), 1, mark) for mark in output]
    sides.sort(key=lambda entry: entry[:2])
    cluster: tuple[list[Mark], list[Mark]] = ([], [])
    reach = 0
    for (start, end, _), side, mark in sides:
        if start >= reach:
            if all(cluster):
                yield cluster
            cluster = ([], [])
            reach = start
        cluster[side].append(mark)
        reach = max(reach, end, start + 1)
    if all(cluster):
        yield cluster


def _assign(rows: list[Mark], columns: list[Mark], tolerance: int | None) -> list[tuple[int, int]]:
    """Pairs of indices; there are no more rows than columns."""
    windows = _windows(rows, columns)
    if sum(upper - lower for lower, upper in windows) <= _PAIRS:
        edges = _weigh(rows, columns, windows, tolerance)
        try:
            return _best(edges, len(columns))
        except _TooMuchError:
            pass
    else:
        edges = _weigh(rows, columns, _narrow(rows, columns, windows), tolerance)
    return _fill(_greedy(edges), rows, columns, windows, tolerance)


def _windows(rows: list[Mark], columns: list[Mark]) -> list[tuple[int, int]]:
    """For each row the range of columns outside of which none can touch it."""
    starts = [mark.start for mark in columns]
    reaches = list(accumulate((max(mark.end, mark.start + 1) for mark in columns), max))
    return [(bisect_left(reaches, row.start + 1), bisect_left(starts, max(row.end, row.start + 1))) for row in rows]


def _narrow(rows: list[Mark], columns: list[Mark], windows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    places = [(mark.start, mark.end) for mark in columns]
    narrow = []
    for row, (lower, upper) in zip(rows, windows, strict=True):
        middle = bisect_left(places, (row.start, row.end))
        narrow.append((max(lower, middle - _NEIGHBOURS), min(upper, middle + _NEIGHBOURS)))
    return narrow


def _weigh(rows: list[Mark], columns: list[Mark], windows: list[tuple[int, int]], tolerance: int | None) -> _Edges:
    """A pair weighs more than all shared characters together, a shared character more than all distances together.

    No row needs more than its best len(rows) columns: fewer are taken by the other rows.
    """
    extent = max(mark.end for mark in (*rows, *columns)) - min(mark.start for mark in (*rows, *columns)) + 1
    unit = 2 * extent * len(rows) + 1
    pair = extent * len(rows) * unit + unit
    edges = []
    for row, (lower, upper) in zip(rows, windows, strict=True):
        found = {
            index: pair + shared(row, columns[index]) * unit - _distance(row, columns[index])
            for index in range(lower, upper)
            if _fits(row, columns[index], tolerance)
        }
        if len(found) > len(rows):
            found = dict(heapq.nlargest(len(rows), found.items(), key=lambda item: (item[1], -item[0])))
        edges.append(found)
    return edges


def _fits(one: Mark, other: Mark, tolerance: int | None) -> bool:
    if tolerance is not None and (abs(one.start - other.start) > tolerance or abs(one.end - other.end) > tolerance):
        return False
    return touches(one, other)


def _best(edges: _Edges, width: int) -> list[tuple[int, int]]:
    """The heaviest assignment, by shortest augmenting paths with potentials; each row may stay alone in a column of its own."""
    top = max((weight for row in edges for weight in row.values()), default=0)
    costs = [{column: top - weight for column, weight in row.items()} | {width + index: top} for index, row in enumerate(edges)]
    held: dict[int, int] = {}  # row → column
    owner: dict[int, int] = {}  # column → row
    row_price = [0] * len(edges)
    column_price: dict[int, int] = {}
    work = 0
    for first in range(len(edges)):
        distance: dict[int, int] = {}
        previous: dict[int, int] = {}
        heap: list[tuple[int, int]] = []
        settled: list[int] = []
        row, base = first, 0
        while True:
            work += len(costs[row])
            if work > _WORK:
                raise _TooMuchError
            for column, cost in costs[row].items():
                length = base + cost - row_price[row] - column_price.get(column, 0)
                if length < distance.get(column, length + 1):
                    distance[column], previous[column] = length, row
                    heapq.heappush(heap, (length, column))
            base, column = heapq.heappop(heap)
            while base > distance[column]:  # a shorter way to it was found later
                base, column = heapq.heappop(heap)
            if column not in owner:
                break
            settled.append(column)
            row = owner[column]
        row_price[first] += base
        for each in settled:
            column_price[each] = column_price.get(each, 0) + distance[each] - base
            row_price[owner[each]] += base - distance[each]
        _turn(column, first, previous, held, owner)
    return [(row, column) for row, column in sorted(held.items()) if column < width]


def _turn(column: int, first: int, previous: dict[int, int], held: dict[int, int], owner: dict[int, int]) -> None:
    """Turn the path that ends in the free `column` over, so that every row on it, back to `first`, holds the column behind it."""
    while True:
        row = previous[column]
        following = held.get(row)
        held[row], owner[column] = column, row
        if row == first or following is None:
            return
        column = following


def _greedy(edges: _Edges) -> dict[int, int]:
    """Row → column, the heaviest pairs first. Marks that are the same always find each other: nothing weighs more for either."""
    ranked = sorted((-weight, row, column) for row, found in enumerate(edges) for column, weight in found.items())
    held: dict[int, int] = {}
    taken: set[int] = set()
    for _, row, column in ranked:
        if row not in held and column not in taken:
            held[row] = column
            taken.add(column)
    return held


def _fill(
    held: dict[int, int], rows: list[Mark], columns: list[Mark], windows: list[tuple[int, int]], tolerance: int | None
) -> list[tuple[int, int]]:
    """Lets rows that are alone take one of the first free columns of their windows."""
    taken = set(held.values())
    free = [column for column in range(len(columns)) if column not in taken]
    for index in [index for index in range(len(rows)) if index not in held]:
        lower, upper = windows[index]
        place = bisect_left(free, lower)
        for column in free[place : place + 2 * _NEIGHBOURS]:
            if column < upper and _fits(rows[index], columns[column], tolerance):
                held[index] = column
                free.remove(column)
                break
    return sorted(held.items())
