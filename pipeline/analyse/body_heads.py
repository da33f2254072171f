"""Where in a stretch of nouns heads and posts stand, and where a name can begin in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.analyse.body_words import Head, heads, last_characters, legal_before, role
from pipeline.model import Word

_LONGEST = 6  # words
_MANY = 60  # words: more than any name has
_FOREIGN = re.compile(r"[A-Zァ-ヴ]")
_DIGITS = re.compile(r"[0-9.]+")
_LIFE = re.compile(r"生(?=物|命|体|態|理|化|産|活|存|涯|殖|薬)")  # 北浜大学 + 生物理工学部: no 大学生
_NOT_FIRST = frozenset("・&+-.'年月日時第")


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

    def known_end(self, begin: int, end: int) -> bool:
        """Whether a known body's name begins in the words [begin, end) and ends with them."""
        last = self.words[end - 1].end
        return any(self.lexicon.get(word.start) == last for word in self.words[begin:end])

    def _heads_and_posts(self) -> list[Found]:
        """In order, none overlapping: what a longer or later one holds falls out, and what only leads to another."""
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
            while kept and _only_leads_to(kept[-1], each):
                kept.pop()
            kept.append(each)
        return [each for each in kept if each.head is None or each.head.kind != "none"]

    def _ending_with(self, index: int) -> Found | None:
        longest = None
        last = self.words[index]
        if last.surface == "生" and _LIFE.match(self.view, last.start):
            return None
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
        return any(self.lexicon.get(word.start, -1) > end for word in self.words[max(0, each.begin - 12) : each.begin + 1])


def _only_leads_to(one: Found, other: Found) -> bool:
    """放送 before 大学, 大学 before 記者クラブ: not a head of its own there. 研究員 before 会: no post."""
    if one.end != other.begin or other.head is None:
        return False
    if one.head is None or one.head.kind == "none" or one.head.first in ("proper", "vouched"):
        return True
    return other.head.kind == "body" and other.head.first != "self" and other.head.words not in role("directly")


def begin_of_name(run: Run, at: int) -> int:
    """The first word from `at` on that a name can begin with: behind dates, numbers, adverbs, persons, and words like 現."""
    while at < len(run.words) and run.words[at].start not in run.lexicon:
        step = _no_part(run, at)
        if not step:
            break
        at += step
    return at


def _no_part(run: Run, at: int) -> int:
    """How many words from `at` on are no part of a name that follows; 0 where the name begins here."""
    word, *behind = run.words[at : at + 3]
    if word.surface == "第" and len(behind) > 1 and is_number(behind[0]) and behind[1].surface not in role("counter"):
        return 0  # 第二グループ
    if word.surface in role("before") or word.surface in _NOT_FIRST or word.pos[2] == "副詞可能":
        return 1
    if not behind:
        return 0
    following = behind[0]
    if following.start in run.lexicon:
        if word.surface in role("country") and run.view.startswith(("国立", "王立", "中央"), following.start):
            return 0  # 台湾中央研究院, 米国国立…: without its country the name says nothing
        if word.surface == "国立":
            return 0  # the lexicon leaves out what foreign universities are called at home: 国立清華大学
        return int(word.surface in role("generic") or word.surface in role("country") or is_number(word))
    if is_number(word):
        if following.surface == "." and len(behind) > 1 and not is_number(behind[1]):
            return 2  # the mark of a list of affiliations: 1.株式会社…
        if following.surface in role("counter"):
            return 2
        return int(following.pos[1] == "固有名詞")  # a mark that points to an affiliation
    if word.surface in role("country"):
        return 2 if following.surface == "・" else int(bool(_FOREIGN.match(following.surface)))
    if len(behind) > 1 and word.pos[3] == "姓" and following.pos[3] == "名":
        return 2 if behind[1].start in run.lexicon or behind[1].pos[2] == "地名" else 0
    return 0


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
    """Whether the words do not tell one body from another; `generic` is the role of such words: "empty" for parts of a body."""
    if len(words) > _MANY:
        return False  # no body is named by so many words; a long row of them is not looked through from each of its places
    return all(word.surface in role(generic) or is_number(word) or word.surface in "・&-" for word in words)
