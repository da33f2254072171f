"""Finds MARKER, HEADWORD and TERM."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.glossary.markers import find_markers
from pipeline.extract.glossary.notes import NoteText, read_notes
from pipeline.extract.glossary.terms import find_terms
from pipeline.model import Analysis, Mention, MentionType


def find(analysis: Analysis) -> Iterable[Mention]:
    """The candidates in `analysis`; view offsets."""
    notes = read_notes(analysis.layout)
    markers = tuple(find_markers(analysis.layout, notes))
    starts = frozenset(marker.start for marker in markers)
    return (*_headwords(notes), *markers, *find_terms(analysis, notes, starts))


def _headwords(notes: tuple[NoteText, ...]) -> Iterable[Mention]:
    for note in notes:
        if note.head.term:
            cue = note.mark.family if note.mark else ""
            yield Mention(MentionType.HEADWORD, *note.head.term, note.value, "glossary.headword", cue)
