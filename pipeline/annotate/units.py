"""Offsets as other tools count them: Unicode code points, or UTF-16 code units as JavaScript does."""

from __future__ import annotations

from bisect import bisect_left
from enum import StrEnum

_LAST_OF_PLANE_0 = "\uffff"


class Unit(StrEnum):
    """What an offset counts."""

    CODE_POINTS = "code-points"
    UTF16 = "utf-16"


class Offsets:
    """The way between code-point offsets into `text` and offsets in `unit`. Built in linear time, each answer is logarithmic."""

    __slots__ = ("_astral", "_length", "_pairs", "unit")

    def __init__(self, text: str, unit: Unit) -> None:
        self.unit = unit
        beyond = (n for n, character in enumerate(text) if character > _LAST_OF_PLANE_0) if unit is Unit.UTF16 else ()
        self._astral = list(beyond)
        self._pairs = [at + n for n, at in enumerate(self._astral)]  # where the surrogate pairs begin, in UTF-16 units
        self._length = len(text) + len(self._astral)

    def there(self, offset: int) -> int:
        """A code-point offset in the tool's unit."""
        return offset + bisect_left(self._astral, offset)

    def back(self, offset: int) -> int:
        """An offset in the tool's unit as a code-point offset.

        Raises ValueError where it lies outside the text or between the halves of a surrogate pair.
        """
        if not 0 <= offset <= self._length:
            raise ValueError(f"offset {offset} lies outside the text ({self._length} {self.unit})")
        before = bisect_left(self._pairs, offset)
        if before and self._pairs[before - 1] == offset - 1:
            raise ValueError(f"offset {offset} lies inside a character")
        return offset - before


def astral(text: str) -> int:
    """How many characters of `text` are two UTF-16 units."""
    return sum(character > _LAST_OF_PLANE_0 for character in text)
