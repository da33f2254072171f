"""Lengths of time: 約10年間, 1週間程度, 数時間, 1年半, 1時間～1時間30分程度, 30分以内, 10年前. Values in TIMEX3."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.extract.dates.length_doubts import refused
from pipeline.extract.dates.lengths import (
    MEASURE,
    OFFSET,
    ROUGH,
    Part,
    compound,
    part_of,
    pattern,
    plain,
    size,
    timex,
    units,
)
from pipeline.extract.dates.numerals import ARABIC, GREAT, number

_DASH = re.compile(r" ?(?:〜|~|-|―|–|から|ー) ?(?:約|およそ)?")
_ENGLISH = re.compile(
    r"(?<![0-9A-Za-z.,-])(?P<n>[0-9]+(?:\.[0-9]+)?|one|two|three|four|five|six|seven|eight|nine|ten) "
    r"(?P<unit>year|month|week|day|hour|minute|second)s?(?![A-Za-z-])(?! (?:of age|old))"
)
_ENGLISH_NUMBER = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ENGLISH_UNIT = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "TH", "minute": "TM", "second": "TS"}


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in the view; `offset` is -1 where 前 follows, 1 where 後 does, else 0."""

    start: int
    end: int
    value: str | None
    offset: int = 0
    cue: str = ""


# The first number of a range whose unit stands behind the second: 1〜2週間, 30-60分, 1から2日間. 1、2週間 may be two lengths.
_OPEN = re.compile(rf"(?<![0-9.,A-Za-z-])(?:(?P<n>{ARABIC}|数) ?(?:〜|~|-|―|–|ー) ?|(?P<from>{ARABIC})から)$")
_GREAT = re.compile(GREAT)


def find(view: str, taken: Sequence[tuple[int, int]]) -> Iterator[Length]:
    """The lengths of time of `view` outside the sorted stretches `taken`, in reading order."""
    end = index = 0
    for match in pattern().finditer(view):
        while index < len(taken) and taken[index][1] <= match.start():
            index += 1
        if match.start() < end or (index < len(taken) and taken[index][0] < match.end()):
            continue
        length = _length(view, match, end)
        if length is not None:
            end = length.end
            yield length
    yield from _english(view)


def _length(view: str, match: re.Match[str], floor: int) -> Length | None:
    """What begins with `match`; `floor` is where the length before it ended."""
    first = compound(view, part_of(match))
    opened = _open(view, floor, first)
    start = opened[0] if opened else first.start
    last = _range(view, first) if not opened else None
    end = (last or first).end
    if refused(view, start, last or first):
        return None
    measure = MEASURE.match(view, end)
    end = measure.end() if measure else end
    offset = OFFSET.match(view, end)
    end = offset.end() if offset else end
    if rough := ROUGH.search(view, max(floor, start - 4), start):
        start = rough.start()
    value: str | None = timex(first.amounts)
    if first.amounts[0][0] == "-":
        value = None
    elif opened is not None:
        value = f"{timex(opened[1])}/{value}"
    elif last:
        value = f"{value}/{timex(last.amounts)}"
    direction = 0 if offset is None else -1 if offset["before"] else 1
    return Length(start, end, value, direction, rough[0].strip() if rough else "")


def _open(view: str, floor: int, part: Part) -> tuple[int, tuple[tuple[str, str], ...]] | None:
    """Where the number without a unit before `part` begins, and its amount; None where `part` opens no range backwards."""
    match = _OPEN.search(view, max(floor, part.start - 8), part.start) if part.unit in units() else None
    if match is None:
        return None
    words = match["n"] or match["from"]
    designator, last = part.amounts[0]
    if words == "数":
        return match.start(), ((designator, "X"),)
    great = _GREAT.search(view, part.start, part.end)
    if great and not _GREAT.search(words):
        words += great[0].strip()  # 5〜6億年: the great unit stands once
    amount = number(words) * Decimal(units()[part.unit]["scale"])
    if match["n"]:
        return match.start(), ((designator, plain(amount)),)
    fits = "X" not in last and amount < Decimal(last)  # 100から3日 has nothing to do with each other
    return (match.start(), ((designator, plain(amount)),)) if fits else None


def _range(view: str, first: Part) -> Part | None:
    """The end of the range that `first` begins; 6か月から3か月に tells of a change, 2500万年前から500万年前 of a stretch."""
    offset = OFFSET.match(view, first.end)
    dash = _DASH.match(view, offset.end() if offset else first.end)
    following = pattern().match(view, dash.end()) if dash else None
    part = part_of(following) if following else None
    last = compound(view, part) if part else None
    if last is None or (offset and not _same_way(offset, OFFSET.match(view, last.end))):
        return None
    shrinks = "から" in view[first.end : last.start] and not offset and _less(last, first)
    return None if shrinks else last


def _same_way(one: re.Match[str], other: re.Match[str] | None) -> bool:
    return other is not None and other["before"] == one["before"]


def _less(one: Part, other: Part) -> bool:
    sizes = [size(part) for part in (one, other)]
    return sizes[0] is not None and sizes[1] is not None and sizes[0] < sizes[1]


def _english(view: str) -> Iterator[Length]:
    for match in _ENGLISH.finditer(view):
        n = match["n"] if match["n"][0].isdecimal() else str(_ENGLISH_NUMBER.index(match["n"]))
        yield Length(*match.span(), timex(((_ENGLISH_UNIT[match["unit"]], n),)))
