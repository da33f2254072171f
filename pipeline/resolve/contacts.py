"""The entries of the contact block."""

from __future__ import annotations

from pipeline.model import Analysis, Contact, Mention


def gather(mentions: tuple[Mention, ...], analysis: Analysis) -> tuple[Contact, ...]:
    """One Contact for each person or desk, in reading order."""
    return ()
