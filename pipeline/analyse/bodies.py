"""The grammar of Japanese names of bodies: a proper part, a head that says what kind of body it is, and departments behind it.

    国立大学法人 + 北浜大学 + 大学院 + 工学研究科 + 電気工学専攻

Heads and their needs are rows of the lexicon (`body_heads`), so are the words around names (`body_words`). The label of a Name
says how much the form alone is worth: "body" (stands for a body anywhere), "plain" (so does it, but no proper name is in it),
"company", "doubtful" (a company's name only if another witness says so), "department" (a part of a body that has a name of its
own), "desk" (a part whose name says little: a mention only where the place speaks for it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.analyse.body_heads import (
    STAND_BEHIND_DIRECTLY,
    Found,
    Run,
    begin_of_name,
    behind_legal_forms,
    is_name_of_person,
    says_nothing,
)
from pipeline.analyse.body_parts import Part, join
from pipeline.analyse.body_words import Head, last_characters, legal_beginnings, role
from pipeline.analyse.noun_runs import noun_runs
from pipeline.model import Layout, MentionType, Name, Witness, Word

_MINISTRY = re.compile(
    r"(?:文部科学|厚生労働|経済産業|国土交通|農林水産|環境|総務|外務|法務|財務|防衛|文部|厚生|労働|通商産業|郵政|運輸|建設|自治|大蔵|内務|農商務"
    r"|国防|国務|商務|司法|教育|保健|保健福祉|エネルギー|科学技術|公安|国家安全|海軍|陸軍|農業|文化|産業|情報通信)省$"
    r"|(?:文化|スポーツ|特許|気象|消防|林野|水産|中小企業|資源エネルギー|観光|金融|消費者|復興|デジタル|こども家庭|警察|国税|海上保安|防衛装備"
    r"|原子力規制|最高検察|公安調査|宮内|出入国在留管理|防衛|環境|科学技術|経済企画|国土|社会保険|食糧)庁$"
)
_CONTENT_THAT_SAYS = frozenset("グループ チーム ユニット 班 研究グループ 研究チーム 研究班 会議 部会 コア ハブ".split())
_MUNICIPAL = frozenset("都 道 府 県 市 区 町 村".split())
_MUNICIPAL_PARTS = frozenset("局 部 課 室 係 本部 事務局 支所 署 施設 センター".split())
#: Behind "・" a new body begins where its first head is one of these.
_WHOLE_BODIES = ("大学", "高等専門学校", "省", "庁", "財団", "株式会社", "学会", "協会", "機構", "連合会")
#: What shows that 大 stands for 大学: 北浜大准教授, 北浜大などの.
_BEHIND_SHORT = re.compile(
    r"大学院|(?:准|助)?教授|(?:准|助)教|助手|講師|名誉|特任|特別|客員|医学|工学|理学|農学|病院|附属|付属|発|など|チーム"
    r"|の(?:[一-龥]{2,8}(?:准|助)?教授|研究|チーム|グループ)"
)
_LETTERS = re.compile(r"[A-Z][A-Za-z0-9&.\-]*")
_KATAKANA = re.compile(r"[ァ-ヴー・]{2,}")


def body_names(layout: Layout, words: tuple[Word, ...], known: Sequence[Name]) -> Iterator[Name]:
    """The names that the grammar finds; view offsets. `known` are the lexicon's names of bodies in the same view."""
    view = layout.text.view
    starts, ends = {word.start for word in words}, {word.end for word in words}
    lexicon = {name.start: name.end for name in known if name.start in starts and name.end in ends}
    parts = [
        part for run in noun_runs(view, words, known) if _may_hold_name(run) for part in _parts(Run(view, run, lexicon))
    ]
    for part in join(view, parts, known):
        yield Name(part.start, part.end, MentionType.ORGANIZATION, Witness.GRAMMAR, part.label)


def _may_hold_name(run: list[Word]) -> bool:
    return run[0].surface[0] in legal_beginnings() or any(word.surface[-1] in last_characters() for word in run)


def _parts(run: Run) -> Iterator[Part]:
    """The names in one stretch of nouns, in order, none overlapping."""
    at = 0
    while at < len(run.words) and run.found and (at == 0 or run.found[-1].end > at):
        reading = _Reading(run, begin_of_name(run, at))
        reading.read()
        part = reading.part()
        if part:
            yield part
        if reading.next <= at:
            return
        at = reading.next
    if at == 0 and not run.found and behind_legal_forms(run, 0) > 0:
        reading = _Reading(run, 0)
        reading.read()
        part = reading.part()
        if part:
            yield part


