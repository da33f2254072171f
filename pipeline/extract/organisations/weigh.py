"""Which of the witnesses' names are mentions: the grammar's, where its label is enough; the lexicon's, where nothing speaks against it;
the network's only in texts that are no release, and as the second voice for a doubtful name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.analyse.body_words import alternatives, role
from pipeline.extract.organisations.found import Found, organisation
from pipeline.model import Analysis, Mention, MentionType, Name, SectionKind, Witness

_CONFIDENCE = {"body": 0.9, "plain": 0.8, "company": 0.8, "department": 0.7, "doubtful": 0.6}
_NETWORK = 0.5
_LATIN_BESIDE = re.compile(r"[-A-Za-z]")
#: The network's labels that are right where nobody else has a word, measured on news and Wikipedia sentences (others: one in four).
_TRUSTED = frozenset(
    "Company Corporation_Other Military Political_Organization_Other Pro_Sports_Organization Sports_Organization_Other Public_Institution".split()
)
_ACRONYM = re.compile(r"[A-Za-z0-9&-]+")
#: A noun directly behind an acronym makes another name of it: NBDCヒトデータベース.
_NOUN = re.compile(r" ?[一-龥ァ-ヴ]|[A-Za-z]")
#: A room or a building, not the body that is in it.
_PLACE = re.compile(r" ?(?:本館|新館|別館|[0-9A-Z]*号館|[A-Z0-9]*棟|講堂|キャンパス|図書室|ホール)")
#: Departments whose name says enough.
_OWN_NAMES = ("研究室", "講座", "研究部門", "研究拠点", "研究ユニット", "研究チーム", "実験所", "演習林")
_LINK = re.compile(r"[の・、 (]")
_STUDENTS = ("学生", "大学生", "卒業生", "院生", "大学院生", "研究者", "教員", "職員", "研究員", "担当者", "委員")
#: What makes a periodical's name of a body's.
_PERIODICAL = re.compile(r"紀要|会誌|論文誌|誌(?!上)|雑誌|ジャーナル|新書|文庫")
_RELEASE = frozenset({SectionKind.PUBLICATION, SectionKind.CONTACT, SectionKind.FUNDING, SectionKind.GLOSSARY, SectionKind.RESULTS})


def weigh(analysis: Analysis, found: Found) -> Iterator[Mention]:
    """The mentions among the names, the longest first at each place."""
    names = [name for name in analysis.names if name.type is MentionType.ORGANIZATION]
    network = {(name.start, name.end) for name in names if name.witness is Witness.GINZA}
    persons = {name.start for name in analysis.names if name.type is MentionType.PERSON}
    starts = {word.start for word in analysis.words}
    ends = {word.end for word in analysis.words}
    news = _is_news(analysis)
    kept = []
    for name in names:
        if _PERIODICAL.match(analysis.view, name.end):
            continue
        if name.witness is Witness.GRAMMAR and (
            name.label in ("body", "plain", "company", "department")
            or (name.label == "doubtful" and (name.start, name.end) in network)
        ):
            if name.label == "department" and not _is_named_department(analysis.view, name, persons):
                continue
            kept.append(organisation(name.start, name.end, f"grammar-{name.label}", confidence=_CONFIDENCE[name.label]))
        elif name.witness is Witness.LEXICON and name.start in starts and name.end in ends and _stands_alone(analysis.view, name):
            if name.label != "ambiguous" or (name.start, name.end) in network:
                kept.append(organisation(name.start, name.end, "lexicon", confidence=0.8))
        elif name.witness is Witness.GINZA and name.label in _TRUSTED and news and _is_whole(analysis.view, name):
            kept.append(organisation(name.start, name.end, "network", cue=name.label, confidence=_NETWORK))
    # The network speaks only where the others are silent.
    yield from sorted(kept, key=lambda mention: (mention.confidence <= _NETWORK, mention.start - mention.end, -mention.confidence))


def _is_named_department(view: str, name: Name, persons: set[int]) -> bool:
    """Whether a department without its body is a name: 無機化学研究室; 理学部の青木教授, but not 理学部の学生."""
    if _PLACE.match(view, name.end):
        return False
    words = view[name.start : name.end]
    if words.endswith(_OWN_NAMES) or words.isascii():
        return True
    behind = _LINK.match(view, name.end)
    at = behind.end() if behind else name.end
    return at in persons or bool(_post().match(view, at))


def stands_for_body(view: str, end: int) -> bool:
    """Whether an acronym that ends at `end` is not the beginning of another name: NBDCヒトデータベース, DDBJ Sequence Read Archive."""
    if _OTHER_NAME.match(view, end):
        return False
    if not _NOUN.match(view, end):
        return True
    return bool(_may_follow().match(view, end)) or (view[end] == " " and not _PRODUCT.match(view, end + 1))


_OTHER_NAME = re.compile(r" (?!(?:and|or|in|is|at|by|with|to|for|has|was|were|are|from|on|as|of|Tel|TEL|FAX|E-?mail)\b)[A-Za-z]|-[A-Za-z0-9]")
_PRODUCT = re.compile(
    r"[一-龥ァ-ヴーA-Za-z]{0,20}?(?:データベース|DB|ガイドライン|ポータル|システム|アーカイブ|ツール|プロジェクト|プログラム|ネットワーク|サーバ|カタログ)"
)


@cache
def _post() -> re.Pattern[str]:
    return re.compile(alternatives(role("post") - frozenset(_STUDENTS)))


@cache
def _may_follow() -> re.Pattern[str]:
    return re.compile(rf" ?(?:{alternatives(role('tail') | role('post') | frozenset(('職員', '研究', '共同')))})")


def _stands_alone(view: str, name: Name) -> bool:
    if not _ACRONYM.fullmatch(view, name.start, name.end):
        return True
    if name.label == "funder":
        return not re.compile(r"-[A-Za-z0-9]").match(view, name.end)
    return stands_for_body(view, name.end)


def _is_whole(view: str, name: Name) -> bool:
    """Whether the network's name is no piece of a Latin word or list."""
    words = view[name.start : name.end]
    if "," in words or "、" in words or "\n" in words:
        return False
    if not words.isascii():
        return True
    before, behind = view[name.start - 1 : name.start], view[name.end : name.end + 1]
    return words[0].isupper() and not _LATIN_BESIDE.match(before) and not _LATIN_BESIDE.match(behind)


def _is_news(analysis: Analysis) -> bool:
    """Whether the text has none of a release's own parts."""
    return not any(section.kind in _RELEASE for section in analysis.layout.sections)
