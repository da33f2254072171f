"""Mentions → Facts: one file a question. Here two fields meet, and here a choice between candidates is made."""

from __future__ import annotations

from pipeline.model import Analysis, Decision, Facts, Mention
from pipeline.resolve import (
    contacts,
    coverage,
    dates,
    doi_checks,
    embargo,
    grants,
    notes,
    organizations,
    people,
    publication,
    title,
    workplaces,
)
from pipeline.resolve.overlaps import choose


def resolve(candidates: tuple[Mention, ...], analysis: Analysis, *, reference: str | None = None) -> Facts:
    """What the release says. `reference` (EDTF) stands for the day of release where the text does not give it."""
    return resolve_decided(choose(candidates), analysis, reference=reference)


def resolve_decided(decisions: tuple[Decision, ...], analysis: Analysis, *, reference: str | None = None) -> Facts:
    """What the release says when `decisions`, in reading order, are its mentions."""
    mentions, released, date_warnings = dates.settle(tuple(each.mention for each in decisions), analysis, reference)
    decisions = tuple(Decision(mention, each.beat) for mention, each in zip(mentions, decisions, strict=True))
    glossary, note_warnings = notes.link(mentions, analysis)
    funding, grant_warnings = grants.join(mentions, analysis)
    desks = contacts.gather(mentions, analysis)
    paper = publication.describe(mentions, analysis)
    bodies, body_warnings = organizations.join(mentions, analysis)
    persons = people.join(mentions, analysis, paper, desks, funding)
    return Facts(
        analysis=analysis,
        decisions=decisions,
        title=title.title(analysis.layout),
        released=released,
        publication=publication.with_people(paper, persons),
        grants=funding,
        notes=glossary,
        people=persons,
        organizations=bodies,
        contacts=desks,
        warnings=tuple(
            sorted(
                (
                    *coverage.warn(analysis),
                    *date_warnings,
                    *note_warnings,
                    *grant_warnings,
                    *body_warnings,
                    *embargo.contradictions(mentions, released, analysis),
                    *doi_checks.contradictions(mentions, analysis),
                    *workplaces.contradictions(persons, analysis),
                ),
                key=lambda each: (each.start or 0, each.code),
            )
        ),
    )


__all__ = ["resolve", "resolve_decided"]
