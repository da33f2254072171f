"""What a Japanese name looks like: a family name and a given name that the dictionary knows, or kanji that could be them.

Grades: 4 both parts are known, 3 one is known and the other could be one, 2 a known family name alone or unknown kanji parted by a
blank, 1 unknown kanji that could be a name, or parts of which one is a word and a blank between them (四十物 凪), 0 none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.analyse.namebook import Kind, kinds
from pipeline.extract.people.romaji import is_given, of_kana
from pipeline.lexicon import table

KANJI = "々〆ヶヵ㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003134f"
_KANJI = re.compile(f"[{KANJI}]+")
_STRETCH = re.compile(f"[{KANJI}ぁ-んァ-ヴー][{KANJI}ぁ-んァ-ヴー ]*[{KANJI}ぁ-んァ-ヴー]")
_RUN = re.compile(f"[{KANJI}ぁ-んァ-ヴー ]+")
_RUN_BEFORE = re.compile(f"[{KANJI}ぁ-んァ-ヴー ]+$")
_LONGEST = 9  # code points of a whole name with its blank
_PART = 4  # of either part; longer family names are rarer than mistakes
_KANA = re.compile(r"[ぁ-んァ-ヴー]{2,5}")
#: Kana that are also given names, but after a family name are something else.
_PARTICLES = frozenset(
    [
        "たち",
        "まで",
        "など",
        "より",
        "から",
        "さん",
        "くん",
        "ちゃん",
        "のみ",
        "らの",
        "らは",
        "ほか",
        "なり",
        "ので",
        "のに",
        "など",
        "とも",
        "いち",
        "にて",
        "との",
        "では",
        "への",
        "やら",
    ]
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A stretch that could be a name: where it ends, where its family name ends, and how good it is."""

    start: int
    end: int
    family_end: int
    grade: int


@lru_cache(maxsize=16384)
def grade(family: str, given: str) -> int:
    """How well `family` and `given` make a name (4, 3, 1, 0)."""
    if family in _not("family") or given in _not("given"):
        return 0
    known_family, known_given = Kind.FAMILY in kinds(family), Kind.GIVEN in kinds(given)
    if given in _PARTICLES or (not _KANJI.fullmatch(given) and not _KANA.fullmatch(given)):
        return 0
    if known_family and not known_given and _KANA.fullmatch(given):
        known_given = is_given(of_kana(given)) or Kind.PERSON in kinds(given)  # 榊原ルイ, 佐野いまり
    if known_family and known_given:
        return 4
    if (known_family and _could_be(given)) or (known_given and _could_be(family, _PART)):
        return 3
    return 1 if _could_be(family) and _could_be(given) else 0


def _could_be(part: str, longest: int = 3) -> bool:
    """Whether unknown kanji may be a part of a name: short, and no word of their own."""
    if len(part) > longest or not _KANJI.fullmatch(part):
        return False
    listed = kinds(part)
    return len(part) == 1 or not listed or bool(listed & {Kind.FAMILY, Kind.GIVEN, Kind.PERSON, Kind.PLACE})


@lru_cache(maxsize=4096)
def half_known(text: str) -> bool:
    """Whether one part of `text` is a name and nothing else, so that the other may be one too, word or not (薬袋拓海)."""
    if " " in text:
        return given_known(text)
    if not 3 <= len(text) <= _PART + 3 or not _KANJI.fullmatch(text):
        return False
    for split in range(2, min(len(text) - 1, _PART) + 1):
        family, given = text[:split], text[split:]
        if family in _not("family") or given in _not("given") or given in _not("glued"):
            continue
        if len(given) < _PART and kinds(family) == {Kind.FAMILY}:
            return True
        if len(given) > 1 and split < _PART and kinds(given) and kinds(given) <= {Kind.GIVEN, Kind.FAMILY}:
            return True
    return False


@lru_cache(maxsize=4096)
def given_known(text: str) -> bool:
    """Whether what stands behind the blank in `text` is known as a given name of two kanji and more, and no word: 鴨脚 由希子."""
    given = text.rpartition(" ")[2]
    return len(given) > 1 and Kind.GIVEN in kinds(given) and Kind.WORD not in kinds(given)


