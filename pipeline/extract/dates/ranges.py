"""Ranges written as one expression: 2020年4月〜2023年3月, 令和8〜11年度, 20日(土)〜21日(日), 3〜5月, 10時〜12時, 1980〜90年代."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.extract.dates.doubts import days_counted_after
from pipeline.extract.dates.moments import Point
from pipeline.extract.dates.numerals import whole
from pipeline.extract.dates.points import (
    Read,
    from_century,
    from_clock,
    from_day,
    from_deictic,
    from_month,
    from_year,
)
from pipeline.extract.dates.portions import portion
from pipeline.extract.dates.years import era_year, year_head

Pair = tuple[Point, Point | None, int]

# 翌2006年7月, 翌3月, 同3時半: a word before the second half that says no more than the half itself.
_SEPARATOR = re.compile(
    r" ?(?:頃|ごろ|ころ)?(?:〜|~|-|―|–|から|より|ー) ?(?:翌(?=[0-9]{4}|[0-9]{1,2} ?月)|同(?=[0-9]{1,2}(?:時|:)))?"
)
_LISTED = re.compile(r" ?[・、] ?(?=[0-9])")
_WEAK = ("から", "より")
# 23年度, 11年, 90年代 behind a first year that says era or century.
_SHORT_YEAR = re.compile(r"(?P<n>元|[0-9]{1,2}) ?(?:\((?P<claim>[0-9]{4})\) ?)?年(?:(?P<fiscal> ?度)|(?P<decade>代))?(?! ?間)")
_FULL_CLAIM = re.compile(r" ?\((?:(?P<era>[^\W\d_]{2}) ?(?P<n>元|[0-9]{1,2})|(?P<west>[0-9]{4})) ?年 ?度?\)")
_UNTIL = re.compile(r" ?(?:まで|にかけ|の(?:間|期間)|度)")
# The unit stands behind the second number only.
_OPEN_MONTHS = re.compile(r" ?(?P<a>[0-9]{1,2}) ?(?P<by>〜|~|-|―|–|・|、) ?(?P<b>[0-9]{1,2}) ?月(?![間齢])")
_OPEN_DAYS = re.compile(r" ?(?P<a>[0-9]{1,2}) ?(?P<by>〜|~|-|―|–|・|、) ?(?P<b>[0-9]{1,2}) ?日(?![間齢目])")
_OPEN_HOURS = re.compile(r"(?P<half>午前|午後)?(?P<a>[0-9]{1,2}) ?(?:〜|~|-|―|–) ?(?=(?P<b>[0-9]{1,2}) ?時(?![間代点期]))")
_OPEN_CENTURY = re.compile(r"(?P<a>[0-9]{1,2}) ?(?:〜|~|-|―|–|・) ?(?=(?P<b>[0-9]{1,2}) ?世紀)")

_SECOND: tuple[Callable[[str, int], Read], ...] = (from_year, from_century, from_month, from_day, from_clock, from_deictic)


def point_or_range(view: str, at: int, readers: tuple[Callable[[str, int], Read], ...]) -> Pair | None:
    """What begins at `at`, read by the first of `readers` that knows it, and the end of the range that it opens, if any."""
    opened = _open_years(view, at) or _open_units(view, at)
    if opened:
        return opened
    for reader in readers:
        read = reader(view, at)
        if read is not None:
            first, end = read
            return _open_after(view, first, end) or _closed(view, first, end) or (first, None, end)
    return None


def _closed(view: str, first: Point, end: int) -> Pair | None:
    """The second half of a range whose first half ends at `end`."""
    if following := _next_day(view, first, end):
        return following
    separator = _SEPARATOR.match(view, end)
    if separator is None:
        return None
    weak = separator[0].strip().lstrip("頃ごろこ") in _WEAK
    if narrowed := _portions(view, first, separator.end()):
        return narrowed
    if short := _short_year(view, separator.end(), first, weak):
        return short
    for reader in _SECOND:
        read = reader(view, separator.end())
        if read is not None and _alike(first, read[0]) and not (_bare_day(read[0]) and days_counted_after(view, read[1])):
            return first, _inherited(first, read[0]), read[1]
    return None


def _next_day(view: str, first: Point, end: int) -> Pair | None:
    """3月1日・2日, 3月1日(土)、2日(日): the day after, which is a range of two days."""
    separator = _LISTED.match(view, end)
    read = from_day(view, separator.end()) if separator and first.day is not None and first.clock is None else None
    if read is None or not _bare_day(replace(read[0], weekday=None)) or read[0].clock or read[0].day != (first.day or 0) + 1:
        return None
    return first, read[0], read[1]


def _portions(view: str, first: Point, at: int) -> Pair | None:
    """5月上旬〜中旬, 2024年春から夏: the second part is of the first one's month or year."""
    of = "month" if first.month is not None or (first.shift and first.shift.unit == "month") else "year"
    read = portion(view, at, of) if first.portion and first.day is None and not first.fiscal and first.years == 1 else None
    return (first, replace(first, portion=read[0]), read[1]) if read else None


