"""What the model is given, and what it says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of text that the model takes for a name or the like; offsets into the Stretch's text, half-open."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text of at most 4,000 code points, read at once.

    `starts` are the offsets at which a sentence begins: no entity crosses them. `wanted` are the parts, half-open, whose sentences
    are asked for; None asks for all.
    """

    text: str
    starts: frozenset[int]
    wanted: tuple[tuple[int, int], ...] | None = None

    def wants(self, start: int, end: int) -> bool:
        """Whether something of `[start, end)` is asked for."""
        return self.wanted is None or any(first < end and start < last for first, last in self.wanted)
