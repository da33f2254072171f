"""Further places of names that are already found: the whole name without its blank, and the family name alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.analyse.namebook import Kind, kinds
from pipeline.extract.people.ground import Ground, person
from pipeline.extract.people.shape import KANJI, whole
from pipeline.model import Mention

_JAPANESE = re.compile(rf"[{KANJI}][{KANJI}ぁ-んァ-ヴー ]*")

#: What makes a family name of 四月一日さん, which is a date otherwise.
_HONOURED = re.compile(r" ?(?:さん|氏|先生)")


def repeated(ground: Ground, found: list[Mention]) -> Iterator[Mention]:
    """The other places in `ground` where the people of `found` are named."""
    full, families = _names(ground.view, found)
    if not full:
        return
    pattern = re.compile("|".join(_spelling(name) for name in sorted(full | families, key=len, reverse=True)))
    for match in pattern.finditer(ground.view):
        name = match[0].replace(" ", "")
        if not ground.opens_at(match.start()) or not ground.closes_at(match.end()):
            continue
        honoured = _HONOURED.match(ground.view, match.end()) is not None
        if name in full:
            yield person(*match.span(), "again", name, 0.97 if honoured else 0.85)
        elif match.start() in ground.word_starts and match.end() in ground.word_ends:
            yield person(*match.span(), "family-again", name, 0.97 if honoured else 0.7)


def _names(view: str, found: list[Mention]) -> tuple[set[str], set[str]]:
    full, families = set(), set()
    for mention in found:
        text = view[mention.start : mention.end]
        if not _JAPANESE.fullmatch(text):
            continue
        shape = whole(view, mention.start, mention.end)
        if shape is None or len(text) < 3:
            continue
        unsure = shape.grade < 3 and " " not in text
        if not unsure or len(text) > 3:  # four kanji that were a name once are one again
            full.add(text.replace(" ", ""))
        if unsure:
            continue
        family = view[mention.start : shape.family_end]
        if len(family) > 1 and not kinds(family) & {Kind.PLACE, Kind.WORD}:
            families.add(family)
    return full, families


def _spelling(name: str) -> str:
    return " ?".join(map(re.escape, name)) if len(name) > 2 else re.escape(name)
