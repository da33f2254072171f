"""What of an annotation is scored, and under which type.

A mark that is said twice counts once. A FUNDER is an ORGANIZATION too when that type is scored; figures over all types count it
once, as an ORGANIZATION. TERM is scored in documents whose gold has any, since most annotations leave terms out. Types that neither
the contract nor the gold knows are not scored: the gold cannot say that they are wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.evaluate.matching import position
from pipeline.model import MentionType
from pipeline.model.annotation import Annotation, Mark

_ORGANIZATION = (MentionType.ORGANIZATION, MentionType.FUNDER)


def scored_types(gold: Iterable[Annotation]) -> tuple[str, ...]:
    """The types of the contract in its order, then those that only the gold has."""
    found = {mark.type for annotation in gold for mark in annotation.marks}
    contract = [str(each) for each in MentionType if each is not MentionType.TERM or each in found]
    return (*contract, *sorted(found - set(contract)))


def scored_marks(gold: Annotation, output: Annotation | None, types: Sequence[str]) -> tuple[list[Mark], list[Mark]]:
    """(gold, output) marks of one document that are scored, each once, in text order."""
    wanted = set(types)
    if not any(mark.type == MentionType.TERM for mark in gold.marks):
        wanted.discard(MentionType.TERM)
    here = [mark for mark in gold.marks if mark.type in wanted]
    there = [mark for mark in output.marks if mark.type in wanted] if output else []
    return _once(here), _once(there)


def unscored(outputs: Iterable[Annotation], types: Sequence[str]) -> dict[str, int]:
    """How many marks of types that are not in `types` there are, by type; TERM, left out by document, is not among them."""
    wanted = {*types, str(MentionType.TERM)}
    found = Counter(mark.type for annotation in outputs for mark in annotation.marks if mark.type not in wanted)
    return dict(sorted(found.items()))


def of_type(marks: Iterable[Mark], wanted: str) -> list[Mark]:
    """The marks that count as `wanted`, one for each span, in text order."""
    kinds = _ORGANIZATION if wanted == MentionType.ORGANIZATION else (wanted,)
    spans: dict[tuple[int, int], Mark] = {}
    for mark in marks:
        if mark.type in kinds:
            spans.setdefault((mark.start, mark.end), mark)
    return list(spans.values())


def all_types(marks: Sequence[Mark]) -> list[Mark]:
    """The marks for figures over all types: a FUNDER only where no ORGANIZATION has the same span."""
    spans = {(mark.start, mark.end) for mark in marks if mark.type == MentionType.ORGANIZATION}
    return [mark for mark in marks if mark.type != MentionType.FUNDER or (mark.start, mark.end) not in spans]


def _once(marks: Iterable[Mark]) -> list[Mark]:
    """Each span and type once, with its first value in the order of the alphabet where several are given."""
    kept: dict[tuple[int, int, str], Mark] = {}
    for mark in sorted(marks, key=lambda mark: (position(mark), not mark.value, mark.value or "", mark.text)):
        kept.setdefault(position(mark), mark)
    return list(kept.values())
