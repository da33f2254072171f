"""One day, month, year or time of day: each reader takes the position of its first character and gives a Point and its end."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from pipeline.extract.dates.clock import clock
from pipeline.extract.dates.moments import Anchor, Point, Shift
from pipeline.extract.dates.numerals import SHORT, whole
from pipeline.extract.dates.portions import WEEKDAYS, portion, weekday
from pipeline.extract.dates.years import year_head
from pipeline.extract.dates.zones import zone_after, zone_ahead, zone_between
from pipeline.lexicon import Row, table

Read = tuple[Point, int] | None

# Blanks come from PDFs (2024 年3 月12 日); の joins too (2020年の4月1日); a leap month is of the old calendar (元禄3年閏8月).
_MONTH = re.compile(rf" {{0,2}}[の閏]?(?P<month>{SHORT}) ?月(?![間齢給例])")
_DAY = re.compile(rf" {{0,2}}の?(?P<day>{SHORT}) ?日(?![間齢目])")
_STACKED = re.compile(rf"\n(?P<month>{SHORT}) ?月 ?\n ?(?P<day>{SHORT}) ?日")
_NTH = re.compile(rf" ?の?(?:第(?P<nth>[1-5一二三四五])の?|(?P<last>最終)|(?P<first>最初)の) ?(?P<weekday>[{WEEKDAYS}])曜日?")
_WHICH = re.compile(rf"(?:この|次の|今度の|来る)(?=[{WEEKDAYS}]曜)")
# 21世紀COE is the name of a programme; 2世紀にわたり is a length of time.
_CENTURY = re.compile(rf"(?:(?P<bc>紀元前 ?)|紀元後? ?)?(?P<n>{SHORT}) ?世紀(?!ぶり|間|にわた|に渡|以上|COE|枠|梨)")
# 時 and 年 alone are no clock: between a date and its time stand at most a blank, a comma or の.
_GAP = re.compile(r" ?(?:、|,|の|;)? ?")


def from_year(view: str, at: int) -> Read:
    """令和4年5月12日（木）午前10時, 2021年度上期, 1990年代後半, 2021年春."""
    head = year_head(view, at)
    if head is None or head.open:
        return None
    point, end = head.point, head.end
    if point.years > 1:
        return with_portion(view, point, end, "decade")
    if point.fiscal:
        return with_portion(view, point, end, "fiscal")
    if stacked := _STACKED.match(view, end):
        return replace(point, month=whole(stacked["month"]), day=whole(stacked["day"])), stacked.end()
    month = _MONTH.match(view, end)
    if month is None and (day := _new_year(view, end)):
        return _with_clock(view, replace(point, month=day[0], day=day[1]), day[2])
    if month is None:
        return with_portion(view, point, end, "year")
    return _from_month(view, replace(point, month=whole(month["month"])), month.end())


def from_month(view: str, at: int) -> Read:
    """5月, 5月12日, 5月上旬, 7月の第1金曜日: a year is not given."""
    month = _MONTH.match(view, at)
    if month is None or view[at] in " の閏" or whole(month["month"]) > 12:
        return None
    read = _from_month(view, Point(month=whole(month["month"])), month.end())
    return None if read and read[0].portion == "期" else read  # 3月期決算の企業


def from_day(view: str, at: int) -> Read:
    """12日（木）, 20日午後3時: neither year nor month is given."""
    day = _DAY.match(view, at)
    if day is None or view[at] in " の" or not 1 <= whole(day["day"]) <= 31:
        return None
    return _from_day(view, Point(day=whole(day["day"])), day.end())


def from_clock(view: str, at: int) -> Read:
    """午後2時, 18:00: a time of day alone."""
    read = clock(view, at)
    return _with_zone(view, Point(clock=read[0]), read[1]) if read else None


def from_century(view: str, at: int) -> Read:
    """21世紀, 19世紀末, 紀元前3世紀."""
    match = _CENTURY.match(view, at)
    n = whole(match["n"]) if match else 0
    if match is None or not 1 <= n <= 30:
        return None
    first = -100 * n if match["bc"] else 100 * (n - 1)
    return with_portion(view, Point(year=first, years=100), match.end(), "century")


def from_weekday(view: str, at: int) -> Read:
    """木曜日, 第3金曜日; 次の木曜日, of which people do not agree what week it is in."""
    if nth := _NTH.match(view, at):
        return _nth(Point(), nth), nth.end()
    if said := _WHICH.match(view, at):
        at = said.end()
    read = weekday(view, at)
    if read is None or view[at] not in WEEKDAYS:
        return None
    if day := _DAY.match(view, read[1]):  # 水曜日13日
        return _with_clock(view, Point(day=whole(day["day"]), weekday=read[0]), day.end())
    return Point(weekday=read[0]), read[1]


@cache
def _deictics() -> tuple[re.Pattern[str], dict[str, Row]]:
    rows = {word: row for row in table("deictics") for word in row["written"].split("|")}
    words = sorted(rows, key=len, reverse=True)
    guarded = (f"{word}(?!{rows[word]['refused_before']})" if rows[word]["refused_before"] else word for word in words)
    return re.compile("|".join(guarded)), rows


def deictic_pattern() -> re.Pattern[str]:
    """Any deictic word that is not refused by what follows it."""
    return _deictics()[0]


def from_deictic(view: str, at: int) -> Read:
    """本日, 同日午後2時, 昨年12月, 同年9月3日, 今月19日, 来週の金曜日, 今春."""
    pattern, rows = _deictics()
    match = pattern.match(view, at)
    if match is None:
        return None
    row = rows[match[0]]
    amount, end = int(row["shift"]), match.end()
    if row["unit"] == "new-year":
        return Point(month=amount // 100, day=amount % 100), end
    point = Point(shift=Shift(Anchor(row["from"]), row["unit"], amount), portion=row["portion"])
    return _AFTER[row["unit"]](view, point, end) if not point.portion else (point, end)


def _new_year(view: str, at: int) -> tuple[int, int, int] | None:
    """元日 or 大晦日 behind a year: month, day and end."""
    pattern, rows = _deictics()
    match = pattern.match(view, at + view.startswith("の", at))
    if match is None or rows[match[0]]["unit"] != "new-year":
        return None
    return *divmod(int(rows[match[0]]["shift"]), 100), match.end()


def _after_year(view: str, point: Point, at: int) -> Read:
    if month := _MONTH.match(view, at):
        return _from_month(view, replace(point, month=whole(month["month"])), month.end())
    return with_portion(view, point, at, "year")


def _after_month(view: str, point: Point, at: int) -> Read:
    if nth := _NTH.match(view, at):
        return _nth(point, nth), nth.end()
    if day := _DAY.match(view, at):
        return _from_day(view, replace(point, day=whole(day["day"])), day.end())
    return with_portion(view, point, at, "month")


def _after_week(view: str, point: Point, at: int) -> Read:
    read = weekday(view, at)
    return _with_clock(view, replace(point, weekday=read[0]), read[1]) if read else (point, at)


def _after_fiscal(view: str, point: Point, at: int) -> Read:
    return with_portion(view, replace(point, fiscal=True), at, "fiscal")


def _from_month(view: str, point: Point, at: int) -> Read:
    if day := _DAY.match(view, at):
        return _from_day(view, replace(point, day=whole(day["day"])), day.end())
    if nth := _NTH.match(view, at):
        return _nth(point, nth), nth.end()
    return with_portion(view, point, at, "month")


def _from_day(view: str, point: Point, at: int) -> Read:
    if read := weekday(view, at):
        point, at = replace(point, weekday=read[0]), read[1]
    return _with_clock(view, point, at)


def _with_clock(view: str, point: Point, at: int) -> Read:
    gap = _GAP.match(view, at)
    at_clock = gap.end() if gap else at
    between = zone_between(view, at_clock)  # 17日英国時間午前1時
    read = clock(view, between[1] if between else at_clock)
    if read and between:
        return replace(point, clock=read[0], zone=between[0]), read[1]
    if read is None:
        return _with_zone(view, point, at) if view.startswith("(", at) else (point, at)
    return _with_zone(view, replace(point, clock=read[0]), read[1])


def _with_zone(view: str, point: Point, at: int) -> Read:
    if read := zone_after(view, at):
        return replace(point, zone=read[0]), read[1]
    return replace(point, zone=zone_ahead(view, at)), at


def with_portion(view: str, point: Point, at: int, of: str) -> Read:
    """`point`, whose words end at `at`, with the part of it that follows: 前半, 上旬, 春."""
    read = portion(view, at, of)
    return (replace(point, portion=read[0]), read[1]) if read else (point, at)


def _nth(point: Point, match: re.Match[str]) -> Point:
    nth = -1 if match["last"] else 1 if match["first"] else whole(match["nth"])
    return replace(point, nth=nth, weekday=WEEKDAYS.index(match["weekday"]))


_AFTER: dict[str, Callable[[str, Point, int], Read]] = {
    "year": _after_year,
    "month": _after_month,
    "week": _after_week,
    "day": _from_day,
    "fiscal": _after_fiscal,
    "century": lambda view, point, at: with_portion(view, point, at, "century"),
}
