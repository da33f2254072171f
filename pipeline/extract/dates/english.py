"""English dates: May 17, 2022 · 17 May 2022 · March 2021 · 2021 Oct 12 · May 17-19, 2022 · 17 May 2022 at 10:00 a.m. (JST)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pipeline.extract.dates.clock import latin
from pipeline.extract.dates.moments import Found, Point
from pipeline.extract.dates.zones import zone_after

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?![A-Za-z])\.?)"
)
_WEEKDAY = r"(?:(?P<weekday>(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)\.?,? )?"
_YEAR = r"(?P<year>(?:1[5-9]|20|21)[0-9]{2})(?![0-9])"
_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?: ?[-〜] ?(?P<last>[0-3]?[0-9])(?:st|nd|rd|th)?)?"
_FORMS = tuple(
    re.compile(rf"(?<![A-Za-z0-9.-]){form}")
    for form in (
        rf"{_WEEKDAY}{_MONTH} {_DAY}(?:,| ,)? ?{_YEAR}",
        rf"{_WEEKDAY}{_DAY} (?:of )?{_MONTH}(?:,| ,)? ?{_YEAR}",
        rf"{_DAY}-{_MONTH}-{_YEAR}",
        rf"{_YEAR},? {_MONTH}(?: {_DAY})?(?![0-9A-Za-z])",
        rf"{_MONTH},? ?{_YEAR}",
    )
)
_SHORT = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_ANY_MONTH = re.compile(rf"(?:{_SHORT})[a-z]{{0,6}}\.?,? ?[0-9]|[0-9],? (?:{_SHORT})|[0-9]-(?:{_SHORT})")
# Between the day and its time: ", at", " at", ",".
_AT = re.compile(r",? (?:at )?")


def find(view: str) -> Iterator[Found]:
    """The English dates of `view`, in no order; candidates may overlap."""
    if not _ANY_MONTH.search(view):
        return
    for form in _FORMS:
        for match in form.finditer(view):
            yield from _read(view, match)


def _read(view: str, match: re.Match[str]) -> Iterator[Found]:
    cells = match.groupdict()
    month = _NAMES.index(match["month"].lower()[:3]) + 1
    day = int(cells["day"]) if cells.get("day") else None
    last_day = int(cells["last"]) if cells.get("last") else None
    try:
        for each in (day, last_day):
            date(int(match["year"]), month, 1 if each is None else each)
    except ValueError:
        return
    point = Point(year=int(match["year"]), month=month, day=day, weekday=_weekday(cells.get("weekday")))
    end = match.end()
    gap = _AT.match(view, end)
    if day is not None and last_day is None and gap and (time := latin(view, gap.end())):
        point, end = replace(point, clock=time[0]), time[1]
        if zone := zone_after(view, end):
            point, end = replace(point, zone=zone[0]), zone[1]
    last = replace(point, day=last_day, weekday=None) if last_day is not None else None
    yield Found(match.start(), end, point, last, "dates.english")


def _weekday(word: str | None) -> int | None:
    return _WEEKDAYS.index(word.lower()[:3]) if word else None
