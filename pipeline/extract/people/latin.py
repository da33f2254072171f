"""Names in Latin letters: what they look like, and how much speaks for a capitalised phrase being one.

Shapes: Ichiro Aoki; Ichiro A. Aoki; I. Aoki; Aoki I, Aoki I., Aoki, I.; Ichiro AOKI, AOKI Ichiro; Anna van der Berg; Tran Minh Anh.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.analyse.namebook import Kind, kinds
from pipeline.extract.people.romaji import japanese, known, plain
from pipeline.lexicon import table

_UP, _LOW = "A-ZÀ-ÖØ-ÞĀ-Ž", "a-zß-öø-ÿā-žƀ-ɏḀ-ỿ"
_WORD = rf"(?:[{_UP}]['’]|Mc|Mac|De|Di|Le|La|Du|Da|Lo|Fitz|Van|Del)?[{_UP}][{_LOW}]+(?:[-'’](?:[{_UP}{_LOW}][{_LOW}]*))*"
_CAPS = rf"(?:[{_UP}]{{4,}}|[{_UP}]{{2,3}}(?![0-9]))(?:-[{_UP}]{{2,}})*(?![{_LOW}])"
_INITIAL = rf"(?:Md|Mohd|St)\.|[{_UP}]\.(?:[ -]?[{_UP}]\.)*|[{_UP}](?![{_UP}{_LOW}'’.])"
_PARTICLE = r"(?:van|von|de|der|den|del|della|dela|di|da|dos|du|la|las|le|los|el|al|bin|ibn|binti|ter|ten|zu|af|av|st)"
_END = rf"(?![{_UP}{_LOW}])"
# One name at a time, without nesting: up to five pieces with one blank between each.
FULL = (
    rf"(?:{_WORD}|{_CAPS}|{_INITIAL})(?:-(?=[{_UP}]\.))?(?: ?(?<=[. ])(?:{_WORD}|{_CAPS}|{_INITIAL}|{_PARTICLE}(?= ))){{1,4}}{_END}"
)
# Marks of affiliation may follow plain initials (Tan WL4,), other digits make them a code (Type IA2).
_GIVEN_INITIALS = (
    rf"(?:[{_UP}]\.(?:[ -]?[{_UP}]\.)*|[{_UP}]{{1,3}}(?:(?![{_UP}{_LOW}.0-9])|(?=[0-9]{{1,2}} ?[,、;*†‡#)])))"
    rf"(?! ?[{_UP}][{_LOW}.]|-[{_UP}{_LOW}]| {_PARTICLE} (?:{_PARTICLE} )?[{_UP}])"
)
_FAMILY_FIRST = (
    rf"(?:{_PARTICLE} ){{0,2}}(?:(?:{_WORD}|{_CAPS}), {_GIVEN_INITIALS}|(?:{_WORD}|{_CAPS})(?: {_WORD})? {_GIVEN_INITIALS})"
)
_ONE = re.compile(rf"(?:{_FAMILY_FIRST}|{FULL}|{_WORD}{_END})")
# Where one may begin: the search for this is quick, the match of the whole is not.
_BEGINS = re.compile(
    rf"(?<![{_UP}{_LOW}0-9@/._-])(?:[{_UP}]|(?:van|von|de|der|den|del|di|da|dos|du|la|le|el|al|ter|ten) (?=[{_UP}]))"
)
# Titles before a name are no part of it.
_TITLE = re.compile(
    r"(?:(?:Distinguished|Emeritus|Visiting|Specially|Appointed|Project|Assistant|Associate|Senior|Chief|Full) )*"
    r"(?:Professor|Prof\.?|Drs?\.?|Mr\.?|Mrs\.?|Ms\.?|Sir|Lecturer|Researcher|Director|President|Dean) "
)
# A family name with initials where the names before it in the list are such too: the title may follow at once (Bono H. A study …).
_LISTED_FAMILY = rf"(?:{_PARTICLE} ){{0,2}}(?:{_WORD}|{_CAPS})(?: {_WORD})?"
_INITIALED_PLAIN = re.compile(rf"{_LISTED_FAMILY} [{_UP}]{{1,3}}(?![{_UP}{_LOW}])")
_INITIALED_DOTTED = re.compile(rf"{_LISTED_FAMILY},? [{_UP}]\.(?:[ -]?[{_UP}]\.)*(?![{_UP}{_LOW}])")
_PIECES = re.compile(rf"{_WORD}|{_CAPS}")
_INITIALED = re.compile(rf"(?:^|[ .-])[{_UP}]{{1,3}}(?:\.|$)|[ ,][{_UP}]{{1,3}}\.?$")
# Letters with marks are seldom in the English phrases that names are told from: Lucía Fernández.
_ACCENTED = re.compile(r"[À-ÖØ-öø-ž]")
_TWO = 2  # initials
_PERSONAL = frozenset((Kind.PERSON, Kind.FAMILY, Kind.GIVEN))


def one(view: str, at: int) -> re.Match[str] | None:
    """The name, or the single capitalised word, that begins at `at`."""
    return _ONE.match(view, at)


def like_last(view: str, at: int, last: str) -> re.Match[str] | None:
    """The name that begins at `at`, where it is a family name with initials as the `last` of the list is."""
    if _INITIALED_PLAIN.fullmatch(last):
        return _INITIALED_PLAIN.match(view, at)
    return _INITIALED_DOTTED.match(view, at) if _INITIALED_DOTTED.fullmatch(last) else None


def family_part(name: str) -> str:
    """`name` without the plain initials behind it: Tan of Tan WL."""
    family, _, initials = name.rpartition(" ")
    return family if family and len(initials) < 4 and initials.isupper() else name


def phrases(view: str) -> dict[int, int]:
    """Start → end of every stretch that has the shape of a name; a single word too."""
    found: dict[int, int] = {}
    done = 0
    for begin in _BEGINS.finditer(view):
        start = begin.start()
        if title := _TITLE.match(view, start):
            done = max(done, title.end())
        if start >= done and (match := _ONE.match(view, start)):
            done = found[start] = match.end()
    return found


@lru_cache(maxsize=8192)
def evidence(name: str) -> int:
    """How much speaks for `name`: -1 it holds a word of no name, 0 nothing, 1 its shape, 2 one known part, 3 two known parts."""
    words = _PIECES.findall(name)
    if not words or (name[-1].islower() and name.rpartition(" ")[2].islower()):
        return -1
    listed = shaped = capitals = seldom = 0
    for word in words:
        first = word.partition("-")[0]
        if word in _not() or (word.capitalize() in _not() and not word.isupper()):
            return -1
        if word.capitalize() in _seldom():
            seldom += 1
            continue
        form = plain(word)
        if (
            word.capitalize() in _given()
            or word.capitalize() in _family()
            or form in known("family")
            or form in known("given")
            or kinds(word) & _PERSONAL
            or first in _given()
        ):
            listed += 1
        elif japanese(form) and len(form) > 3:
            shaped += 1
        elif len(word) > 1 and word.isupper() and word not in ("II", "III", "IV"):
            capitals += 1 + (len(word) < 4 and not (len(word) == _TWO and name.endswith(f" {word}")))
    if seldom and (seldom > 1 or not _given().intersection(words)):
        return -1
    if capitals > 1 or (capitals and not listed):
        return -1
    if listed:
        return 3 if listed > 1 else 2
    return 1 if (shaped and shaped == len(words)) or _INITIALED.search(name) or _ACCENTED.search(name) else 0


@lru_cache(maxsize=4096)
def two_parts(name: str) -> bool:
    """Whether `name` has more than one piece."""
    return " " in name or "." in name.rstrip(".")


@lru_cache(maxsize=4096)
def japanese_name(name: str) -> bool:
    """Whether both pieces of `name` are readings of Japanese names, one of each kind."""
    words = [plain(word) for word in _PIECES.findall(name)]
    if len(words) != 2:
        return False
    family, given = known("family"), known("given")
    return (words[0] in given and words[1] in family) or (words[0] in family and words[1] in given)


@cache
def _given() -> frozenset[str]:
    return frozenset(row["word"] for row in table("latin_names") if row["kind"] == "given")


@cache
def _family() -> frozenset[str]:
    return frozenset(row["word"] for row in table("latin_names") if row["kind"] == "family")


@cache
def _seldom() -> frozenset[str]:
    return frozenset(row["word"] for row in table("latin_names") if row["kind"] == "seldom")


@cache
def _not() -> frozenset[str]:
    return frozenset(row["word"] for row in table("latin_names") if row["kind"] == "not")
