"""Whether a name in Latin letters and a name in kanji can be the same: both are brought to the plain form of `extract.people.romaji`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from pipeline.analyse.namebook import Kind, readings
from pipeline.extract.people.romaji import of_kana, plain

_PIECES = re.compile(r"[^\s,.]+\.?|\.")
_INITIALS = re.compile(r"[A-ZÀ-Þ]{1,3}\.?|(?:[A-ZÀ-Þ]\.?-?)+")


class Likeness(IntEnum):
    """How sure it is that two forms name one person."""

    NONE = 0
    FAMILY = 1  # the family names agree, nothing is known of the given names
    INITIAL = 2  # and the initial
    FULL = 3


@dataclass(frozen=True, slots=True)
class Latin:
    """A Latin name taken apart: its whole pieces in plain form, in order, and its initials."""

    pieces: tuple[str, ...]
    initials: str

    @property
    def key(self) -> frozenset[str]:
        """What stays the same whichever of family and given name comes first."""
        return frozenset(self.pieces)


@lru_cache(maxsize=4096)
def latin(name: str) -> Latin:
    """`name` taken apart: Daiki D. Horikawa has the pieces daiki, horikawa and the initial d."""
    whole, initials = [], ""
    for piece in name.replace(",", " ").split():
        bare = piece.rstrip(".")
        if len(bare) <= 3 and bare.isupper() and (piece.endswith(".") or len(bare) < 3 or "-" in bare) or re.fullmatch(r"(?:[A-ZÀ-Þ]\.-?){2,}", piece):
            initials += re.sub(r"[^A-ZÀ-Þ]", "", piece).lower()
        elif form := plain(piece):
            whole.append(form)
    return Latin(tuple(whole), initials)


@lru_cache(maxsize=1024)
def spoken(name: str, reading: str | None) -> tuple[tuple[str, frozenset[str]], ...]:
    """The ways to say a Japanese name: (family, the given names that go with it), in plain form; no given names: none are known."""
    if reading:
        parts = reading.replace("・", " ").split()
        if len(parts) == 2:
            return ((of_kana(parts[0]), frozenset((of_kana(parts[1]),))),)
    found = []
    solid = name.replace(" ", "")
    whole = of_kana("".join(reading.split())) if reading else None
    at = name.find(" ")
    for split in (at,) if at > 0 else range(1, len(solid) + 1):
        given = solid[split:]
        said = frozenset(of_kana(each) for each in readings(given, Kind.GIVEN)) if given else frozenset()
        for each in readings(solid[:split], Kind.FAMILY):
            family = of_kana(each)
            if whole is not None:
                if not whole.startswith(family):
                    continue
                said = frozenset((whole[len(family) :],))
            if given or len(solid) == split and split > 0:
                found.append((family, said))
    return tuple(dict.fromkeys(found))


def likeness(one: Latin, name: str, reading: str | None, *, alone: bool) -> Likeness:
    """How like Latin `one` is to the Japanese `name`; `alone` says that `name` is a family name without a given name."""
    best = Likeness.NONE
    for family, given in spoken(name, reading):
        if family not in one.pieces:
            continue
        rest = "".join(piece for piece in one.pieces if piece != family)
        if alone:
            best = max(best, Likeness.FAMILY)
        elif rest and rest in given:
            return Likeness.FULL
        elif not rest and one.initials and any(each.startswith(one.initials[0]) for each in given):
            best = max(best, Likeness.INITIAL)
        elif not given or not rest and not one.initials:
            best = max(best, Likeness.FAMILY)
    return best


def same(one: Latin, other: Latin) -> Likeness:
    """How like two Latin names are: Yuto Koga, Koga Yuto, Y. Koga, Koga Y."""
    if len(one.pieces) > 1 and len(other.pieces) > 1:
        return Likeness.FULL if one.key == other.key else Likeness.NONE
    short, long = (one, other) if len(one.pieces) <= len(other.pieces) else (other, one)
    if not short.pieces or not short.key <= long.key:
        return Likeness.NONE
    if not short.initials:
        return Likeness.FAMILY if len(long.pieces) > 1 else Likeness.INITIAL if not long.initials else Likeness.FAMILY
    rest = [piece for piece in long.pieces if piece not in short.pieces]
    others = "".join(piece[0] for piece in rest) or long.initials
    return Likeness.INITIAL if others.startswith(short.initials[0]) else Likeness.NONE