@lru_cache(maxsize=4096)
def family_alone(text: str) -> bool:
    """Whether `text` is a known family name that may stand alone."""
    return Kind.FAMILY in kinds(text) and text not in _not("alone") and text not in _not("family")


def given_in_hiragana(text: str) -> bool:
    """Whether `text` may be a given name in hiragana: no particle, no ending, and no word of the dictionary."""
    return text not in _PARTICLES and not kinds(text) and text[-1] not in "はがのをにへとでもやらか"


def in_kanji(text: str) -> bool:
    """Whether `text` is kanji from end to end."""
    return _KANJI.fullmatch(text) is not None


def whole(view: str, start: int, end: int) -> Shape | None:
    """The name that `[start, end)` as a whole could be, with at most one run of blanks inside; None where it could be none."""
    if not 2 <= end - start <= _LONGEST + 2:
        return None
    parted, found = _parted(view[start:end])
    return Shape(start, end, start + parted, found) if found else None


@lru_cache(maxsize=16384)
def _parted(text: str) -> tuple[int, int]:
    """(where the family name ends, the grade) of `text`; grade 0 where it could be no name."""
    if not _STRETCH.fullmatch(text) or _has_word(text):
        return 0, 0
    blank = text.find(" ")
    if blank > 0:
        given = text[blank:].lstrip(" ")
        if _listed_otherwise(text[:blank] + given) or " " in given or len(text) - blank - len(given) > 2:
            return 0, 0
        found = grade(text[:blank], given)
        if not found and _strange(text[:blank], given):
            return blank, 1
        return blank, 2 if found == 1 else found
    if _university(text) or _listed_otherwise(text):
        return 0, 0
    best, at = 0, 0
    for split in range(max(1, len(text) - 5), min(len(text), _PART + 1)):
        given = text[split:]
        university = given[-1] == "大" and Kind.GIVEN not in kinds(given)  # 東雲大 is no 東 雲大
        found = 0 if given in _not("glued") or university else grade(text[:split], given)
        if found > best or (found == best and split == 2):
            best, at = found, split
    return at, best


def _strange(family: str, given: str) -> bool:
    """Whether two stretches of kanji could be a name although a dictionary has one of them as a word: 四十物 凪, 神品 大地."""
    if len(family) > _PART + 1 or len(given) > _PART - 1 or not (_KANJI.fullmatch(family) and _KANJI.fullmatch(given)):
        return False
    return family not in _not("family") and given not in _not("given") and given not in _not("strange")


def _university(text: str) -> bool:
    """Whether `text` is a place or a single kanji with 大 for 大学: 千葉大, 東大."""
    return text[-1] == "大" and (len(text) == 2 or Kind.PLACE in kinds(text[:-1]))


def _listed_otherwise(text: str) -> bool:
    """Whether the dictionary has `text` as a word or a place, and not as a name of a person."""
    listed = kinds(text)
    return bool(listed) and not listed & {Kind.FAMILY, Kind.GIVEN, Kind.PERSON}


def before(view: str, end: int, floor: int) -> list[Shape]:
    """The names that end at `end` and start at or after `floor`, longest first."""
    run = _RUN_BEFORE.search(view, max(floor, end - _LONGEST), end)
    starts = range(run.start(), end - 1) if run else ()
    return [shape for start in starts if view[start] != " " and (shape := whole(view, start, end))]


def after(view: str, start: int, ceiling: int) -> list[Shape]:
    """The names that start at `start` and end at or before `ceiling`, longest first."""
    run = _RUN.match(view, start, min(ceiling, start + _LONGEST))
    ends = range(run.end(), start + 1, -1) if run else ()
    return [shape for end in ends if view[end - 1] != " " and (shape := whole(view, start, end))]


def _has_word(text: str) -> bool:
    """Whether a word that no name holds (教授, 大学, 研究) stands in `text`."""
    return _inside().search(text) is not None


def not_behind(word: str) -> bool:
    """Whether `word` behind a name makes both the name of something else: 記念, 財団, 賞."""
    return word in _not("behind")


@cache
def _inside() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _not("inside"))))


@cache
def _not(where: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("not_names") if row["where"] == where)
