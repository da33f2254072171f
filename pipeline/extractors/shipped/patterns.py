"""`patterns`: what regular expressions alone can find, as an engineer would write them in an afternoon; no dictionary, no context.

They are independent of the rooms of `extract/`: this is what those are compared with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from pipeline.lexicon import table
from pipeline.model import MentionType
from pipeline.model.annotation import Mark

#: Full-width forms become ASCII, one character for one, so that offsets stay.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2010: 0x2D, 0x2212: 0x2D}

_ERAS = {row["name"]: int(row["first_year"]) for row in table("eras") if row["first"]}  # 明治 and later

_WEEKDAY = r"(?:\([月火水木金土日]\))?"
_TIME = r"\s?(?:(?P<half>午前|午後))?(?P<hour>\d{1,2})時(?:(?P<minute>\d{1,2})分)?"
_DATE = re.compile(
    rf"(?:(?P<era>{'|'.join(_ERAS)})(?P<era_year>\d{{1,2}}|元)|(?<!\d)(?P<year>[12]\d{{3}}))\s?年"
    rf"(?:(?P<fiscal>度)|(?P<decade>代)|(?:(?P<month>\d{{1,2}})\s?月(?:(?P<day>\d{{1,2}})\s?日{_WEEKDAY}(?:{_TIME})?)?)?)"
)
_CENTURY = re.compile(r"(?<!\d)(?P<century>\d{1,2})世紀")
_NUMERIC_DATE = re.compile(r"(?<![\d./-])(?P<year>(?:19|20)\d\d)([./-])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?![\d/-])")
_DAY_ONLY = re.compile(r"(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?!間)" + _WEEKDAY)
_AWARD = re.compile(
    r"(?<![0-9A-Za-z])(?:JP[A-Z]{1,5}\d[0-9A-Z]{3,10}|JP\d\d[a-z]{2}\d{7}|(?:JP)?\d\d[A-Z]{1,2}\d{4,5})(?![0-9A-Za-z])"
)
_DOI = re.compile(r"10\.\d{4,9}/[-._;()/:A-Za-z0-9]+")
_URL = re.compile(r"https?://[-.~_!*'();:@&=+$,/?%#\[\]A-Za-z0-9]+")
_EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]++@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(r"(?<![\d-])(?:\+81[- ]?|0)\d{1,4}(?:-\d{1,4}-|\(\d{1,4}\)|\s\d{1,4}\s)\d{3,4}(?![\d-])")
_FAX = re.compile(r"(?:fax|ファックス|ファクス)[\s:(]*\Z", re.IGNORECASE)
_POSTAL_CODE = re.compile(r"〒\s?(\d{3}-\d{4})")


def patterns(text: str) -> list[Mark]:
    """Dates, award numbers, DOIs, URLs, e-mail addresses, telephone and fax numbers, postal codes; a DOI may lie in a URL."""
    folded = text.translate(_HALF_WIDTH)
    taken = bytearray(len(text))
    found: list[Mark] = list(_dois(folded))
    for finder in _FINDERS:
        for mark in finder(folded):
            if not any(taken[mark.start : mark.end]):
                taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
                found.append(mark)
    return sorted(found)


def _dois(text: str) -> Iterator[Mark]:
    for match in _DOI.finditer(text):
        written = match[0].rstrip(".,;:)")
        yield Mark(match.start(), match.start() + len(written), MentionType.DOI, value=written.lower())


def _urls(text: str) -> Iterator[Mark]:
    for match in _URL.finditer(text):
        written = match[0].rstrip(".,;:)]'")
        yield Mark(match.start(), match.start() + len(written), MentionType.URL, value=written)


def _emails(text: str) -> Iterator[Mark]:
    for match in _EMAIL.finditer(text):
        yield Mark(match.start(), match.end(), MentionType.EMAIL, value=match[0])


def _awards(text: str) -> Iterator[Mark]:
    for match in _AWARD.finditer(text):
        yield Mark(match.start(), match.end(), MentionType.AWARD_NUMBER, value=match[0])


def _phones(text: str) -> Iterator[Mark]:
    for match in _PHONE.finditer(text):
        kind = MentionType.FAX if _FAX.search(text[max(0, match.start() - 10) : match.start()]) else MentionType.PHONE
        digits = re.sub(r"\D", "", match[0].removeprefix("+81"))
        yield Mark(match.start(), match.end(), kind, value=f"+81{digits.removeprefix('0')}")


def _postal_codes(text: str) -> Iterator[Mark]:
    for match in _POSTAL_CODE.finditer(text):
        yield Mark(match.start(1), match.end(1), MentionType.POSTAL_CODE, value=match[1])


def _dates(text: str) -> Iterator[Mark]:
    for pattern in (_DATE, _CENTURY, _NUMERIC_DATE, _DAY_ONLY):
        for match in pattern.finditer(text):
            yield Mark(match.start(), match.end(), MentionType.DATE, value=_date_value(match))


def _date_value(match: re.Match[str]) -> str | None:
    """The time, day, month, year or fiscal year in ISO 8601, decade and century in EDTF; None without a year or such a day."""
    said = {key: value for key, value in match.groupdict().items() if value}
    if "century" in said:
        return f"{int(said['century']) - 1:02}XX"
    if "era" in said:
        year = _ERAS[said["era"]] + (1 if said["era_year"] == "元" else int(said["era_year"])) - 1
    elif "year" in said:
        year = int(said["year"])
    else:
        return None
    if "fiscal" in said:
        return f"{year}-04-01/{year + 1}-03-31"
    if "decade" in said:
        return f"{year // 10}X"
    if "month" not in said:
        return str(year)
    if "day" not in said:
        return f"{year}-{int(said['month']):02}"
    try:
        day = date(year, int(said["month"]), int(said["day"])).isoformat()
    except ValueError:
        return None
    return day + _time_value(said)


def _time_value(said: dict[str, str]) -> str:
    if "hour" not in said:
        return ""
    hour = int(said["hour"]) + (12 if said.get("half") == "午後" and int(said["hour"]) < 12 else 0)
    return f"T{hour:02}:{int(said.get('minute', 0)):02}:00"


#: In this order: what an earlier one has taken, a later one leaves.
_FINDERS: tuple[Callable[[str], Iterator[Mark]], ...] = (_urls, _emails, _awards, _postal_codes, _phones, _dates)
