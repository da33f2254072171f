"""Settles what a date leaves open: from the release's own day, or from the nearest date before it in the text."""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.extract.dates.eras import eras
from pipeline.extract.dates.moments import Anchor, Point, Shift
from pipeline.extract.dates.values import bounds, readable
from pipeline.extract.dates.years import era_year
from pipeline.model import Sentence

# A day and month near the release's own day is of that day's year, whatever older year the sentence spoke of before.
_NEAR = timedelta(days=45)
# How many characters back 同日 and 同年 may point.
_BACK, _FAR_BACK = 120, 400


@dataclass(frozen=True, slots=True)
class Before:
    """A date earlier in the text that is settled."""

    point: Point
    start: int


class Walk:
    """Goes through the dates in reading order and remembers those behind it."""

    def __init__(self, today: Point | None, sentences: tuple[Sentence, ...], view: str, *, stated: bool) -> None:
        """`today` is the day of release; `stated` says that the caller gave it, the text having none."""
        self._view = view
        self._today = today
        self._stated = stated
        self._starts = [sentence.start for sentence in sentences]
        self._year: Before | None = None  # the nearest date before that has a year, month, day
        self._month: Before | None = None
        self._day: Before | None = None

    def settle(self, point: Point, start: int) -> Point:
        """`point` (at view offset `start`) with its year, month and day as far as release and text tell them."""
        if point.shift is not None:
            return self._shifted(point, start)
        if point.short_year is not None:
            point = self._lengthened(point, start)
        if point.year is None and point.month is not None:
            point = self._with_year(point, start)
        elif point.year is None and point.day is not None:
            point = self._with_month(point, start)
        elif point.year is None and point.clock is not None:
            point = self._with_day(point, start)
        return _nth_weekday(point)

    def settle_last(self, last: Point, first: Point, start: int) -> Point:
        """The end of a range: what it leaves open it takes from the range's beginning, and it does not come before it."""
        if first.year is None and last.month is None and last.day is not None and last.shift is None:
            return replace(last, month=first.month)
        if last.shift is not None or last.year is not None or first.year is None:
            return self.settle(last, start)
        if last.month is not None:
            year = first.year + (last.month < (first.month or 1))
            return _nth_weekday(replace(last, year=year))
        if last.day is not None and first.month is not None:
            later = first.day is not None and last.day < first.day
            year, month = _plus_months(first.year, first.month, int(later))
            return replace(last, year=year, month=month)
        if last.clock is not None and first.day is not None:
            return replace(last, year=first.year, month=first.month, day=first.day)
        return last

    def remember(self, point: Point, start: int, *, letterhead: bool = False) -> None:
        """Takes a settled date for what 同年, 同日 and dates without a year refer to; 同日 and 前日 never mean the letterhead."""
        if point.year is None or point.fault or not readable(point):
            return
        here = Before(point, start)
        if point.years == 1:
            self._year = here
        if point.month is not None:
            self._month = here
        if point.day is not None and not letterhead:
            self._day = here

    def _shifted(self, point: Point, start: int) -> Point:
        shift = point.shift
        base = self._base(shift, start) if shift else None
        if shift is None or base is None or base.year is None:
            return point
        settled = replace(point, shift=None, era="")
        if shift.unit == "year":
            return _nth_weekday(replace(settled, year=base.year + shift.amount))
        if shift.unit == "fiscal":
            early = not base.fiscal and base.month is not None and base.month < 4
            return replace(settled, year=base.year - early + shift.amount)
        if shift.unit == "century":
            return replace(settled, year=base.year // 100 * 100, years=100)
        if base.month is None:
            return point
        if shift.unit == "month":
            year, month = _plus_months(base.year, base.month, shift.amount)
            return _nth_weekday(replace(settled, year=year, month=month))
        day = _date(base)
        if day is None:
            return point
        if shift.unit == "week":
            monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift.amount)
            return on(settled, monday + timedelta(days=point.weekday)) if point.weekday is not None else point
        return on(settled, day + timedelta(days=shift.amount))

    def week(self, point: Point, start: int) -> tuple[Point, Point] | None:
        """Monday and Sunday of 今週, 翌週; None where the week is not known or the point is no week."""
        if point.shift is None or point.shift.unit != "week" or point.weekday is not None:
            return None
        ends = [self._shifted(replace(point, weekday=weekday), start) for weekday in (0, 6)]
        if any(each.shift for each in ends):
            return None
        return replace(ends[0], weekday=None), replace(ends[1], weekday=None)

    def _base(self, shift: Shift, start: int) -> Point | None:
        """The date that a deictic word counts from; 前日 and 翌日 reach no further back than the sentence before."""
        if shift.anchor is Anchor.RELEASE:
            return self._today
        before = {"year": self._year, "fiscal": self._year, "month": self._month}.get(shift.unit, self._day)
        if before is None:
            return self._today if self._stated and self._year is None else None
        if shift.amount and shift.unit in ("day", "week") and not self._same_line(before.start, start):
            return None  # 翌日 of another paragraph counts from something that has no date, as of an experiment
        reach = _FAR_BACK if shift.unit in ("year", "fiscal") else _BACK
        return before.point if start - before.start <= reach or self._same_sentence(before.start, start) else None

    def _lengthened(self, point: Point, start: int) -> Point:
        """12年10月 after a date of the same sentence that says the era or the century."""
        before = self._year
        if before is None or point.short_year is None or not self._same_sentence(before.start, start):
            return point
        year = before.point.year or 0
        if before.point.era in eras():
            settled = era_year(before.point.era, point.short_year)
        else:
            settled = year // 100 * 100 + point.short_year
        if abs(settled - year) > 20:
            return point
        return replace(point, year=settled, era=before.point.era, short_year=None)

    def _with_year(self, point: Point, start: int) -> Point:
        """A month, or a month and a day, without a year."""
        today = _date(self._today) if self._today else None
        before = self._year if self._year and (today is None or self._same_sentence(self._year.start, start)) else None
        near = _nearest_year(point, today) if today else None
        if before is not None:
            older = before.point.month is None or (today is not None and bool(_far(before.point, today)))
            if near is not None and older and point.day is not None and today and abs(_middle(near) - today) <= _NEAR:
                return near
            return _year_after(point, before.point)
        if near is not None:
            told = self._year
            far = today is not None and abs(_middle(near) - today) > _NEAR
            if far and told and told.point.month is not None and self._same_line(told.start, start):
                return _year_after(point, told.point)  # a paragraph tells of one time
            return near
        return replace(point, year=self._today.year) if self._today and self._today.year is not None else point

    def _with_month(self, point: Point, start: int) -> Point:
        """A day of the month, neither month nor year given."""
        today = _date(self._today) if self._today else None
        before = self._month
        if before and (today is None or self._same_sentence(before.start, start)):
            return replace(point, year=before.point.year, month=before.point.month)
        if today is None or point.day is None:
            return point
        months = [_plus_months(today.year, today.month, step) for step in (-1, 0, 1)]
        days = [date(year, month, point.day) for year, month in months if point.day <= monthrange(year, month)[1]]
        days = [day for day in days if day.weekday() == point.weekday] or days  # 23日(木) says more than the distance
        return on(point, min(days, key=lambda day: (abs(day - today), day > today))) if days else point

    def _with_day(self, point: Point, start: int) -> Point:
        """A time of day alone belongs to the day that its sentence named before."""
        before = self._day
        if before is None or not self._same_sentence(before.start, start):
            return point
        return replace(point, year=before.point.year, month=before.point.month, day=before.point.day)

    def _same_line(self, one: int, other: int) -> bool:
        """Whether both stand in one paragraph: a line of the view is a paragraph of the text."""
        return self._view.find("\n", one, other) < 0

    def _same_sentence(self, one: int, other: int) -> bool:
        return bisect_right(self._starts, one) == bisect_right(self._starts, other)


