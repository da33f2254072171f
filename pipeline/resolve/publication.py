"""The announced paper."""

from __future__ import annotations

from pipeline.model import Analysis, Mention, Person, Publication


def describe(mentions: tuple[Mention, ...], analysis: Analysis) -> Publication:
    """The record of the paper that the release announces; its authors are not yet tied to people."""
    return Publication()


def with_people(publication: Publication, people: tuple[Person, ...]) -> Publication:
    """`publication` with each author tied to the person of the release that it is."""
    return publication
