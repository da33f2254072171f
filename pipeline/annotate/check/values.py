"""Whether a mention's value is written as docs/contract.md wants it. EDTF is held to the forms that the contract names."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping

from pipeline.analyse.grant_numbers import normalise, scheme_of
from pipeline.model import MentionType

_YEAR = re.compile(r"\d{4}|\d{3}X|\d{2}XX", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)
_TIME = re.compile(r"(\d{2}):(\d{2}):(\d{2})(?:Z|[+-](\d{2}):(\d{2}))?", re.ASCII)
_AMOUNT = r"(?:\d+(?:\.\d+)?|\d*X)"
_DURATION = re.compile(
    rf"P(?=.)(?:{_AMOUNT}Y)?(?:{_AMOUNT}M)?(?:{_AMOUNT}W)?(?:{_AMOUNT}[DH])?(?:T(?=.)(?:{_AMOUNT}H)?(?:{_AMOUNT}M)?(?:{_AMOUNT}S)?)?",
    re.ASCII,
)
_ZONE_HOURS = 14  # no zone is further from Greenwich
_NOTE = re.compile(r"[1-9]\d*", re.ASCII)
_DOI = re.compile(r"10\.\d{4,9}/\S+", re.ASCII)
_PHONE = re.compile(r"\+(?:81[1-9]\d{7,9}|(?!81)[1-9]\d{6,14})", re.ASCII)
_POSTAL_CODE = re.compile(r"\d{3}-\d{4}", re.ASCII)
_AWARD_NUMBER = re.compile(r"[!-~]+")
_EMAIL = re.compile(r"[!-?A-~]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_URL = re.compile(r"(?:https?|ftp)://\S+|www\.\S+")


def edtf_complaint(value: str) -> str | None:
    """What is wrong with a DATE's value; None where nothing is.

    Right are a year, month or day, a day with a time (and its offset), `196X`, `20XX`, and an interval of two of them that does not
    end before it begins.
    """
    ends = value.split("/")
    if len(ends) > 2:
        return "an interval has two ends"
    for end in ends:
        complaint = _date_complaint(end)
        if complaint:
            return complaint
    if len(ends) == 2:
        size = min(len(_beginning(end)) for end in ends)
        if _beginning(ends[0])[:size] > _beginning(ends[1])[:size]:
            return "the interval ends before it begins"
    return None


def duration_complaint(value: str) -> str | None:
    """What is wrong with a DURATION's value (TIMEX3, or two with a stroke between)."""
    ends = value.split("/")
    right = len(ends) <= 2 and all(_DURATION.fullmatch(end) for end in ends)
    return None if right else "this is no TIMEX3 duration such as P1W, PT3H, PXH"


def award_complaint(value: str) -> str | None:
    """What is wrong with an AWARD_NUMBER's value: half width, no blank, letters as its scheme writes them."""
    if not _AWARD_NUMBER.fullmatch(value):
        return "a number is half width and has no blank"
    scheme = scheme_of(value) or scheme_of(value.upper())
    usual = value if scheme is None else normalise(value, scheme)
    return None if usual == value else f"its scheme writes it {usual}"


def complaint(kind: str, value: str) -> str | None:
    """What is wrong with the value of a mention of type `kind`; None where nothing is, or where the type's values are free."""
    rule = _RULES.get(kind)
    return rule(value) if rule else None


def _date_complaint(date: str) -> str | None:
    day, _, time = date.partition("T")
    if _YEAR.fullmatch(day) and not time and "T" not in date:
        return None
    found = _DAY.fullmatch(day)
    if not found or ("T" in date and found[3] is None):
        return f"{date!r} is no date of EDTF as the contract writes it"
    year, month = int(found[1]), int(found[2])
    if not 1 <= month <= 12 or year == 0 or (found[3] and not 1 <= int(found[3]) <= monthrange(year, month)[1]):
        return f"there is no day {day}" if found[3] else f"there is no month {day}"
    return _time_complaint(time) if "T" in date else None


def _time_complaint(time: str) -> str | None:
    found = _TIME.fullmatch(time)
    if not found:
        return f"{time!r} is no time such as 18:00:00 or 18:00:00+09:00"
    hour, minute, second = (int(each) for each in found.group(1, 2, 3))
    if hour > 23 or minute > 59 or second > 59:
        return f"there is no time {time}"
    if found[4] and (int(found[4]) > _ZONE_HOURS or int(found[5]) > 59):
        return f"no zone has the offset of {time}"
    return None


def _beginning(date: str) -> tuple[int, ...]:
    """Numbers that order dates by their beginnings, as many as the date gives."""
    day, _, time = date.partition("T")
    return tuple(int(each) for each in day.replace("X", "0").split("-")) + tuple(
        int(each) for each in re.findall(r"\d\d", time[:8])
    )


def _form(pattern: re.Pattern[str], said: str) -> Callable[[str], str | None]:
    return lambda value: None if pattern.fullmatch(value) else said


_NUMBER = _form(_NOTE, "this is no note's number")
_TELEPHONE = _form(_PHONE, "this is no E.164 number such as +81762646242")

_RULES: Mapping[str, Callable[[str], str | None]] = {
    MentionType.DATE: edtf_complaint,
    MentionType.DURATION: duration_complaint,
    MentionType.AWARD_NUMBER: award_complaint,
    MentionType.DOI: lambda value: (
        "a DOI's value is in lower case" if value != value.lower() else _form(_DOI, "this is no DOI such as 10.1000/abc")(value)
    ),
    MentionType.PHONE: _TELEPHONE,
    MentionType.FAX: _TELEPHONE,
    MentionType.POSTAL_CODE: _form(_POSTAL_CODE, "this is no postal code such as 100-0004"),
    MentionType.EMAIL: _form(_EMAIL, "this is no e-mail address"),
    MentionType.URL: _form(_URL, "this is no URL"),
    MentionType.MARKER: _NUMBER,
    MentionType.HEADWORD: _NUMBER,
    MentionType.TERM: _NUMBER,
}
#: Types whose mentions always have a value.
VALUED = frozenset({"DATE", "DURATION", "AWARD_NUMBER", "DOI", "PHONE", "FAX", "POSTAL_CODE"})
#: Types that never have one.
VALUELESS = frozenset(set(MentionType) - set(_RULES))
