"""Which of the witnesses' names are mentions.

The grammar's are, where its label is enough; the lexicon's, where nothing speaks against them; the network's in texts only that
are no release, and as the second voice for a doubtful name. (Taking all that the network calls a body costs 19 points of F1.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.analyse.body_words import alternatives, role
from pipeline.extract.organisations.found import organisation
from pipeline.model import Analysis, Mention, MentionType, Name, SectionKind, Witness

_CONFIDENCE = {"body": 0.9, "plain": 0.8, "company": 0.8, "department": 0.7, "doubtful": 0.6, "lexicon": 0.8, "network": 0.5}
#: The network's labels that are right where nobody else has a word, measured on news and Wikipedia sentences.
_TRUSTED = frozenset({
    "Company", "Corporation_Other", "Military", "Political_Organization_Other", "Pro_Sports_Organization",
    "Sports_Organization_Other", "Public_Institution",
})  # fmt: skip
_OWN_PARTS = frozenset({
    SectionKind.PUBLICATION, SectionKind.CONTACT, SectionKind.FUNDING, SectionKind.GLOSSARY, SectionKind.RESULTS,
})  # fmt: skip
_ACRONYM = re.compile(r"[A-Za-z0-9&-]+")
_LATIN_BESIDE = re.compile(r"[-A-Za-z]")
#: A noun behind an acronym makes another name of it, and so does a Latin word that no sentence goes on with.
_NOUN = re.compile(r" ?[一-龥ァ-ヴ]|[A-Za-z]")
_GOES_ON = r"and|or|in|is|at|by|with|to|for|has|was|were|are|from|on|as|of|Tel|TEL|FAX|E-?mail"
_OTHER_NAME = re.compile(rf" (?!(?:{_GOES_ON})\b)[A-Za-z]|-[A-Za-z0-9]")
_COMPOUND = re.compile(r"-[A-Za-z0-9]")
_PRODUCT = re.compile(
    r"[一-龥ァ-ヴーA-Za-z]{0,20}?"
    r"(?:データベース|DB|ガイドライン|ポータル|システム|アーカイブ|ツール|プロジェクト|プログラム|ネットワーク|サーバ|カタログ)"
)
#: What makes a periodical's name of a body's.
_PERIODICAL = re.compile(r"紀要|会誌|論文誌|誌(?!上)|雑誌|ジャーナル|新書|文庫")
#: A room or a building, not the department that is in it.
_PLACE = re.compile(r" ?(?:本館|新館|別館|[0-9A-Z]*号館|[A-Z0-9]*棟|講堂|キャンパス|図書室|ホール)")
#: A strain or an accession of a collection that is called as its keeper is: MAFF 番号 303287.
_COLLECTION = re.compile(r" ?(?:菌?株|保存|系統|アクセッション|カタログ)?番号")
#: The part of an exchange where a share is listed: 東証プライム.
_MARKET = re.compile(r" ?(?:プライム|スタンダード|グロース|マザーズ|[一二]部(?:上場|市場))")
_COUNT = re.compile(r"(?:[0-9]|数) ?$")
_LINK = re.compile(r"[の・、 (]")


def weigh(analysis: Analysis) -> Iterator[Mention]:
    """The mentions among the names, in the order in which they claim their places: the longest first, the network last."""
    view = analysis.view
    names = [name for name in analysis.names if name.type is MentionType.ORGANIZATION and not _PERIODICAL.match(view, name.end)]
    network = {(name.start, name.end) for name in names if name.witness is Witness.GINZA}
    persons = {name.start for name in analysis.names if name.type is MentionType.PERSON}
    news = _is_news(analysis)
    kept = []
    for name in names:
        if name.witness is Witness.GRAMMAR:
            if _grammar_is_right(view, name, network, persons):
                kept.append(organisation(name.start, name.end, f"grammar-{name.label}", confidence=_CONFIDENCE[name.label]))
        elif name.witness is Witness.LEXICON:
            if _stands_alone(view, name) and (name.label != "ambiguous" or (name.start, name.end) in network):
                kept.append(organisation(name.start, name.end, "lexicon", confidence=_CONFIDENCE["lexicon"]))
        elif name.label in _TRUSTED and news and _is_whole(view, name):
            kept.append(organisation(name.start, name.end, "network", cue=name.label, confidence=_CONFIDENCE["network"]))
    yield from sorted(kept, key=lambda each: (each.rule == "organisations.network", each.start - each.end, -each.confidence))


def stands_for_body(view: str, end: int) -> bool:
    """Whether an acronym that ends at `end` begins no other name: NBDCヒトデータベース, DDBJ Sequence Read Archive."""
    if _OTHER_NAME.match(view, end):
        return False
    if not _NOUN.match(view, end) or _may_follow().match(view, end):
        return True
    return view[end] == " " and not _PRODUCT.match(view, end + 1)


def _grammar_is_right(view: str, name: Name, network: set[tuple[int, int]], persons: set[int]) -> bool:
    if name.label == "department":
        return _is_named_department(view, name, persons)
    if name.label == "doubtful":
        return (name.start, name.end) in network
    return name.label in _CONFIDENCE


def _is_named_department(view: str, name: Name, persons: set[int]) -> bool:
    """Whether a department without its body is a name: 無機化学研究室; 理学部の青木教授, but not 理学部の学生."""
    if _PLACE.match(view, name.end):
        return False
    words = view[name.start : name.end]
    if words.isascii() or words.endswith(tuple(role("own_name"))):
        return True
    link = _LINK.match(view, name.end)
    at = link.end() if link else name.end
    return at in persons or bool(_post().match(view, at))


def _stands_alone(view: str, name: Name) -> bool:
    if view[name.start : name.end] in role("unit") and _COUNT.search(view, max(0, name.start - 2), name.start):
        return False
    if _COLLECTION.match(view, name.end) or _MARKET.match(view, name.end):
        return False
    if not _ACRONYM.fullmatch(view, name.start, name.end):
        return True
    return not _COMPOUND.match(view, name.end) if name.label == "funder" else stands_for_body(view, name.end)


@cache
def _post() -> re.Pattern[str]:
    return re.compile(alternatives(role("post") - role("student")))


@cache
def _may_follow() -> re.Pattern[str]:
    return re.compile(rf" ?(?:{alternatives(role('tail') | role('post') | {'職員', '研究', '共同'})})")


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
    return not any(section.kind in _OWN_PARTS for section in analysis.layout.sections)
