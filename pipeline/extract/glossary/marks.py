"""How notes are marked: ※1, 注1, *1, [1], 1), 用語1 – the same marks at the note and in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon import table

#: The family of marks that are a number alone: [1], 1), (1), 1., a lost superscript.
PLAIN = ""
OPENING = "([【〔<〈{"
CLOSING = ")]】〕>〉}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A note mark without its brackets; a mark without number (*) has none."""

    family: str
    number: int | None
    start: int
    end: int

    @property
    def key(self) -> tuple[str, int | None]:
        """What a marker and its note have in common."""
        return self.family, self.number


def marks(view: str) -> Iterator[Mark]:
    """Every place in `view` where a mark of a named family (not a plain number) stands, as a marker, a note or something else."""
    for match in _named().finditer(view):
        word, family, where = match["word"], families()[match["word"]], _where()[match["word"]]
        bracketed = match.start() > 0 and view[match.start() - 1] in OPENING
        if where != "anywhere" and not (bracketed and view[match.end() : match.end() + 1] in tuple(CLOSING)):
            continue
        if word == "注" and match.start() > 0 and view[match.start() - 1] in _COMPOUNDS:
            continue
        yield Mark(family, int(match["number"] or match["inner"]), match.start(), match.end())
        if more := _MORE.match(view, match.end()):
            for number in _NUMBER.finditer(view, more.start(), more.end()):
                yield Mark(family, int(number[0]), number.start(), number.end())


#: Before 注 these make another word: 受注1件, 静注2mg.
_COMPOUNDS = "受発外特傾関静筋皮"
#: What makes a quantity of the number behind a mark: ※23日(木)は休館.
QUANTITY = r"(?:[年月日時分人名件個枚回歳週倍円%]|か月|カ月|ヶ月)(?=[(、。はにのをまか間〜当目]|以|前|ごと|あたり)"
_NUMBER = re.compile(r"[0-9]{1,2}")
#: Further numbers after the first in one bracket: (※1、2), (注1-3).
_MORE = re.compile(r"(?: ?[、,・〜-] ?[0-9]{1,2})+(?=[)\]】〕])")


@cache
def families() -> dict[str, str]:
    """Mark → family."""
    return {row["mark"]: row["family"] for row in table("note_marks")}


@cache
def needs_note(family: str) -> bool:
    """Whether marks of `family` are markers only where a note of theirs exists."""
    return any(row["family"] == family and row["where"] == "note" for row in table("note_marks"))


@cache
def _where() -> dict[str, str]:
    return {row["mark"]: row["where"] for row in table("note_marks")}


@cache
def words() -> str:
    """The marks as alternatives of a regular expression, longest first."""
    return "|".join(map(re.escape, sorted(families(), key=len, reverse=True)))


@cache
def _named() -> re.Pattern[str]:
    """A mark's word and its number; a PDF may break the line between them. 注1 is no part of 注10, *1 none of *1.5."""
    number = rf"[ \n]?(?P<number>[0-9]{{1,2}})(?![0-9]|\.[0-9]|{QUANTITY})"
    return re.compile(rf"(?P<word>{words()})(?:{number}|\((?P<inner>[0-9]{{1,2}})\))")
