"""The mentions found so far, and the stretches of the view that they hold."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model import Analysis, Mention, MentionType


class Found:
    """Grows from rule to rule; no two of its mentions overlap: what comes first stays."""

    def __init__(self, analysis: Analysis) -> None:
        self.mentions: list[Mention] = []
        self._held = bytearray(len(analysis.view))

    def add(self, mentions: Iterable[Mention]) -> None:
        """Takes over those of `mentions` whose place is free."""
        for mention in mentions:
            if self.free(mention.start, mention.end):
                self._held[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
                self.mentions.append(mention)

    def free(self, start: int, end: int) -> bool:
        """Whether no mention holds any of view `[start, end)`."""
        return not any(self._held[start:end])


def organisation(start: int, end: int, rule: str, *, cue: str = "", confidence: float = 1.0) -> Mention:
    """A mention of a body."""
    return Mention(MentionType.ORGANIZATION, start, end, rule=f"organisations.{rule}", cue=cue, confidence=confidence)