class _Reading:
    """Reads one name from the word `first` on. After `read`, `next` is the word at which to go on."""

    def __init__(self, run: Run, first: int) -> None:
        self.run = run
        self.words = run.words
        self.first = first
        self.next = len(run.words)
        self.named = behind_legal_forms(run, first)  # where the name proper begins
        self.content = self.named  # the first word behind the last head
        self.end: int | None = None  # behind the last word of the name
        self.last: Head | None = None
        self.label = ""
        self.desk: int | None = None  # where a name ends that only its place can make one
        self.bare = True  # whether the desk says nothing of what it does
        self.proper = False

    def read(self) -> None:
        """Takes heads as long as they go on with one name."""
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
            return None
        label = self.label
        if label == "body" and not self.proper:
            label = "plain"
            if self.end < len(self.words) and not self._may_follow(self.end):
                return None
        return self._part(self.end, label)

    def _part(self, end: int, label: str) -> Part:
        return Part(self.words[self.first].start, self.words[end - 1].end, label)

    def _take(self, found: Found, head: Head) -> None:
        content = self.words[self.content : found.begin]
        following = self.words[found.end].surface if found.end < len(self.words) else ""
        if following == "長" and head.kind == "department":
            return
        if self.end is None:
            fits = self._fits_first(head, content, found.end)
        else:
            fits = self._fits_later(head, content)
        if fits:
            if self.end is None:
                self.label = "body" if head.first is None or self.run.known(self.first, found.end) else "doubtful" if head.first == "vouched" and not self._vouched(found.end) else head.kind
                self.proper = self.named > self.first or self._is_proper(self.named)
            self.end, self.content, self.last = found.end, found.end, head
        elif self.end is None and head.later and (content or found.end - found.begin > 1):
            self.desk = found.end
            self.bare = says_nothing(content, "empty")

    def _fits_first(self, head: Head, content: Sequence[Word], end: int) -> bool:
        if head.first is None or (head.first == "vouched" and head.later and not self._vouched(end)):
            return self._is_municipal(content) and head.words in _MUNICIPAL_PARTS
        if self.run.known(self.first, end) or self.run.known(self.named, end):
            return True
        if head.first == "ministry":
            return bool(_MINISTRY.search(self.run.text(self.named, end)))
        if content and content[0].surface in role("refers"):
            return False
        if head.first == "self":
            return True
        if head.first == "short":
            return bool(content) and self._is_proper(self.named) and bool(_BEHIND_SHORT.match(self.run.view, self.words[end - 1].end))
        if not content:
            return False
        if self.named > self.first:
            return True
        if says_nothing(content, "empty" if head.kind == "department" else "generic"):
            return False
        if head.first == "any" or self._is_proper(self.named):
            return True
        return bool(_KATAKANA.fullmatch(head.words)) and any(word.surface == "・" for word in content)

    def _fits_later(self, head: Head, content: Sequence[Word]) -> bool:
        if head.kind == "company":
            return self.label in ("company", "doubtful") and bool(content)
        if not head.later or head.words == "学":
            return False
        if not content:
            return head.words in STAND_BEHIND_DIRECTLY or head.first == "self"
        if head.words in _CONTENT_THAT_SAYS:
            return not says_nothing(content, "empty")
        return True

    def _take_rest(self, stop: int) -> None:
        """A name without a head behind its legal form (株式会社サイキ), a department without one (医学研究科脳神経機能形態学)."""
        if self.named > self.first and self.named < stop and (self.end is None or self._goes_on_in_letters()):
            index = self.end or self.named + 1
            while index < stop and (self._in_katakana(index) or not self._may_follow(index)):
                index += 1
            self.end, self.label, self.proper = index, "body", True
        elif self.end is not None and self._goes_on_behind_dot(stop):
            self.end += 2
        elif self.end is not None and self.end < stop and self.last and self.last.kind == "department":
            index = self.end
            while index < stop and not is_name_of_person(self.words[index]):
                index += 1
            if index > self.end and self.words[index - 1].surface.endswith("学"):
                self.end = index

    def _goes_on_behind_dot(self, stop: int) -> bool:
        """インペリアル・カレッジ + ・ロンドン."""
        end = self.end or 0
        return end + 1 < stop and self.words[end].surface == "・" and all(
            _KATAKANA.fullmatch(self.words[at].surface) for at in (end - 1, end + 1)
        )

    def _in_katakana(self, index: int) -> bool:
        """Whether word `index` goes on with the katakana before it, which dictionaries cut at will."""
        return bool(re.match(r"[ァ-ヴー・]", self.words[index].surface) and re.search(r"[ァ-ヴー・]$", self.words[index - 1].surface))

    def _goes_on_in_letters(self) -> bool:
        """Whether Latin letters or katakana follow the last head directly: 株式会社東都大学TLO."""
        return self.end is not None and self.end < len(self.words) and bool(re.match(r"[A-Zァ-ヴ]", self.words[self.end].surface))

    def _vouched(self, end: int) -> bool:
        """Whether a legal form or the lexicon speaks for the company that ends at word `end`."""
        last = self.words[end - 1].end
        return self.named > self.first or any(self.run.lexicon.get(word.start) == last for word in self.words[self.first : end])

    def _is_municipal(self, content: Sequence[Word]) -> bool:
        """汐見市 + 環境 + 局: a town and what its part does."""
        return any(word.surface in _MUNICIPAL for word in content[1:-1]) and content[0].surface not in role("refers")

    def _is_proper(self, index: int) -> bool:
        word = self.words[index]
        return (
            word.pos[1] == "固有名詞"
            or word.start in self.run.lexicon
            or bool(_LETTERS.fullmatch(word.surface))
            or bool(_KATAKANA.fullmatch(word.surface) and not word.lemma)
        )

    def _body_begins_at(self, index: int) -> bool:
        """Whether behind a "・" at word `index` another body begins, not a department of this one."""
        if index + 1 >= len(self.words) or self.words[index].surface != "・":
            return False
        begin = index + 1
        if self.words[begin].start in self.run.lexicon:
            return True
        for found in self.run.found:
            if found.begin > begin and found.head:
                other = _Reading(self.run, begin)
                if other._fits_first(found.head, self.words[begin : found.begin], found.end):
                    return found.head.kind == "body" and found.head.words.endswith(_WHOLE_BODIES)
        return False

    def _may_follow(self, index: int) -> bool:
        word = self.words[index]
        return word.surface in role("tail") or word.surface in role("post") or is_name_of_person(word) or word.surface in "第・"
