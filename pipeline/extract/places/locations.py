"""LOCATION: countries, prefectures, cities, regions and natural places as names by themselves.

Candidates come from the tables, from the grammar (a name of a dictionary or in katakana + 州, 川, 半島, …) and from what
two witnesses take for a place. Neighbours without anything between are one place (大阪府東雲市). A name that is a surname or a
common word too needs a sign: a particle of place behind it, another place beside it, or the witnesses' votes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.extract.places.around import Behind, behind, free_before
from pipeline.extract.places.gazetteer import Found, Place, found
from pipeline.extract.places.suffixes import extended, generic, town
from pipeline.extract.places.votes import Votes
from pipeline.model import Analysis, Mention, MentionType

_KATAKANA = re.compile(r"[ァ-ヺー]")
_PLACE_PARTICLE = re.compile(
    r"で(?!す|し|あ|き)|への|へ|から|まで|にて|において|における"
    r"|に(?:ある|位置|所在|立地|拠点|住|本社|本拠|生息|分布|滞在|渡|移|行|到着|上陸)|を(?:訪|拠点|中心|襲|除|含)"
)
_PLACE_LABEL = re.compile(r"(?:本社|本店|所在地|場所|会場|開催地|出身地|産地|勤務地|拠点|採集地|調査地)[ :：は/]{1,2}$")
_POST = "教授|准教授|助教|講師|研究員"
_PERSON_BEHIND = re.compile(
    rf" ?(?:氏|さん|{_POST}|博士|先生|君|ら(?=[のはがに、])|社長|会長|所長|部長|課長|室長|学長|主任|特任|名誉|客員|院生|大学院生"
    rf"|チームリーダー|[(].{{0,12}}?(?:{_POST}))"
)
_PART = re.compile(r"[山岳湖川島湾海][頂麓腹畔岸底面口域沖側系]")  # 富士山 + 頂, where the dictionary sees 山頂
_GIVEN_NAME_BEHIND = re.compile(r" [一-龥々]{1,3}(?:[ (、]|$)")  # 小笠原 理 特任准教授
_READING_BEFORE = re.compile(r"[ァ-ヺー] $")  # ミノワ マリ
_JOIN = re.compile(r"[、・,/]|[ ]?[、・,/][ ]?|および|及び|と|や|-|〜|から")


@dataclass(frozen=True, slots=True)
class _Chain:
    """Names without anything between them, taken as one."""

    start: int
    end: int
    parts: tuple[Place, ...]

    @property
    def ambiguous(self) -> bool:
        return all(part.sense for part in self.parts)

    @property
    def last(self) -> Place:
        return self.parts[-1]


def locations(analysis: Analysis) -> Iterator[Mention]:
    """The LOCATION candidates of `analysis`."""
    votes = Votes(analysis)
    chains = [_with_town(analysis, chain) for chain in _chains(analysis, votes)]
    ends = {chain.end for chain in chains}
    chains = [standing for chain in chains if (standing := _standing(analysis, chain, ends))]
    sure = {chain.start for chain in chains if not chain.ambiguous} | {chain.end for chain in chains if not chain.ambiguous}
    for chain in chains:
        if not chain.ambiguous:
            yield _mention(chain, "places.name", 0.9)
        elif _is_place(analysis, chain, votes, sure):
            yield _mention(chain, "places.weighed", 0.7)


def _mention(chain: _Chain, rule: str, confidence: float) -> Mention:
    return Mention(MentionType.LOCATION, chain.start, chain.end, None, rule, chain.last.kind, confidence)


def _chains(analysis: Analysis, votes: Votes) -> Iterator[_Chain]:
    names = sorted(_names(analysis, votes), key=lambda each: (each.start, -each.end))
    chain: _Chain | None = None
    for name in names:
        if chain and name.start < chain.end:
            continue
        if chain and name.start == chain.end and (name.place.sense == "word" or not _joins(chain.last, name.place)):
            continue  # イラク + 中部
        if chain and name.start == chain.end:
            chain = replace(chain, end=name.end, parts=(*chain.parts, name.place))
            continue
        if chain:
            yield chain
        chain = _Chain(name.start, name.end, (name.place,))
    if chain:
        yield chain


def _with_town(analysis: Analysis, chain: _Chain) -> _Chain:
    return chain if chain.ambiguous else replace(chain, end=town(analysis, chain.start, chain.end, chain.last.kind))


def _joins(first: Place, second: Place) -> bool:
    if first.kind == "country" and not first.japanese and second.japanese:
        return False  # 中国 + 東北
    return second.kind != "witness" or first.kind in ("prefecture", "city")


def _names(analysis: Analysis, votes: Votes) -> Iterable[Found]:
    """Names of the tables, extended by what makes a longer name of them, and names that only grammar or witnesses know."""
    listed = [extended(analysis, each) for each in found(analysis.view) if _on_words(analysis, each)]
    taken = {at for each in listed for at in range(each.start, each.end)}
    others = [*generic(analysis), *votes.places()]
    return [*listed, *(each for each in others if each.start not in taken and each.end - 1 not in taken)]


def _on_words(analysis: Analysis, each: Found) -> bool:
    """Whether a name begins and ends where words do; katakana names also where no katakana is glued to them."""
    view = analysis.view
    if _KATAKANA.match(each.place.name[0]) and _KATAKANA.match(view[each.start - 1 : each.start]):
        return False
    if _KATAKANA.match(each.place.name[-1]) and _KATAKANA.match(view[each.end : each.end + 1]):
        return False
    words = analysis.words_between(max(0, each.start - 1), min(len(view), each.end + 12))
    if not any(word.start == each.start for word in words):
        return False
    return any(word.end == each.end for word in words) or bool(_PART.match(view, each.end - 1))


def _standing(analysis: Analysis, chain: _Chain, ends: set[int]) -> _Chain | None:
    """The chain where it is a name by itself, or the country alone where the rest is another's name (米国カリフォルニア大学)."""
    if _stands(analysis, chain, ends):
        return chain
    first = chain.parts[0]
    country = replace(chain, end=chain.start + len(first.name), parts=(first,))
    abroad = len(chain.parts) > 1 and first.kind == "country" and not first.japanese
    return country if abroad and free_before(analysis, chain.start, ends) else None


