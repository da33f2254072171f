"""The parts that a funding statement is made of, in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a part of a statement is."""

    FUNDER = "funder"
    ABBREVIATION = "abbreviation"  # the bracketed short form of the funder before it
    PROGRAM = "program"
    TITLE = "title"
    NUMBER = "number"
    PEOPLE = "people"  # who receives the grant
    SAME = "same"  # 同: the funder of the item before
    SUB = "sub"  # English: the programme before is a part of the one that follows
    FROM = "from"  # English: the funder follows what it gives
    SEPARATOR = "separator"  # between items or between the parts of one
    BREAK = "break"  # between items only
    TOGETHER = "together"  # what bodies do together, none paying the other
    CUE = "cue"  # words that say that money was received


@dataclass(frozen=True, slots=True)
class Token:
    """A part; view offsets. `keys` are the funders that it is or that it tells of (see `Funder.key`)."""

    kind: Kind
    start: int
    end: int
    value: str | None = None  # NUMBER: normalised
    scheme: str = ""  # NUMBER
    keys: tuple[str, ...] = ()
    known: bool = False  # the lexicon has it, or its form settles it
    category: bool = False  # PROGRAM: a category of KAKENHI
    umbrella: bool = False  # PROGRAM: KAKENHI, under which categories stand
    labelled: bool = False  # NUMBER, TITLE: behind a label
    nested: bool = False  # stands in brackets behind its programme
    joined: bool = False  # FUNDER: gives together with the one before
    area: bool = False  # TITLE: of a research area, not of the project
    letter: str = ""  # PROGRAM: only the letter of a class, "(A)", the rest as in the item before
