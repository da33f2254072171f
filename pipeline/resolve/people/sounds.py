"""How much a name in katakana and one in Latin letters sound alike: クリシュナン・ラグナート and Krishnan Raghunath.

Both are brought to a row of sounds (own list, after how Japanese writes European, Vietnamese and Indian names: Cabinet Notice No. 2
of 1991), and the rows are compared by a weighted edit distance in which vowels weigh little, for katakana puts them in.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from pipeline.extract.people.romaji import of_kana
from pipeline.resolve.people.romanized import Latin

_PARTS = re.compile(r"[・=＝\s\-]+")
# Spellings of one sound, longest first; what is not listed stands for itself.
_SPELLINGS = (
    ("tsch", "C"), ("sch", "S"), ("tch", "C"), ("ngh", "g"), ("igh", "ai"), ("sh", "S"), ("sz", "S"), ("cz", "C"), ("ch", "X"),
    ("ph", "f"), ("th", "T"), ("gh", "g"), ("zh", "J"), ("kh", "k"), ("dh", "d"), ("bh", "b"), ("ck", "k"), ("qu", "kw"),
    ("x", "ks"), ("q", "k"), ("ts", "Z"), ("tz", "Z"), ("nh", "n"), ("j", "J"),
)  # fmt: skip
_SOUNDS = tuple((re.compile(spelling), sound) for spelling, sound in _SPELLINGS)
_SOFT_C = re.compile(r"c(?=[eiy])")
_FOREIGN = re.compile(r"([テデ])ィ|([トド])ゥ")  # a syllable that plain romaji has not: ティ is no チ
_MUTE = re.compile(r"(?<=[aeiou])[hr](?![aeiou])|(?<=[a-zA-Z])e(?= |$)")  # heard as a long vowel or not at all
_INITIAL_NG = re.compile(r"(?:(?<= )|^)ng")
_DOUBLE = re.compile(r"([a-zA-Z])\1+")
_VOWELS = "aeiouy"
_NEAR = frozenset(
    frozenset(pair)
    for pair in (
        "bv", "vf", "vw", "bw", "fh", "fp", "pb", "td", "tT", "sT", "ST", "zT", "kg", "kh", "gh", "kX", "hX", "SX", "CX", "XJ",
        "cC", "tC", "TC", "CS", "CJ", "Cs", "sS", "sZ", "sz", "zs", "zJ", "zS", "zZ", "tZ", "SJ", "dJ", "gJ", "hJ", "yJ", "iJ",
        "iy", "iu", "uw", "mn",
    )
)  # fmt: skip
_WEAK = "hwr"
_TWO = 2
_SURE = 0.6  # of a family name beside an initial
# First letters that Japanese does not tell apart, or that it writes otherwise.
_SAME_FIRST = frozenset(
    frozenset(pair) for pair in ("lr", "vb", "ck", "cs", "cz", "jz", "xs", "qc", "fh", "gj", "tc", "ew", "uw", "zj")
)
_VOWEL = 0.3
_DIFFERENT = {"LETTERS": str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ß": "s", "æ": "e", "œ": "e", "ı": "i", "þ": "t", "ð": "d"})}


@lru_cache(maxsize=2048)
def closeness(kana: str, letters: str) -> float:
    """How alike a katakana name in parts and a Latin name sound, 0 to 1; the parts of the Latin one may stand in another order."""
    said = "".join(_spoken(of_kana(_FOREIGN.sub(r"\1\2", part))) for part in _PARTS.split(kana) if part)
    pieces = [_written(_bare(piece)) for piece in _PARTS.split(letters.replace(".", " ").replace(",", " ")) if len(piece) > 1]
    if not said or not pieces:
        return 0.0
    orders = (pieces, [*pieces[1:], pieces[0]], [pieces[-1], *pieces[:-1]])
    return max(_alike(said, "".join(order)) for order in orders)


def spells_initials(form: Latin, kana: str) -> bool:
    """Whether a Latin family name with initials and a katakana name in two parts can be one: Tan WL, タン・ウェイリン."""
    parts = [part for part in _PARTS.split(kana) if part]
    if len(parts) < _TWO or not form.initials or len(form.pieces) != 1:
        return False
    for family, given in ((parts[0], parts[1]), (parts[-1], parts[0])):
        first = of_kana(given)[:1]
        alike = first == form.initials[0] or frozenset((first, form.initials[0])) in _SAME_FIRST
        if alike and closeness(family, form.pieces[0]) >= _SURE:
            return True
    return False


def _bare(piece: str) -> str:
    """A Latin piece in lower case without marks."""
    lower = piece.lower().translate(_DIFFERENT["LETTERS"])
    return "".join(each for each in unicodedata.normalize("NFD", lower) if "a" <= each <= "z")


@cache
def _spoken(piece: str) -> str:
    """The row of sounds of a piece whose spelling tells them."""
    for pattern, sound in _SOUNDS:
        piece = pattern.sub(sound, piece)
    return _DOUBLE.sub(r"\1", piece.replace("c", "k").replace("l", "r"))


def _written(piece: str) -> str:
    """The row of sounds of a piece in a European or Asian spelling."""
    return _spoken(_MUTE.sub("", _SOFT_C.sub("s", _INITIAL_NG.sub("g", piece))))


def _weight(sound: str) -> float:
    return _VOWEL if sound in _VOWELS else 1.0


def _drop(sound: str) -> float:
    return 0.2 if sound in _VOWELS else 0.4 if sound in _WEAK else 1.0


def _change(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if frozenset((one, other)) in _NEAR:
        return 0.25
    return 0.15 if one in _VOWELS and other in _VOWELS else 1.1


def _alike(one: str, other: str) -> float:
    row = [0.0]
    for sound in other:
        row.append(row[-1] + _drop(sound))
    for sound in one:
        before, row = row, [row[0] + _drop(sound)]
        for place, against in enumerate(other):
            row.append(min(before[place] + _change(sound, against), before[place + 1] + _drop(sound), row[place] + _drop(against)))
    whole = max(sum(map(_weight, one)), sum(map(_weight, other)))
    return max(0.0, 1 - row[-1] / whole)
