"""Whether a name in Latin letters and one in kanji can be the same: both are compared in the plain form of `romaji`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from pipeline.analyse.namebook import Kind, readings
from pipeline.extract.people.romaji import known, of_kana, plain
from pipeline.extract.people.shape import grade
from pipeline.extract.people.spelling import composed
from pipeline.lexicon import table

_DOTTED = re.compile(r"(?:[A-ZÀ-Þ]\.-?){1,4}")
_PARTICLES = frozenset(
    ("van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "las", "le", "los", "el", "al")
) | frozenset(("bin", "ibn", "binti", "ter", "ten", "zu", "af", "av"))
_PARTS = 2
_HEAD, _TAIL = 3, 4  # letters that two readings of one family name share
_GIVEN_HEAD = 2  # letters that a given name shares with one of the readings of its kanji
_DOUBTFUL = 3  # the grade of a family name or a given name that no dictionary lists
_LONGEST = 4  # kanji of a family name


class Likeness(IntEnum):
    """How sure it is that two forms name one person."""

    NONE = 0
    FAMILY = 1  # the family names agree, nothing is known of the given names
    INITIAL = 2  # and the initial; or the kanji could be read so
    FULL = 3


@dataclass(frozen=True, slots=True)
class Latin:
    """A Latin name taken apart: its whole pieces in plain form, in order, and its initials."""

    pieces: tuple[str, ...]
    initials: str


@dataclass(frozen=True, slots=True)
class Said:
    """One way to part and say a Japanese name: its parts in kanji, and their known readings in plain form."""

    family: str
    given: str
    families: frozenset[str]
    givens: frozenset[str]


@lru_cache(maxsize=4096)
def latin(name: str) -> Latin:
    """`name` taken apart: Daiki D. Horikawa has the pieces daiki, horikawa and the initial d."""
    whole: list[str] = []
    initials = ""
    for piece in name.replace(",", " ").split():
        bare = piece.rstrip(".")
        if piece.islower() and piece in _PARTICLES:
            continue  # Élodie de Beaumont, Beaumont É
        if (
            _DOTTED.fullmatch(piece)
            or (bare.isupper() and len(bare) < 3)
            or (bare.isupper() and len(bare) == 3 and whole and not initials)
        ):
            initials += "".join(unicodedata.normalize("NFD", each)[0] for each in re.sub(r"[^A-ZÀ-Þ]", "", piece)).lower()
        elif form := plain(piece):
            whole.append(form)
    return Latin(tuple(whole), initials)


@lru_cache(maxsize=1024)
def said(name: str, reading: str | None) -> tuple[Said, ...]:
    """The ways to part and say a Japanese name whose blank, if any, parts it; a reading in two parts settles it."""
    parts = reading.replace("・", " ").split() if reading else []
    if len(parts) == 2:
        return (Said("", "", frozenset((of_kana(parts[0]),)), frozenset((of_kana(parts[1]),))),)
    solid = name.replace(" ", "")
    at = name.find(" ")
    best = max((grade(solid[:split], solid[split:]) for split in range(1, len(solid))), default=0)
    spoken = of_kana(parts[0]) if parts else None
    found = []
    for split in (at,) if at > 0 else range(1, len(solid)):
        family, given = solid[:split], solid[split:]
        if at < 0 and grade(family, given) < max(3, best):
            continue
        families = frozenset(of_kana(each) for each in readings(family, Kind.FAMILY)) | _spellings().get(family, frozenset())
        givens = frozenset(of_kana(each) for each in readings(given, Kind.GIVEN))
        if spoken:
            families = frozenset(each for each in families if spoken.startswith(each))
            givens = frozenset(spoken[len(each) :] for each in families)
        found.append(Said(family, given, families, givens))
    return tuple(found)


def likeness(one: Latin, name: str, reading: str | None, *, alone: bool) -> Likeness:
    """How like Latin `one` is to the Japanese `name`; `alone` says that `name` may be a family name without a given one."""
    best = max((_alike(one, way) for way in said(name, reading)), default=Likeness.NONE)
    if alone and not best:
        known = {of_kana(reading)} if reading else {of_kana(each) for each in readings(name, Kind.FAMILY)}
        return Likeness.FAMILY if known & set(one.pieces) else Likeness.NONE
    return best


def continental(family: str) -> bool:
    """Whether a family name in kanji is a Chinese or Korean one."""
    return family in _spellings()


def shares_given(one: Latin, name: str) -> bool:
    """Whether Latin `one` has the given name of the Japanese `name`, and a family name that its kanji may be read as.

    For names whose reading no dictionary lists: those without any, and those where one that is listed begins or ends alike.
    """
    if len(one.pieces) != _PARTS:
        return False
    for way in (*said(name, None), *_unlisted(name)):
        for given, family in (one.pieces, one.pieces[::-1]):
            if given in way.givens and _may_be_read(way, family):
                return True
            if family in way.families and any(each[:_GIVEN_HEAD] == given[:_GIVEN_HEAD] for each in way.givens):
                return True  # 喜屋武 譲, Joe Kyan; 鵜殿 美冬, Miyu Udono
    return False


@lru_cache(maxsize=1024)
def _unlisted(name: str) -> tuple[Said, ...]:
    """The ways to part a name without a blank whose family name no dictionary lists: before a given name that is listed."""
    if " " in name or any(grade(name[:split], name[split:]) > _DOUBTFUL for split in range(1, len(name))):
        return ()
    parted = ((name[:split], name[split:]) for split in range(1, min(len(name), _LONGEST + 1)))
    return tuple(
        Said(family, given, frozenset(), frozenset(of_kana(each) for each in readings(given, Kind.GIVEN)))
        for family, given in parted
        if not readings(family, Kind.FAMILY)
    )


def _may_be_read(way: Said, family: str) -> bool:
    if not way.families:
        return True
    if way.family in _spellings():
        return False
    if any(each[:_HEAD] == family[:_HEAD] for each in way.families):
        return True
    return family not in known("family") and any(each[-_TAIL:] == family[-_TAIL:] for each in way.families)


def _alike(one: Latin, way: Said) -> Likeness:
    best = Likeness.NONE
    for place, piece in enumerate(one.pieces):
        rest = "".join(one.pieces[:place] + one.pieces[place + 1 :])
        listed = piece in way.families
        if not listed and not composed(way.family, piece):
            continue
        if rest and rest in way.givens:
            best = max(best, Likeness.FULL if listed else Likeness.INITIAL)
        elif (rest and composed(way.given, rest)) or (
            not rest and one.initials and listed and any(each.startswith(one.initials[0]) for each in way.givens)
        ):
            best = max(best, Likeness.INITIAL)
        elif listed and _names_family(one, way, piece, place, rest):
            foreign = piece in _spellings().get(way.family, ()) and bool(rest) and rest not in known("given")  # Bo-Yu Lin
            best = max(best, Likeness.INITIAL if foreign else Likeness.FAMILY)
    return best


def _names_family(one: Latin, way: Said, piece: str, place: int, rest: str) -> bool:
    """Whether `piece` stands where a family name does, and what is known of the given name does not speak against it."""
    if _not_read(way.family, piece):
        return True  # Siyuan Ma: how a dictionary reads 思源 in Japanese says nothing
    last = place == len(one.pieces) - 1 or piece in _spellings().get(way.family, ())
    return last and not (way.givens and (rest or one.initials))


def _not_read(family: str, piece: str) -> bool:
    """Whether `piece` spells a family name in Chinese or Korean only, not in Japanese: Lin, not Hayashi, for 林."""
    return piece in _spellings().get(family, ()) and piece not in {of_kana(each) for each in readings(family, Kind.FAMILY)}


@cache
def _spellings() -> dict[str, frozenset[str]]:
    """Chinese and Korean family names and their spellings in plain form."""
    return {row["kanji"]: frozenset(plain(each) for each in row["latin"].split("|")) for row in table("continental_families")}


def same(one: Latin, other: Latin) -> Likeness:
    """How like two Latin names are: Yuto Koga, Koga Yuto, Y. Koga, Koga Y."""
    if len(one.pieces) > 1 and len(other.pieces) > 1:
        return Likeness.FULL if set(one.pieces) == set(other.pieces) else Likeness.NONE
    short, long = (one, other) if len(one.pieces) <= len(other.pieces) else (other, one)
    if not short.pieces or not set(short.pieces) <= set(long.pieces):
        return Likeness.NONE
    if not short.initials:
        return Likeness.FAMILY
    rest = [piece for piece in long.pieces if piece not in short.pieces]
    others = "".join(piece[0] for piece in rest) or long.initials
    return Likeness.INITIAL if others.startswith(short.initials[0]) else Likeness.NONE
