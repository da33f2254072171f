"""`words`: runs of words that UniDic classes as names of one kind, and nothing else: the floor for any name finder."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

import fugashi

from pipeline.errors import ModelMissing
from pipeline.extractors.shipped.labels import types_of
from pipeline.model import MentionType
from pipeline.model.annotation import Mark

_PROPER = "固有名詞"


class _Name(NamedTuple):
    start: int
    end: int
    type: MentionType


@cache
def _tagger() -> fugashi.Tagger:
    try:
        return fugashi.Tagger()
    except RuntimeError as error:
        raise ModelMissing("unidic-lite is not installed; run `pip install unidic-lite`") from error


def words(text: str) -> list[Mark]:
    """One mark for each run of adjacent names of one kind: 人名 is PERSON, 地名 LOCATION (unidic-lite has no class for bodies)."""
    names = list(_names(text))
    ends = {name.end: name.type for name in names}
    begins = [ends.get(name.start) is not name.type for name in names]  # whether a run begins with this name
    runs = groupby(zip(names, _numbered(begins), strict=True), key=lambda pair: pair[1])
    return [_mark([name for name, _ in run]) for _, run in runs]


def _numbered(begins: list[bool]) -> Iterator[int]:
    number = 0
    for begin in begins:
        number += begin
        yield number


def _mark(run: list[_Name]) -> Mark:
    return Mark(run[0].start, run[-1].end, run[0].type)


def _names(text: str) -> Iterator[_Name]:
    types = types_of("unidic")
    start = 0
    for line in text.splitlines(keepends=True):
        at = start
        for word in _tagger()(line):
            at = text.index(word.surface, at)  # blanks between words are left out of the surfaces
            if word.feature.pos2 == _PROPER and word.feature.pos3 in types:
                yield _Name(at, at + len(word.surface), types[word.feature.pos3])
            at += len(word.surface)
        start += len(line)
