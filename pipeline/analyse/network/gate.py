"""Which sentences the network is asked about: those that can hold a name which the other witnesses have not settled.

On unseen releases the network is worth a point of PERSON and nothing of ORGANIZATION, and it costs more than all else together.
docs/performance.md says what the gate lets through and what it costs in quality.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.model import Layout, MentionType, Name, SectionKind, Sentence, Witness, Word

#: Katakana that may be a foreign name: joined by a dot, or long enough to be one.
_FOREIGN = re.compile(r"(?<![ァ-ヴー])[ァ-ヴー]{2,}+[・=][ァ-ヴー]{2,}")
#: In texts that are no release, bodies are asked for as well: any katakana, Latin word or acronym may be one.
_BODY = re.compile(r"[ァ-ヴー]{2,}|[A-Z][A-Za-z]+")
_OWN_PARTS = frozenset({
    SectionKind.PUBLICATION, SectionKind.CONTACT, SectionKind.FUNDING, SectionKind.GLOSSARY, SectionKind.RESULTS,
})  # fmt: skip
_NEEDS_SECOND_VOICE = frozenset({"doubtful", "ambiguous"})


def unsettled(layout: Layout, words: Sequence[Word], names: Iterable[Name]) -> frozenset[Sentence]:
    """The sentences of `layout` that the network is to be asked about; `names` are what the other witnesses say."""
    starts = [sentence.start for sentence in layout.sentences]
    found = set()
    for at in _suspects(layout, words, names):
        index = bisect_right(starts, at) - 1
        if index >= 0 and at < layout.sentences[index].end:
            found.add(layout.sentences[index])
    return frozenset(found)


def _suspects(layout: Layout, words: Sequence[Word], names: Iterable[Name]) -> Iterator[int]:
    """Where a name may begin that is not settled."""
    view = layout.text.view
    inside = _Cover(view)
    persons: list[Name] = []
    places: list[Name] = []
    for name in names:
        if name.witness in (Witness.LEXICON, Witness.GRAMMAR):
            if name.label in _NEEDS_SECOND_VOICE:
                yield name.start
            else:
                inside.add(name)
        elif name.type is MentionType.PERSON:
            persons.append(name)
        elif name.type is MentionType.LOCATION:
            places.append(name)
    yield from (name.start for name in (*_persons(persons), *_places(view, places)) if not inside.holds(name))
    yield from (match.start() for match in _FOREIGN.finditer(view))
    if not any(section.kind in _OWN_PARTS for section in layout.sections):
        yield from (match.start() for match in _BODY.finditer(view))
        yield from (word.start for word in words if word.pos[1] == "固有名詞")


class _Cover:
    """Which code points of the view names lie on."""

    def __init__(self, view: str) -> None:
        self._covered = bytearray(len(view))

    def add(self, name: Name) -> None:
        self._covered[name.start : name.end] = b"\1" * (name.end - name.start)

    def holds(self, name: Name) -> bool:
        """Whether the name begins on one of them."""
        return bool(self._covered[name.start])


def _persons(names: Sequence[Name]) -> Iterator[Name]:
    """The parts of names of persons but for pairs, and for given names and single characters that one dictionary alone sees."""
    settled = _pairs(names)
    starts = Counter(name.start for name in names)
    for name in names:
        surely = starts[name.start] > 1 or (name.end - name.start > 1 and not name.label.endswith("名"))
        if surely and name.start not in settled:
            yield name


def _places(view: str, names: Sequence[Name]) -> Iterator[Name]:
    """The places that one dictionary alone sees; not countries, which are all known, and not Latin words."""
    covers = {witness: _Cover(view) for witness in (Witness.UNIDIC, Witness.SUDACHI)}
    for name in names:
        covers[name.witness].add(name)
    for name in names:
        alone = not all(cover.holds(name) for cover in covers.values())
        if alone and not name.label.endswith("国") and not view[name.start].isascii():
            yield name


def _pairs(persons: Sequence[Name]) -> set[int]:
    """Where the parts of family name and given name begin that one dictionary sees side by side."""
    settled = set()
    for witness in (Witness.UNIDIC, Witness.SUDACHI):
        mine = [name for name in persons if name.witness is witness]
        for first, second in pairwise(mine):
            if first.label.endswith("姓") and second.label.endswith(("名", "一般")) and first.end == second.start:
                settled |= {first.start, second.start}
    return settled
