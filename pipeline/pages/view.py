"""A release as a page: its text with every mention marked, beside it the records, each tied to its places in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from pipeline.assemble import Release
from pipeline.assemble.schema import MentionRecord, SectionRecord
from pipeline.errors import TextMismatch
from pipeline.model import SectionKind
from pipeline.pages.agreement import agreement
from pipeline.pages.marks import Piece, Shown, pieces
from pipeline.pages.render import page
from pipeline.pages.timeline import moments
from pipeline.pages.words import LABELS, TYPES


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of the text as the page shows it."""

    kind: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A link into the text: where it leads, the words there, and which of several with these words it is."""

    anchor: str
    text: str
    number: int


def view_page(release: Release, text: str, *, gold: Release | None = None, language: str = "ja") -> str:
    """One self-contained file of HTML. `text` is the source text that the offsets of `release` (and of `gold`) refer to.

    `language` (ja or en) is what the page's own words are in first; a button changes it. Raises TextMismatch where a mention of
    `release` or `gold` does not stand in `text` where it says.
    """
    _check(release, text, "the output")
    if gold is not None:
        _check(gold, text, "the gold")
    compared = agreement(release, gold) if gold is not None else None
    anchors = {each.id: f"m{number}" for number, each in enumerate(release.mentions)}
    found = [Shown(anchors[each.id], each.start, each.end, str(each.type), each.value) for each in release.mentions]
    missed = list(compared.missed) if compared else []
    notes = _notes(release, anchors)
    return page(
        "view.html.j2",
        title=release.records.title or release.document.id,
        styles=("view.css",),
        scripts=("view.js",),
        lang=language,
        release=release,
        sections=_sections(release, text, [*found, *missed, *_warned(release), *_definitions(release)]),
        types=_types([*found, *missed]),
        type_words=TYPES,
        labels=LABELS,
        mentions=[(anchors[each.id], each) for each in release.mentions],
        spots=partial(_spots, by_id={each.id: each for each in release.mentions}, anchors=anchors),
        notes=notes,
        moments=moments(release),
        compared=compared,
        states=compared.states(anchors) if compared else {},
        records_of=_records_of(release, anchors) | {anchor: f"note-{number}" for anchor, number in notes.items()},
    )


def _check(release: Release, text: str, what: str) -> None:
    for mention in release.mentions:
        if text[mention.start : mention.end] != mention.text:
            raise TextMismatch(
                f"{what} does not fit the text: {mention.id} is not what stands at {mention.start}", source=release.document.id
            )


def _types(marks: Iterable[Shown]) -> list[tuple[str, int]]:
    """The types that are marked anywhere, in the legend's order, and how often the output has each."""
    counts = dict.fromkeys(TYPES, 0)
    present = set()
    for mark in marks:
        present.add(mark.type)
        counts[mark.type] += mark.kind == "found"
    return [(name, count) for name, count in counts.items() if name in present]


def _warned(release: Release) -> Iterator[Shown]:
    for number, each in enumerate(release.warnings):
        if each.start is not None and each.end is not None:
            yield Shown(f"warned-{number}", each.start, each.end, "", f"warning-{number}", "warned")


def _definitions(release: Release) -> Iterator[Shown]:
    for number, note in enumerate(release.records.glossary):
        if note.definition_start is not None and note.definition_end is not None:
            yield Shown(f"definition-{number}", note.definition_start, note.definition_end, "", None, "note")


def _sections(release: Release, text: str, shown: list[Shown]) -> list[_Section]:
    """The sections with their marks; one that is all, where an output's sections do not tile its text."""
    whole = SectionRecord(kind=SectionKind.OTHER, start=0, end=len(text))
    bounds = release.sections if _tiles(release.sections, len(text)) else [whole]
    starts = [each.start for each in bounds]
    inside: list[list[Shown]] = [[] for _ in bounds]
    for mark in shown:
        for number in range(max(bisect_right(starts, mark.start) - 1, 0), len(bounds)):
            if bounds[number].start >= mark.end:
                break
            inside[number].append(mark)
    return [
        _Section(str(each.kind), pieces(text, marks, *_without_blank_edges(text, each.start, each.end, marks)))
        for each, marks in zip(bounds, inside, strict=True)
    ]


def _tiles(sections: list[SectionRecord], length: int) -> bool:
    ends = [each.end for each in sections]
    return bool(sections) and [0, *ends[:-1]] == [each.start for each in sections] and ends[-1] == length and ends == sorted(ends)


def _without_blank_edges(text: str, start: int, end: int, marks: Iterable[Shown]) -> tuple[int, int]:
    """[start, end) without blank lines at its edges, unless something is marked there."""
    lines = text[start:end]
    begin = start + len(lines) - len(lines.lstrip("\r\n \t\u3000"))
    begin = max(start, text.rfind("\n", start, begin) + 1)  # the first line keeps its indent
    stop = max(begin, start + len(lines.rstrip("\r\n \t\u3000")))
    for mark in marks:
        begin, stop = min(begin, max(mark.start, start)), max(stop, min(mark.end, end))
    return begin, stop


def _spots(ids: Iterable[str], *, by_id: Mapping[str, MentionRecord], anchors: Mapping[str, str]) -> list[_Spot]:
    """Links to the mentions `ids`, those with the same words together."""
    groups: dict[str, list[str]] = {}
    for each in dict.fromkeys(ids):
        if each in by_id:
            groups.setdefault(by_id[each].text, []).append(anchors[each])
    return [_Spot(anchor, text, number) for text, places in groups.items() for number, anchor in enumerate(places, 1)]


def _notes(release: Release, anchors: Mapping[str, str]) -> dict[str, int]:
    """A marker's anchor → the index of the note that it points to."""
    notes = enumerate(release.records.glossary)
    return {anchors[marker]: index for index, note in notes for marker in note.references if marker in anchors}


def _records_of(release: Release, anchors: Mapping[str, str]) -> dict[str, str]:
    """A mention's anchor → the id of the first record on the page that names it as a source."""
    found: dict[str, str] = {}
    lists: tuple[tuple[str, list[Any]], ...] = (
        ("grant", release.records.funding),
        ("person", release.records.people),
        ("body", release.records.organizations),
    )
    for name, records in lists:
        for index, record in enumerate(records):
            for mention in record.mentions:
                if mention in anchors:
                    found.setdefault(anchors[mention], f"{name}-{index}")
    return found
