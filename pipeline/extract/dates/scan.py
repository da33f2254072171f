"""Finds every date expression of a text: triggers say where one may begin, readers say what it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from pipeline.extract.dates import citations, english, numeric
from pipeline.extract.dates.doubts import (
    clock_stands,
    counts_days,
    hours_of_no_day,
    kanji_doubt,
    opening_hours,
    recurring,
    weekdays_listed,
)
from pipeline.extract.dates.eras import names
from pipeline.extract.dates.moments import Found, Point
from pipeline.extract.dates.numerals import whole
from pipeline.extract.dates.points import (
    Read,
    deictic_pattern,
    from_century,
    from_clock,
    from_day,
    from_deictic,
    from_month,
    from_weekday,
    from_year,
    with_portion,
)
from pipeline.extract.dates.ranges import Pair, open_days, point_or_range
from pipeline.extract.dates.zones import zone_before
from pipeline.model import Layout

_DIGITS = re.compile(
    r"(?<![0-9万億千百])(?<![0-9][.,])(?:(?:西暦|紀元前) ?)?(?:午前|午後|朝|夜|早朝|未明|深夜|夕方)?[0-9]{1,4}(?![0-9])"
    r"(?= ?(?:年|月|日|時(?!間)|世紀|:[0-5]|\(|〜|~|-|・|―|–|から))"
)
_LETTER_ERA = re.compile(r"(?<![0-9A-Za-z.\-/])[MTSHR]\.?[0-9]{1,2}(?= ?(?:年|[〜~-] ?[MTSHR]?[0-9]{1,2} ?年))")
_KANJI = re.compile(
    r"(?<![一二三四五六七八九十〇零百千万億数第])(?:[一二][〇零一二三四五六七八九]{3}(?=年)|千[九八七六五]百[一二三四五六七八九十]{0,3}(?=年)"
    r"|二千[一二三四五六七八九十]{0,3}(?=年)|[一二三四五六七八九十]{1,3}(?=[月日]|世紀)|(?:午前|午後)[一二三四五六七八九十]{1,3}(?=時))"
)
_WEEKDAY = re.compile(
    r"(?:この|次の|今度の|来る)(?=[月火水木金土日]曜)"
    r"|(?:(?:第[1-5一二三四五]の?|最終)|(?<![月火水木金土日曜・〜~0-9-]))[月火水木金土日]曜日?(?![・〜~-])"
)
# 12年10月: a year of two digits, whose era or century the text has said before; '98年.
_SHORT = re.compile(
    r"(?<![0-9.,/])(?:(?<!懲役)(?<!禁錮)(?P<n>[0-9]{1,2}) ?年 ?(?=[0-9]{1,2} ?月)"
    r"|(?P<f>[0-9]{1,2}) ?年 ?度(?!目)|'(?P<q>[0-9]{2}) ?年(?:(?P<qf> ?度)|(?P<qd>代))?|(?P<d>[5-9]0) ?年代)"
)
# 2021・2022年度, 2005、2006年: 年 stands behind the last year only.
_LISTED = re.compile(r"(?<![0-9A-Za-z.,/-])(?:19|20)[0-9]{2}(?=(?: ?[、・,] ?(?:19|20)[0-9]{2}){1,6} ?年(?! ?間)(?P<fiscal> ?度)?)")
_LUNAR = re.compile(r"(?:旧暦|陰暦|太陰暦|太陰太陽暦)(?:の|で)? ?")
# What glues a deictic word to the word before it: 日本年金, 従来年1回, 合同年会.
_GLUED = frozenset("日共合協不将従旧由元以去再")
_YEARLY = (from_year, from_century, from_month)


@cache
def _era() -> re.Pattern[str]:
    return re.compile(rf"(?:{names()})(?=[ \n]?(?:元|[0-9]|[一二三四五六七八九十]))")


def find(layout: Layout) -> list[Found]:
    """The date expressions of `layout`'s view in reading order; none overlap."""
    view = layout.text.view
    found = [*_spoken(view), *numeric.find(view), *english.find(view), *citations.find(layout)]
    found.sort(key=lambda each: (each.start, -each.end))
    kept: list[Found] = []
    for each in found:
        if (not kept or each.start >= kept[-1].end) and _points_back(view, each, kept):
            kept.append(each)
    return kept


def _points_back(view: str, found: Found, before: list[Found]) -> bool:
    """Whether 同日, 同月, 同年 alone have a date before them to be the same as; 同年3月31日 says enough of itself."""
    point = found.first
    if point.shift is None or view[found.start] != "同" or point.month is not None or point.day is not None:
        return True
    return any(each.rule not in ("dates.clock", "dates.weekday") for each in before)


def _spoken(view: str) -> Iterator[Found]:
    """Expressions with 年, 月, 日, 時 or a deictic word."""
    triggers = sorted({*_triggers(view)}, key=lambda trigger: trigger[0])
    end = 0
    for start, reader in triggers:
        if start < end:
            continue
        found = reader(view, start)
        if found is None:
            continue
        end = found.end
        if not recurring(view, found.start):
            yield found


