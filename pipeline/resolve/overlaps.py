"""Which of the overlapping candidates stay: nothing overlaps but a DOI inside a URL.

A candidate that a construction vouches for (the parts of a grant, an address, a title in its paper block) beats one that stands
on its form alone; between equals the longer wins, then the surer.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model import Decision, Mention, MentionType

#: Types by how much of their context had to fit before they were proposed; higher wins whatever the lengths.
_RANK: dict[MentionType, int] = {
    MentionType.URL: 4,
    MentionType.EMAIL: 4,
    MentionType.DOI: 4,
    MentionType.PAPER_TITLE: 3,
    MentionType.PROJECT: 3,
    MentionType.PROGRAM: 3,
    MentionType.FUNDER: 3,
    MentionType.AWARD_NUMBER: 3,
    MentionType.ADDRESS: 3,
    MentionType.POSTAL_CODE: 3,
    MentionType.PHONE: 3,
    MentionType.FAX: 3,
    MentionType.HEADWORD: 3,
    MentionType.MARKER: 3,
    MentionType.TERM: 1,
}
_USUAL_RANK = 2


def choose(candidates: Iterable[Mention]) -> tuple[Decision, ...]:
    """The candidates that stay, in reading order, each with the rivals that it beat. The order of `candidates` has no effect."""
    kept: list[Mention] = []
    beaten: dict[Mention, list[Mention]] = {}
    index = _Index()
    for candidate in sorted(set(candidates), key=_strength):
        rivals = [rival for rival in index.overlapping(candidate) if not _may_share(candidate, rival)]
        if rivals:
            beaten.setdefault(rivals[0], []).append(candidate)
        else:
            kept.append(candidate)
            index.add(candidate)
    kept.sort(key=lambda mention: (mention.start, -mention.end))
    return tuple(Decision(mention, tuple(beaten.get(mention, ()))) for mention in kept)


def _strength(mention: Mention) -> tuple[float | int | str, ...]:
    rank = _RANK.get(mention.type, _USUAL_RANK)
    return (-rank, mention.start - mention.end, -mention.confidence, mention.start, mention.type, mention.rule, mention.value or "")


def _may_share(one: Mention, other: Mention) -> bool:
    types = {one.type, other.type}
    if types != {MentionType.URL, MentionType.DOI}:
        return False
    url, doi = (one, other) if one.type is MentionType.URL else (other, one)
    return url.start <= doi.start and doi.end <= url.end


class _Index:
    """The kept mentions by block of the text, so that finding overlaps takes time by length, not by number kept."""

    _BLOCK = 64

    def __init__(self) -> None:
        self._blocks: dict[int, list[Mention]] = {}

    def add(self, mention: Mention) -> None:
        for block in self._range(mention):
            self._blocks.setdefault(block, []).append(mention)

    def overlapping(self, mention: Mention) -> list[Mention]:
        found: list[Mention] = []
        for block in self._range(mention):
            for other in self._blocks.get(block, ()):
                if other.start < mention.end and mention.start < other.end and other not in found:
                    found.append(other)
        return found

    def _range(self, mention: Mention) -> range:
        return range(mention.start // self._BLOCK, (mention.end - 1) // self._BLOCK + 1)
