"""The best name that ends or begins at a place: in kanji, katakana or Latin letters.

What counts as good enough depends on how close the name stands to the word that vouches for it (`Tie`) and on whether something
clean is before and after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from pipeline.extract.people import foreign, latin
from pipeline.extract.people.ground import Ground
from pipeline.extract.people.shape import (
    KANJI,
    Shape,
    after,
    before,
    family_alone,
    given_in_hiragana,
    given_known,
    half_known,
)

_HIRAGANA_GIVEN = re.compile(rf"([{KANJI}]{{2,4}})([ぁ-ん]{{2,4}})$")
_FREE = re.compile(r"[の、・(:] ?$")
_KANJI_RUN = re.compile(rf"[{KANJI}]{{1,4}}")
_ONE_KANJI = 2  # code points of a given name of one kanji with the blank before it


class Tie(IntEnum):
    """How a name is tied to the word beside it."""

    APART = 1  # a blank or の between: the name has to be a good one
    CLOSE = 2  # nothing between, or a colon: a family name alone will do
    SURE = 3  # the form allows nothing but a name (a labelled field): unknown kanji will do


@dataclass(frozen=True, slots=True)
class Spot:
    """A name's place and how sure it is."""

    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Beside:
    """Finds names beside a place of `ground`; `katakana` and `letters` give the runs by start and by end."""

    ground: Ground
    katakana: dict[int, int]
    katakana_ends: dict[int, int]
    letters: dict[int, int]
    letter_ends: dict[int, int]

    def ending(self, at: int, tie: Tie) -> Spot | None:
        """The name that ends at `at`."""
        view = self.ground.view
        floor = view.rfind("\n", 0, at) + 1
        if at <= floor:
            return None
        if at in self.katakana_ends:
            start = self.katakana_ends[at]
            mixed = self._kanji_ending(at, floor, tie)  # 高橋エリカ
            return mixed if mixed and mixed.start < start else self._foreign_ending(start, at, tie)
        if at in self.letter_ends:
            return self._latin(self.letter_ends[at], at, tie)
        return self._kanji_ending(at, floor, tie)

    def beginning(self, at: int, tie: Tie) -> Spot | None:
        """The name that begins at `at`."""
        view = self.ground.view
        stop = view.find("\n", at)
        ceiling = len(view) if stop < 0 else stop
        if at >= ceiling:
            return None
        if at in self.katakana:
            return self._foreign(at, self.katakana[at], tie) if self.ground.closes_at(self.katakana[at]) else None
        if at in self.letters:
            return self._latin(at, self.letters[at], tie)
        return self._kanji_beginning(at, ceiling, tie)

    def _kanji_ending(self, at: int, floor: int, tie: Tie) -> Spot | None:
        best: tuple[float, int, Spot] | None = None
        for shape in before(self.ground.view, at, floor):
            opens = self.ground.opens_at(shape.start)
            if self._good(shape, opens, tie):
                whole = self._whole(shape, tie)
                spot = Spot(shape.start, at, _confidence(shape.grade, opens))
                rank = (opens + shape.grade + whole, shape.end - shape.start, spot)
                best = max(best, rank, key=lambda each: each[:2]) if best else rank
        if best and best[0] >= 5:
            return best[2]
        alone = self._family_ending(at, floor, tie) or self._hiragana_ending(at, floor, tie)
        return alone or (best[2] if best else None)

    def _hiragana_ending(self, at: int, floor: int, tie: Tie) -> Spot | None:
        """A known family name with a given name in hiragana that no dictionary has (佐野いまり教授)."""
        match = _HIRAGANA_GIVEN.search(self.ground.view, max(floor, at - 8), at) if tie > Tie.APART else None
        if match is None or not given_in_hiragana(match[2]):
            return None
        families = [start for start in range(match.start(1), match.end(1)) if self.ground.opens_at(start)]
        for start in families:
            if match.end(1) - start > 1 and family_alone(self.ground.view[start : match.end(1)]):
                return Spot(start, at, 0.8)
        return None

    def _good(self, shape: Shape, opens: int, tie: Tie) -> bool:
        if shape.grade == 4:
            return opens > 0 or (shape.start in self.ground.word_starts and shape.end - shape.start >= 3)
        if shape.grade == 3 and tie is Tie.APART and not _parted(shape, self.ground.view):
            return opens == 2 and not self.ground.nouns(shape.start, shape.end)
        if shape.grade == 3:
            return opens == 2 or (opens == 1 and tie > Tie.APART)
        if shape.grade == 2:
            return opens == 2 and not self.ground.nouns(shape.start, shape.end)
        if _parted(shape, self.ground.view):
            return opens == 2 and (tie is Tie.SURE or self._stands_free(shape))
        # Unknown kanji right before a post, behind a particle or a separator: の我謝春帆准教授.
        long_enough = tie is Tie.SURE or (tie is Tie.CLOSE and shape.end - shape.start > 2)
        if opens == 2 and long_enough and not self.ground.nouns(shape.start, shape.end):
            return True
        return opens == 2 and half_known(self.ground.view[shape.start : shape.end])

    def _whole(self, shape: Shape, tie: Tie) -> int:
        """How much a name with a blank inside outweighs its second part alone: 陳 冠宇 is more than 冠宇."""
        if not _parted(shape, self.ground.view):
            return 0
        if shape.grade < 3 and given_known(self.ground.view[shape.start : shape.end]):
            return 4
        return 2 if shape.grade > 2 or tie is Tie.SURE else 0

    def _stands_free(self, shape: Shape) -> bool:
        """Whether parts of which one is a word are a name all the same: the given name is known, or の or a mark leads up to it."""
        name = self.ground.view[shape.start : shape.end]
        if given_known(name):
            return True
        led = _FREE.search(self.ground.view, max(0, shape.start - 2), shape.start) is not None
        return led and (shape.end - shape.family_end == _ONE_KANJI or not self.ground.nouns(shape.start, shape.end))

    def _family_ending(self, at: int, floor: int, tie: Tie) -> Spot | None:
        view = self.ground.view
        for start in range(max(floor, at - 4), at):
            opens = self.ground.opens_at(start)
            if opens == 0 or (tie is Tie.APART and at - start < 2):
                continue
            if family_alone(view[start:at]) and (opens == 2 or at - start > 1):
                return Spot(start, at, 0.7 + 0.1 * (opens - 1))
        return None

    def _kanji_beginning(self, at: int, ceiling: int, tie: Tie) -> Spot | None:
        best: tuple[int, int, Spot] | None = None
        for shape in after(self.ground.view, at, ceiling):
            closes = self.ground.closes_at(shape.end)
            if (shape.grade == 4 and closes) or (
                shape.grade == 3 and closes and (tie > Tie.APART or _parted(shape, self.ground.view))
            ):
                good = True
            elif shape.grade == 3:
                good = closes and not self.ground.nouns(shape.start, shape.end)
            elif shape.grade == 1 and _parted(shape, self.ground.view):
                good = closes and tie > Tie.APART and self._stands_free(shape)
            else:
                good = closes and (tie is Tie.SURE or shape.grade == 2) and not self.ground.nouns(shape.start, shape.end)
            if good:
                rank = (
                    shape.grade + self._whole(shape, tie),
                    shape.end - shape.start,
                    Spot(at, shape.end, _confidence(shape.grade, 2)),
                )
                best = max(best, rank, key=lambda each: each[:2]) if best else rank
        if best and best[0] >= 3:
            return best[2]
        alone = _KANJI_RUN.match(self.ground.view, at)
        if tie > Tie.APART and alone and family_alone(alone[0]) and self.ground.closes_at(alone.end()):
            return Spot(at, alone.end(), 0.75)
        return best[2] if best else None

    def _foreign_ending(self, start: int, end: int, tie: Tie) -> Spot | None:
        """A name in katakana; two words with a blank between (ジャン ミンフェイ) where the first begins a line or an item."""
        found = self._foreign(start, end, tie)
        first = self.katakana_ends.get(start - 1) if self.ground.view[start - 1 : start] == " " else None
        if first is None or not re.search(r"(?:^|[\n、,()〉】・の] ?)$", self.ground.view[max(0, first - 2) : first]):
            return found
        parted = self.ground.view[first : start - 1] + "・" + self.ground.view[start:end]
        return Spot(first, end, 0.85) if foreign.quality(parted) and foreign.nothing_else(parted) else found

    def _foreign(self, start: int, end: int, tie: Tie) -> Spot | None:
        text = self.ground.view[start:end]
        quality = max(foreign.quality(text), (start, end) in self.ground.people)
        if quality == 2 or (quality == 1 and (tie > Tie.APART or foreign.joined(text))):
            return Spot(start, end, 0.75 + 0.1 * quality)
        return None

    def _latin(self, start: int, end: int, tie: Tie) -> Spot | None:
        text = self.ground.view[start:end]
        found = latin.evidence(text)
        if found < 0:
            return None
        if (latin.two_parts(text) and (tie > Tie.APART or found > 0)) or found > 1 or tie is Tie.SURE:
            return Spot(start, end, 0.8 + 0.05 * max(0, found))
        return None


def beside(ground: Ground) -> Beside:
    """A finder over `ground`."""
    katakana = foreign.katakana_names(ground.view, ground.posts)
    letters = latin.phrases(ground.view)
    return Beside(
        ground,
        katakana,
        {end: start for start, end in katakana.items()},
        letters,
        {end: start for start, end in letters.items()},
    )


def _confidence(grade: int, opens: int) -> float:
    return round(0.5 + 0.1 * grade + 0.04 * opens, 2)


def _parted(shape: Shape, view: str) -> bool:
    return " " in view[shape.start : shape.end]
