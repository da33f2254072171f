"""The grammar of Japanese names of bodies: a proper part, a head that says what kind of body it is, and departments behind it.

    国立大学法人 + 北浜大学 + 大学院 + 工学研究科 + 電気工学専攻

Heads and their needs are rows of the lexicon (`body_heads`), so are the words around names (`body_words`). The label of a Name
says how much the form alone is worth: "body" (stands for a body anywhere), "plain" (so does it, but no proper name is in it),
"company", "department" (a part of a body that has a name of its own), "desk" (a part whose name says little: a mention only
where the place speaks for it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.analyse.body_parts import Part, join
from pipeline.analyse.body_words import Head, heads, last_characters, legal_before, role
from pipeline.analyse.noun_runs import noun_runs
from pipeline.model import Layout, MentionType, Name, Witness, Word

_LONGEST_HEAD = 6  # words
_MINISTRY = re.compile(
    r"(?:文部科学|厚生労働|経済産業|国土交通|農林水産|環境|総務|外務|法務|財務|防衛|文部|厚生|労働|通商産業|郵政|運輸|建設|自治|大蔵|内務|農商務"
    r"|国防|国務|商務|司法|教育|保健|保健福祉|エネルギー|科学技術|公安|国家安全|海軍|陸軍|農業|文化|産業|情報通信)省"
    r"|(?:文化|スポーツ|特許|気象|消防|林野|水産|中小企業|資源エネルギー|観光|金融|消費者|復興|デジタル|こども家庭|警察|国税|海上保安|防衛装備"
    r"|原子力規制|最高検察|公安調査|宮内|出入国在留管理|防衛|環境|科学技術|経済企画|国土|社会保険|食糧)庁"
)
_NO_CONTENT_NEEDED = frozenset(
    "大学院 附属病院 付属病院 病院 本部 事務局 事務部 株式会社 有限会社 合同会社 本社 工場 キャンパス 支社 支店".split()
)
_CONTENT_THAT_SAYS = frozenset("グループ チーム ユニット 班 研究グループ 研究チーム 研究班 会議 部会 コア ハブ".split())
#: Behind "・" a new body begins where its first head is one of these.
_WHOLE_BODIES = ("大学", "高等専門学校", "省", "庁", "財団", "株式会社", "学会", "協会", "機構", "連合会")
_LETTERS = re.compile(r"[A-Z][A-Za-z0-9&.\-]*")
_DIGITS = re.compile(r"[0-9.]+")
_KATAKANA = re.compile(r"[ァ-ヴー・]{2,}")


def body_names(layout: Layout, words: tuple[Word, ...], known: Sequence[Name]) -> Iterator[Name]:
    """The names that the grammar finds; view offsets. `known` are the lexicon's names of bodies in the same view."""
    view = layout.text.view
    lexicon = {name.start: name.end for name in known}
    parts = [part for run in noun_runs(view, words, known) for part in _parts(view, run, lexicon)]
    for part in join(view, parts, known):
        yield Name(part.start, part.end, MentionType.ORGANIZATION, Witness.GRAMMAR, part.label)


def _parts(view: str, run: list[Word], lexicon: dict[int, int]) -> Iterator[Part]:
    """The names in one stretch of nouns, in order, none overlapping."""
    if not any(word.surface[-1] in last_characters() for word in run):
        return
    at = 0
    while at < len(run):
        reading = _Reading(view, run, _begin(view, run, at, lexicon), lexicon)
        reading.read()
        part = reading.part()
        if part:
            yield part
        if reading.next <= at:
            return
        at = reading.next


def _begin(view: str, run: list[Word], at: int, lexicon: dict[int, int]) -> int:
    """The index of the word that a name can begin with: behind dates, numbers, adverbs, persons, and words like 現."""
    while at < len(run) and run[at].start not in lexicon:
        word = run[at]
        rest = run[at + 1].start if at + 1 < len(run) else None
        if word.surface in role("before") or word.surface in "・&+-.'年月日" or word.pos[2] == "副詞可能":
            at += 1
        elif rest in lexicon and (word.surface in role("generic") or word.surface in role("country") or _is_number(word)):
            at += 1
        elif _person(run, at) and at + 2 < len(run) and (run[at + 2].start in lexicon or run[at + 2].pos[2] == "地名"):
            at += 2
        elif _is_number(word) and at + 1 < len(run) and run[at + 1].surface in ("年", "年度", "月", "日", "時", "回", "人", "名"):
            at += 2
        else:
            break
    return at


