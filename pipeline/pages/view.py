"""A release as a page: its text with every mention marked, beside it the records, each tied to its places in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.assemble import Release
from pipeline.errors import TextMismatch
from pipeline.pages.agreement import Agreement, agreement
from pipeline.pages.marks import Piece, Shown, pieces
from pipeline.pages.render import page
from pipeline.pages.timeline import moments
from pipeline.pages.words import LABELS, TYPES


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of the text as the page shows it."""

    kind: str
    heading: str
    pieces: list[Piece]


def view_page(release: Release, text: str, *, gold: Release | None = None, language: str = "ja") -> str:
    """One self-contained file of HTML. `text` is the source text that the offsets of `release` (and of `gold`) refer to.

    `language` (ja or en) is what the page's own words are in first; a button changes it. Raises TextMismatch where a mention of
    `release` or `gold` does not stand in `text` where it says.
    """
    _check(release, text, "the output")
    if gold is not None:
        _check(gold, text, "the gold")
    compared = agreement(release, gold) if gold is not None else None
    return page(
        "view.html.j2",
        title=release.records.title or release.document.id,
        styles=("view.css",),
        scripts=("view.js",),
        lang=language,
        release=release,
        sections=list(_sections(release, text, compared)),
        types=[(name, words, sum(each.type == name for each in release.mentions)) for name, words in TYPES.items()],
        type_words=TYPES,
        labels=LABELS,
        by_id={each.id: each for each in release.mentions},
        notes=_notes(release),
        moments=moments(release),
        compared=compared,
        gold_by_id={f"gold-{each.id}": each for each in gold.mentions} if gold is not None else {},
        records_of=_records_of(release),
    )


def _check(release: Release, text: str, what: str) -> None:
    for mention in release.mentions:
        if text[mention.start : mention.end] != mention.text:
            raise TextMismatch(
                f"{what} does not fit the text: {mention.id} says {mention.text!r} at {mention.start}", source=release.document.id
            )


def _sections(release: Release, text: str, compared: Agreement | None) -> Iterator[_Section]:
    shown = [Shown(each.id, each.start, each.end, str(each.type), each.value) for each in release.mentions]
    shown += [
        Shown(f"w{number}", each.start, each.end, "WARNING", each.code, "warned")
        for number, each in enumerate(release.warnings)
        if each.start is not None and each.end is not None and each.end > each.start
    ]
    if compared is not None:
        shown += compared.missed
    bounds = [(str(each.kind), each.heading or "", each.start, each.end) for each in release.sections]
    for kind, heading, start, end in bounds or [("other", "", 0, len(text))]:
        yield _Section(kind, heading, pieces(text, shown, start, end))


def _notes(release: Release) -> dict[str, int]:
    """A marker's mention id → the index of the note that it points to."""
    return {marker: index for index, note in enumerate(release.records.glossary) for marker in note.references}


def _records_of(release: Release) -> dict[str, str]:
    """A mention's id → the id of the first record on the page that names it as a source."""
    found: dict[str, str] = {}
    lists: tuple[tuple[str, list[Any]], ...] = (
        ("grant", release.records.funding),
        ("person", release.records.people),
        ("body", release.records.organizations),
    )
    for name, records in lists:
        for index, record in enumerate(records):
            for mention in record.mentions:
                found.setdefault(mention, f"{name}-{index}")
    for mention, index in _notes(release).items():
        found[mention] = f"note-{index}"
    return found
