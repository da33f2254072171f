"""The errors of an evaluation for its page: as data for the script, and as cut sentences for a page without scripts.

In the data each name and sentence stands once, so that tens of thousands of errors make a few megabytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.evaluate.evaluation import Context, Evaluation, ExtractorResult, Mistake
from pipeline.model.annotation import Mark
from pipeline.pages.report_words import KINDS
from pipeline.pages.words import TYPES


@dataclass(frozen=True, slots=True)
class ShownError:
    """One error whose sentence is cut: (words, marked) for the gold's side and for the output's."""

    extractor: str
    mistake: Mistake
    gold: tuple[tuple[str, bool], ...]
    output: tuple[tuple[str, bool], ...]


def shown_errors(results: Iterable[ExtractorResult]) -> Iterator[ShownError]:
    """Every error with both sides of its sentence."""
    for result in results:
        for each in result.mistakes:
            yield ShownError(result.name, each, side(each.context, each.gold), side(each.context, each.output))


def side(context: Context | None, marks: Iterable[Mark]) -> tuple[tuple[str, bool], ...]:
    """The sentence with `marks` cut out, ready to be marked; their texts alone where no sentence is known. Empty without marks."""
    spans = sorted((mark.start, mark.end, mark.text) for mark in marks)
    if context is None or not spans:
        return tuple((text, True) for _, _, text in spans)
    cut: list[tuple[str, bool]] = []
    at = 0
    for start, end, _ in spans:
        begin, stop = max(start - context.start, at), max(end - context.start, at)
        cut += [(context.text[at:begin], False), (context.text[begin:stop], True)]
        at = max(stop, at)
    cut.append((context.text[at:], False))
    return tuple((words, marked) for words, marked in cut if words)


@dataclass(slots=True)
class _Numbers:
    """Gives each value a number, in the order in which they come."""

    known: dict[Any, int] = field(default_factory=dict)

    def of(self, value: Any) -> int:
        return self.known.setdefault(value, len(self.known))


def error_data(evaluation: Evaluation) -> dict[str, Any]:
    """All errors as numbers that point into lists of names and sentences; assets/report.js reads it.

    An error is [extractor, document, kind, type, type taken for or -1, sentence or -1, gold marks, output marks]; a mark is [start,
    end, type, value], in code points from the sentence's start, with its text behind where no sentence is known. A sentence is
    [start in the document, text].
    """
    documents, types, sentences = _Numbers(), _Numbers(), _Numbers()
    kinds = {name: number for number, name in enumerate(KINDS)}

    def mark(each: Mark, context: Context | None) -> list[Any]:
        start = context.start if context else 0
        data = [each.start - start, each.end - start, types.of(each.type), each.value]
        return data if context else [*data, each.text]

    errors = [
        [
            extractor,
            documents.of(each.document),
            kinds[each.kind],
            types.of(each.type),
            types.of(each.taken_for) if each.taken_for else -1,
            sentences.of((each.document, each.context.start, each.context.text)) if each.context else -1,
            [mark(one, each.context) for one in each.gold],
            [mark(one, each.context) for one in each.output],
        ]
        for extractor, result in enumerate(evaluation.extractors)
        for each in result.mistakes
    ]
    return {
        "extractors": [result.name for result in evaluation.extractors],
        "documents": list(documents.known),
        "kinds": [[name, words.ja, words.en] for name, words in KINDS.items()],
        "types": [[name, TYPES[name].ja, TYPES[name].en] if name in TYPES else [name, name, name] for name in types.known],
        "sentences": [[start, text] for _, start, text in sentences.known],
        "errors": errors,
    }
