"""Stretches of the view in which a name can lie: nouns one after the other, without particles, verbs and blanks between them.

Hiragana breaks a stretch, but for what the lexicon knows to stand inside names (がん, こども) and names of known bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.analyse.body_words import inside, legal_bracketed, legal_over_blank
from pipeline.model import Name, Word

_NAME_SCRIPTS = re.compile(r"[一-龥々〆ヶヵァ-ヴー0-9A-Za-zÀ-ÿ・&+\-'.]+")
_BREAKS = frozenset({"助詞", "助動詞", "動詞", "形容詞", "接続詞", "連体詞", "代名詞", "補助記号", "空白"})
#: An acronym in the middle of a name: 日本DNAデータバンク(DDBJ)センター.
_ACRONYM_INSIDE = re.compile(
    r"(?<![館院学構所])(?<!センター)(?<!機関)(?<!財団)(?<!会社)(?<=[一-龥ァ-ヴーA-Za-z])\([A-Z][A-Za-z0-9-]{1,9}\)"
    r"(?=(?:センター|研究所|機構|病院|部門|支部|拠点|グループ|チーム|ユニット|室|コンソーシアム|事務局)(?![一-龥ァ-ヴー]))"
)
#: A company that hiragana begins, with its legal form behind, or a publisher: さざなみ漁網合名会社, ひつじ書房.
_HIRAGANA_COMPANY = re.compile(
    r"(?:(?<=[\s、。・「『(:])|^)(?!また|なお|さらに|および|ならびに|もしくは|または|この|その|われ|わが|おもに|とくに|いわゆる)"
    r"[ぁ-ん]{2,10}(?:[一-龥ァ-ヴー]{0,8}(?:株式|有限|合同|合資|合名)会社|書房|書店)(?![一-龥ァ-ヴーA-Za-z0-9])",
    re.MULTILINE,
)
_JOINTS = frozenset("・&+-.'")
_KATAKANA = re.compile(r"[ァ-ヴー]+")
_ONLY_JOINTS = re.compile(r"[・&+\-.'ー]+")


def noun_runs(view: str, words: tuple[Word, ...], known: Iterable[Name]) -> Iterator[list[Word]]:
    """The stretches, each as its words in order. `known` are names of bodies, whose inside is never broken."""
    marks = bytearray(len(view))
    for match in inside().finditer(view):
        marks[match.start() : match.end()] = b"\1" * len(match[0])
    for name in known:
        marks[name.start : name.end] = b"\1" * (name.end - name.start)
    for pattern in (legal_bracketed(), _ACRONYM_INSIDE, _HIRAGANA_COMPANY):
        for match in pattern.finditer(view):
            marks[match.start() : match.end()] = b"\1" * len(match[0])
    over_blank = legal_over_blank(view)
    run: list[Word] = []
    for word in words:
        fits = (marks[word.start] and marks[word.end - 1]) or _can_be_inside(word.surface, word.pos[0], word.pos[1])
        if run and (not fits or (word.start != run[-1].end and word.start not in over_blank)):
            yield from _trimmed(run)
            run = []
        if fits:
            run.append(word)
    yield from _trimmed(run)


def _trimmed(run: list[Word]) -> Iterator[list[Word]]:
    first, last = 0, len(run)
    while first < last and _ONLY_JOINTS.fullmatch(run[first].surface):
        first += 1
    while last > first and run[last - 1].surface in _JOINTS:
        last -= 1
    if last > first:
        yield run[first:last]


@lru_cache(maxsize=20_000)
def _can_be_inside(surface: str, pos: str, subclass: str) -> bool:
    if surface in _JOINTS or _KATAKANA.fullmatch(surface):  # dictionaries cut foreign names at will
        return True
    if pos in _BREAKS:
        return False
    return bool(_NAME_SCRIPTS.fullmatch(surface)) or subclass == "固有名詞"
