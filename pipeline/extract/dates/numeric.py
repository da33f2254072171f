"""Dates in figures: 2021.7.15, 2023/7/10（月）, 2026-03-01T00:00:00+09:00, R4.5.12, 2025.06 - 2028.03, FY2020, 2023-2028."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from pipeline.extract.dates.clock import clock, on_clock
from pipeline.extract.dates.eras import eras
from pipeline.extract.dates.moments import Clock, Found, Point, Zone
from pipeline.extract.dates.portions import weekday
from pipeline.extract.dates.ranges import hours_after
from pipeline.extract.dates.zones import zone_after

# Not inside an identifier, a path, a version or a longer number.
_BEFORE = (
    r"(?<![0-9A-Za-z/_%=+#&])(?<![A-Za-z][.\-:])(?<![0-9][.:,])"
    r"(?:(?<![0-9]-)|(?<=[./-][0-9]{2}-)|(?<=[./][0-9]-))"  # a hyphen only behind another date
)
_AFTER = r"(?![0-9A-Za-z_/%])(?!\.[0-9])(?!-[0-9]{1,3}(?![0-9]))(?!-[A-Za-z])"
_YEAR = r"(?:1[5-9]|20|21)[0-9]{2}"
_YEAR_LIKE = re.compile(_YEAR + r"(?= ?[./〜~-])")
_ISO = re.compile(
    rf"{_BEFORE}(?P<year>{_YEAR})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])[T ](?P<hour>[0-2][0-9]):(?P<minute>[0-5][0-9])"
    r"(?::(?P<second>[0-5][0-9])(?:\.[0-9]+)?)?"
    r"(?: ?(?P<zulu>Z)|(?P<sign>[+-])(?P<oh>[01][0-9]):?(?P<om>[0-5][0-9]))?(?![0-9A-Za-z:])"
)
_WHOLE = re.compile(
    rf"{_BEFORE}(?P<year>{_YEAR}) ?(?P<mark>[./-]) ?(?P<month>[0-9]{{1,2}})(?P=mark) ?(?P<day>[0-9]{{1,2}}){_AFTER}"
)
# 2024.3.18-21, 2024/3/18(月)〜4/2: the year stands once.
_SPAN = re.compile(
    rf"{_BEFORE}(?P<year>{_YEAR})(?P<mark>[./])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}})(?: ?\([月火水木金土日]\))?"
    r" ?[〜~-] ?(?:(?P<last_month>[0-9]{1,2})(?P=mark))?(?P<last_day>[0-9]{1,2})(?: ?\([月火水木金土日]\))?"
    r"(?![0-9A-Za-z_/%:-])(?!\.[0-9])(?! ?[時:])"
)
# R6.4.1, 令和6.4.1. The look-behind stands behind the letter so that the search can leap from letter to letter.
_LETTER = re.compile(
    r"(?P<letter>[SHR](?<![0-9A-Za-z./_-][SHR])\.?|令和|平成|昭和)(?P<n>[0-9]{1,2}|元)"
    r"(?P<mark>[./-])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})(?![0-9A-Za-z_])(?!\.[0-9])"
)
# Day, month and year the other way round: only where one of the two cannot be a month.
_TURNED = re.compile(
    rf"(?=[0-9]){_BEFORE}(?P<a>[0-9]{{1,2}})(?P<mark>[./-])(?P<b>[0-9]{{1,2}})(?P=mark)(?P<year>(?:19|20)[0-9]{{2}}){_AFTER}"
)
_MONTH = re.compile(rf"{_BEFORE}(?P<year>{_YEAR})(?P<mark>[./-])(?P<month>[0-9]{{1,2}}){_AFTER}")
_LETTER_MONTH = re.compile(
    r"(?P<letter>[SHR])(?<![0-9A-Za-z./_-][SHR])(?P<n>[0-9]{1,2})(?P<mark>\.)(?P<month>[0-9]{1,2})(?![0-9A-Za-z._])"
)
_DAY = re.compile(r"(?<![0-9A-Za-z./_-])(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})(?![0-9A-Za-z/_.%])")
_FISCAL = re.compile(
    rf"FY(?<![A-Za-z]FY) ?(?P<year>{_YEAR}|[0-9]{{2}}(?![0-9]))"
    rf"(?: ?[〜~/-] ?(?:FY ?)?(?P<last>{_YEAR}|[0-9]{{2}}))?(?![0-9])"
)
_YEARS = re.compile(rf"{_BEFORE}(?P<first>(?:19|20)[0-9]{{2}}) ?(?P<mark>[〜~-]) ?(?P<last>(?:19|20)[0-9]{{2}}){_AFTER}(?! ?年)")
# A year of three digits is one only alone in its brackets: (710〜794年), (869年).
_ANCIENT = re.compile(r"(?<=\()(?P<first>[1-9][0-9]{2})(?: ?年? ?[〜~-] ?(?P<last>[1-9][0-9]{2,3}))? ?年(?=\))")
_SEPARATOR = re.compile(r" ?(?:〜|~|-|―|から) ?")
# What is done on a day, right behind it: 2/1発売, 10/20締切.
_DONE = re.compile(r" ?の?(?:開催|開始|開幕|公開|締め?切|必着|更新|発売|発表|掲載|放送|配信|現在|付け|午前|午後|[1-2]?[0-9]時)")
# A month in figures might as well be a number: something must say that it is a date.
_LABELLED = re.compile(r"(?:期間|年月|[年月]日|日付|日|date|Date|発表|公開|開始|終了|更新)[^\w\n]{0,4}$")
_MEANT = re.compile(r" ?(?:より|から|まで|現在|付|以降|発行|公開|発表|開始|終了|〜 ?(?![0-9]))")
# R4.1.2 and 2021.3.1 may be versions of software.
_VERSION = re.compile(
    r"(?:[Vv]er(?:sion)?\.? ?|バージョン ?|版 ?|(?:統計|解析|ソフト|言語|パッケージ|環境|software|using)[^\n0-9。]{0,6})$"
)
_PAGES_BEFORE = re.compile(r"(?:[0-9)]: ?|(?:^|[^0-9A-Za-z])[0-9]{1,4}(?:\([0-9]+\))?, ?|[Pp]{1,2}\. ?|[Pp]ages? ?)$")

_PAGES_BEHIND = re.compile(r" ?(?:ページ|頁|pp)")
_LONGEST_LIFE = 110  # years: somebody's, alone in brackets


def find(view: str) -> Iterator[Found]:
    """The dates in figures, in no order; candidates may overlap (an ISO time and its day)."""
    starts = [match.start() for match in _YEAR_LIKE.finditer(view)]
    for match in _matches(view, _ISO, starts):
        yield from _iso(match)
    yield from _spans(view, starts)
    dates = [*_single(view, _matches(view, _WHOLE, starts), _western), *_single(view, _LETTER.finditer(view), _lettered)]
    yield from _joined(view, [*dates, *_single(view, _TURNED.finditer(view), _turned)])
    months = [*_single(view, _matches(view, _MONTH, starts), _western)]
    months += _single(view, _LETTER_MONTH.finditer(view), _lettered)
    for found in _joined(view, months):
        if (found.last and "から" not in view[found.start : found.end]) or _stands_as_month(view, found):
            yield found
    if "/" in view:
        yield from _days(view)
    for match in _FISCAL.finditer(view):
        last = _fiscal(match["last"]) if match["last"] else None
        yield Found(*match.span(), _fiscal(match["year"]), last, "dates.fiscal-year")
    for match in _ANCIENT.finditer(view):
        last = Point(year=int(match["last"])) if match["last"] else None
        yield Found(*match.span(), Point(year=int(match["first"])), last, "dates.years")
    for match in _matches(view, _YEARS, starts):
        first_year, last_year = int(match["first"]), int(match["last"])
        longest = _LONGEST_LIFE if view[match.start() - 1 : match.start()] + view[match.end() : match.end() + 1] == "()" else 60
        if _PAGES_BEHIND.match(view, match.end()):
            continue
        if 0 < last_year - first_year <= longest and not _PAGES_BEFORE.search(view, max(0, match.start() - 12), match.start()):
            yield Found(*match.span(), Point(year=first_year), Point(year=last_year), "dates.years")


def _spans(view: str, starts: list[int]) -> Iterator[Found]:
    for match in _matches(view, _SPAN, starts):
        first = _western(match)
        month, day = int(match["last_month"] or match["month"]), int(match["last_day"])
        last = _checked(Point(year=int(match["year"]), month=month, day=day))
        versioned = _VERSION.search(view, max(0, match.start() - 14), match.start())
        if first and last and not versioned and (first.month or 0, first.day or 0) < (month, day):
            yield Found(*match.span(), first, last, "dates.figures")


def _matches(view: str, pattern: re.Pattern[str], starts: list[int]) -> Iterator[re.Match[str]]:
    """What `pattern` matches at the places where a year may stand: far fewer than all."""
    for start in starts:
        match = pattern.match(view, start)
        if match is not None:
            yield match


def _iso(match: re.Match[str]) -> Iterator[Found]:
    point = _western(match)
    read = on_clock(int(match["hour"]), int(match["minute"]), int(match["second"] or 0), "")
    if point is None or read is None:
        return
    zone = None
    if match["zulu"]:
        zone = Zone("Z", "UTC")
    elif match["sign"]:
        minutes = (60 * int(match["oh"]) + int(match["om"])) * (-1 if match["sign"] == "-" else 1)
        zone = Zone(match[0][-6:], "", minutes=minutes)
    yield Found(*match.span(), replace(point, clock=read, zone=zone), None, "dates.iso")


def _single(view: str, matches: Iterable[re.Match[str]], read: Callable[[re.Match[str]], Point | None]) -> Iterator[Found]:
    for match in matches:
        point = read(match)
        if point is None or _VERSION.search(view, max(0, match.start() - 14), match.start()):
            continue
        yield _timed(view, match, point)


def _timed(view: str, match: re.Match[str], point: Point) -> Found:
    """`match` as `point` with the weekday, the time or stretch of hours and the zone that follow a day."""
    end = match.end()
    if point.day is None:
        return Found(match.start(), end, point, None, "dates.figures")
    if day := weekday(view, end):
        point, end = replace(point, weekday=day[0]), day[1]
    if time := _time(view, end):
        point, end = replace(point, clock=time[0]), time[1]
        if zone := zone_after(view, end):
            point, end = replace(point, zone=zone[0]), zone[1]
    hours = hours_after(view, point, end)
    last, end = hours or (None, end)
    if last is not None and last.zone and not point.zone:
        point = replace(point, zone=last.zone)
    return Found(match.start(), end, point, last, "dates.figures")


def _time(view: str, at: int) -> tuple[Clock, int] | None:
    gap = at
    while gap < len(view) and gap - at < 2 and view[gap] in " 、":
        gap += 1
    return clock(view, gap)


def _joined(view: str, found: list[Found]) -> Iterator[Found]:
    """Neighbours with a dash between them become one range."""
    found.sort(key=lambda each: each.start)
    index = 0
    while index < len(found):
        each = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        separator = _SEPARATOR.match(view, each.end)
        apart = following is None or each.last is not None or following.last is not None
        if following and not apart and separator and separator.end() == following.start:
            yield Found(each.start, following.end, each.first, following.first, "dates.figures")
            index += 2
            continue
        yield each
        index += 1


def _days(view: str) -> Iterator[Found]:
    """10/20(月), 10/20 14:00, 2/1発売, 2/1〜2/14.

    A weekday, a time, what is done that day, or a day that no fraction has must speak for it.
    """
    found = []
    for match in _DAY.finditer(view):
        point = _checked(Point(year=2000, month=int(match["month"]), day=int(match["day"])))
        if point is None:
            continue
        found.append(_timed(view, match, replace(point, year=None)))
    for each in _joined(view, found):
        days = [point.day or 0 for point in (each.first, each.last) if point]
        fraction = (each.first.month or 0) < (each.first.day or 0) <= 12  # 1/3公開 may be a third
        done = not fraction and _DONE.match(view, each.end) is not None
        said = each.first.weekday is not None or each.first.clock is not None or done
        if said or (each.last and max(days) > 12):
            yield each


def _western(match: re.Match[str]) -> Point | None:
    day = match.groupdict().get("day")
    return _checked(Point(year=int(match["year"]), month=int(match["month"]), day=int(day) if day else None))


def _lettered(match: re.Match[str]) -> Point | None:
    era = eras()[match["letter"].rstrip(".")]
    n = 1 if match["n"] == "元" else int(match["n"])
    day = match.groupdict().get("day")
    point = Point(year=era.first_year + n - 1, month=int(match["month"]), day=int(day) if day else None, era=era.name)
    return _checked(point) if n else None


def _turned(match: re.Match[str]) -> Point | None:
    a, b = int(match["a"]), int(match["b"])
    if a > 12 or match["mark"] == ".":
        a, b = b, a  # with full stops the day stands first
    elif b <= 12 and a != b:
        return None  # 5/6/2016 may be either
    return _checked(Point(year=int(match["year"]), month=a, day=b))


def _checked(point: Point) -> Point | None:
    """`point` if the calendar has it: figures that it has not are no date at all (2021.13.45)."""
    try:
        date(point.year or 2000, point.month or 1, point.day or 1)
    except ValueError:
        return None
    return point


def _fiscal(words: str) -> Point:
    return Point(year=int(words) if len(words) == 4 else 2000 + int(words), fiscal=True)


def _stands_as_month(view: str, found: Found) -> bool:
    labelled = _LABELLED.search(view, max(0, found.start - 12), found.start)
    return _alone(view, found) or labelled is not None or _MEANT.match(view, found.end) is not None


def _alone(view: str, found: Found) -> bool:
    """Whether it stands alone on its line or in its table cell."""
    before = view[found.start - 1] if found.start else "\n"
    after = view[found.end] if found.end < len(view) else "\n"
    return before in "\n\t" and after in "\n\t"
