"""The ground that all rules of this field stand on: the view with its posts and the places where a name may begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.people.posts import Post, posts
from pipeline.extract.people.shape import KANJI, not_behind
from pipeline.model import Analysis, Mention, MentionType

_LETTER = re.compile(rf"[{KANJI}ァ-ヴーA-Za-zÀ-ɏ0-9]")
# Superscript digits, folded: behind a name and before a separator.
_MARKS = re.compile(r"[0-9]{1,2}(?:, ?[0-9]{1,2})*[*†‡§#]*(?=[、,・;/()\n ]|$)")
#: What a body's or a department's name ends with: a name may follow it without a blank (北浜工科大学青木一郎教授).
_BODY_END = re.compile(
    r"(?:大学|大学院|学院|学部|学科|学系|研究科|専攻|講座|教室|研究室|研究所|研究部|部門|分野|領域|センター|ユニット|グループ|チーム|ラボ|病院|機構|財団|協会"
    r"|会社|社|室|部|課|係|系|科|院|所|局|庁|省|校|館|域|府|班|学|法人|株)$"
)


@dataclass(frozen=True, slots=True)
class Ground:
    """The analysis, its posts, and where posts and words begin and end."""

    analysis: Analysis
    posts: tuple[Post, ...]
    post_starts: frozenset[int]
    post_ends: frozenset[int]
    word_starts: frozenset[int]
    word_ends: frozenset[int]
    people: frozenset[tuple[int, int]]  # what a witness takes for a person's name

    @property
    def view(self) -> str:
        """The normalised text."""
        return self.analysis.view

    def opens_at(self, start: int) -> int:
        """How well a name may begin at `start`: 2 nothing speaks against it, 1 a body's name ends there, 0 it is inside a run."""
        if start == 0 or start in self.post_ends or not _LETTER.match(self.view, start - 1):
            return 2
        return 1 if _BODY_END.search(self.view, max(0, start - 5), start) else 0

    def may_end(self, end: int) -> bool:
        """Whether a name may end at `end` in prose: it closes there, or another word begins that names nothing after people."""
        if self.closes_at(end):
            return True
        following = self.analysis.words_between(end, min(len(self.view), end + 8))
        if not following or following[0].start != end or following[0].pos[1] == "固有名詞":
            return False
        word = following[0].surface
        return (len(word) > 1 or word in "元前現氏等両君著") and not not_behind(word)

    def nouns(self, start: int, end: int) -> bool:
        """Whether a common noun of two characters or more stands in `[start, end)`."""
        return any(
            word.end - word.start > 1 and word.pos[0] == "名詞" and word.pos[1] == "普通名詞"
            for word in self.analysis.words_between(start, end)
        )

    def closes_at(self, end: int) -> bool:
        """Whether a name may end at `end`: no kanji, katakana or letter goes on, or a post begins."""
        return end == len(self.view) or end in self.post_starts or not _LETTER.match(self.view, end) or self.marked_at(end)

    def marked_at(self, end: int) -> bool:
        """Whether marks of affiliations stand at `end`, as behind the name in 青木一郎1,2*、北野花子."""
        return not self.view[end - 1].isascii() and _MARKS.match(self.view, end) is not None

    def marked_latin_at(self, start: int, end: int) -> bool:
        """Whether marks stand behind a name of several words in Latin letters, where a label announces people."""
        return " " in self.view[start:end] and self.view[end - 1].isascii() and _MARKS.match(self.view, end) is not None


def ground(analysis: Analysis) -> Ground:
    """The ground of `analysis`."""
    found = posts(analysis.view)
    return Ground(
        analysis,
        found,
        frozenset(post.start for post in found),
        frozenset(post.end for post in found),
        frozenset(word.start for word in analysis.words),
        frozenset(word.end for word in analysis.words),
        frozenset((name.start, name.end) for name in analysis.names if name.type is MentionType.PERSON),
    )


def person(start: int, end: int, rule: str, cue: str = "", confidence: float = 0.9) -> Mention:
    """A PERSON candidate."""
    return Mention(MentionType.PERSON, start, end, None, f"people.{rule}", cue, confidence)
