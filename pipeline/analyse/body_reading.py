"""Reads one name of a body in a stretch of nouns, from left to right: takes heads as long as they go on with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.analyse.body_heads import Found, Run, begin_of_name, behind_legal_forms, is_name_of_person, says_nothing
from pipeline.analyse.body_parts import Part
from pipeline.analyse.body_words import Head, role
from pipeline.model import Word

#: What shows that 大 stands for 大学: 北浜大准教授, 北浜大などの.
_BEHIND_SHORT = re.compile(
    r"大学院|(?:准|助)?教授|(?:准|助)教|助手|講師|名誉|特任|特別|客員|医学|工学|理学|農学|病院|附属|付属|発|など|チーム"
    r"|の(?:[一-龥]{2,8}(?:准|助)?教授|研究|チーム|グループ)|・[一-龥]{2,8}(?:准|助)?教授"
)
_BEHIND_FOREIGN = re.compile(r"[のとはがをや、。)・]|$|大学院|(?:准|助)?教授|など|医学")
_ALONE = re.compile(r"[\s(]|$")
_SHORTEST_FIELD = 4  # characters of a field that is a department without a head (疾患ゲノム疫学)
_LETTERS = re.compile(r"[A-Z][A-Za-z0-9&.\-]*")
_KATAKANA = re.compile(r"[ァ-ヴー・]{2,}")
_FOREIGN = re.compile(r"[A-Zァ-ヴ]")


class Reading:
    """One reading, begun at the first word from `at` on that can begin a name. After `read`, `next` is the word to go on at."""

    def __init__(self, run: Run, at: int) -> None:
        self.run = run
        self.words = run.words
        self.first = begin_of_name(run, at)
        self.next = len(run.words)
        self.named = behind_legal_forms(run, self.first)  # where the name proper begins
        self.content = self.named  # the first word behind the last head
        self.end: int | None = None  # behind the last word of the name
        self.last: Head | None = None
        self.label = ""
        self.proper = False
        self.desk: int | None = None  # where a name ends that only its place can make one
        self.bare = True  # whether that name says nothing of what the desk does

    def read(self) -> None:
        """Takes the heads of one name, and what goes on behind the last of them."""
        stop = len(self.words)
        for found in self.run.found:
            if found.begin < self.named:
                continue
            if self.end is not None and self._body_begins_at(self.end):
                self.next = self.end + 1
                return
            if found.head is None:
                if found.begin > self.first or found.end == len(self.words):
                    stop, self.next = found.begin, found.end
                    break
            else:
                self._take(found, found.head)
        self._take_rest(stop)

    def part(self) -> Part | None:
        """What was read."""
        if self.end is None:
            if self.desk is not None and self.first < self.desk:
                return self._part(self.desk, "bare" if self.bare else "desk")
            return self._part(len(self.words), "bare") if self._is_field() else None
        label = self.label
        if label == "body" and not self.proper:
            label = "plain"
            if self.end < len(self.words) and not self._may_follow(self.end):
                return None
        return self._part(self.end, label)

    def _part(self, end: int, label: str) -> Part:
        if end < len(self.words) and self.words[end].surface == ")" and "(" in self.run.text(self.first, end).rpartition(")")[2]:
            end += 1  # 理工学研究科(理学系)
        return Part(self.words[self.first].start, self.words[end - 1].end, label)

    def _take(self, found: Found, head: Head) -> None:
        content = self.words[self.content : found.begin]
        if head.kind == "department" and found.end < len(self.words) and self._is_word_of_another(head, found):
            return
        if self._fits_first(head, content, found.end) if self.end is None else self._fits_later(head, content):
            if self.end is None:
                self.label = self._label(head, found.end)
                self.proper = self.named > self.first or self._is_proper(self.named)
            elif self._is_after_all(head, found):
                self.label = self._label(head, found.end)
            self.end, self.content, self.last = found.end, found.end, head
        elif self.end is None and head.later and (content or found.end - found.begin > 1):
            self.desk = found.end
            self.bare = says_nothing(content, "empty")

    def _is_word_of_another(self, head: Head, found: Found) -> bool:
        """Whether the department is a piece of a post (研究部 + 長) or of a grant's name (医学系 + 研究助成) that follows."""
        behind = self.words[found.end].surface
        if behind == "長":
            return True
        if head.words[-1] not in "系域野門学" or self.label == "desk":
            return False
        return any(self.run.view.startswith(word, self.words[found.end].start) for word in role("grant"))

    def _is_after_all(self, head: Head, found: Found) -> bool:
        """Whether a later head makes a body of what looked like a company: 北浜県産業 + 技術センター."""
        if self.label != "doubtful" or head.kind != "body":
            return False
        return self._fits_first(head, self.words[self.named : found.begin], found.end)

    def _label(self, head: Head, end: int) -> str:
        national = head.words in ("研究院", "科学院") and self.words[self.first].surface in role("country")
        if head.first is None or national or self.run.known(self.first, end):
            return "body"
        return "doubtful" if head.first == "vouched" and not self._vouched(end) else head.kind

    def _fits_first(self, head: Head, content: Sequence[Word], end: int) -> bool:
        if head.first is None or (head.first == "vouched" and head.later and not self._vouched(end)):
            return _is_town(content) and head.words in role("town_part")
        if head.first == "vouched" and len(content) > 1 and content[-1].surface in role("town") and not self._vouched(end):
            return False  # 汐見市水産 (+ 振興課) is no company
        if self.run.known(self.first, end) or self.run.known(self.named, end):
            return True
        if content and content[0].surface in role("refers"):
            return False
        if head.first == "self":
            return True
        if head.first == "office" and content and content[0].surface in role("country"):
            return len(content) > 1  # タイ国立科学技術開発庁: whatever a state abroad has an office for
        if head.first == "office":
            return self.run.text(self.named, end - 1) in role("ministry" if head.words == "省" else "agency")
        if not content:
            return False
        if head.first == "short":
            at = self.words[end - 1].end
            if _KATAKANA.fullmatch(self.run.text(self.named, end - 1)) and _BEHIND_FOREIGN.match(self.run.view, at):
                return head.words == "大"
            return bool(_BEHIND_SHORT.match(self.run.view, at)) and self._is_proper(self.named)
        if self.named > self.first:
            return True
        if says_nothing(content, "empty" if head.kind == "department" else "generic"):
            return False
        if head.first == "place":
            return self.words[self.named].pos[2] == "地名"
        if head.kind == "company" and _LETTERS.fullmatch(self.words[self.named].surface):
            return False
        if head.first == "any" or self._is_proper(self.named):
            return True
        if head.words.endswith("館") and _KATAKANA.fullmatch(content[0].surface):
            return any(word.pos[2] == "地名" for word in content)  # アクアワールド茨城県大洗水族館
        return bool(_KATAKANA.fullmatch(head.words)) and any(word.surface == "・" for word in content)

    def _fits_later(self, head: Head, content: Sequence[Word]) -> bool:
        if content and content[0].surface in role("refers"):
            return False
        if head.kind == "company":
            return self.label in ("company", "doubtful") and bool(content)
        if not head.later or head.words == "学":
            return False
        if not content:
            return head.words in role("directly") or head.first == "self"
        return head.words not in role("says") or not says_nothing(content, "empty")

    def _take_rest(self, stop: int) -> None:
        """What has no head: a name behind its legal form (株式会社サイキ), a part of a faculty (医学研究科神経形態学)."""
        if self.named > self.first and self.named < stop and (self.end is None or self._goes_on_in_letters()):
            index = self.end or self.named + 1
            while index < stop and (self._in_katakana(index) or self._in_shop(index) or not self._may_follow(index)):
                index += 1
            self.end, self.label, self.proper = index, "body", True
        elif self.end is not None and self._goes_on_behind_dot(stop):
            self.end += 2
        elif self.end is not None and self.end < stop and self.last and self.last.kind == "department":
            index = self.end
            while index < stop and not is_name_of_person(self.words[index]) and self.words[index].surface != "・":
                index += 1
            if index > self.end and self.words[index - 1].surface.endswith("学"):
                self.end = index

    def _is_field(self) -> bool:
        """Whether all of it is a field of study that stands alone: a department without a head where a body stands before it."""
        last = self.words[-1]
        if not last.surface.endswith("学") or last.end - self.words[self.first].start < _SHORTEST_FIELD:
            return False
        return bool(_ALONE.match(self.run.view, last.end)) and not any(map(is_name_of_person, self.words))

    def _goes_on_behind_dot(self, stop: int) -> bool:
        """インペリアル・カレッジ + ・ロンドン."""
        end = self.end or 0
        if end + 1 >= stop or self.words[end].surface != "・":
            return False
        return all(_KATAKANA.fullmatch(self.words[at].surface) for at in (end - 1, end + 1))

    def _in_katakana(self, index: int) -> bool:
        """Whether word `index` goes on with the katakana before it, which dictionaries cut at will."""
        return all(_KATAKANA.search(self.run.text(at, at + 1) * 2) for at in (index - 1, index))

    def _in_shop(self, index: int) -> bool:
        """Whether の stands before word `index`: うなぎの + 若松屋本舗."""
        return self.words[index - 1].surface == "の"

    def _goes_on_in_letters(self) -> bool:
        """Whether Latin letters or katakana follow the last head directly: 株式会社東都大学TLO."""
        return self.end is not None and self.end < len(self.words) and bool(_FOREIGN.match(self.words[self.end].surface))

    def _vouched(self, end: int) -> bool:
        """Whether a legal form or the lexicon speaks for the name that ends at word `end`."""
        return self.named > self.first or self.run.known_end(self.first, end)

    def _is_proper(self, index: int) -> bool:
        word = self.words[index]
        if word.pos[2] == "人名" and len(word.surface) == 1:
            return False  # 光センター
        if word.pos[1] == "固有名詞" or word.start in self.run.lexicon or _LETTERS.fullmatch(word.surface):
            return True
        return not word.lemma and bool(_KATAKANA.fullmatch(word.surface))  # no dictionary has it

    def _body_begins_at(self, index: int) -> bool:
        """Whether behind a "・" at word `index` another body begins, not a department of this one."""
        if index + 1 >= len(self.words) or self.words[index].surface != "・":
            return False
        begin = index + 1
        if self.words[begin].start in self.run.lexicon:
            return True
        for found in self.run.found:
            if found.begin > begin and found.head:
                other = Reading(self.run, begin)
                if other._fits_first(found.head, self.words[begin : found.begin], found.end):
                    if found.head.kind == "company":
                        return self.label == "company"
                    return found.head.kind == "body" and found.head.words.endswith(tuple(role("split")))
        return False

    def _may_follow(self, index: int) -> bool:
        word = self.words[index]
        return word.surface in role("tail") or word.surface in role("post") or is_name_of_person(word) or word.surface in "第・"


def _is_town(content: Sequence[Word]) -> bool:
    """汐見市 + 環境 (+ 局): a town and what its part does."""
    if len(content) < 2 or content[0].surface in role("refers"):
        return False
    return content[0].surface == "北海道" or any(word.surface in role("town") for word in content[1:-1])
