"""A list of authors in Latin letters beside the same list in Japanese: the names at one place are one person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Mention
from pipeline.resolve.people.romanized import latin, likeness
from pipeline.resolve.people.text import Sheet, is_kana, is_latin

_GAP = re.compile(r"(?:[0-9*†‡§#^,]|\([^()\n]{0,30}\))* ?(?:[,、;・/&]|and|,? ?(?:and|&)|および|及び) ?")
_NEAR = 80  # code points between the two lists
_SHARE = 0.5  # of the pairs have to spell one name


def aligned(sheet: Sheet) -> Iterator[tuple[Mention, Mention]]:
    """(Latin mention, Japanese mention) for each place of two such lists."""
    runs = list(_runs(sheet))
    for first, second in zip(runs, runs[1:], strict=False):
        if len(first) != len(second) or is_latin(sheet.text(first[0])) == is_latin(sheet.text(second[0])):
            continue
        if second[0].start - first[-1].end > _NEAR:
            continue
        letters, japanese = (first, second) if is_latin(sheet.text(first[0])) else (second, first)
        pairs = list(zip(letters, japanese, strict=True))
        like = sum(bool(likeness(latin(sheet.text(one)), sheet.text(other), None, alone=False)) for one, other in pairs)
        if like >= _SHARE * len(pairs):
            yield from pairs


def _runs(sheet: Sheet) -> Iterator[list[Mention]]:
    """Lists of two and more names in one kind of letters."""
    run: list[Mention] = []
    for mention in sheet.people:
        text = sheet.text(mention)
        if is_kana(text):
            continue
        if run and is_latin(text) == is_latin(sheet.text(run[-1])) and _GAP.fullmatch(sheet.view, run[-1].end, mention.start):
            run.append(mention)
        else:
            if len(run) > 1:
                yield run
            run = [mention]
    if len(run) > 1:
        yield run
