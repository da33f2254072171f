"""Grant numbers that only their place makes grant numbers, and number tokens."""

from __future__ import annotations

import re

from pipeline.extract.funding.funders import key_of
from pipeline.extract.funding.tokens import Kind, Token
from pipeline.lexicon.grant_numbers import GrantNumber

#: Years, and the numbers of computing time on shared supercomputers.
_NO_CODE = re.compile(r"(?:19|20)[0-9]{2}(?:[-/](?:19|20)?[0-9]{2})*|(?:hp|ra|jh|lba)[0-9]{6}")
_DAY = re.compile(r"20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_CODE = re.compile(r"[0-9A-Za-z]+(?:[-/][0-9A-Za-z]+)*")
_MARKS = re.compile(r"[^0-9A-Za-z]")


def is_code(text: str, *, labelled: bool = False) -> bool:
    """Whether `text` may be a number that only its place makes a grant's: four characters, three of them digits.

    Not a year or the number of computing time; a day only behind a label.
    """
    if _NO_CODE.fullmatch(text) or (not labelled and _DAY.fullmatch(text)):
        return False
    bare = _MARKS.sub("", text)
    return bool(_CODE.fullmatch(text)) and len(bare) >= 4 and sum(map(str.isdigit, bare)) >= 3


def number_token(number: GrantNumber, *, nested: bool = False) -> Token:
    """The token of a number whose form the lexicon knows."""
    keys = (key_of(number.scheme.funder),)
    return Token(Kind.NUMBER, number.start, number.end, number.value, number.scheme.code, keys, known=True, nested=nested)
