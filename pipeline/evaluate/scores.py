"""Figures from comparisons, as pure functions of the matches."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.evaluate.compare import Comparison
from pipeline.evaluate.counts import Count, Score
from pipeline.model import MentionType


def by_record_field(comparisons: Iterable[Comparison]) -> dict[str, Score]:
    """The score of each field of the records."""
    return {name: Score(count) for name, count in _totals(each.fields for each in comparisons).items()}


def micro(comparisons: Iterable[Comparison]) -> Score:
    """All types together; a FUNDER is counted once, as an ORGANIZATION."""
    total = Count()
    for comparison in comparisons:
        for name, count in comparison.types.items():
            if name != MentionType.FUNDER:
                total += count
    return Score(total)


def _totals(parts: Iterable[dict[str, Count]]) -> dict[str, Count]:
    totals: dict[str, Count] = {}
    for part in parts:
        for name, count in part.items():
            totals[name] = totals.get(name, Count()) + count
    return totals