def _stands(analysis: Analysis, chain: _Chain, ends: set[int]) -> bool:
    """Whether the chain is a name by itself."""
    view, last = analysis.view, chain.last
    what = behind(analysis, chain.end)
    plain = what in (Behind.ALONE, Behind.NEAR, Behind.KEEP)
    abroad = plain and bool(_KATAKANA.match(view[chain.start])) and not chain.ambiguous
    if not free_before(analysis, chain.start, ends, abroad=abroad):
        return False
    if last.kind == "country-short":
        return True
    if plain:
        part = last.kind in ("town", "state") and view[chain.end : chain.end + 1] == "・" and _KATAKANA.match(view, chain.end + 1)
        return not part  # ボストン・サイエンティフィック
    if what is Behind.NAME and last.kind == "country" and not last.japanese:
        # 米国ハーバード大学, 英国MRC: the country stands before a name that does not begin with a common word.
        return bool(re.match(r"[ァ-ヺA-Z]", view[chain.end : chain.end + 1]))
    return what is Behind.COMPOUND and not last.japanese and last.sense == ""


def _is_place(analysis: Analysis, chain: _Chain, votes: Votes, sure: set[int]) -> bool:
    """Whether a name that may be something else is a place here."""
    view = analysis.view
    if _PERSON_BEHIND.match(view, chain.end):
        return False
    score = votes.score(chain.start, chain.end)
    if _GIVEN_NAME_BEHIND.match(view, chain.end) or _READING_BEFORE.search(view, max(0, chain.start - 8), chain.start):
        return False
    if behind(analysis, chain.end) is Behind.NEAR:
        score += 2
    elif _PLACE_PARTICLE.match(view, chain.end):
        score += 1 if chain.last.sense == "word" else 2
    if _PLACE_LABEL.search(view, max(0, chain.start - 8), chain.start):
        score += 2
    if _beside(view, chain, sure):
        score += 2
    return score >= 2


def _beside(view: str, chain: _Chain, sure: set[int]) -> bool:
    """Whether a place that is sure stands beside it in a list."""
    after = _JOIN.match(view, chain.end)
    if after and after.end() in sure:
        return True
    return any(_JOIN.fullmatch(view, chain.start - width, chain.start) and chain.start - width in sure for width in (1, 2, 3))
