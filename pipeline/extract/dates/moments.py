"""What a date expression says, before it is put on the calendar: a `Point` with everything that the text is silent on left None."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Anchor(StrEnum):
    """What a deictic word counts from."""

    RELEASE = "release"  # 昨年, 本日
    TEXT = "text"  # 同年, 翌日: the nearest date before


@dataclass(frozen=True, slots=True)
class Shift:
    """昨年 is (RELEASE, "year", -1), 同日 (TEXT, "day", 0)."""

    anchor: Anchor
    unit: str  # day, week, month, year, fiscal
    amount: int


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `days` is 1 for 24時, 25時 and 午後12時, which belong to the next day."""

    hour: int
    minute: int = 0
    second: int = 0
    days: int = 0
    half: str = ""  # 午前, 午後 or the like, as written


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone as written: `name` is the IANA name ("" where the words name no single one)."""

    written: str
    name: str
    season: str = ""  # summer, standard, or "" where the words do not say
    minutes: int | None = None  # an offset that is written out: UTC+9


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month, year, decade, century or time of day as the text gives it.

    `years` is how many years the expression covers (1, 10, 100), `year` the first of them. `claims` are the years that the text
    names beside it for the same thing (令和4(2022)年). `fault` says why no value can be given: "unreadable" (13月), "era" (the era
    has no such day), "lunar" (a day of the old calendar).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    years: int = 1
    fiscal: bool = False
    portion: str = ""
    nth: int = 0  # 第3金曜日 is 3, 最終金曜日 -1
    weekday: int | None = None  # Monday is 0
    clock: Clock | None = None
    zone: Zone | None = None
    shift: Shift | None = None
    era: str = ""
    short_year: int | None = None  # 12年10月, 23年度: a year of one or two digits, era or century not said
    claims: tuple[int, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A date expression in the view; `last` is the end of a range."""

    start: int
    end: int
    first: Point
    last: Point | None
    rule: str
    cue: str = ""
