"""A release on one screen: title, dates, paper, grants, glossary, people, warnings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from pipeline.assemble import Release
from pipeline.assemble.schema import GrantRecord, PersonRecord

if TYPE_CHECKING:
    from rich.console import Console

_MOST = 12  # rows of one kind; the JSON has them all


def print_summary(release: Release, console: Console) -> None:
    """Prints what a reader wants to know first. Everything from the release is printed as text, never as markup."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="bold cyan", no_wrap=True)
    table.add_column(overflow="fold")
    for label, lines in _parts(release):
        for number, line in enumerate(lines):
            table.add_row(label if number == 0 else "", Text(line))
    console.print(table)


def _parts(release: Release) -> Iterator[tuple[str, list[str]]]:
    records = release.records
    yield "title", [records.title or "–"]
    yield "released", [records.released or "–"]
    paper = records.publication
    facts = (paper.journal, paper.title, paper.title_ja, _joined(author.name for author in paper.authors), paper.published)
    lines = [fact for fact in facts if fact]
    yield "paper", lines + ([f"https://doi.org/{paper.doi}"] if paper.doi else []) or ["–"]
    yield "grants", _cut([_grant(grant) for grant in records.funding])
    notes = [f"{note.marker} {note.term or '–'} ({note.kind}, {len(note.references)}×)" for note in records.glossary]
    yield "glossary", _cut(notes)
    yield "people", _cut([_person(person) for person in records.people])
    if release.warnings:
        yield "warnings", _cut([f"{warning.code}: {warning.message}" for warning in release.warnings])


def _grant(grant: GrantRecord) -> str:
    funder = grant.funder or (f"[{grant.funder_inferred}]" if grant.funder_inferred else "–")
    abbreviation = f" ({grant.abbreviation})" if grant.abbreviation else ""
    parts = [f"{funder}{abbreviation}", grant.program, f"「{grant.project}」" if grant.project else None]
    numbers = _joined(award.number for award in grant.awards)
    return " · ".join([part for part in parts if part] + ([numbers] if numbers else []))


def _person(person: PersonRecord) -> str:
    other = _joined(part for part in (person.reading, person.romanized) if part and part != person.name)
    who = f"{person.name} ({other})" if other else person.name
    return " · ".join([who, *person.positions[:1], *person.affiliations[:1], *([person.email] if person.email else [])])


def _joined(parts: Iterator[str]) -> str:
    return ", ".join(parts)


def _cut(lines: list[str]) -> list[str]:
    if len(lines) > _MOST:
        return [*lines[:_MOST], f"… and {len(lines) - _MOST} more"]
    return [" ".join(line.split()) for line in lines] or ["–"]
