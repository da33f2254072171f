"""A unit of text that may be a funding statement, with what is known of its parts before it is read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.analyse.grant_numbers import GrantNumber


@dataclass(frozen=True, slots=True)
class Unit:
    """View `[start, end)`. `bodies` maps the start of a name that a witness takes for a body's to its ends."""

    view: str
    start: int
    end: int
    numbers: Sequence[GrantNumber] = ()
    bodies: dict[int, tuple[int, ...]] = field(default_factory=dict)
    persons: frozenset[int] = frozenset()  # where a personal name ends, by a witness
    listed: bool = False  # a line of a list, a table's cell or a section on funding: says nothing but grants
    wrapped: bool = False  # one sentence over several lines: a line break ends nothing
    cell: bool = False  # a table's cell or a labelled field: all of it is the name

    @property
    def text(self) -> str:
        """The unit's own text."""
        return self.view[self.start : self.end]

    def part(self, start: int, end: int, *, cell: bool = False) -> Unit:
        """The same unit, narrowed."""
        return replace(self, start=start, end=end, cell=cell)

    def number_ends_at(self, at: int) -> bool:
        """Whether a number whose form is known ends at `at`."""
        index = bisect_left(self.numbers, at, key=lambda number: number.end)
        return index < len(self.numbers) and self.numbers[index].end == at

    def number_from(self, at: int, end: int) -> GrantNumber | None:
        """The first number that lies in `[at, end)`."""
        index = bisect_left(self.numbers, at, key=lambda number: number.start)
        if index < len(self.numbers) and self.numbers[index].end <= end:
            return self.numbers[index]
        return None
