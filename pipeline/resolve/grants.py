"""Who owns which grant."""

from __future__ import annotations

from pipeline.model import Analysis, Grant, Mention, Warning


def join(mentions: tuple[Mention, ...], analysis: Analysis) -> tuple[tuple[Grant, ...], tuple[Warning, ...]]:
    """One Grant for each distinct grant or foundation, in reading order, and contradictions."""
    return (), ()
