"""Runs of extractors against gold: everything is counted once for each document, and every figure is a function of the counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from pipeline.evaluate.counting import DocumentCounts, count
from pipeline.evaluate.counts import Count, Score
from pipeline.evaluate.evaluation import (
    CRITERIA,
    TOLERANCE,
    TYPED_CRITERIA,
    DocumentResult,
    Evaluation,
    ExtractorResult,
    Macro,
    PairedTest,
    Run,
)
from pipeline.evaluate.mistakes import confusion, find_mistakes, groups
from pipeline.evaluate.records import RECORDS
from pipeline.evaluate.resampling import Resampling
from pipeline.evaluate.scored import scored_types, unscored
from pipeline.model.annotation import Annotation

_Column = Sequence[Count]  # one count for each document


def evaluate(
    gold: Sequence[Annotation], runs: Sequence[Run], *, tolerance: int = TOLERANCE, resamples: int = 1000, seed: int = 0
) -> Evaluation:
    """All figures of `runs` on `gold`, and paired tests between every two of them.

    `tolerance`: code points by which each end may be off under that criterion. `resamples`: draws of the bootstrap; 0 leaves the
    intervals out. Raises ValueError where two gold annotations have one id.
    """
    ids = tuple(annotation.id for annotation in gold)
    if len(set(ids)) < len(ids):
        raise ValueError("two gold annotations have the same id")
    types = scored_types(gold)
    resampling = Resampling(len(gold), resamples, seed)
    counted = [_count(gold, run, types, tolerance) for run in runs]
    return Evaluation(
        documents=ids,
        characters=_characters(gold),
        tolerance=tolerance,
        resamples=resamples,
        extractors=tuple(
            _result(gold, run, counts, types, resampling) for run, counts in zip(runs, counted, strict=True)
        ),
        comparisons=tuple(
            test
            for (run, counts), (other, others) in combinations(list(zip(runs, counted, strict=True)), 2)
            for test in _tests(run.name, other.name, _measures(counts, types), _measures(others, types), resampling)
        ),
    )  # fmt: skip


def _count(gold: Sequence[Annotation], run: Run, types: Sequence[str], tolerance: int) -> list[DocumentCounts]:
    records = any(annotation.records is not None for annotation in run.annotations.values())
    return [count(each, run.annotations.get(each.id), types, tolerance, records=records) for each in gold]


def _result(
    gold: Sequence[Annotation], run: Run, counts: Sequence[DocumentCounts], types: Sequence[str], resampling: Resampling
) -> ExtractorResult:
    columns = {criterion: _columns(counts, types, criterion) for criterion in TYPED_CRITERIA}
    mistakes = [find_mistakes(each, run.annotations.get(each.id), types) for each in gold]
    found = tuple(each for document in mistakes for each in document.found)
    outputs = [run.annotations[each.id] for each in gold if each.id in run.annotations]
    return ExtractorResult(
        name=run.name,
        micro={name: resampling.score([each.micro[name] for each in counts]) for name in CRITERIA},
        macro={name: _macro(columns[name], resampling) for name in TYPED_CRITERIA},
        types={name: {each: resampling.score(columns[each][name]) for each in TYPED_CRITERIA} for name in columns["strict"]},
        records={name: resampling.score(column) for name, column in _record_columns(counts).items()},
        documents=tuple(_document(each, each.id in run.annotations, one) for each, one in zip(gold, counts, strict=True)),
        confusion=confusion(mistakes, types),
        mistakes=found,
        groups=groups(found, types),
        unscored=unscored(outputs, types),
        missing=tuple(each.id for each in gold if each.id not in run.annotations),
        failures=run.failures,
        seconds=run.seconds,
        characters_per_second=_speed([each for each in gold if each.id in run.annotations], run.seconds),
        peak_bytes=run.peak_bytes,
    )


def _document(gold: Annotation, known: bool, counts: DocumentCounts) -> DocumentResult:
    return DocumentResult(
        id=gold.id,
        missing=not known,
        micro={name: Score(counts.micro[name]) for name in CRITERIA},
        types={name: {each: Score(one) for each, one in by.items()} for name, by in counts.types.items()},
        records={name: Score(one) for name, one in counts.records.items() if one.gold or one.output},
    )


def _columns(counts: Sequence[DocumentCounts], types: Sequence[str], criterion: str) -> dict[str, _Column]:
    """By type that stands in the gold or in the output: its count in each document."""
    present = [name for name in types if any(name in each.types for each in counts)]
    return {name: [each.types[name][criterion] if name in each.types else Count() for each in counts] for name in present}


def _record_columns(counts: Sequence[DocumentCounts]) -> dict[str, _Column]:
    columns = {name: [each.records.get(name, Count()) for each in counts] for name in RECORDS}
    return {name: column for name, column in columns.items() if any(each.gold or each.output for each in column)}


def _macro(columns: dict[str, _Column], resampling: Resampling) -> Macro:
    scores = [Score(sum(column, Count())) for column in columns.values()]
    number = len(scores) or 1
    return Macro(
        precision=sum(each.precision for each in scores) / number,
        recall=sum(each.recall for each in scores) / number,
        f1=sum(each.f1 for each in scores) / number,
        types=len(scores),
        f1_interval=resampling.macro(list(columns.values())),
    )


def _measures(counts: Sequence[DocumentCounts], types: Sequence[str]) -> dict[str, _Column]:
    """What two extractors are compared in: the micro figure, each type, each kind of record."""
    records = {f"records:{name}": column for name, column in _record_columns(counts).items()}
    return {"micro": [each.micro["strict"] for each in counts], **_columns(counts, types, "strict"), **records}


def _tests(
    name: str, other: str, first: dict[str, _Column], second: dict[str, _Column], resampling: Resampling
) -> Iterable[PairedTest]:
    """Types of which one output has nothing are compared by the gold alone; records only where both give some."""
    gold_only = {measure: [Count(gold=each.gold) for each in column] for measure, column in (first | second).items()}
    for measure in [*first, *(each for each in second if each not in first)]:
        if measure.startswith("records:") and not (_any_records(first) and _any_records(second)):
            continue
        one, two = first.get(measure, gold_only[measure]), second.get(measure, gold_only[measure])
        yield PairedTest(name, other, measure, *resampling.difference(one, two))


def _any_records(measures: dict[str, _Column]) -> bool:
    return any(measure.startswith("records:") for measure in measures)


def _characters(gold: Sequence[Annotation]) -> int | None:
    lengths = [len(each.text) for each in gold if each.text is not None]
    return sum(lengths) if len(lengths) == len(gold) else None


def _speed(gold: Sequence[Annotation], seconds: float | None) -> float | None:
    characters = _characters(gold)
    return characters / seconds if characters and seconds else None
