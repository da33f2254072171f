"""Stretches of the view in which a name can lie: nouns one after the other, without particles, verbs and blanks between them.

Hiragana breaks a stretch, but for what the lexicon knows to stand inside names (がん, こども) and names of known bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.analyse.body_words import inside, legal_bracketed, legal_with_blank
from pipeline.model import Name, Word

_NAME_SCRIPTS = re.compile(r"[一-龥々〆ヶヵァ-ヴー0-9A-Za-zÀ-ÿ・&+\-'.]+")
_BREAKS = frozenset({"助詞", "助動詞", "動詞", "形容詞", "接続詞", "連体詞", "代名詞", "補助記号", "空白"})
_JOINTS = frozenset("・&+-.'")
_ONLY_JOINTS = re.compile(r"[・&+\-.'ー]+")


def noun_runs(view: str, words: tuple[Word, ...], known: Iterable[Name]) -> Iterator[list[Word]]:
    """The stretches, each as its words in order. `known` are names of bodies, whose inside is never broken."""
    marks = bytearray(len(view))
    for match in inside().finditer(view):
        marks[match.start() : match.end()] = b"\1" * len(match[0])
    for name in known:
        marks[name.start : name.end] = b"\1" * (name.end - name.start)
    for match in legal_bracketed().finditer(view):
        marks[match.start() : match.end()] = b"\1" * len(match[0])
    over_blank = {match.end() for match in legal_with_blank().finditer(view)}
    run: list[Word] = []
    for word in words:
        fits = (marks[word.start] and marks[word.end - 1]) or _can_be_inside(word)
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


def _can_be_inside(word: Word) -> bool:
    if word.surface in _JOINTS:
        return True
    if word.pos[0] in _BREAKS:
        return False
    return bool(_NAME_SCRIPTS.fullmatch(word.surface)) or word.pos[1] == "固有名詞"
