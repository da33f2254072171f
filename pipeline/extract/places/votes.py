"""What the witnesses (UniDic, Sudachi, GiNZA) say of a stretch: place, person or body."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.places.gazetteer import Found, Place
from pipeline.model import Analysis, MentionType, Name, Witness

_WEIGHT = {Witness.UNIDIC: 1.0, Witness.SUDACHI: 1.0, Witness.GINZA: 2.0}


class Votes:
    """The opinions on one text, by where they begin."""

    def __init__(self, analysis: Analysis) -> None:
        self._view = analysis.view
        self._by_start: dict[int, list[Name]] = {}
        for name in analysis.names:
            if name.witness in _WEIGHT:
                self._by_start.setdefault(name.start, []).append(name)

    def score(self, start: int, end: int) -> float:
        """For a place (positive) or against it, over all opinions on exactly `[start, end)`."""
        total = 0.0
        for name in self._by_start.get(start, ()):
            if name.end == end:
                total += _WEIGHT[name.witness] * (1 if name.type is MentionType.LOCATION else -1)
        return total

    def places(self) -> Iterator[Found]:
        """Stretches that two witnesses take for a place, as names that need a sign."""
        for start, names in self._by_start.items():
            votes = [name for name in names if name.type is MentionType.LOCATION]
            for end in {name.end for name in votes}:
                witnesses = {name.witness for name in votes if name.end == end}
                if end - start > 1 and len(witnesses) > 1 and self.score(start, end) >= 2:
                    yield Found(start, end, Place(self._view[start:end], "witness", "small"))
