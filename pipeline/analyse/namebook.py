"""What Sudachi's dictionary knows of a stretch of text taken by itself: as what kind of name it is listed, and how it is read.

Rare family names that it lacks come from the lexicon.

The path through a sentence (`sudachi_names`) chooses one class for each word; whoever splits a name or compares its reading with a
Latin form wants every entry. A look-up takes half a microsecond and analyses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from pipeline.analyse.sudachi import dictionary
from pipeline.lexicon import table


class Kind(StrEnum):
    """As what a dictionary lists a word."""

    FAMILY = "family"
    GIVEN = "given"
    PERSON = "person"  # a name of a person that is neither: foreign names, whole names
    PLACE = "place"
    WORD = "word"  # no name of a person or place


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the dictionary: its kind and its reading in katakana."""

    kind: Kind
    reading: str


_LONGEST = 100  # characters; the longest entry has about fifty
_KINDS = {"姓": Kind.FAMILY, "名": Kind.GIVEN, "一般": Kind.PERSON}


@lru_cache(maxsize=16384)
def entries(surface: str) -> tuple[Entry, ...]:
    """The dictionary's entries for exactly `surface` (Latin letters in any case), in its order; () where it lists none."""
    if len(surface) > _LONGEST:
        return ()  # Sudachi raises for some ten thousand characters
    found = []
    for morpheme in dictionary().lookup(surface.lower()):
        classes = morpheme.part_of_speech()
        if classes[2] == "人名":
            kind = _KINDS.get(classes[3], Kind.PERSON)
        elif classes[2] == "地名":
            kind = Kind.PLACE
        else:
            kind = Kind.WORD
        found.append(Entry(kind, morpheme.reading_form()))
    found += [Entry(Kind.FAMILY, reading) for reading in _rare().get(surface, ())]
    return tuple(dict.fromkeys(found))


@cache
def _rare() -> dict[str, tuple[str, ...]]:
    """Family names that the dictionary lacks, or lacks a reading of, with those readings."""
    return {row["name"]: tuple(row["readings"].split("|")) for row in table("rare_families")}


@lru_cache(maxsize=16384)
def kinds(surface: str) -> frozenset[Kind]:
    """As what the dictionary lists exactly `surface`."""
    return frozenset(entry.kind for entry in entries(surface))


def readings(surface: str, *wanted: Kind) -> tuple[str, ...]:
    """The readings in katakana of `surface` as one of the `wanted` kinds, in the dictionary's order."""
    return tuple(dict.fromkeys(entry.reading for entry in entries(surface) if entry.kind in wanted))
