"""The grammar of Japanese names of bodies: a proper part, a head that says what kind of body it is, and departments behind it.

    国立大学法人 + 北浜大学 + 大学院 + 工学研究科 + 電気工学専攻

Heads and their needs are rows of the lexicon (`body_heads`), so are the words around names (`body_words`). The label of a Name
says how much the form alone is worth: "body" (it can stand for a body anywhere), "company", "department" (a part of a body that
has a name of its own), "desk" (a part whose name says little: a mention only where the place speaks for it), "plain" (no proper
name in it).
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
    r"(?:文部科学|厚生労働|経済産業|国土交通|農林水産|環境|総務|外務|法務|財務|防衛|文部|厚生|労働|通商産業|郵政|運輸|建設|自治|大蔵|内務|通産|農商務"
    r"|国防|国務|商務|司法|教育|保健|保健福祉|エネルギー|運輸|科学技術|公安|国家安全|内閣|海軍|陸軍|食糧農業|文化|産業|情報通信|労働福祉)省"
    r"|(?:文化|スポーツ|特許|気象|消防|林野|水産|中小企業|資源エネルギー|観光|金融|消費者|復興|デジタル|こども家庭|警察|国税|海上保安|防衛装備|原子力規制"
    r"|検察|公安調査|宮内|出入国在留管理|防衛|防衛施設|環境|科学技術|経済企画|北海道開発|沖縄開発|国土|総務|最高検察|会計検査|社会保険|食糧|特許商標|宗教文化|教育)庁"
)
_BARE = frozenset("大学院 附属病院 付属病院 病院 本部 事務局 事務部 株式会社 有限会社 合同会社 本社 工場 キャンパス 医学部附属病院".split())
_GROUPS = frozenset("グループ チーム ユニット 班 研究グループ 研究チーム 研究班 会議 センター 部会 コア ハブ 学".split())
_SPLITS = re.compile(r"大学|高等専門学校|[省庁]|財団|株式会社|学会|協会|機構|連合会")
_NUMBER = re.compile(r"[0-9.]+")
_PROPER = re.compile(r"[A-Z][A-Za-z0-9&.\-]*[A-Za-z]")
_KATAKANA = re.compile(r"[ァ-ヴー・]{2,}")


def body_names(layout: Layout, words: tuple[Word, ...], known: Sequence[Name]) -> Iterator[Name]:
    """The names that the grammar finds; view offsets. `known` are the lexicon's names of bodies in the same view."""
    view = layout.text.view
    starts = {name.start: name.end for name in known}
    parts: list[Part] = []
    for run in noun_runs(view, words, known):
        parts += _Run(view, run, starts).parts()
    for part in join(view, parts, known):
        yield Name(part.start, part.end, MentionType.ORGANIZATION, Witness.GRAMMAR, part.label)


class _Run:
    """One stretch of nouns, read from left to right."""

    def __init__(self, view: str, words: list[Word], known: dict[int, int]) -> None:
        self.view = view
        self.words = words
        self.known = known

    def parts(self) -> Iterator[Part]:
        """The names in the stretch, in order, none overlapping."""
        if not any(word.surface[-1] in last_characters() for word in self.words):
            return
        ...
