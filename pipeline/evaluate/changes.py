"""Two runs over the same texts: what one says and the other does not, and with gold which of them is right where.

Without gold a mark or a record is added, removed, or changed (another value, end or type at the same place). With gold it is newly
right, newly wrong, wrong otherwise, or, where the gold has nothing, newly spurious or no longer spurious.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.evaluate.evaluation import Mistake
from pipeline.evaluate.matching import match, position
from pipeline.evaluate.mistakes import find_mistakes
from pipeline.evaluate.records import RECORDS, record_sets
from pipeline.evaluate.scored import scored_types
from pipeline.evaluate.serialise import mark_dict
from pipeline.model import MentionType
from pipeline.model.annotation import Annotation, Mark

#: In the order in which they are listed.
WITHOUT_GOLD = ("added", "removed", "changed")
WITH_GOLD = ("newly right", "no longer spurious", "newly wrong", "newly spurious", "wrong otherwise")

Annotations = Mapping[str, Annotation]


@dataclass(frozen=True, slots=True)
class MarkChange:
    """A mention in which the runs differ. `before` and `after` are what stands there; empty where nothing does."""

    kind: str  # one of WITHOUT_GOLD or WITH_GOLD
    document: str
    type: str
    gold: tuple[Mark, ...]  # with gold, what is right there
    before: tuple[Mark, ...]
    after: tuple[Mark, ...]

    @property
    def start(self) -> int:
        """Where it is, in code points."""
        return min(mark.start for mark in (*self.gold, *self.before, *self.after))


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record or relation (see `records.RECORDS`) in which the runs differ; its parts are width-folded and without blanks."""

    kind: str
    document: str
    record: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All in which two runs differ."""

    documents: tuple[str, ...]  # that were compared
    only_first: tuple[
        str, ...
    ]  # documents that only one run has; without gold they are not compared, with gold they count as empty
    only_second: tuple[str, ...]
    with_gold: bool
    marks: tuple[MarkChange, ...]
    records: tuple[RecordChange, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of change that there can be."""
        return WITH_GOLD if self.with_gold else WITHOUT_GOLD

    def counts(self) -> dict[str, dict[str, int]]:
        """How many changes of each kind there are, by type of mention and (as `records:` and its name) by record."""
        found: dict[str, Counter[str]] = {}
        for mark in self.marks:
            found.setdefault(mark.type, Counter())[mark.kind] += 1
        for record in self.records:
            found.setdefault(f"records:{record.record}", Counter())[record.kind] += 1
        order = [*map(str, MentionType), *(f"records:{name}" for name in RECORDS)]
        names = sorted(found, key=lambda name: (order.index(name) if name in order else len(order), name))
        return {name: {kind: found[name][kind] for kind in self.kinds} for name in names}

    def to_dict(self) -> dict[str, Any]:
        """The whole as plain data, ready for JSON; the order of keys is stable."""
        return {
            "documents": list(self.documents),
            "only_first": list(self.only_first),
            "only_second": list(self.only_second),
            "counts": self.counts(),
            "mentions": [_mark_dict(each) for each in self.marks],
            "records": [
                {"kind": each.kind, "document": each.document, "record": each.record, "what": list(each.what)}
                for each in self.records
            ],
        }  # fmt: skip


def changes(first: Annotations, second: Annotations, gold: Sequence[Annotation] | None = None) -> Changes:
    """From `first` to `second`, both by document id; with `gold`, on its documents only."""
    ids = [each.id for each in gold] if gold is not None else sorted(first.keys() & second.keys())
    marks: list[MarkChange] = []
    records: list[RecordChange] = []
    types = scored_types(gold or ())
    for number, id_ in enumerate(ids):
        one, other = first.get(id_), second.get(id_)
        if gold is not None:
            marks += sorted(_judged(gold[number], one, other, types), key=_order)
            records += _judged_records(gold[number], one, other)
        elif one is not None and other is not None:
            marks += sorted(_different(one, other), key=_order)
            records += _different_records(one, other)
    return Changes(
        documents=tuple(ids),
        only_first=tuple(sorted(first.keys() - second.keys())),
        only_second=tuple(sorted(second.keys() - first.keys())),
        with_gold=gold is not None,
        marks=tuple(marks),
        records=tuple(records),
    )


def _order(change: MarkChange) -> tuple[int, int, str]:
    kinds = WITHOUT_GOLD if change.kind in WITHOUT_GOLD else WITH_GOLD
    return change.start, kinds.index(change.kind), change.type