def hours_after(view: str, first: Point, end: int) -> tuple[Point, int] | None:
    """The time of day that ends a stretch of hours which began at `first`, whose words end at `end`, and its own end."""
    separator = _SEPARATOR.match(view, end) if first.clock else None
    read = from_clock(view, separator.end()) if separator else None
    return (_inherited(first, read[0]), read[1]) if read else None


def _bare_day(point: Point) -> bool:
    return point.day is not None and point.month is None and point.shift is None and point.weekday is None


def _alike(first: Point, second: Point) -> bool:
    """Whether two points can bound one range: the same kind of unit, or the second says more of itself."""
    if first.weekday is not None and first.day is None and first.shift is None:
        return False  # 月曜日から金曜日: opening hours
    if _grain(first) == "clock" or (first.clock is not None and _grain(second) == "clock"):
        return _grain(second) == "clock"
    if first.years != second.years and max(first.years, second.years) > 1 and _grain(second) != "year":
        return False
    dated = second.month is not None and second.year is not None
    return _grain(first) == _grain(second) or (_grain(first) in ("month", "day") and dated)


def _grain(point: Point) -> str:
    if point.day is not None or point.nth or (point.shift is not None and point.shift.unit == "day"):
        return "day"
    if point.month is not None or (point.shift is not None and point.shift.unit == "month"):
        return "month"
    if point.year is not None or point.shift is not None:
        return "year"
    return "clock" if point.clock is not None else "weekday"


def _inherited(first: Point, second: Point) -> Point:
    """`second` with what it leaves to the first: the half of the day (午後2時〜4時) and the zone."""
    clock = second.clock
    if clock and not clock.half and first.clock and first.clock.half == "午後" and first.clock.hour % 12 < clock.hour < 12:
        second = replace(second, clock=replace(clock, hour=clock.hour + 12))
    return second if second.zone or second.clock is None else replace(second, zone=first.zone)


def _short_year(view: str, at: int, first: Point, weak: bool) -> Pair | None:
    """平成21年度〜23年度, 2008年〜10年, 平成28年4月〜31年3月: the second year leaves out era or century."""
    match = _SHORT_YEAR.match(view, at)
    last = _completed(first, whole(match["n"])) if match else None
    if match is None or last is None:
        return None
    if first.month is not None:
        read = from_month(view, match.end())
        return (first, replace(read[0], year=last, era=first.era), read[1]) if read else None
    if weak and not match["fiscal"] and not _UNTIL.match(view, match.end()):
        return None
    claims: tuple[int, ...] = (int(match["claim"]),) if match["claim"] else ()
    end = match.end()
    if same := _FULL_CLAIM.match(view, end):
        claims += _claimed(same)
        end = same.end()
    years = 10 if match["decade"] else 1
    fiscal = bool(match["fiscal"])
    second = Point(year=last, years=years, fiscal=fiscal, era=first.era, claims=claims)
    return replace(first, fiscal=first.fiscal or fiscal, years=max(first.years, years)), second, end


