"""An Evaluation as plain data for JSON: keys in a fixed order, every figure beside the counts that it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.evaluate.counts import Interval, Score
from pipeline.evaluate.evaluation import (
    DocumentResult,
    Evaluation,
    ExtractorResult,
    Macro,
    Mistake,
    MistakeGroup,
    PairedTest,
)
from pipeline.model.annotation import Mark

#: Major.minor, as for documents: keys may be added in a minor version; a key's meaning never changes.
VERSION = "1.0"


def evaluation_dict(evaluation: Evaluation) -> dict[str, Any]:
    """The whole evaluation; see docs/measures.md for what the figures mean."""
    return {
        "evaluation_version": VERSION,
        "documents": list(evaluation.documents),
        "characters": evaluation.characters,
        "tolerance": evaluation.tolerance,
        "resamples": evaluation.resamples,
        "extractors": [_extractor(each) for each in evaluation.extractors],
        "comparisons": [_test(each) for each in evaluation.comparisons],
    }


def mistake_dict(mistake: Mistake) -> dict[str, Any]:
    """One error with its marks and its sentence."""
    context = mistake.context
    return {
        "kind": mistake.kind,
        "type": mistake.type,
        "taken_for": mistake.taken_for,
        "document": mistake.document,
        "gold": [mark_dict(mark) for mark in mistake.gold],
        "output": [mark_dict(mark) for mark in mistake.output],
        "context": {"start": context.start, "end": context.end, "text": context.text} if context else None,
    }


def mark_dict(mark: Mark) -> dict[str, Any]:
    """A mark as in a document's mentions, without an id."""
    return {"type": mark.type, "start": mark.start, "end": mark.end, "text": mark.text, "value": mark.value}


def _extractor(result: ExtractorResult) -> dict[str, Any]:
    return {
        "name": result.name,
        "micro": _scores(result.micro),
        "macro": {name: _macro(macro) for name, macro in result.macro.items()},
        "types": {name: _scores(scores) for name, scores in result.types.items()},
        "records": _scores(result.records),
        "documents": [_document(each) for each in result.documents],
        "confusion": [{"gold": each.gold, "output": each.output, "count": each.count} for each in result.confusion],
        "mistakes": [mistake_dict(each) for each in result.mistakes],
        "groups": [_group(each) for each in result.groups],
        "unscored": dict(result.unscored),
        "missing": list(result.missing),
        "failures": [{"document": each.document, "code": each.code, "message": each.message} for each in result.failures],
        "seconds": result.seconds,
        "characters_per_second": result.characters_per_second,
        "peak_bytes": result.peak_bytes,
    }


def _document(result: DocumentResult) -> dict[str, Any]:
    return {
        "id": result.id,
        "missing": result.missing,
        "micro": _scores(result.micro),
        "types": {name: _scores(scores) for name, scores in result.types.items()},
        "records": _scores(result.records),
    }


def _scores(scores: Mapping[str, Score]) -> dict[str, Any]:
    return {name: _score(score) for name, score in scores.items()}


def _score(score: Score) -> dict[str, Any]:
    count = score.count
    figures: dict[str, Any] = {
        "gold": count.gold,
        "output": count.output,
        "hits": count.hits,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        "valued": count.valued,
        "right": count.right,
        "value": score.value,
    }
    intervals = {
        "precision": score.precision_interval,
        "recall": score.recall_interval,
        "f1": score.f1_interval,
        "value": score.value_interval,
    }
    known = {name: _interval(each) for name, each in intervals.items() if each}
    return figures | ({"intervals": known} if known else {})


def _macro(macro: Macro) -> dict[str, Any]:
    figures: dict[str, Any] = {"precision": macro.precision, "recall": macro.recall, "f1": macro.f1, "types": macro.types}
    return figures | ({"intervals": {"f1": _interval(macro.f1_interval)}} if macro.f1_interval else {})


def _group(group: MistakeGroup) -> dict[str, Any]:
    return {
        "type": group.type,
        "kind": group.kind,
        "taken_for": group.taken_for,
        "count": group.count,
        "examples": [mistake_dict(each) for each in group.examples],
    }


def _test(test: PairedTest) -> dict[str, Any]:
    return {
        "first": test.first,
        "second": test.second,
        "measure": test.measure,
        "difference": test.difference,
        "interval": _interval(test.interval),
        "p": test.p,
        "exact": test.exact,
    }


def _interval(interval: Interval | None) -> list[float] | None:
    return [interval.low, interval.high] if interval else None
