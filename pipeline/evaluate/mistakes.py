"""Every error of one document, by kind, with its sentence; and which type was taken for which.

Marks that are the same in type and both ends are hits. Of the others, those of one type that share characters belong together (too
long, too short, shifted, split, merged), then those of different types (type), and what is left is missed or spurious.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.evaluate.evaluation import MISTAKE_KINDS, Confusion, Context, Mistake, MistakeGroup
from pipeline.evaluate.matching import clusters, match, position, touches
from pipeline.evaluate.scored import scored_marks
from pipeline.model.annotation import Annotation, Mark

#: How far the sentence around an error is shown to each side, in code points.
_AROUND = 60
_SENTENCE_END = re.compile(r"[。！？!?]|\n\s*\n")
_EXAMPLES = 3


@dataclass(slots=True)
class Mistakes:
    """The errors of one document, and how often (gold type, output type) stood at one place, None for nothing there."""

    document: str
    text: str | None
    found: list[Mistake] = field(default_factory=list)
    confusion: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)

    def add(self, kind: str, gold: Sequence[Mark], output: Sequence[Mark]) -> None:
        """Notes one error with its sentence, and its marks in the confusion."""
        here, there = ([self._with_text(mark) for mark in marks] for marks in (gold, output))
        context = _context(self.text, min(mark.start for mark in (*gold, *output)), max(mark.end for mark in (*gold, *output)))
        self.found.append(Mistake(kind, self.document, tuple(here), tuple(there), context))
        if kind == "value":  # a hit, counted as one already
            return
        for number in range(max(len(gold), len(output))):
            sides = (marks[number].type if number < len(marks) else None for marks in (gold, output))
            self.confusion[next(sides), next(sides)] += 1

    def _with_text(self, mark: Mark) -> Mark:
        text = mark.text if self.text is None else self.text[max(mark.start, 0) : max(mark.end, 0)]
        return Mark(mark.start, mark.end, mark.type, text, mark.value)


def find_mistakes(gold: Annotation, output: Annotation | None, types: Sequence[str]) -> Mistakes:
    """All errors of `output` (None: nothing) in one document, in text order."""
    mistakes = Mistakes(gold.id, gold.text)
    here, there = scored_marks(gold, output, types)
    here, there = _hits(here, there, mistakes)
    left_gold: list[Mark] = []
    left_output: list[Mark] = []
    for name in sorted({mark.type for mark in (*here, *there)}):
        rest = _same_type([mark for mark in here if mark.type == name], [mark for mark in there if mark.type == name], mistakes)
        left_gold += rest[0]
        left_output += rest[1]
    for mark, other in _take_pairs(left_gold, left_output):
        mistakes.add("type" if (mark.start, mark.end) == (other.start, other.end) else "type and boundary", [mark], [other])
    for mark in left_gold:
        mistakes.add("missed", [mark], [])
    for mark in left_output:
        mistakes.add("spurious", [], [mark])
    mistakes.found.sort(key=lambda each: (position((each.gold or each.output)[0]), MISTAKE_KINDS.index(each.kind)))
    return mistakes


def groups(mistakes: Iterable[Mistake], types: Sequence[str]) -> tuple[MistakeGroup, ...]:
    """The errors by type (in the order of `types`) and kind, the most frequent kind first."""
    members: dict[tuple[str, str, str | None], list[Mistake]] = {}
    for each in mistakes:
        members.setdefault((each.type, each.kind, each.taken_for), []).append(each)
    order = {name: number for number, name in enumerate(types)}
    found = [MistakeGroup(*key, len(all_), tuple(all_[:_EXAMPLES])) for key, all_ in members.items()]
    found.sort(key=lambda each: (order[each.type], -each.count, MISTAKE_KINDS.index(each.kind), each.taken_for or ""))
    return tuple(found)


def confusion(documents: Iterable[Mistakes], types: Sequence[str]) -> tuple[Confusion, ...]:
    """The confusion of all documents together, in the order of `types`, nothing last."""
    total: Counter[tuple[str | None, str | None]] = Counter()
    for each in documents:
        total += each.confusion
    order: dict[str | None, int] = {name: number for number, name in enumerate((*types, None))}
    return tuple(Confusion(*key, total[key]) for key in sorted(total, key=lambda key: (order[key[0]], order[key[1]])))


def _hits(gold: list[Mark], output: list[Mark], mistakes: Mistakes) -> tuple[list[Mark], list[Mark]]:
    """Sets the hits aside, those with a wrong value as errors; gives the other marks."""
    found = {position(mark): mark for mark in output}
    for mark in gold:
        other = found.get(position(mark))
        if other:
            mistakes.confusion[mark.type, mark.type] += 1
            if mark.value and mark.value != other.value:
                mistakes.add("value", [mark], [other])
    wanted = {position(mark) for mark in gold}
    return [mark for mark in gold if position(mark) not in found], [mark for mark in output if position(mark) not in wanted]


def _same_type(gold: list[Mark], output: list[Mark], mistakes: Mistakes) -> tuple[list[Mark], list[Mark]]:
    """Errors of the boundary between marks of one type; gives the marks that are left."""
    settled: list[Mark] = []
    for cluster in clusters(gold, output):
        if 1 not in map(len, cluster):
            continue
        here = [mark for mark in cluster[0] if any(touches(mark, other) for other in cluster[1])]
        there = [mark for mark in cluster[1] if any(touches(mark, other) for other in cluster[0])]
        if len(here) != len(there) and _apart(here) and _apart(there):
            mistakes.add("split" if len(here) == 1 else "merged", here, there)
            settled += [*here, *there]
    _remove(gold, settled)
    _remove(output, settled)
    for mark, other in _take_pairs(gold, output):
        mistakes.add(_boundary(mark, other), [mark], [other])
    return gold, output


def _take_pairs(gold: list[Mark], output: list[Mark]) -> list[tuple[Mark, Mark]]:
    """The best pairs, which are taken out of both lists."""
    pairs = match(gold, output)
    _remove(gold, [mark for mark, _ in pairs])
    _remove(output, [mark for _, mark in pairs])
    return pairs


def _remove(marks: list[Mark], gone: Iterable[Mark]) -> None:
    places = {position(mark) for mark in gone}
    marks[:] = [mark for mark in marks if position(mark) not in places]


def _apart(marks: list[Mark]) -> bool:
    return all(one.end <= other.start for one, other in pairwise(marks))


def _boundary(gold: Mark, output: Mark) -> str:
    if output.start <= gold.start and output.end >= gold.end:
        return "too long"
    if output.start >= gold.start and output.end <= gold.end:
        return "too short"
    return "shifted left" if output.start < gold.start else "shifted right"


def _context(text: str | None, start: int, end: int) -> Context | None:
    """The sentence around [start, end), cut where it is far from it."""
    if text is None:
        return None
    start, end = min(start, len(text)), min(max(start, end), len(text))
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    before = list(_SENTENCE_END.finditer(text, first, max(start, first)))
    after = _SENTENCE_END.search(text, max(end, first), last)
    begin = before[-1].end() if before else first
    stop = after.end() if after else last
    while begin < start and text[begin].isspace():
        begin += 1
    while stop > end and text[stop - 1].isspace():
        stop -= 1
    return Context(begin, stop, text[begin:stop])