def on(point: Point, day: date) -> Point:
    """`point` on a known day."""
    return replace(point, year=day.year, month=day.month, day=day.day)


def _date(point: Point) -> date | None:
    """The day that stands for `point`: its own, or the middle of its month."""
    if point.year is None or point.month is None or not 1 <= point.year <= 9998 or not readable(point):
        return None
    return date(point.year, point.month, point.day or 15)


def _middle(point: Point) -> date:
    return date(point.year or 1, point.month or 1, min(point.day or 15, 28))


def _far(before: Point, today: date) -> bool:
    covered = bounds(before)
    return covered is not None and (today - covered[1] > timedelta(days=365) or covered[0] - today > timedelta(days=365))


def _nearest_year(point: Point, anchor: date) -> Point:
    """`point` in the year that brings it nearest to `anchor`."""
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    choices = (replace(point, year=year) for year in years)
    return min(choices, key=lambda each: (abs(_middle(each) - anchor), _middle(each) > anchor))


def _year_after(point: Point, before: Point) -> Point:
    """`point` in the year of the date before it in its sentence, or the year that brings it nearest where that one has a month."""
    covered = bounds(before)
    if before.month is None or before.year is None or covered is None or point.month is None:
        return replace(point, year=before.year)
    if point.month >= before.month:
        return replace(point, year=before.year)
    return _nearest_year(point, covered[1])


def _plus_months(year: int, month: int, step: int) -> tuple[int, int]:
    index = 12 * year + month - 1 + step
    return index // 12, index % 12 + 1


def _nth_weekday(point: Point) -> Point:
    """第3金曜日 of a known month as a day; a fifth one that the month has not is left alone."""
    if not point.nth or point.year is None or point.month is None or point.weekday is None:
        return point
    first, days = monthrange(point.year, point.month)
    day = 1 + (point.weekday - first) % 7
    day = day + 7 * (point.nth - 1) if point.nth > 0 else day + 7 * ((days - day) // 7)
    return replace(point, day=day, nth=0) if day <= days else replace(point, fault="unreadable")
