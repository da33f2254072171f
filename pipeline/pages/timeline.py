"""The dates of a release on a line: EDTF values that name a day, a month or a year, in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.assemble import Release
from pipeline.assemble.schema import MentionRecord

_POINT = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_LEFT, _RIGHT = 20.0, 980.0  # where the first and the last stand, in units of the drawing


@dataclass(frozen=True, slots=True)
class Moment:
    """A date's value, the year in which it begins, where it lies on the line (0-1000), and the mentions that give it."""

    value: str
    year: str
    at: float
    mentions: tuple[str, ...]
    text: str


def moments(release: Release) -> tuple[Moment, ...]:
    """One for each different value, by time; values that name no year (20XX, P1W) are left out."""
    mentions: dict[str, list[MentionRecord]] = {}
    for mention in release.mentions:
        if mention.type == "DATE" and mention.value and _POINT.match(mention.value):
            mentions.setdefault(mention.value, []).append(mention)
    placed = sorted((*_begin(match), value) for value in mentions if (match := _POINT.match(value)))
    if not placed:
        return ()
    first, last = placed[0][0], placed[-1][0]
    scale = (_RIGHT - _LEFT) / (last - first) if last > first else 0.0
    return tuple(
        Moment(
            value=value,
            year=year,
            at=round(_LEFT + (at - first) * scale, 1),
            mentions=tuple(each.id for each in mentions[value]),
            text=mentions[value][0].text,
        )
        for at, year, value in placed
    )


def _begin(match: re.Match[str]) -> tuple[float, str]:
    """The beginning of a value as a year with its fraction, and the year as it is written. Seasons are 21 (spring) to 24."""
    year, month, day = (int(part) if part else 1 for part in match.groups())
    month = (month - 20) * 3 if 21 <= month <= 24 else min(month, 12)
    return year + (month - 1) / 12 + (day - 1) / 372, match[1]
