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
from pipeline.extract.places.weighing import Scale
from pipeline.lexicon import column
from pipeline.model import Analysis, Mention, MentionType

_KATAKANA = re.compile(r"[ァ-ヺー]")
#: What a place was called before, in brackets behind it: ウトキアグヴィク(旧バロー).
_FORMER = re.compile(r" ?\((?:旧称?|現|現在の)[: ]?([一-龥々ァ-ヶー]{2,10})\)")
_PART = re.compile(r"[山岳湖川島湾海][頂麓腹畔岸底面口域沖側系]")  # 富士山 + 頂, where the dictionary sees 山頂
#: Towns go on with it, too: 石川県 + 内灘町.
_INSIDE = re.compile(r"内(?=[各全]|市町|市区|区市)|内(?![一-龥]{1,3}[市区町村])")


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
    scale = Scale(analysis, votes, ((chain.start, chain.end) for chain in chains if chain.ambiguous))
    ends = {chain.end for chain in chains}
    chains = [standing for chain in chains if (standing := _standing(analysis, chain, ends))]
    sure = {chain.start for chain in chains if not chain.ambiguous} | {chain.end for chain in chains if not chain.ambiguous}
    for chain in chains:
        if not chain.ambiguous:
            yield _mention(chain, "places.name", 0.9)
        elif scale.is_place(chain.start, chain.end, chain.last, sure):
            yield _mention(chain, "places.weighed", 0.7)
        if former := _FORMER.match(analysis.view, chain.end):
            yield Mention(MentionType.LOCATION, *former.span(1), None, "places.former", former[0], 0.8)


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
    others = [*generic(analysis), *(each for each in votes.places() if each.place.name not in column("not_places", "word"))]
    return [*listed, *(each for each in others if each.start not in taken and each.end - 1 not in taken)]


def _on_words(analysis: Analysis, each: Found) -> bool:
    """Whether a name begins and ends where words do; katakana names also where no katakana is glued to them."""
    view = analysis.view
    if _KATAKANA.match(each.place.name[0]) and _KATAKANA.match(view[each.start - 1 : each.start]):
        return False
    if _KATAKANA.match(each.place.name[-1]) and _KATAKANA.match(view[each.end : each.end + 1]):
        return False
    words = analysis.words_between(max(0, each.start - 1), min(len(view), each.end + 12))
    if each.place.kind == "prefecture" and _INSIDE.match(view, each.end):
        return True  # where the dictionary sees 都内, 県内 and 道内
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
