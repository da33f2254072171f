"""What a careful reader would note about a settled date: two statements that disagree, a day that no calendar has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from pipeline.extract.dates.moments import Found, Point
from pipeline.extract.dates.portions import WEEKDAYS
from pipeline.extract.dates.values import beyond_era, bounds, instant, old_calendar, out_of_season, readable
from pipeline.model import Warning

# Between two statements of one moment: （日本時間：, = , すなわち; the zone's own words may stand there too.
_JOINT = re.compile(
    r"[\s(:、,=/・]*(?:すなわち|つまり)?"
    r"(?:[^\s()、。]{1,16}(?:時間|標準時|時刻|[A-Z]{3,4})(?:\([^()]{1,8}\))?[で:のは、]*)? ?"
)


def contradictions(found: Found, words: str) -> Iterator[Warning]:
    """The warnings about one settled date; `words` are its words."""
    for point in (found.first, found.last):
        if point is not None:
            yield from _of_point(point, found, words)
    if found.last is not None and reversed_range(found.first, found.last):
        yield _warn("reversed-range", f"{words}: the end comes before the beginning", found)


def reversed_range(first: Point, last: Point) -> bool:
    """Whether a range ends before it begins."""
    one, other = bounds(first), bounds(last)
    if one is None or other is None:
        return False
    if first.day is not None and first.clock and last.clock and one == other:
        moments = [(point.clock.days, point.clock.hour, point.clock.minute) for point in (first, last) if point.clock]
        return moments[1] < moments[0]
    return other[1] < one[0]


def clocks(dates: Sequence[Found], view: str) -> Iterator[Warning]:
    """Two statements of one moment in different zones that name different moments: 日本時間…（英国時間…）."""
    for one, other in pairwise(dates):
        moments = instant(one.first), instant(other.first)
        if not moments[0] or not moments[1] or moments[0] == moments[1] or one.last or other.last:
            continue
        if moments[0].utcoffset() == moments[1].utcoffset() or _JOINT.fullmatch(view[one.end : other.start]) is None:
            continue
        if other.start - one.end == 0 or not re.search(r"[(=/、]|すなわち|つまり", view[one.end : other.start]):
            continue
        said = f"{view[one.start : one.end]} is not {view[other.start : other.end]}"
        yield Warning("clocks-differ", f"{said}: {moments[0].isoformat()} against {moments[1].isoformat()}", one.start, other.end)


def _of_point(point: Point, found: Found, words: str) -> Iterator[Warning]:
    if point.fault in ("era", "unreadable") or not readable(point):
        yield _warn("unreadable-date", f"{words}: no such date{f' in {point.era}' if point.era else ''}", found)
        return
    if beyond_era(point):
        yield _warn("era-out-of-range", f"{words}: {point.era} had ended by then; counted on to {point.year}", found)
    if old_calendar(point):
        yield _warn("old-calendar-date", f"{words}: a month of the lunisolar calendar, in force until 1872", found)
        return
    for claim in point.claims:
        if claim != point.year:
            yield _warn("era-year-mismatch", f"{words}: {point.year} in one reckoning, {claim} in the other", found)
    if point.weekday is not None and (day := _day(point)) and day.weekday() != point.weekday:
        said, right = WEEKDAYS[point.weekday], WEEKDAYS[day.weekday()]
        yield _warn("date-weekday-mismatch", f"{words}: {day.isoformat()} is a {right}曜日, not a {said}曜日", found)
    if out_of_season(point) and point.zone:
        yield _warn("zone-season-mismatch", f"{words}: {point.zone.written} is not in force on that day", found)


def _day(point: Point) -> date | None:
    if point.year is None or point.month is None or point.day is None or point.year < 1 or not readable(point):
        return None
    return date(point.year, point.month, point.day)


def _warn(code: str, message: str, found: Found) -> Warning:
    return Warning(code, message, found.start, found.end)
