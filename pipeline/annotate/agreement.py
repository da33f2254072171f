"""How far two annotators agree, and where they do not. Neither is the gold: all figures are the same the other way round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.evaluate.records import RECORDS, record_sets
from pipeline.model.annotation import Annotation, Mark

_AROUND = 14  # code points of context on either side


@dataclass(frozen=True, slots=True)
class Count:
    """`a` and `b` things of either annotator, `both` of them the same; of `valued` pairs with a value, `same` have equal ones."""

    a: int = 0
    b: int = 0
    both: int = 0
    valued: int = 0
    same: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.a + other.a, self.b + other.b, self.both + other.both, self.valued + other.valued, self.same + other.same)

    @property
    def f1(self) -> float:
        """2 · both / (a + b); 1 where neither has anything."""
        return 2 * self.both / (self.a + self.b) if self.a + self.b else 1.0

    @property
    def value(self) -> float | None:
        """The share of equal values; None where no pair has one."""
        return self.same / self.valued if self.valued else None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One place in which two annotations differ: `only-a`, `only-b`, `type` (one span), `span` (one type), `both`, or `value`."""

    kind: str
    a: Mark | None
    b: Mark | None
    context: str

    @property
    def start(self) -> int:
        """Where it begins."""
        return min(each.start for each in (self.a, self.b) if each)


@dataclass(frozen=True, slots=True)
class RecordDisagreement:
    """Something that only the records of one annotator (`a` or `b`) say."""

    record: str
    only: str
    said: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two annotations of one text compared: strict counts by type, and every difference."""

    id: str
    types: dict[str, Count] = field(default_factory=dict)
    differences: tuple[Disagreement, ...] = ()
    records: dict[str, Count] = field(default_factory=dict)  # by the names of `pipeline.evaluate.records`; empty where one has none
    record_differences: tuple[RecordDisagreement, ...] = ()


def agreement(a: Annotation, b: Annotation) -> Agreement:
    """`a` against `b`: a mention is the same where type, start and end are; differences pair mentions that overlap."""
    text = a.text if a.text is not None else b.text
    ours, theirs = _keyed(a.marks), _keyed(b.marks)
    types: dict[str, Count] = {}
    for kind in sorted({each.type for each in (*a.marks, *b.marks)}):
        types[kind] = _count(kind, ours, theirs)
    differences = [
        Disagreement("value", ours[key], theirs[key], _context(text, ours[key], theirs[key]))
        for key in sorted(ours.keys() & theirs.keys())
        if (ours[key].value or None) != (theirs[key].value or None)
    ]
    alone = [ours[key] for key in sorted(ours.keys() - theirs.keys())], [theirs[key] for key in sorted(theirs.keys() - ours.keys())]
    differences += _paired(*alone, text)
    ordered = tuple(sorted(differences, key=lambda each: (each.start, each.kind)))
    return Agreement(a.id, types, ordered, *_records(a, b))


def total(counted: Iterable[dict[str, Count]]) -> dict[str, Count]:
    """The counts of all documents by name."""
    totals: dict[str, Count] = {}
    for each in counted:
        for name, count in each.items():
            totals[name] = totals.get(name, Count()) + count
    return totals


def all_types(totals: dict[str, Count]) -> Count:
    """The counts of all types together."""
    return sum(totals.values(), Count())


def _records(a: Annotation, b: Annotation) -> tuple[dict[str, Count], tuple[RecordDisagreement, ...]]:
    if a.records is None or b.records is None:
        return {}, ()
    ours, theirs = record_sets(a.records), record_sets(b.records)
    counts = {name: Count(len(ours[name]), len(theirs[name]), len(ours[name] & theirs[name])) for name in RECORDS}
    differences = [
        RecordDisagreement(name, side, _said(each))
        for name in RECORDS
        for side, alone in (("a", ours[name] - theirs[name]), ("b", theirs[name] - ours[name]))
        for each in sorted(alone, key=_said)
    ]
    return {name: count for name, count in counts.items() if count.a or count.b}, tuple(differences)


def _said(fact: object) -> str:
    if isinstance(fact, tuple):
        return " · ".join(_said(each) for each in fact if each not in ("", (), None))
    return str(fact)


Key = tuple[int, int, str]


def _keyed(marks: Iterable[Mark]) -> dict[Key, Mark]:
    return {(each.start, each.end, each.type): each for each in marks}


def _count(kind: str, ours: dict[Key, Mark], theirs: dict[Key, Mark]) -> Count:
    a = {key for key in ours if key[2] == kind}
    b = {key for key in theirs if key[2] == kind}
    both = a & b
    valued = [key for key in both if ours[key].value or theirs[key].value]
    same = sum(ours[key].value == theirs[key].value for key in valued)
    return Count(len(a), len(b), len(both), len(valued), same)


def _paired(a: list[Mark], b: list[Mark], text: str | None) -> Iterator[Disagreement]:
    """Marks of one annotator alone, overlapping ones paired: the same span first, then the same type, then the longest overlap."""
    crossing = sorted(
        ((one, two) for one, two in _crossing(a, b)),
        key=lambda pair: (
            (pair[0].start, pair[0].end) != (pair[1].start, pair[1].end),
            pair[0].type != pair[1].type,
            -(min(pair[0].end, pair[1].end) - max(pair[0].start, pair[1].start)),
            pair[0],
            pair[1].start,
        ),
    )
    left = Counter(a), Counter(b)
    for one, two in crossing:
        if left[0][one] and left[1][two]:
            left[0][one] -= 1
            left[1][two] -= 1
            kind = "type" if (one.start, one.end) == (two.start, two.end) else "span" if one.type == two.type else "both"
            yield Disagreement(kind, one, two, _context(text, one, two))
    yield from (Disagreement("only-a", each, None, _context(text, each, each)) for each in left[0].elements())
    yield from (Disagreement("only-b", None, each, _context(text, each, each)) for each in left[1].elements())


def _crossing(a: list[Mark], b: list[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """The pairs that share a code point; one sweep, since marks of one annotator seldom lie in each other."""
    events = sorted([(each.start, 0, n, each) for n, each in enumerate(a)] + [(each.start, 1, n, each) for n, each in enumerate(b)])
    open_: tuple[list[Mark], list[Mark]] = ([], [])
    for start, side, _, each in events:
        others = [other for other in open_[1 - side] if other.end > start]
        open_[1 - side][:] = others
        yield from ((each, other) if side == 0 else (other, each) for other in others)
        open_[side].append(each)


def _context(text: str | None, one: Mark, two: Mark) -> str:
    """The text around both marks on one line, what they cover between ⟦ ⟧."""
    if text is None:
        return ""
    start, end = min(one.start, two.start), max(one.end, two.end)
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    line = f"{before}⟦{text[start:end]}⟧{after}"
    return "".join("⏎" if each in "\r\n" else each if each.isprintable() else " " for each in line)
