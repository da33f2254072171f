"""Names in running prose that nothing stands beside: what two dictionaries and the network say, checked against the name book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.analyse.namebook import Kind, kinds
from pipeline.extract.people import foreign, latin
from pipeline.extract.people.beside import Beside
from pipeline.extract.people.ground import Ground, person
from pipeline.extract.people.shape import family_alone, in_kanji, whole
from pipeline.model import Mention, MentionType, Name, Witness

# An unknown katakana word has to play a part in its sentence, and to stand in no bracket or quotation.
_PLAYS_PART = re.compile(r"[はがもをにとのらで]")
_EXPLAINS = re.compile(r"[:：(「『<] ?$")
# Who does something: 心理学者エビングハウス, 作曲家ジョン・ケージ.
_OCCUPATION = re.compile(r"(?:学者|作家|画家|建築家|探検家|作曲家|音楽家|発明家|写真家|評論家|詩人|画伯|大統領|首相|国王|皇帝)の?$")


def witnessed(beside: Beside) -> Iterator[Mention]:
    """The names that the witnesses vouch for."""
    people = [name for name in beside.ground.analysis.names if name.type is MentionType.PERSON]
    by_witness = {witness: [name for name in people if name.witness is witness] for witness in Witness}
    for witness in (Witness.SUDACHI, Witness.UNIDIC):
        yield from _family_and_given(beside, by_witness[witness], witness)
    yield from _families(beside, by_witness[Witness.SUDACHI], by_witness[Witness.UNIDIC])
    yield from _foreign(beside)
    for name in by_witness[Witness.GINZA]:
        yield from _by_network(beside, name)


def _family_and_given(beside: Beside, names: list[Name], witness: Witness) -> Iterator[Mention]:
    """A family name with a given name right behind it."""
    ground = beside.ground
    for first, second in pairwise(names):
        if not first.label.endswith("姓") or not second.label.endswith(("名", "一般")) or first.end != second.start:
            continue
        if not _may_start(ground, first.start):
            continue
        # 伊藤穣一 may have been cut as 伊藤 + 穣 + 一: the longest known name that ends cleanly.
        for end in (second.end + 2, second.end + 1, second.end):
            shape = whole(ground.view, first.start, end) if end <= len(ground.view) else None
            if shape and shape.grade == 4 and (ground.closes_at(end) or (end == second.end and ground.may_end(end))):
                yield person(first.start, end, "dictionary", witness, 0.75)
                break


def _may_start(ground: Ground, start: int) -> bool:
    """Whether a name may start at `start` in prose: nothing before it, a body, or a common noun (俳優青木一郎)."""
    if ground.opens_at(start):
        return True
    before = ground.analysis.words_between(max(0, start - 8), start)
    return bool(before) and before[-1].end == start and before[-1].pos[1] == "普通名詞" and len(before[-1].surface) > 1


def _families(beside: Beside, ours: list[Name], theirs: list[Name]) -> Iterator[Mention]:
    """A family name that both dictionaries take for one and that is nothing else."""
    ground = beside.ground
    agreed = {(name.start, name.end) for name in theirs if name.label.endswith("姓")}
    for name in ours:
        text = ground.view[name.start : name.end]
        if (name.start, name.end) not in agreed or len(text) < 2 or kinds(text) & {Kind.PLACE, Kind.WORD} or not in_kanji(text):
            continue
        if family_alone(text) and ground.opens_at(name.start) == 2 and ground.closes_at(name.end):
            yield person(name.start, name.end, "family", "dictionaries", 0.6)


def _foreign(beside: Beside) -> Iterator[Mention]:
    """Katakana names whose parts the dictionary knows, and single ones that it takes for a name here."""
    ground = beside.ground
    bodies = _bodies(ground)
    for start, end in beside.katakana.items():
        text = ground.view[start:end]
        if foreign.quality(text) < 2 or _inside(bodies, start, end):
            continue
        if ground.closes_at(end) and _OCCUPATION.search(ground.view, max(0, start - 4), start):
            yield person(start, end, "foreign", "occupation", 0.7)
        if not _may_start(ground, start):
            continue
        if foreign.joined(text) and foreign.all_personal(text) and ground.may_end(end):
            yield person(start, end, "foreign", "dictionary", 0.7)
        elif (start, end) in ground.people and ground.closes_at(end) and _no_title(ground, start, text):
            yield person(start, end, "foreign", "dictionary", 0.6)


def _no_title(ground: Ground, start: int, text: str) -> bool:
    """Whether a single katakana name is nothing else, and does not open a quotation: 「ルパン…」 is a title."""
    return not kinds(text) & {Kind.PLACE, Kind.WORD} and ground.view[max(0, start - 1) : start] not in ("「", "『", "《", "〈")


def _bodies(ground: Ground) -> frozenset[tuple[int, int]]:
    """What the network takes for a body or a place."""
    others = (MentionType.ORGANIZATION, MentionType.LOCATION)
    return frozenset(
        (name.start, name.end) for name in ground.analysis.names if name.witness is Witness.GINZA and name.type in others
    )


def _inside(spans: frozenset[tuple[int, int]], start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in spans)


def _by_network(beside: Beside, name: Name) -> Iterator[Mention]:
    """What the network takes for a person, where its shape is that of a name too."""
    ground = beside.ground
    start, end = name.start, name.end
    text = ground.view[start:end]
    if beside.letters.get(start) == end:
        if latin.two_parts(text) and latin.evidence(text) > 1:
            yield person(start, end, "network", "GiNZA", 0.6)
    elif ground.opens_at(start) and ground.may_end(end) and (_japanese(ground, start, end) or _katakana(beside, start, end)):
        yield person(start, end, "network", "GiNZA", 0.65)


def _japanese(ground: Ground, start: int, end: int) -> bool:
    text = ground.view[start:end]
    if len(text) < 3 and Kind.WORD in kinds(text):
        return False
    shape = whole(ground.view, start, end)
    named = shape is not None and (shape.grade > 2 or not ground.nouns(start, end))
    return named or (family_alone(text) and len(text) > 1)


def _katakana(beside: Beside, start: int, end: int) -> bool:
    view = beside.ground.view
    text = view[start:end]
    if beside.katakana.get(start) != end or not foreign.quality(text) or not foreign.nothing_else(text):
        return False
    if foreign.joined(text) or foreign.quality(text) > 1:
        return True
    return _PLAYS_PART.match(view, end) is not None and _EXPLAINS.search(view[max(0, start - 2) : start]) is None
