"""The forms of grant numbers: what the lexicon recognises in a text without asking for context, and what a number's form tells.

Works on the view's characters (half width, hyphens as "-"). `data/grant_schemes.tsv` holds the forms.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon.tables import table

#: A letter or digit before or behind would make it another word; `No`/`KAKENHI` may be glued on (\b is no boundary beside kanji).
#: The look-ahead comes first: it turns most places down at once.
_BEFORE = r"(?=JP|[0-9]{2}[ A-Za-z0-9]|[HR][0-9])(?:(?<![0-9A-Za-z_-])|(?<=\bNo)|(?<=KAKENHI)|(?<=[A-Z])(?=JPMJ[A-Z]{2}[0-9]))"
_AFTER = r"(?![0-9A-Za-z_]|-[0-9A-Za-z])"
_BLANKS = re.compile(r"[\s]+")
#: A hyphen that a line's end put into a number of KAKENHI.
_LINE_BREAK = re.compile(r"(?<=[0-9])([HKJ])-")
_LETTERS_THEN_HYPHEN = re.compile(r"^JP-")
#: 12345678, 00000000: how templates stand for a number.
_PLACEHOLDER = re.compile(r"(?:^|[A-Z])(?:0?123456|(\d)\1{6,})")
#: Several forms of one body's numbers, and the code that they share.
_SHARED_CODES = {
    "MIC_SCOPE": "MIC",
    "MIC_RADIO": "MIC",
    "MHLW_BARE": "MHLW",
    "MHLW_OLD": "MHLW",
    "NEDO_SHORT": "NEDO",
    "AMED_UPPER": "AMED",
}
#: Use of shared equipment is acknowledged with a number of this programme; nobody is paid by it.
_EQUIPMENT = re.compile(r"^JPMXS0440")
_ADDRESS = re.compile(r"https?://[^\s\])]+|(?<![\w.+-])[\w.+-]++@[\w.-]+|10\.\d{4,9}/[^\s\])、。]+")


@dataclass(frozen=True, slots=True)
class Scheme:
    """One row of the table."""

    code: str
    funder: str  # as in the table of funders: abbreviation or name; "" where several share the form
    programme: str
    year: str  # "", "yy", "heisei", "jst", "yyyy": how the number carries the fiscal year of adoption
    resolver: str
    alone: bool
    pattern: str


@dataclass(frozen=True, slots=True)
class GrantNumber:
    """A number found in a text; `value` is normalised."""

    start: int
    end: int
    value: str
    scheme: Scheme


def numbers_in(text: str, start: int = 0, end: int | None = None) -> Iterator[GrantNumber]:
    """The numbers in `text[start:end]` whose form alone settles that they are grant numbers, in order. Addresses are left out."""
    end = len(text) if end is None else end
    addresses = [match.span() for match in _ADDRESS.finditer(text, start, end)]
    for match in _forms().finditer(text, start, end):
        index = bisect_right(addresses, (match.start(), len(text)))
        if index and match.start() < addresses[index - 1][1]:
            continue
        scheme = schemes()[int((match.lastgroup or "_0")[1:])]
        value = normalise(match[0], scheme)
        if not refused(value):
            yield GrantNumber(match.start(), match.end(), value, scheme)


def normalise(text: str, scheme: Scheme | None = None) -> str:
    """A number's usual form: no blanks, no hyphen after JP; AMED's code letters in lower case, all others in upper."""
    value = _LETTERS_THEN_HYPHEN.sub("JP", _BLANKS.sub("", _LINE_BREAK.sub(r"\1", text)))
    scheme = scheme or scheme_of(value)
    if scheme is None:
        return value
    if scheme.code.startswith("AMED"):
        return "JP" + value[2:].lower() if value[:2].upper() == "JP" else value.lower()
    return value.upper()


def refused(value: str) -> bool:
    """Whether normalised `value` stands for no grant: a template's stand-in, or the use of shared equipment."""
    return bool(_PLACEHOLDER.search(value) or _EQUIPMENT.match(value))


def scheme_of(value: str, funder: str = "", programme: str = "") -> Scheme | None:
    """The scheme whose form `value` has. A form that needs context counts only where `funder` or `programme` is the scheme's."""
    for scheme in schemes():
        in_context = (funder and funder == scheme.funder) or (programme and programme == scheme.programme)
        if (scheme.alone or in_context) and re.fullmatch(scheme.pattern, value):
            return scheme
    return None


def code_of(value: str, scheme: Scheme) -> str:
    """The scheme's code; JST's numbers name the programme in their fifth and sixth letter (JPMJCR)."""
    if scheme.code == "JPMJ":
        return value[:6]
    return _SHARED_CODES.get(scheme.code, scheme.code)


def fiscal_year_of(value: str, scheme: Scheme) -> int | None:
    """The fiscal year (年度) of adoption that the number carries, None where it carries none."""
    digits = re.sub(r"^JP", "", value)
    if scheme.year == "yy":
        return 2000 + int(re.sub(r"^[A-Z]+", "", digits)[:2])
    if scheme.year == "heisei":
        return 1988 + int(digits[:2])
    if scheme.year == "jst":
        return 2000 + int(value[6:8])
    if scheme.year == "yyyy" and value[7:11].isdigit():
        return int(value[7:11])
    return None


def url_of(value: str, scheme: Scheme) -> str | None:
    """Where the number resolves to, None where nobody resolves it."""
    if not scheme.resolver:
        return None
    return scheme.resolver.format(n=re.sub(r"^JP", "", value), N=value)


@cache
def schemes() -> tuple[Scheme, ...]:
    """All schemes, in the order in which they are tried."""
    return tuple(
        Scheme(row["code"], row["funder"], row["programme"], row["year"], row["resolver"], row["alone"] == "yes", row["pattern"])
        for row in table("grant_schemes")
    )


@cache
def _forms() -> re.Pattern[str]:
    """All forms that need no context. A PDF may break a line behind JP or a hyphen, and put blanks around a letter."""
    forms = []
    for index, scheme in enumerate(schemes()):
        if scheme.alone:
            form = re.sub(r"^JP-\?", r"JP[-\\s]{0,2}", scheme.pattern).replace("(?:JP[ -]?)?", r"(?:JP[-\s]{0,2})?")
            form = re.sub(r"^(\(\?:JP\[-\\s\]\{0,2\}\)\?\[0-9\]\{2\})([HKJ])\[", r"\1 ?\2[- ]?[", form)
            forms.append(f"(?P<_{index}>{form})")
    return re.compile(_BEFORE + "(?:" + "|".join(forms) + ")" + _AFTER)
