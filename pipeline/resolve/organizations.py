"""Which mentions are one body, and its ids."""

from __future__ import annotations

from pipeline.model import Analysis, Mention, Organization


def join(mentions: tuple[Mention, ...], analysis: Analysis) -> tuple[Organization, ...]:
    """One Organization for each body, in order of first mention."""
    return ()
