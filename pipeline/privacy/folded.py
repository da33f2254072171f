"""A text in which only letters and digits are left, in one plain form each, and the way back: how a repeat is found.

Width, case, blanks, line breaks, hyphens and other signs, accents, kanji variants, and katakana against hiragana make no
difference: 早乙女 誠, 早乙女⏎誠 and 早乙女・誠 are one, and so are SAOTOME-Makoto and Saotome Makoto.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cached_property, lru_cache

from pipeline.normalise.fold import fold as plain_form

_HALF_WIDTH_MARKS = "ﾞﾟ"
_KATAKANA = range(ord("ァ"), ord("ヶ") + 1)
_TO_HIRAGANA = ord("ァ") - ord("ぁ")
_ACCENTED = 0x250  # Latin letters of Europe end there
_FAR = 3  # signs between two digits of one number, at most


class Folded:
    """A text and its folded form; `find` and `find_number` give half-open code-point spans of the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        letters: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in _groups(text):
            for letter in _plain(text[start:end]):
                letters.append(letter)
                self._starts.append(start)
                self._ends.append(end)
        self.letters = "".join(letters)

    def find(self, needle: str) -> Iterator[tuple[int, int]]:
        """Where the folded `needle` stands; occurrences do not overlap."""
        at = self.letters.find(needle) if needle else -1
        while at >= 0:
            last = at + len(needle) - 1
            yield self._starts[at], self._ends[last]
            at = self.letters.find(needle, last + 1)

    def find_number(self, digits: str) -> Iterator[tuple[int, int]]:
        """Where the number `digits` stands, whatever signs part its digits; before it may stand further digits."""
        row, places = self._numbers
        at = row.find(digits) if digits else -1
        while at >= 0:
            last = at + len(digits) - 1
            yield self._starts[places[at]], self._ends[places[last]]
            at = row.find(digits, last + 1)

    @cached_property
    def _numbers(self) -> tuple[str, list[int]]:
        """The digits, with a bar between those that do not belong to one number, and where each is in `letters`."""
        row: list[str] = []
        places: list[int] = []
        before = -1
        for index, letter in enumerate(self.letters):
            if not ("0" <= letter <= "9"):
                continue
            if before < index - 1 or (before >= 0 and self._starts[index] - self._ends[before] > _FAR):
                row.append("|")
                places.append(index)
            row.append(letter)
            places.append(index)
            before = index
        return "".join(row), places


def folded(text: str) -> str:
    """The folded form of a word."""
    return Folded(text).letters


def _groups(text: str) -> Iterator[tuple[int, int]]:
    """Each character with the marks that stand over it."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not (text[at] > "\u02ff" and (text[at] in _HALF_WIDTH_MARKS or unicodedata.combining(text[at]))):
            yield start, at
            start = at


@lru_cache(maxsize=65536)
def _plain(group: str) -> str:
    letters = []
    for letter in plain_form(unicodedata.normalize("NFKC", group)).casefold():
        if ord(letter) in _KATAKANA:
            letters.append(chr(ord(letter) - _TO_HIRAGANA))
        elif letter.isalnum():
            bare = unicodedata.normalize("NFD", letter)[0]
            letters.append(bare if ord(bare) < _ACCENTED else letter)
    return "".join(letters)
