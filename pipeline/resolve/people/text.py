"""The mentions of a release laid out so that one can ask what stands beside what."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from pipeline.model import Analysis, Mention, MentionType
from pipeline.resolve.hyphens import mended

_BREAK = re.compile(r"(?<!\s)[^\S\n]*+\n\s*+")
_BLANKS = re.compile(r"\s+")
_KANA = re.compile(r"[ぁ-んァ-ヴー・=\s]+")
_HIRAGANA = re.compile(r"[ぁ-んー\s]+")
_LATIN = re.compile(r"[\x00-\x7fÀ-ɏḀ-ỿ]+")
BODIES = frozenset((MentionType.ORGANIZATION, MentionType.FUNDER))


@dataclass(frozen=True)
class Sheet:
    """`mentions` in reading order over `analysis`. All places are view offsets."""

    analysis: Analysis
    mentions: tuple[Mention, ...]

    @property
    def view(self) -> str:
        """The normalised text."""
        return self.analysis.view

    def of(self, *types: MentionType) -> tuple[Mention, ...]:
        """The mentions of some types, in reading order."""
        return tuple(mention for mention in self.mentions if mention.type in types)

    @cached_property
    def people(self) -> tuple[Mention, ...]:
        """The PERSON mentions."""
        return self.of(MentionType.PERSON)

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def before(self, at: int) -> Mention | None:
        """The last mention that ends at or before `at`."""
        index = bisect_right(self._starts, at) - 1
        while index >= 0 and self.mentions[index].end > at:
            index -= 1
        return self.mentions[index] if index >= 0 else None

    def after(self, at: int) -> Mention | None:
        """The first mention that starts at or after `at`."""
        index = bisect_left(self._starts, at)
        return self.mentions[index] if index < len(self.mentions) else None

    def inside(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that lie in `[start, end)`."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return tuple(mention for mention in self.mentions[first:last] if mention.end <= end)

    def text(self, mention: Mention) -> str:
        """The mention as the view has it."""
        return self.view[mention.start : mention.end]

    def words(self, mention: Mention) -> str:
        """The mention as the source has it, without line breaks."""
        text = self.analysis.layout.text
        span = text.to_source(mention.start, mention.end)
        source = text.source.text[span.start : span.end]
        if "\n" in source:
            source = mended(source, text.source.text)
        return _BREAK.sub(" " if is_latin(source) else "", source)


def is_kana(text: str) -> bool:
    """Whether `text` is kana from end to end."""
    return _KANA.fullmatch(text) is not None


def is_hiragana(text: str) -> bool:
    """Whether `text` is hiragana from end to end."""
    return _HIRAGANA.fullmatch(text) is not None


def is_latin(text: str) -> bool:
    """Whether `text` is written in Latin letters."""
    return _LATIN.fullmatch(text) is not None


def solid(text: str) -> str:
    """`text` without blanks."""
    return _BLANKS.sub("", text)
