"""What figures are made of: counts that add up over documents, and the scores that they give."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """Of `gold` things and `output` things, `hits` are the same; of `valued` hits with a gold value, `right` have it."""

    gold: int = 0
    output: int = 0
    hits: int = 0
    valued: int = 0
    right: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.gold + other.gold,
            self.output + other.output,
            self.hits + other.hits,
            self.valued + other.valued,
            self.right + other.right,
        )


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % percentile interval of the bootstrap over documents, both ends between 0 and 1 (a difference: -1 and 1)."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Score:
    """P, R and F1 of a Count; `value` is the share of right values among the hits that have one, None where none has.

    The intervals are None where they were not asked for, or where fewer than two documents hold such a thing.
    """

    count: Count
    precision_interval: Interval | None = None
    recall_interval: Interval | None = None
    f1_interval: Interval | None = None
    value_interval: Interval | None = None

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
