"""Names in brackets behind names: readings (近江 誠(おうみ まこと)), Latin forms (青木一郎(Ichiro Aoki)) and the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.analyse.namebook import Kind, kinds, readings
from pipeline.extract.people import foreign, latin
from pipeline.extract.people.beside import Beside, Spot, Tie
from pipeline.extract.people.ground import person
from pipeline.extract.people.shape import KANJI, whole
from pipeline.model import Mention

_KANA = re.compile(
    r"\( ?(?P<kana>[ぁ-んー]{1,9}(?:(?: {1,2}|・)[ぁ-んー]{1,9})?|[ァ-ヴー]{1,12}(?:(?: {1,2}|・)[ァ-ヴー]{1,12}){0,3})"
    r"(?= ?[)、,/;:])"
)
_LATIN = re.compile(r"[(、,/;] ?(?=[A-ZÀ-ÖØ-Þ])")
_KANA_BEFORE = re.compile(r"[ぁ-んァ-ヴー] ?$")
_BEFORE_BRACKET = re.compile(r" ?\n? ?$")
_BRACKET = re.compile(r"\( ?([^()\n]{2,12}?) ?(?=[)、,])")
_CLOSES = re.compile(r" ?[),、;/]")
_UNLISTED = re.compile(rf"(?:担当|担当者|担当教員|代表|責任者|氏名)[:：] ?([{KANJI}]{{1,4}}) ?$")
_KANA_A_KANJI = 4  # kana that one kanji of a name is read with at most
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def bracketed(beside: Beside) -> Iterator[Mention]:
    """The readings and Latin forms in brackets, with the names that they stand behind."""
    view = beside.ground.view
    for match in _KANA.finditer(view):
        yield from _reading(beside, match)
    for match in _LATIN.finditer(view):
        found = latin.one(view, match.end())
        if found is None or not latin.two_parts(found[0]) or latin.evidence(found[0]) < 1 or not _CLOSES.match(view, found.end()):
            continue
        if not (
            _name_before(beside, match.start())
            if match[0][0] == "("
            else _KANA_BEFORE.search(view, max(0, match.start() - 2), match.start())
        ):
            continue
        yield person(found.start(), found.end(), "latin-in-bracket", "(", 0.9)
        if match[0].startswith("(") and (spot := _name_before(beside, match.start())):
            yield person(spot.start, spot.end, "before-latin", found[0], 0.9)
    for match in _BRACKET.finditer(view):
        end = match.start() - (view[match.start() - 1 : match.start()] == " ")
        start = beside.letter_ends.get(end)
        shape = whole(view, match.start(1), match.end(1))
        if start is not None and shape and shape.grade >= 3 and latin.two_parts(view[start:end]):
            yield person(match.start(1), match.end(1), "kanji-in-bracket", view[start:end], 0.9)
            yield person(start, end, "latin-before-kanji", match[1], 0.9)
        spoken = beside.katakana_ends.get(end)
        if spoken is not None and shape and shape.grade >= 2 and foreign.joined(view[spoken:end]) and " " in match[1]:
            yield person(match.start(1), match.end(1), "kanji-in-bracket", view[spoken:end], 0.9)
            yield person(spoken, end, "katakana-before-kanji", match[1], 0.9)


def _reading(beside: Beside, match: re.Match[str]) -> Iterator[Mention]:
    kana = match["kana"]
    parted = " " in kana or "・" in kana
    before = _BEFORE_BRACKET.search(beside.ground.view, max(0, match.start() - 3), match.start())
    spot = beside.ending(before.start() if before else match.start(), Tie.SURE if parted else Tie.CLOSE)
    if spot is None:
        yield from _labelled(beside.ground.view, match)
        return
    name = beside.ground.view[spot.start : spot.end]
    if name[0].isascii() or "ァ" <= name[0] <= "ヿ":
        fits = parted and latin.two_parts(name)
    else:
        fits = (parted and len(name) > 1) or reads(name, kana) or (spot.confidence > 0.95 and len(kana) > 3)
    if fits:
        yield person(match.start("kana"), match.end("kana"), "reading", name, 0.95)
        yield person(spot.start, spot.end, "before-reading", kana, 0.95)


def _labelled(view: str, match: re.Match[str]) -> Iterator[Mention]:
    """A family name that no dictionary lists, with its reading, behind a label: 担当:嶽(だけ)."""
    name = _UNLISTED.search(view, max(0, match.start() - 12), match.start())
    if (
        name
        and kinds(name[1]) != {Kind.WORD}
        and len(match["kana"]) <= len(name[1]) * _KANA_A_KANJI
        and match["kana"][0] not in "んー"
    ):
        yield person(match.start("kana"), match.end("kana"), "reading", name[1], 0.9)
        yield person(name.start(1), name.end(1), "before-reading", match["kana"], 0.9)


def reads(name: str, kana: str) -> bool:
    """Whether kanji `name` may be read `kana`, after the dictionary's readings of its parts."""
    plain = kana.replace(" ", "").translate(_TO_HIRAGANA)
    for family, given in _splits(name):
        for first in readings(family, Kind.FAMILY):
            first = first.translate(_TO_HIRAGANA)
            if plain == first and not given:
                return True
            if given and plain.startswith(first):
                rest = plain[len(first) :]
                if 2 <= len(rest) <= 6 and rest[0] not in "んー":
                    return True
    return False


def _splits(name: str) -> list[tuple[str, str]]:
    if " " in name:
        family, _, given = name.partition(" ")
        return [(family, given.strip())]
    return [(name[:at], name[at:]) for at in range(1, len(name) + 1)]


def _name_before(beside: Beside, at: int) -> Spot | None:
    end = at - 1 if at and beside.ground.view[at - 1] == " " else at
    spot = beside.ending(end, Tie.CLOSE)
    return spot if spot and (spot.end - spot.start > 2 and spot.confidence >= 0.8) else None