def _different(first: Annotation, second: Annotation) -> Iterator[MarkChange]:
    before = sorted(set(first.marks) - set(second.marks), key=position)
    after = sorted(set(second.marks) - set(first.marks), key=position)
    for same_type in (True, False):  # another type only where nothing of the same type is there
        pairs = _pairs(before, after, same_type=same_type)
        paired = {mark for pair in pairs for mark in pair}
        before, after = ([mark for mark in marks if mark not in paired] for marks in (before, after))
        for one, other in pairs:
            if (*position(one), one.value) != (*position(other), other.value):  # their texts may be given in one run only
                yield MarkChange("changed", first.id, one.type, (), (one,), (other,))
    for mark in before:
        yield MarkChange("removed", first.id, mark.type, (), (mark,), ())
    for mark in after:
        yield MarkChange("added", first.id, mark.type, (), (), (mark,))


def _pairs(before: list[Mark], after: list[Mark], *, same_type: bool) -> list[tuple[Mark, Mark]]:
    if not same_type:
        return match(before, after)
    return [
        pair
        for name in sorted({mark.type for mark in before})
        for pair in match([mark for mark in before if mark.type == name], [mark for mark in after if mark.type == name])
    ]


def _judged(gold: Annotation, first: Annotation | None, second: Annotation | None, types: Sequence[str]) -> Iterator[MarkChange]:
    before = find_mistakes(gold, first, types).found
    after = find_mistakes(gold, second, types).found
    wrong, still = _by_gold(before), _by_gold(after)
    for mark in sorted(wrong.keys() | still.keys(), key=position):
        one, other = wrong.get(mark), still.get(mark)
        if one is None:
            yield MarkChange("newly wrong", gold.id, mark.type, (mark,), (mark,), other.output if other else ())
        elif other is None:
            yield MarkChange("newly right", gold.id, mark.type, (mark,), one.output, (mark,))
        elif _places(one.output) != _places(other.output):
            yield MarkChange("wrong otherwise", gold.id, mark.type, (mark,), one.output, other.output)
    spurious, again = _spurious(before), _spurious(after)
    for place in sorted(spurious.keys() - again.keys()):
        yield MarkChange("no longer spurious", gold.id, place[2], (), (spurious[place],), ())
    for place in sorted(again.keys() - spurious.keys()):
        yield MarkChange("newly spurious", gold.id, place[2], (), (), (again[place],))


def _by_gold(mistakes: Iterable[Mistake]) -> dict[Mark, Mistake]:
    return {mark: each for each in mistakes for mark in each.gold}


def _spurious(mistakes: Iterable[Mistake]) -> dict[tuple[int, int, str], Mark]:
    return {position(each.output[0]): each.output[0] for each in mistakes if not each.gold}


def _places(marks: Iterable[Mark]) -> list[tuple[int, int, str, str | None]]:
    return [(*position(mark), mark.value) for mark in marks]


def _different_records(first: Annotation, second: Annotation) -> Iterator[RecordChange]:
    """Nothing where one of the runs gives no records."""
    if first.records is None or second.records is None:
        return
    before, after = record_sets(first.records), record_sets(second.records)
    for name in before:
        for what in _ordered(before[name] - after[name]):
            yield RecordChange("removed", first.id, name, what)
        for what in _ordered(after[name] - before[name]):
            yield RecordChange("added", first.id, name, what)


def _judged_records(gold: Annotation, first: Annotation | None, second: Annotation | None) -> Iterator[RecordChange]:
    if gold.records is None:
        return
    right = record_sets(gold.records)
    before = record_sets((first.records if first else None) or {})
    after = record_sets((second.records if second else None) or {})
    for name, wanted in right.items():
        gone, new = before[name] - after[name], after[name] - before[name]
        found = {
            "newly right": new & wanted,
            "no longer spurious": gone - wanted,
            "newly wrong": gone & wanted,
            "newly spurious": new - wanted,
        }
        for kind, members in found.items():
            for what in _ordered(members):
                yield RecordChange(kind, gold.id, name, what)


def _ordered(members: Iterable[Hashable]) -> list[tuple[str, ...]]:
    return sorted(tuple(_parts(member)) for member in members)


def _parts(member: Hashable) -> Iterator[str]:
    for part in member if isinstance(member, tuple) else (member,):
        yield " ".join(map(str, part)) if isinstance(part, tuple) else str(part)


def _mark_dict(change: MarkChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "document": change.document,
        "type": change.type,
        "gold": [mark_dict(mark) for mark in change.gold],
        "before": [mark_dict(mark) for mark in change.before],
        "after": [mark_dict(mark) for mark in change.after],
    }