def _triggers(view: str) -> Iterator[tuple[int, Callable[[str, int], Found | None]]]:
    for pattern, reader in (
        (_LUNAR, _lunar),
        (_era(), _dated),
        (_LETTER_ERA, _dated),
        (_SHORT, _short),
        (_LISTED, _listed),
        (_DIGITS, _figures),
        (_KANJI, _kanji),
        (deictic_pattern(), _deictic),
        (_WEEKDAY, _weekday),
    ):
        for match in pattern.finditer(view):
            yield match.start(), reader


def _dated(view: str, start: int) -> Found | None:
    return _found(view, start, point_or_range(view, start, _YEARLY))


def _figures(view: str, start: int) -> Found | None:
    pair = point_or_range(view, start, _YEARLY)
    if pair:
        first, _, end = pair
        return None if _hours_that_recur(view, start, first) else _found(view, start, pair)
    pair = open_days(view, start) or point_or_range(view, start, (from_day,))
    if pair:
        first, last, end = pair
        one_unit = last is not None and view.count("日", start, end) == 1 and "・" not in view[start:end]
        few = last is not None and one_unit and (last.day or 0) <= 7
        if few or counts_days(view, start, end, last or first) or _days_shrink(first, last):
            return None
        return _found(view, start, pair)
    pair = point_or_range(view, start, (from_clock,))
    if pair is None or not clock_stands(view, start, pair[2]) or (pair[1] and hours_of_no_day(view, start, pair[2])):
        return None
    return _found(view, start, pair)


def _days_shrink(first: Point, last: Point | None) -> bool:
    """3日から2日に (a change), but not 30日から2日 (over the end of a month)."""
    bare = last is not None and last.month is None and last.weekday is None and last.day is not None
    return bare and last is not None and (last.day or 0) < (first.day or 0) < 20


def _hours_that_recur(view: str, start: int, first: Point) -> bool:
    return first.clock is not None and first.month is None and opening_hours(view, start)


def _kanji(view: str, start: int) -> Found | None:
    pair = point_or_range(view, start, (*_YEARLY, from_day, from_clock))
    if pair is None:
        return None
    first, last, end = pair
    if first.year is None and kanji_doubt(view, end, last or first):
        return None
    if first.month is None and first.day is not None and counts_days(view, start, end, first):
        return None
    return _found(view, start, pair)


def _deictic(view: str, start: int) -> Found | None:
    if start and (view[start - 1] in _GLUED or view.startswith("前年同", start - 2)):
        return None
    return _found(view, start, point_or_range(view, start, (from_deictic,)))


def _weekday(view: str, start: int) -> Found | None:
    pair = point_or_range(view, start, (from_weekday,))
    if pair is None or opening_hours(view, start) or weekdays_listed(view, start, pair[2]):
        return None
    return _found(view, start, pair)


def _short(view: str, start: int) -> Found | None:
    match = _SHORT.match(view, start)
    if match is None:
        return None
    if match["n"]:
        read: Read = from_month(view, match.end())
        return _found(view, start, (_with_short(read[0], whole(match["n"])), None, read[1])) if read else None
    if match["d"]:
        return _found(view, start, point_or_range(view, match.start(), (_decade,)))
    if match["q"] is not None:
        n = whole(match["q"])
        year = 1900 + n if n > 40 else 2000 + n
        if match["qd"] and year % 10:
            return None
        return _found(view, start, (Point(year, fiscal=bool(match["qf"]), years=10 if match["qd"] else 1), None, match.end()))
    return _found(view, start, (Point(short_year=whole(match["f"]), fiscal=True), None, match.end()))


def _decade(view: str, at: int) -> Read:
    """90年代, 70年代後半: of the last century."""
    match = _SHORT.match(view, at)
    return with_portion(view, Point(year=1900 + whole(match["d"]), years=10), match.end(), "decade") if match else None


def _listed(view: str, start: int) -> Found | None:
    match = _LISTED.match(view, start)
    if match is None:
        return None
    return _found(view, start, (Point(year=int(match[0]), fiscal=bool(match["fiscal"])), None, match.end()))


def _lunar(view: str, start: int) -> Found | None:
    """旧暦の3月1日: no day of our calendar, but a date."""
    match = _LUNAR.match(view, start)
    for reader in (_dated, _figures, _kanji) if match else ():
        found = reader(view, match.end()) if match else None
        if found is not None:
            return replace(found, start=start, first=replace(found.first, fault="lunar"), rule="dates.lunar")
    return None


def _with_short(point: Point, n: int) -> Point:
    return Point(month=point.month, day=point.day, portion=point.portion, weekday=point.weekday, clock=point.clock, short_year=n)


def _found(view: str, start: int, pair: Pair | None) -> Found | None:
    if pair is None:
        return None
    first, last, end = pair
    zone = zone_before(view, start)
    return Found(start, end, first, last, f"dates.{_rule(first)}{'-range' if last else ''}", zone.written if zone else "")


def _rule(point: Point) -> str:
    if point.shift:
        return "deictic"
    if point.years > 1:
        return "decade" if point.years == 10 else "century"
    if point.fiscal:
        return "fiscal-year"
    if point.era:
        return "era"
    if point.year is not None:
        return "western"
    if point.month is not None:
        return "month"
    if point.day is not None:
        return "day"
    return "clock" if point.clock else "weekday"


#: What may read the expression that begins at a position.
READERS = (_lunar, _dated, _figures, _kanji, _deictic, _weekday, _short, _listed)
