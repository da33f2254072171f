"""Which mentions are one person, and what the release says of each."""

from __future__ import annotations

from pipeline.model import Analysis, Contact, Grant, Mention, Person, Publication


def join(
    mentions: tuple[Mention, ...],
    analysis: Analysis,
    publication: Publication,
    contacts: tuple[Contact, ...],
    grants: tuple[Grant, ...],
) -> tuple[Person, ...]:
    """One Person for each person, in order of first mention."""
    return ()