class _Reading:
    """Reads one name from the word `first` on. After `read`, `next` is the word at which to go on."""

    def __init__(self, view: str, run: list[Word], first: int, lexicon: dict[int, int]) -> None:
        self.view = view
        self.run = run
        self.first = first
        self.next = len(run)
        self.lexicon = lexicon
        self.named = self._behind_legal_forms(first)  # where the name proper begins
        self.content = self.named  # the first word behind the last head
        self.end: int | None = None  # index behind the last word of the name
        self.kind = ""
        self.last: Head | None = None
        self.desk: int | None = None  # where a name ends that only its place can make one
        self.proper = False

    def read(self) -> None:
        run = self.run
        stop = len(run)
        for index in range(self.named, len(run)):
            word = run[index]
            if self.end is not None and word.surface == "・" and self.end == index and self._body_begins(index + 1):
                self.next = index + 1
                return
            if word.surface in role("post") and index > self.named and not self._head_at(index) and not self._head_soon(index):
                stop = self.next = index + (0 if index > self.first else 1)
                break
            if word.surface[-1] not in last_characters():
                continue
            head = self._head_at(index)
            if head:
                self._take(head, index)
        self._take_rest(stop)

    def part(self) -> Part | None:
        """What was read."""
        run, last = self.run, self.end
        if last is None:
            if self.desk is not None and self.first < self.desk:
                return Part(run[self.first].start, run[self.desk - 1].end, "desk")
            return None
        label = self.kind
        if label == "body" and not self.proper:
            label = "plain"
            if last < len(run) and not self._may_follow(last):
                return None
        return Part(run[self.first].start, run[last - 1].end, label)

    def _head_at(self, index: int) -> Head | None:
        """The longest head that ends with word `index` and begins with a word."""
        found, end = None, self.run[index].end
        for first in range(index, max(self.first, index - _LONGEST_HEAD + 1) - 1, -1):
            head = heads().get(self.view[self.run[first].start : end])
            if head and first >= self.content:
                found = head
        return found

    def _take(self, head: Head, index: int) -> None:
        run = self.run
        begin = index
        while run[index].end - run[begin].start < len(head.words):
            begin -= 1
        content = run[self.content : begin]
        following = run[index + 1].surface if index + 1 < len(run) else ""
        if following == "長" and (self.end is not None or head.first is None) and head.kind == "department":
            return
        if self.end is None:
            fits = self._fits_first(head, content, index)
        else:
            fits = self._fits_later(head, content)
        if fits:
            if self.end is None:
                self.kind = "department" if head.kind == "department" else head.kind
                self.proper = self.named > self.first or self._is_proper(self.named)
            self.end, self.content, self.last = index + 1, index + 1, head
        elif self.end is None and head.later and content:
            self.desk = index + 1

    def _fits_first(self, head: Head, content: list[Word], index: int) -> bool:
        if head.first is None:
            return False
        whole = self.view[self.run[self.named].start : self.run[index].end]
        if self.lexicon.get(self.run[self.named].start, 0) >= self.run[index].end:
            return True
        if head.first == "ministry":
            return bool(_MINISTRY.search(whole))
        if not content or content[0].surface in role("refers"):
            return False
        if all(word.surface in role("generic") or _is_number(word) or word.surface in "・&-" for word in content):
            return False
        return head.first == "any" or self.named > self.first or self._is_proper(self.named)

    def _fits_later(self, head: Head, content: list[Word]) -> bool:
        if head.kind == "company":
            return self.kind == "company" and bool(content)
        if not head.later:
            return False
        if not content:
            return head.words in _NO_CONTENT_NEEDED
        if content[0].surface in role("tail") and content[0].surface not in role("generic"):
            return False
        if head.words in _CONTENT_THAT_SAYS:
            return not all(word.surface in role("generic") for word in content)
        if head.words == "学":
            return False  # see _take_rest
        return True

    def _take_rest(self, stop: int) -> None:
        """A name without a head behind its legal form (株式会社サイキ), a department without one (医学研究科脳神経機能形態学)."""
        if self.named > self.first and self.named < stop and (self.end is None or self._goes_on_in_letters()):
            index = self.end or self.named + 1
            while index < stop and not self._may_follow(index):
                index += 1
            self.end, self.kind, self.proper = index, "body", True
            return
        if self.end is None or self.end == len(self.run) or not self.last or self.last.kind != "department":
            return
        index = self.end
        while index < stop and not _is_name_of_person(self.run[index]):
            index += 1
        if index > self.end and self.run[index - 1].surface.endswith("学"):
            self.end = index

    def _behind_legal_forms(self, index: int) -> int:
        """The word behind the legal forms that begin at word `index`; `index` where there is none, or nothing behind it."""
        at = index
        while at < len(self.run) and (match := legal_before().match(self.view, self.run[at].start)):
            behind = next((i for i in range(at, len(self.run)) if self.run[i].start >= match.end()), None)
            if behind is None:
                return index
            at = behind
        return at

    def _goes_on_in_letters(self) -> bool:
        """Whether Latin letters or katakana follow the last head directly: 株式会社東都大学TLO."""
        return self.end is not None and self.end < len(self.run) and bool(re.match(r"[A-Zァ-ヴ]", self.run[self.end].surface))

    def _is_proper(self, index: int) -> bool:
        word = self.run[index]
        return (
            word.pos[1] == "固有名詞"
            or word.start in self.lexicon
            or bool(_LETTERS.fullmatch(word.surface))
            or bool(_KATAKANA.fullmatch(word.surface) and not word.lemma)
        )

    def _body_begins(self, index: int) -> bool:
        """Whether behind a "・" another body begins, not a department of this one."""
        if index >= len(self.run):
            return False
        if self.run[index].start in self.lexicon:
            return True
        reading = _Reading(self.view, self.run, index, self.lexicon)
        for at in range(index, len(self.run)):
            head = reading._head_at(at) if self.run[at].surface[-1] in last_characters() else None
            if head and reading._fits_first(head, self.run[index : at], at):
                return head.words.endswith(_WHOLE_BODIES) and head.kind == "body"
        return False

    def _head_soon(self, index: int) -> bool:
        """Whether the post is a part of a name: 教員養成センター, 研究員会."""
        return any(self._head_at(at) for at in range(index + 1, min(index + 3, len(self.run))))

    def _may_follow(self, index: int) -> bool:
        word = self.run[index]
        return word.surface in role("tail") or word.surface in role("post") or _is_name_of_person(word) or word.surface in "第・"


def _is_number(word: Word) -> bool:
    return word.pos[1] == "数詞" or bool(_DIGITS.fullmatch(word.surface))


def _is_name_of_person(word: Word) -> bool:
    return word.pos[1] == "固有名詞" and word.pos[2] == "人名"


def _person(run: list[Word], at: int) -> bool:
    return at + 1 < len(run) and run[at].pos[3] == "姓" and run[at + 1].pos[3] == "名"
