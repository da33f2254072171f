"""Finds PERSON and POSITION.

A name is vouched for by what stands beside it (posts, honorifics, labels, brackets, readings), by a list or a cell that it stands
in, or by the dictionaries; then it is looked for again in the rest of the text. Where two candidates overlap the better vouched
stays.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.people.beside import beside
from pipeline.extract.people.cells import cells
from pipeline.extract.people.ground import ground
from pipeline.extract.people.known import repeated
from pipeline.extract.people.lists import japanese_lists, latin_lists
from pipeline.extract.people.positions import positions
from pipeline.extract.people.readings import bracketed
from pipeline.extract.people.titled import titled
from pipeline.extract.people.witnesses import witnessed
from pipeline.model import Analysis, Mention


def find(analysis: Analysis) -> Iterable[Mention]:
    """The candidates in `analysis`; view offsets."""
    base = ground(analysis)
    near = beside(base)
    found = _best(
        [
            *titled(near),
            *bracketed(near),
            *latin_lists(near),
            *japanese_lists(near),
            *cells(near),
            *witnessed(near),
        ]
    )
    people = _best([*found, *repeated(base, found)])
    return [*people, *positions(base, people)]


def _best(candidates: Iterable[Mention]) -> list[Mention]:
    """The candidates without those that overlap a surer or, at equal sureness, a longer one; in reading order."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(candidates, key=lambda each: (-each.confidence, each.start - each.end, each.start, each.rule)):
        places = range(mention.start, mention.end)
        if not taken.intersection(places):
            taken.update(places)
            kept.append(mention)
    return sorted(kept, key=lambda each: each.start)


__all__ = ["find"]
