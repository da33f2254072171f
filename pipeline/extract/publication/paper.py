"""What this field passes on: a paper that the text describes in one place, with its parts. Offsets are view offsets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What a part of a paper block or of a citation holds."""

    TITLE = "title"
    JOURNAL = "journal"
    AUTHORS = "authors"
    DATE = "date"
    DOI = "doi"
    URL = "url"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch `[start, end)` of the view that holds a part; `cue` is the label or the neighbour that says so."""

    part: Part
    start: int
    end: int
    rule: str
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that the stretch `[start, end)` describes: a labelled block, the lines of a block, or a citation."""

    start: int
    end: int
    pieces: tuple[Piece, ...]

    def of(self, part: Part) -> tuple[Piece, ...]:
        """The pieces that hold `part`, in reading order."""
        return tuple(piece for piece in self.pieces if piece.part is part)
