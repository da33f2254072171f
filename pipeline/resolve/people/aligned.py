"""A list of authors in Latin letters beside the same list in Japanese: the names at one place are one person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.model import Mention
from pipeline.resolve.people.romanized import latin, likeness
from pipeline.resolve.people.sounds import closeness
from pipeline.resolve.people.text import Sheet, is_kana, is_latin

_GAP = re.compile(
    r"(?:<sup>[^<>\n]{0,20}</sup>|[0-9*†‡§#^,]| [0-9]{1,2}\)|\)|\([^()\n]{0,30}\))* ?(?:[,、;・/&]|and|,? ?(?:and|&)|および|及び) ?"
)
_NEAR = 80  # code points between the two lists
_SOUNDS = 0.7
_SHARE = 0.5  # of the pairs have to spell one name


def aligned(sheet: Sheet) -> Iterator[tuple[Mention, Mention]]:
    """(Latin mention, Japanese mention) for each place of two such lists."""
    runs = list(_runs(sheet))
    for first, second in pairwise(runs):
        if len(first) != len(second) or is_latin(sheet.text(first[0])) == is_latin(sheet.text(second[0])):
            continue
        if second[0].start - first[-1].end > _NEAR:
            continue
        letters, japanese = (first, second) if is_latin(sheet.text(first[0])) else (second, first)
        pairs = list(zip(letters, japanese, strict=True))
        like = sum(_alike(sheet.text(one), sheet.text(other)) for one, other in pairs)
        if like >= _SHARE * len(pairs):
            yield from pairs


def _alike(letters: str, japanese: str) -> bool:
    if is_kana(japanese):
        return closeness(japanese, letters) >= _SOUNDS
    return bool(likeness(latin(letters), japanese, None, alone=False))


def _runs(sheet: Sheet) -> Iterator[list[Mention]]:
    """Lists of two and more names in one kind of letters."""
    run: list[Mention] = []
    for mention in sheet.people:
        text = sheet.text(mention)
        if is_kana(text) and sheet.view[max(0, mention.start - 2) : mention.start].strip().endswith("("):
            continue  # the reading of the name before
        if run and is_latin(text) == is_latin(sheet.text(run[-1])) and _GAP.fullmatch(sheet.view, run[-1].end, mention.start):
            run.append(mention)
        else:
            if len(run) > 1:
                yield run
            run = [mention]
    if len(run) > 1:
        yield run
