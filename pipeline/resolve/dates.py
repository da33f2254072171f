"""Settles dates against the release's own day and the dates before them, and reports what does not agree."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from pipeline.extract.dates import reread
from pipeline.extract.dates.eras import eras
from pipeline.extract.dates.moments import Found, Point
from pipeline.extract.dates.values import beyond_era, edtf, interval, readable
from pipeline.model import Analysis, Mention, MentionType, Warning
from pipeline.resolve.calendar_walk import Walk
from pipeline.resolve.date_checks import clocks, contradictions, reversed_range
from pipeline.resolve.released import Dated, release_day

_DIRECTION = re.compile(r" ?[前後]$")
_EDTF_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DAYS = re.compile(r"P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?")
# What a lapse of days is counted from when it is not from today: 投与3日後, 公開から2週間後, 発症の2日前.
_EVENT = re.compile(r"(?:から|より|の|[一-龥ァ-ヶー々A-Za-z0-9)」])$")
_NOW = re.compile(r"(?:今|本日|今日|現在)から ?$")
_CITED = ("dates.citation-year", "dates.copyright-year")


def settle(
    mentions: tuple[Mention, ...], analysis: Analysis, reference: str | None = None
) -> tuple[tuple[Mention, ...], str | None, tuple[Warning, ...]]:
    """(mentions with every date's value settled, the day of release, contradictions).

    The mentions stay the same in order and number. `reference` (EDTF) stands for the day of release where the text gives none.
    """
    view = analysis.view
    read = {index: found for index, mention in enumerate(mentions) if (found := _read(view, mention))}
    released = release_day([_dated(found) for found in read.values()], analysis.layout)
    today = _point(released) or _point(reference)
    walk = Walk(today, analysis.layout.sentences, view, stated=released is None and reference is not None)
    settled = list(mentions)
    kept: list[Found] = []
    warnings: list[Warning] = []
    for index, mention in enumerate(mentions):
        if index in read:
            letterhead = released is not None and not kept and (mention.value or "")[:10] == released[:10]
            found = _settled(read[index], walk, today, letterhead=letterhead)
            kept.append(found)
            settled[index] = replace(mention, value=_value(found, walk))
            warnings += contradictions(found, view[found.start : found.end])
            if found.last is not None:
                walk.remember(found.last, found.start)
        elif mention.rule == "durations.offset":
            settled[index] = _lapse(mention, view, today)
    warnings += clocks(kept, view)
    return tuple(settled), released or (_day(reference) if today else None), tuple(warnings)


def _read(view: str, mention: Mention) -> Found | None:
    if mention.type is not MentionType.DATE or not mention.rule.startswith("dates."):
        return None
    return reread(view, mention.start, mention.end, mention.rule)


def _dated(found: Found) -> Dated:
    """The date as far as its own words tell its value."""
    alone = found.last is None and found.first.shift is None and found.rule not in _CITED
    return Dated(found.start, found.end, (edtf(found.first) or "") if alone and not beyond_era(found.first) else "")


def _settled(found: Found, walk: Walk, today: Point | None, *, letterhead: bool) -> Found:
    first = walk.settle(found.first, found.start)
    if found.rule not in _CITED:
        walk.remember(first, found.start, letterhead=letterhead)
    last = found.last
    if last is not None:
        if first.year is None and last.year is not None:
            first = _before(first, last)
        last = walk.settle_last(last, first, found.start)
        last = _in_era(last, today, plan=last.era == first.era and not beyond_era(first))
    return replace(found, first=_in_era(first, today, plan=False), last=last)


def _before(first: Point, last: Point) -> Point:
    """10月〜2026年3月: the beginning is of the last year in which it comes before the end."""
    if first.month is None or last.year is None:
        return first
    later = (first.month, first.day or 1) > (last.month or 12, last.day or 31)
    return replace(first, year=last.year - later)


def _in_era(point: Point, today: Point | None, *, plan: bool) -> Point:
    """`point` with its fault where its era does not have it.

    A plan from before the era's end (平成33年度, 平成32年3月31日) counts on: it is converted and flagged; a later day is refused.
    """
    if not readable(point):
        return replace(point, fault="unreadable")
    if not beyond_era(point):
        return point
    era = eras()[point.era]
    if era.last is None or (point.year or 0) < era.last.year:
        return replace(point, fault="era")
    written_before = today is not None and today.year is not None and today.year <= era.last.year
    counted_on = plan or written_before or (point.era == "平成" and point.day is None)
    return replace(point, fault="" if counted_on else "era")


def _value(found: Found, walk: Walk) -> str | None:
    if found.last is None:
        week = walk.week(found.first, found.start)
        return interval(*week) if week else edtf(found.first)
    if reversed_range(found.first, found.last):
        return None
    return interval(found.first, found.last)


def _lapse(mention: Mention, view: str, today: Point | None) -> Mention:
    """3日前 or 2週間後 counted from the day of release; behind what it counts from (投与の2時間後) it is the length alone."""
    before = view[max(0, mention.start - 8) : mention.start]
    if _EVENT.search(before) and not _NOW.search(before):
        direction = _DIRECTION.search(view, mention.start, mention.end)
        return replace(mention, end=direction.start()) if direction else mention
    size = _DAYS.fullmatch(mention.value or "")
    if size is None or not (size[3] or size[4]) or mention.cue or today is None or today.day is None:
        return mention  # months and years do not count to a day
    years, months, weeks, days = (int(number or 0) for number in size.groups())
    sign = -1 if "前" in view[mention.end - 2 : mention.end] else 1
    index = 12 * (today.year or 1) + (today.month or 1) - 1 + sign * (12 * years + months)
    try:
        day = date(index // 12, index % 12 + 1, today.day) + timedelta(days=sign * (7 * weeks + days))
    except (ValueError, OverflowError):
        return mention
    return replace(mention, type=MentionType.DATE, value=day.isoformat())


def _point(value: str | None) -> Point | None:
    match = _EDTF_DAY.match(value or "")
    if match is None:
        return None
    year, month, day = (int(number) if number else None for number in match.groups())
    point = Point(year=year, month=month, day=day)
    return point if readable(point) else None


def _day(value: str | None) -> str | None:
    match = _EDTF_DAY.match(value or "")
    return match[0] if match else None
