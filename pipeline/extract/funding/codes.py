"""Grant numbers that only their place makes grant numbers, and number tokens."""

from __future__ import annotations

import re

from pipeline.analyse.grant_numbers import GrantNumber
from pipeline.extract.funding.funders import key_of
from pipeline.extract.funding.tokens import Kind, Token

#: Numbers of computing time on shared supercomputers, and of beam time (SPring-8 and J-PARC 2022A1234, Photon Factory 2022G548).
_NO_CODE = re.compile(
    r"(?:hp|ra|jh|lba|xc)[0-9]{6}|FY ?(?:20)?[0-9]{2}|BL[0-9]{2}[A-Z0-9]*"
    r"|(?:19|20)[0-9]{2}(?:[A-C][0-9]{4}|(?:G|S2-?|PF-?|V|I|T|U|P)[0-9]{3})"
)
_YEARS = re.compile(r"(?P<first>(?:19|20)[0-9]{2})(?:[-/](?P<last>(?:19|20)?[0-9]{2}))*")
_LONGEST_PROJECT = 15  # years
_DAY = re.compile(r"20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_CODE = re.compile(r"[0-9A-Za-z]+(?:[-/_][0-9A-Za-z]+)*")
_MARKS = re.compile(r"[^0-9A-Za-z]")


#: US National Institutes of Health: R01 GM123456.
NIH_CODE = re.compile(r"[A-Z][0-9A-Z][0-9][ -]?[A-Z]{2}-?[0-9]{5,6}(?:-[0-9A-Z]{2,4})?(?![0-9A-Za-z])")
#: A ministry's letter before the year and number: 環1951.
_MINISTRY_CODE = re.compile(r"[環農国厚経文総防](?:[A-Z]|[0-9])[0-9-]{3,8}")


def whole_code(text: str) -> bool:
    """Whether `text`, all that a bracket holds, is a number that only its place makes a grant's."""
    return bool(NIH_CODE.fullmatch(text) or _MINISTRY_CODE.fullmatch(text))


def is_code(text: str, *, labelled: bool = False) -> bool:
    """Whether `text` may be a number that only its place makes a grant's: four characters, three of them digits.

    Not a year or the number of computing time; a day only behind a label.
    """
    if _NO_CODE.fullmatch(text) or _is_years(text, labelled=labelled) or (not labelled and _DAY.fullmatch(text)):
        return False
    bare = _MARKS.sub("", text)
    return bool(_CODE.fullmatch(text)) and len(bare) >= 4 and sum(map(str.isdigit, bare)) >= 3


def _is_years(text: str, *, labelled: bool) -> bool:
    """Whether `text` is a year or a range of years; behind a label, years that run backwards are none (2021-2003)."""
    years = _YEARS.fullmatch(text)
    if years is None or years["last"] is None:
        return years is not None
    if not labelled:
        return True
    return 0 <= int(years["last"][-2:]) - int(years["first"][-2:]) <= _LONGEST_PROJECT


def number_token(number: GrantNumber, *, nested: bool = False) -> Token:
    """The token of a number whose form the lexicon knows."""
    keys = (key_of(number.scheme.funder),)
    return Token(Kind.NUMBER, number.start, number.end, number.value, number.scheme.code, keys, known=True, nested=nested)
