"""Era years (和暦) on the Gregorian calendar, with the exact bounds of each modern era."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.extract.dates.moments import Point
from pipeline.lexicon import table


@dataclass(frozen=True, slots=True)
class Era:
    """An era; eras before 明治 know no days."""

    name: str
    first_year: int
    last_year: int | None
    first: date | None
    last: date | None
    initial: str


@cache
def eras() -> dict[str, Era]:
    """Name → era, and initial letter → era."""
    found: dict[str, Era] = {}
    for row in table("eras"):
        first = date.fromisoformat(row["first"]) if row["first"] else None
        last = date.fromisoformat(row["last"]) if row["last"] else None
        last_year = int(row["last_year"]) if row["last_year"] else None
        era = Era(row["name"], int(row["first_year"]), last_year, first, last, row["initial"])
        found[era.name] = era
        if era.initial:
            found[era.initial] = era
    return found


@cache
def names() -> str:
    """A regular expression for any era's name."""
    return "|".join(re.escape(name) for name in sorted(eras(), key=len, reverse=True) if not name.isascii())


def within(point: Point) -> bool:
    """Whether what `point` gives of a date lies in its era, or no era was named. Boundary days belong to both eras."""
    if not point.era or point.year is None:
        return True
    era = eras()[point.era]
    if point.year < era.first_year or (era.last_year is not None and point.year > era.last_year):
        return False
    if point.month is None or era.first is None:
        return True
    earliest, latest = _day(point, 28), _day(point, 1)
    if earliest is None or latest is None:
        return True  # no such day at all (31 June, month 0); said elsewhere
    return earliest >= era.first and (era.last is None or latest <= era.last)


def _day(point: Point, otherwise: int) -> date | None:
    """The day that `point` names, day `otherwise` of its month where it names none; None where there is no such day."""
    try:
        return date(point.year or 1, 1 if point.month is None else point.month, otherwise if point.day is None else point.day)
    except ValueError:
        return None
