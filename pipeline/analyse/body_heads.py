"""Where in a stretch of nouns heads and posts stand, and where a name can begin in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.analyse.body_words import Head, heads, last_characters, legal_before, role
from pipeline.model import Word

_LONGEST = 6  # words
#: Heads that stand behind another directly: 大学 + 病院.
STAND_BEHIND_DIRECTLY = frozenset(
    "大学院 研究院 研究所 研究科 附属病院 付属病院 病院 本部 事務局 事務部 事務室 株式会社 有限会社 合同会社 (株) (有) 本社 支社 支店".split()
)
_FOREIGN = re.compile(r"[A-Zァ-ヴ]")
_DIGITS = re.compile(r"[0-9.]+")
_COUNTERS = frozenset("年 年度 月 日 時 分 回 人 名 期 代 次 版 巻 号 条".split())


@dataclass(frozen=True, slots=True)
class Found:
    """A head, or a post (`head` None), in the words [begin, end) of a run."""

    begin: int
    end: int
    head: Head | None


class Run:
    """A stretch of nouns with what stands in it. `lexicon` maps the start of a known body's name to its end."""

    def __init__(self, view: str, words: Sequence[Word], lexicon: dict[int, int]) -> None:
        self.view = view
        self.words = words
        self.lexicon = lexicon
        self.found = self._heads_and_posts()

    def text(self, begin: int, end: int) -> str:
        """What the words [begin, end) say."""
        return self.view[self.words[begin].start : self.words[end - 1].end] if begin < end else ""

    def known(self, begin: int, end: int) -> bool:
        """Whether a known body's name begins at word `begin` and reaches as far as word `end` at least."""
        return self.lexicon.get(self.words[begin].start, -1) >= self.words[end - 1].end

    def _heads_and_posts(self) -> list[Found]:
        """In order and without overlap: what a longer or later one holds falls out, as does a company's head before another head."""
        found: list[Found] = []
        for index, word in enumerate(self.words):
            if word.surface[-1] not in last_characters():
                continue
            each = self._ending_with(index)
            if each is None or self._within_known(each):
                continue
            while found and found[-1].end > each.begin:
                found.pop()
            found.append(each)
        kept: list[Found] = []
        for each in found:
            while kept and self._only_leads_to(kept[-1], each):
                kept.pop()
            kept.append(each)
        return [each for each in kept if each.head is None or each.head.kind != "none"]

    def _ending_with(self, index: int) -> Found | None:
        longest = None
        for begin in range(index, max(-1, index - _LONGEST), -1):
            words = self.view[self.words[begin].start : self.words[index].end]
            if words in heads():
                longest = Found(begin, index + 1, heads()[words])
            elif words in role("post"):
                longest = Found(begin, index + 1, None)
        return longest

    def _within_known(self, each: Found) -> bool:
        """Whether a known name holds it and goes on behind it."""
        end = self.words[each.end - 1].end
        return any(
            self.lexicon.get(self.words[at].start, -1) > end for at in range(max(0, each.begin - 12), each.begin + 1)
        )

    @staticmethod
    def _only_leads_to(one: Found, other: Found) -> bool:
        """放送 before 大学, 大学 before 記者クラブ: not a head of its own there. 研究員 before 会: no post."""
        if one.end != other.begin or other.head is None:
            return False
        if one.head is None or one.head.kind == "none" or one.head.first in ("proper", "vouched"):
            return True
        return other.head.kind == "body" and other.head.first != "self" and other.head.words not in STAND_BEHIND_DIRECTLY


def begin_of_name(run: Run, at: int) -> int:
    """The first word from `at` on that a name can begin with: behind dates, numbers, adverbs, persons, and words like 現."""
    words = run.words
    while at < len(words) and words[at].start not in run.lexicon:
        word = words[at]
        before_known = at + 1 < len(words) and words[at + 1].start in run.lexicon
        if word.surface in role("before") or word.surface in "・&+-.'年月日時第" or word.pos[2] == "副詞可能":
            at += 1
        elif before_known and (word.surface in role("generic") or word.surface in role("country") or is_number(word)):
            at += 1
        elif is_number(word) and at + 1 < len(words) and words[at + 1].surface in _COUNTERS:
            at += 2
        elif is_number(word) and at + 1 < len(words) and words[at + 1].pos[1] == "固有名詞":
            at += 1  # a mark that points to an affiliation
        elif word.surface in role("country") and at + 2 < len(words) and words[at + 1].surface == "・":
            at += 2
        elif word.surface in role("country") and at + 1 < len(words) and _FOREIGN.match(words[at + 1].surface):
            at += 1
        elif _is_person(words, at) and at + 2 < len(words) and (words[at + 2].start in run.lexicon or words[at + 2].pos[2] == "地名"):
            at += 2
        else:
            break
    return at


def behind_legal_forms(run: Run, index: int) -> int:
    """The word behind the legal forms that begin at word `index`; `index` where there is none, or nothing behind it."""
    at = index
    while at < len(run.words) and (match := legal_before().match(run.view, run.words[at].start)):
        behind = next((i for i in range(at, len(run.words)) if run.words[i].start >= match.end()), None)
        if behind is None:
            return index
        at = behind
    return at


def is_number(word: Word) -> bool:
    """Whether it is a numeral."""
    return word.pos[1] == "数詞" or bool(_DIGITS.fullmatch(word.surface))


def is_name_of_person(word: Word) -> bool:
    """Whether UniDic takes it for a part of a person's name."""
    return word.pos[1] == "固有名詞" and word.pos[2] == "人名"


def says_nothing(words: Sequence[Word], generic: str = "generic") -> bool:
    """Whether the words do not tell one body from another (generic: 総合, 研究; for parts "empty": 所属), numerals among them."""
    return all(word.surface in role(generic) or is_number(word) or word.surface in "・&-" for word in words)


def _is_person(words: Sequence[Word], at: int) -> bool:
    return at + 1 < len(words) and words[at].pos[3] == "姓" and words[at + 1].pos[3] == "名"
