"""What a run is asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What bears on results, so that other options mean that every document is done again. See `pipeline.extract`."""

    ner: bool = True
    thorough: bool = False
    reference_date: str | None = None
    redact: str | None = None  # a level of `pipeline.privacy`


@dataclass(frozen=True, slots=True)
class MaxFailures:
    """How many documents may fail before the run stops: so many, or such a share of all."""

    count: int | None = None
    share: float | None = None

    def passed(self, failed: int, documents: int) -> bool:
        """Whether `failed` of `documents` is more than that."""
        if self.count is not None and failed > self.count:
            return True
        return self.share is not None and failed > self.share * documents

    @staticmethod
    def parse(words: str) -> MaxFailures:
        """`20` is a number, `5%` and `0.05` are a share. Raises ValueError."""
        if words.isdecimal():
            return MaxFailures(count=int(words))
        share = float(words.removesuffix("%")) / (100 if words.endswith("%") else 1)
        if not 0 <= share <= 1:
            raise ValueError(words)
        return MaxFailures(share=share)