def _completed(first: Point, n: int) -> int | None:
    """The year that `n` stands for behind `first`; None where it does not come after it."""
    if first.year is None:
        return None
    year = era_year(first.era, n) if first.era else first.year // 100 * 100 + n
    return year if year > first.year else None


def _claimed(match: re.Match[str]) -> tuple[int, ...]:
    if match["west"]:
        return (int(match["west"]),)
    try:
        return (era_year(match["era"], whole(match["n"])),)
    except KeyError:  # two kanji that are no era: (以下3年)
        return ()


def _open_years(view: str, at: int) -> Pair | None:
    """令和8〜11年度, 平成31〜令和3年度, 2006〜2012年, 1980〜90年代: 年 stands once."""
    head = year_head(view, at)
    if head is None or not head.open:
        return None
    separator = _SEPARATOR.match(view, head.end) or re.compile(" ?[・、] ?").match(view, head.end)
    if separator is None:
        return None
    if short := _short_year(view, separator.end(), head.point, weak=False):
        return short
    read = from_year(view, separator.end())
    if read is None or read[0].month is not None or read[0].year is None or separator[0].strip() in "・、":
        return None
    second = read[0]
    return replace(head.point, fiscal=second.fiscal, years=second.years), second, read[1]


def _open_units(view: str, at: int) -> Pair | None:
    """3〜5月, 20〜21日, 10〜12時, 19〜20世紀."""
    if match := _OPEN_MONTHS.match(view, at):
        return _months(Point(), match) if view[at] != " " else None
    if match := _OPEN_CENTURY.match(view, at):
        second = from_century(view, match.end())
        first = Point(year=100 * (int(match["a"]) - 1), years=100)
        return (first, second[0], second[1]) if second and 0 < int(match["a"]) < int(match["b"]) else None
    if match := _OPEN_HOURS.match(view, at):
        second = from_clock(view, match.end())
        first_read = from_clock(view[match.start() : match.end("a")] + "時", 0)
        if second and first_read and second[0].clock and int(match["a"]) < int(match["b"]):
            return replace(first_read[0], zone=second[0].zone), _inherited(first_read[0], second[0]), second[1]
    return None


def _open_after(view: str, first: Point, end: int) -> Pair | None:
    """2021年3〜5月, 10月20〜21日, 7月20・21日."""
    if first.month is not None and first.day is None and not first.portion and (match := _OPEN_DAYS.match(view, end)):
        a, b = int(match["a"]), int(match["b"])
        listed = match["by"] == "、" and b != a + 1
        return (replace(first, day=a), Point(day=b), match.end()) if 1 <= a < b <= 31 and not listed else None
    yearly = first.year is not None or (first.shift is not None and first.shift.unit == "year")
    if yearly and first.month is None and first.years == 1 and not first.portion and (match := _OPEN_MONTHS.match(view, end)):
        return _months(first, match)
    return None


def _months(first: Point, match: re.Match[str]) -> Pair | None:
    a, b = int(match["a"]), int(match["b"])
    if not (1 <= a <= 12 and 1 <= b <= 12) or a == b or (match["by"] == "、" and b != a + 1):
        return None
    return replace(first, month=a), Point(month=b), match.end()


def open_days(view: str, at: int) -> Pair | None:
    """20〜21日 with no month before it."""
    match = _OPEN_DAYS.match(view, at)
    if match is None or view[at] == " " or match["by"] == "、" or not 1 <= int(match["a"]) < int(match["b"]) <= 31:
        return None
    return Point(day=int(match["a"])), Point(day=int(match["b"])), match.end()
