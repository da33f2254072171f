"""An index of names: which known name begins at a place of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")

_LATIN = re.compile(r"[0-9A-Za-z]")
_KEY = 2  # names are looked up by their first two characters


class Names(Generic[T]):
    """Known names with what each stands for; the first that is given a name keeps it."""

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        known: dict[str, T] = {}
        for name, meaning in pairs:
            if len(name) >= _KEY:
                known.setdefault(name, meaning)
        self._known = known
        self._by_key: dict[str, list[str]] = {}
        for name in sorted(known, key=len, reverse=True):
            self._by_key.setdefault(name[:_KEY], []).append(name)

    def get(self, name: str) -> T | None:
        """What exactly `name` stands for."""
        return self._known.get(name)

    def at(self, text: str, start: int, end: int) -> tuple[int, T] | None:
        """The longest name that begins at `start` and ends by `end`: its end and its meaning.

        Beside a Latin letter no name begins or ends in Latin letters.
        """
        for name in self._by_key.get(text[start : start + _KEY], ()):
            finish = start + len(name)
            if finish <= end and text.startswith(name, start) and _whole(text, start, finish):
                return finish, self._known[name]
        return None


def _whole(text: str, start: int, end: int) -> bool:
    before = start > 0 and bool(_LATIN.match(text[start]) and _LATIN.match(text[start - 1]))
    after = end < len(text) and bool(_LATIN.match(text[end - 1]) and _LATIN.match(text[end]))
    return not before and not after
