"""The notes of a release as they stand in the text, read before anything is linked. `resolve/notes.py` reads them too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.glossary.entries import Entry, entries
from pipeline.extract.glossary.headwords import Head, read_head, squash
from pipeline.extract.glossary.marks import OPENING, PLAIN, Mark, marks
from pipeline.model import Layout

#: What may stand between a term and its marker.
_BETWEEN = re.compile(rf"(?:<sup>|\$?\^\{{|[{re.escape(OPENING)}「『」』\"])+$")
_BEFORE = 60  # characters of running text before a marker that may hold the term


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note: its mark, its headword and its definition, as view offsets."""

    mark: Mark | None
    head: Head
    start: int
    end: int

    @property
    def value(self) -> str | None:
        """The note's number as a mention's value."""
        return str(self.mark.number) if self.mark and self.mark.number is not None else None


def read_notes(layout: Layout) -> tuple[NoteText, ...]:
    """The notes of `layout` in reading order."""
    view = layout.text.view
    places = entries(layout)
    before = _before_markers(view, places)
    notes = [_note(layout, entry, before.get(entry.mark.key, "") if entry.mark else "") for entry in places]
    return tuple(note for note in notes if note.mark or note.head.term)


def named_markers(view: str, places: tuple[Entry, ...] | tuple[NoteText, ...]) -> list[Mark]:
    """The marks of named families in `view` that do not begin a note."""
    own = {place.mark.start for place in places if place.mark}
    return [mark for mark in marks(view) if mark.start not in own]


def _before_markers(view: str, places: tuple[Entry, ...]) -> dict[tuple[str, int | None], str]:
    """Mark → the running text before its first marker, without blanks, brackets and quotation marks at its end.

    A marker of a family without notes stands for a note that is a plain number: (注1) and 1).
    """
    found: dict[tuple[str, int | None], str] = {}
    families = {place.mark.family for place in places if place.mark}
    for mark in named_markers(view, places):
        key = mark.key if mark.family in families else (PLAIN, mark.number)
        found.setdefault(key, text_before(view, mark.start))
    return found


def text_before(view: str, offset: int) -> str:
    """The running text before a marker at `offset`, without blanks, brackets and quotation marks at its end."""
    return _BETWEEN.sub("", squash(view[max(0, offset - _BEFORE) : offset]))


def _note(layout: Layout, entry: Entry, before: str) -> NoteText:
    start = entry.mark.start if entry.mark else entry.start
    return NoteText(entry.mark, read_head(layout.text, entry, before), start, entry.end)
