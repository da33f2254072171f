"""Reads the words of a mention again: a Mention carries a value, not what the words left open."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.dates import english, numeric
from pipeline.extract.dates.moments import Found, Point, Zone
from pipeline.extract.dates.scan import READERS
from pipeline.extract.dates.zones import zone_before


def reread(view: str, start: int, end: int, rule: str) -> Found | None:
    """The date expression that `rule` found at view `[start, end)`, with the zone before it; None where no rule reads it so."""
    found = _again(view, start, end, rule)
    if found is None:
        return None
    zone = zone_before(view, start)
    first = _zoned(found.first, zone)
    last = _zoned(found.last, zone) if found.last else None
    if last and last.zone and first.clock and not first.zone:
        first = replace(first, zone=last.zone)
    return replace(found, first=first, last=last)


def _again(view: str, start: int, end: int, rule: str) -> Found | None:
    if rule in ("dates.citation-year", "dates.copyright-year"):
        years = [int(year) for year in view[start:end].replace("〜", "-").replace(" ", "").split("-")]
        return Found(start, end, Point(year=years[0]), Point(year=years[1]) if len(years) > 1 else None, rule)
    if rule in ("dates.figures", "dates.iso", "dates.english", "dates.fiscal-year", "dates.years"):
        # One character more on either side: a bracket may be what made it a date.
        low, high = max(0, start - 1), end + 1
        for find in (numeric.find, english.find):
            for found in find(view[low:high]):
                if low + found.start == start and low + found.end == end:
                    return replace(found, start=start, end=end)
    for reader in READERS:
        read = reader(view, start)
        if read is not None and read.end == end:
            return read
    return None


def _zoned(point: Point, zone: Zone | None) -> Point:
    return replace(point, zone=zone) if zone and point.clock and point.zone is None else point
