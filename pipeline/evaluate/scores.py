"""Figures from comparisons: precision, recall, F1, share of right values. Pure functions of the matches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.evaluate.compare import Comparison, Count
from pipeline.model import MentionType


@dataclass(frozen=True, slots=True)
class Score:
    """P, R and F1 of a Count; `value` is the share of right values among the hits that have one, None where none has."""

    count: Count

    @property
    def precision(self) -> float:
        """Hits among what was put out; 1 where nothing was and nothing was wanted."""
        if self.count.output:
            return self.count.hits / self.count.output
        return 0.0 if self.count.gold else 1.0

    @property
    def recall(self) -> float:
        """Hits among what was wanted; 1 where nothing was."""
        return self.count.hits / self.count.gold if self.count.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def value(self) -> float | None:
        """Right values among the hits whose gold has a value."""
        return self.count.right / self.count.valued if self.count.valued else None


def by_type(comparisons: Iterable[Comparison]) -> dict[str, Score]:
    """The score of each mention type, in the order of the contract."""
    totals = _totals(each.types for each in comparisons)
    return {str(each): Score(totals[each]) for each in MentionType if each in totals}


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
