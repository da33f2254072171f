"""How many marks and records of one document are the same, under each criterion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.evaluate.counts import Count
from pipeline.evaluate.evaluation import TYPED_CRITERIA
from pipeline.evaluate.matching import match
from pipeline.evaluate.records import record_counts
from pipeline.evaluate.scored import all_types, of_type, scored_marks
from pipeline.model import MentionType
from pipeline.model.annotation import Annotation, Mark


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """The counts of one document; types with neither gold nor output are left out."""

    types: dict[str, dict[str, Count]]  # by type, then by each of TYPED_CRITERIA
    micro: dict[str, Count]  # by each of CRITERIA
    records: dict[str, Count]  # empty where gold or extractor gives no records


def count(gold: Annotation, output: Annotation | None, types: Sequence[str], tolerance: int, *, records: bool) -> DocumentCounts:
    """`output` (None: nothing) against `gold`; `records`: this extractor gives records, here or in another document."""
    here, there = scored_marks(gold, output, types)
    by_type = {}
    for name in types:
        wanted, found = of_type(here, name), of_type(there, name)
        if wanted or found:
            by_type[name] = _by_criterion(wanted, found, tolerance)
    micro = {
        name: sum((counts[name] for each, counts in by_type.items() if each != MentionType.FUNDER), Count())
        for name in TYPED_CRITERIA
    }
    every = all_types(here), all_types(there)
    micro["exact"] = Count(len(every[0]), len(every[1]), _same_spans(*every))
    micro["place"] = Count(len(every[0]), len(every[1]), len(match(*every)))
    scored = records and gold.records is not None
    return DocumentCounts(by_type, micro, record_counts(gold.records or {}, output.records if output else None) if scored else {})


def count_type(gold: list[Mark], output: list[Mark]) -> Count:
    """Marks of one type that agree in both ends, and of those with a value in the gold how many have it."""
    spans = {(mark.start, mark.end): mark for mark in output}
    hits = [(mark, spans[mark.start, mark.end]) for mark in gold if (mark.start, mark.end) in spans]
    valued = [(mark, other) for mark, other in hits if mark.value]
    return Count(len(gold), len(output), len(hits), len(valued), sum(mark.value == other.value for mark, other in valued))


def _by_criterion(gold: list[Mark], output: list[Mark], tolerance: int) -> dict[str, Count]:
    """Marks of one type by each of TYPED_CRITERIA. Values are compared where both ends agree, whatever the criterion."""
    strict = count_type(gold, output)
    pairs = {"strict": strict.hits, "tolerant": len(match(gold, output, tolerance)), "overlap": len(match(gold, output))}
    return {name: replace(strict, hits=found) for name, found in pairs.items()}


def _same_spans(gold: list[Mark], output: list[Mark]) -> int:
    spans = Counter((mark.start, mark.end) for mark in gold) & Counter((mark.start, mark.end) for mark in output)
    return spans.total()
