"""The dates of a release on a line: EDTF values that name a day, a month or a year, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.assemble import Release

_POINT = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_WIDTH = 1000.0  # units of the drawing


@dataclass(frozen=True, slots=True)
class Moment:
    """A date's value, where it lies on the line (0–1000), and the mentions that give it."""

    value: str
    at: float
    mentions: tuple[str, ...]
    text: str


def moments(release: Release) -> tuple[Moment, ...]:
    """One for each different value, by time; values that name no year (20XX, P1W) are left out."""
    places: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    for mention in release.mentions:
        if mention.type == "DATE" and mention.value and _POINT.match(mention.value):
            places.setdefault(mention.value, []).append(mention.id)
            texts.setdefault(mention.value, mention.text)
    years = {value: _year(value) for value in places}
    return tuple(
        Moment(value, _scaled(years[value], years.values()), tuple(places[value]), texts[value])
        for value in sorted(places, key=lambda value: (years[value], value))
    )


def _year(value: str) -> float:
    """The beginning of a value as a year with its fraction."""
    match = _POINT.match(value)
    assert match is not None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    return year + (month - 1) / 12 + (day - 1) / 372


def _scaled(year: float, years: Iterable[float]) -> float:
    first, last = min(years), max(years)
    return round(20 + (_WIDTH - 40) * (year - first) / (last - first), 1) if last > first else _WIDTH / 2
