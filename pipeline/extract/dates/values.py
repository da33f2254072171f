"""Point → EDTF, once year, month and day are known as far as the text tells them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from pipeline.extract.dates.eras import eras, within
from pipeline.extract.dates.moments import Clock, Point, Zone
from pipeline.extract.dates.portions import part

_GREGORIAN = 1873
_ZONES_SINCE = 1900  # before, places kept their own sun's time
_MINUTE = timedelta(minutes=1)


def readable(point: Point) -> bool:
    """Whether the calendar has it; True where the text gives too little to tell."""
    if point.month is not None and not 1 <= point.month <= 12:
        return False
    if point.day is None:
        return True
    year = point.year if point.year is not None and point.year > 0 else 2000
    return 1 <= point.day <= monthrange(year, point.month or 1)[1]


def edtf(point: Point) -> str | None:
    """The value of one point: 2022-05-12, 196X, 2021-04-01/2022-03-31, XXXX-05-17 where no year is known; None where none holds."""
    if point.fault or not readable(point):
        return None
    stretch = _stretch(point)
    if stretch:
        return f"{stretch[0]}/{stretch[1]}" if stretch[1] else stretch[0]
    if point.year is None:
        return _without_year(point)
    if point.years > 1:
        return _wide(point.year, point.years)
    if point.era and eras()[point.era].first is None:
        return _day(point.year, None, None)  # months before 明治 are of the lunisolar calendar
    day = _day(point.year, point.month, point.day)
    return _timed(point, day) if point.clock and point.day is not None and point.month is not None else day


def interval(first: Point, last: Point) -> str | None:
    """The value of a range; None where either end has none. A time of day alone is of the first point's day."""
    if last.clock and last.day is None and last.shift is None:
        last = replace(last, year=first.year, month=first.month, day=first.day)
    low, high = edtf(first), edtf(last)
    if low is None or high is None:
        return None
    low, high = low.split("/")[0], high.split("/")[-1]
    return low if low == high else f"{low}/{high}"  # 5月17日13時〜15時 in no known year has no hours to say


def bounds(point: Point) -> tuple[date, date] | None:
    """The first and the last day of a point with a known year after 1 AD; None otherwise."""
    if point.year is None or not 1 <= point.year <= 9900 or point.fault or not readable(point):
        return None
    if point.fiscal:
        return date(point.year, 4, 1), date(point.year + 1, 3, 31)
    if point.month is None:
        return date(point.year, 1, 1), date(point.year + point.years - 1, 12, 31)
    if point.day is None:
        return date(point.year, point.month, 1), date(point.year, point.month, monthrange(point.year, point.month)[1])
    return (day := date(point.year, point.month, point.day)), day


def instant(point: Point) -> datetime | None:
    """The moment on the world's clock; None without day, time or offset."""
    value = edtf(point) if point.clock else None
    if value is None or "T" not in value or value.startswith(("T", "X")):
        return None
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else None


def out_of_season(point: Point) -> bool:
    """Whether the zone's own words (夏時間, 標準時) speak against the zone's rules on that day."""
    zone, moment = point.zone, _local(point)
    if zone is None or moment is None or not zone.season or not zone.name:
        return False
    return bool(moment.replace(tzinfo=ZoneInfo(zone.name)).dst()) != (zone.season == "summer")


def beyond_era(point: Point) -> bool:
    """Whether it names a day, month or year that its era does not have."""
    return not within(point)


def old_calendar(point: Point) -> bool:
    """Whether its month is of the calendar that 1873-01-01 ended."""
    if point.fault == "lunar":
        return True
    return bool(point.era) and point.month is not None and point.year is not None and point.year < _GREGORIAN


def _local(point: Point) -> datetime | None:
    clock = point.clock
    if clock is None or point.year is None or point.month is None or point.day is None or not readable(point):
        return None
    if not 1 <= point.year <= 9998:
        return None
    return datetime(point.year, point.month, point.day, clock.hour, clock.minute, clock.second) + timedelta(days=clock.days)


def _timed(point: Point, day: str) -> str:
    moment = _local(point)
    if moment is None:
        return day
    return moment.isoformat() + (_offset(point.zone, moment) if point.zone else "")


def _offset(zone: Zone, moment: datetime) -> str:
    if zone.minutes is not None:
        return moment.replace(tzinfo=timezone(zone.minutes * _MINUTE)).isoformat()[19:]
    if not zone.name or moment.year < _ZONES_SINCE:
        return ""
    rules = ZoneInfo(zone.name)
    if not zone.season:
        return moment.replace(tzinfo=rules).isoformat()[19:]
    # The words themselves say which of the zone's two offsets they mean.
    offsets = [moment.replace(month=month, day=1, tzinfo=rules).utcoffset() or timedelta() for month in (1, 7)]
    chosen = max(offsets) if zone.season == "summer" else min(offsets)
    return moment.replace(tzinfo=timezone(chosen)).isoformat()[19:]


def time_of(clock: Clock) -> str:
    """T14:00:00."""
    return f"T{clock.hour:02}:{clock.minute:02}:{clock.second:02}"


def _without_year(point: Point) -> str | None:
    if point.nth or point.fiscal or point.short_year is not None or (point.shift is not None and not _keeps_gap(point)):
        return None
    if point.month is not None:
        return f"XXXX-{point.month:02}" + (f"-{point.day:02}" if point.day is not None else "")
    if point.day is not None:
        return f"XXXX-XX-{point.day:02}"
    return time_of(point.clock) if point.clock else None


def _keeps_gap(point: Point) -> bool:
    """Whether words that count from an unknown day say more than how far: 同年3月31日, 先月23日."""
    unit = point.shift.unit if point.shift else ""
    return (unit == "year" and point.month is not None) or (unit == "month" and point.day is not None)


def _wide(year: int, years: int) -> str:
    digits = 1 if years == 10 else 2
    if year < 0:
        return f"-{-year // years - 1:0{4 - digits}}" + "X" * digits
    if year % years:
        return f"{year:04}/{year + years - 1:04}"  # 昭和30年代
    return f"{year // years:0{4 - digits}}" + "X" * digits


def _day(year: int, month: int | None, day: int | None) -> str:
    written = f"{year:04}" if year >= 0 else f"-{-year:04}"
    return written + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")


def _stretch(point: Point) -> tuple[str, str] | None:
    """(first, last) of a fiscal year or a portion with agreed bounds; (season, "") for a season."""
    if point.year is None or point.years > 1 or point.day is not None:
        return None
    of = "month" if point.month is not None else "fiscal" if point.fiscal else "year"
    cell = part(of, point.portion) if point.portion else ""
    if cell.startswith("s"):
        return f"{point.year:04}-{cell[1:]}", ""
    if point.fiscal:
        first, last = (int(number) for number in (cell or "01/12").split("/"))
        return _month_of(point.year, first + 3) + "-01", _end_of(point.year, last + 3)
    if not cell:
        return None
    if cell == "y":
        return _month_of(point.year, (point.month or 12) - 11) + "-01", _end_of(point.year, point.month or 12)
    first, last = (int(number) for number in cell.split("/"))
    if of == "year":
        return _month_of(point.year, first), _month_of(point.year, last)
    last = last or monthrange(point.year, point.month or 1)[1]
    return _day(point.year, point.month, first), _day(point.year, point.month, last)


def _month_of(year: int, month: int) -> str:
    return f"{year + (month - 1) // 12:04}-{(month - 1) % 12 + 1:02}"


def _end_of(year: int, month: int) -> str:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04}-{month:02}-{monthrange(year, month)[1]:02}"
