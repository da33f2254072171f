"""An Evaluation as text for a terminal: one extractor in detail, several side by side, their errors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pipeline.evaluate.counts import Interval, Score
from pipeline.evaluate.evaluation import Evaluation, ExtractorResult, Mistake, MistakeGroup, PairedTest

_NONE = "–"  # an extractor that has nothing of a kind is not the same as one that is wrong in all of it
_LABEL = 24


def side_by_side(evaluation: Evaluation) -> str:
    """The extractors as columns; as rows the figures over all types, each type, each kind of record, and what it took."""
    results = evaluation.extractors
    widths = [max(len(result.name), 11) + 2 for result in results]

    def row(label: str, cell: Callable[[ExtractorResult], str]) -> str:
        cells = (f"{cell(result):>{width}}" for result, width in zip(results, widths, strict=True))
        return f"{label:{_LABEL}}{''.join(cells)}".rstrip()

    lines = [_about(evaluation), "", row("", lambda result: result.name)]
    lines += _overall_rows(evaluation, row)
    lines += ["", "F1 by type (gold)"]
    lines += [_type_row(name, results, row) for name in _ordered(results, lambda result: result.types)]
    records = _ordered(results, lambda result: result.records)
    if records:
        lines += ["", "F1 of records (gold)"]
        lines += [_record_row(name, results, row) for name in records]
    lines += ["", *_cost_rows(row)]
    tests = [test for test in evaluation.comparisons if test.measure == "micro" and test.first == results[0].name]
    if tests:
        head = f"F1 over all types less that of {results[0].name}, 95 % interval, p of paired randomisation"
        lines += ["", head, *map(_test, tests)]
    return "\n".join(lines)


_Row = Callable[[str, Callable[[ExtractorResult], str]], str]


def _about(evaluation: Evaluation) -> str:
    size = f", {evaluation.characters:,} characters" if evaluation.characters is not None else ""
    documents = len(evaluation.documents)
    return f"{documents} document{'s' if documents != 1 else ''}{size}; strict: type and both ends right"


def _overall_rows(evaluation: Evaluation, row: _Row) -> Iterator[str]:
    yield row("F1 all types", lambda result: f"{result.micro['strict'].f1:.3f}")
    yield row("  95 % interval", lambda result: _interval(result.micro["strict"].f1_interval))
    yield row("  precision", lambda result: f"{result.micro['strict'].precision:.3f}")
    yield row("  recall", lambda result: f"{result.micro['strict'].recall:.3f}")
    yield row("  values right", lambda result: _share(result.micro["strict"].value))
    yield row("F1 mean of types", lambda result: f"{result.macro['strict'].f1:.3f}")
    yield row(f"F1 ends ±{evaluation.tolerance}", lambda result: f"{result.micro['tolerant'].f1:.3f}")
    yield row("F1 overlap", lambda result: f"{result.micro['overlap'].f1:.3f}")


def _type_row(name: str, results: tuple[ExtractorResult, ...], row: _Row) -> str:
    gold = max(result.types[name]["strict"].count.gold for result in results if name in result.types)
    return row(f"  {name} ({gold})", lambda result: _f1(result.types[name]["strict"] if name in result.types else None))


def _record_row(name: str, results: tuple[ExtractorResult, ...], row: _Row) -> str:
    gold = max(result.records[name].count.gold for result in results if name in result.records)
    return row(f"  {name} ({gold})", lambda result: _f1(result.records.get(name)))


def _cost_rows(row: _Row) -> Iterator[str]:
    yield row("ms a document", _milliseconds)
    yield row("characters a second", lambda result: _whole(result.characters_per_second))
    yield row("peak memory, MB", _megabytes)
    yield row("failures", lambda result: str(len(result.failures)))


def _ordered(results: tuple[ExtractorResult, ...], names: Callable[[ExtractorResult], Iterable[str]]) -> list[str]:
    """The names that any result has, in the order of the one that has most, then of the others."""
    lists = sorted((list(names(result)) for result in results), key=len, reverse=True)
    return list(dict.fromkeys(name for each in lists for name in each))


def in_detail(result: ExtractorResult) -> str:
    """One extractor: every type and every kind of record with its figures, aligned."""
    lines = [f"{'':28}{'gold':>6}{'out':>6}{'P':>8}{'R':>8}{'F1':>8}{'value':>8}  95 % interval of F1"]
    lines += [_detail(name, scores["strict"]) for name, scores in result.types.items()]
    lines += [_detail("all types", result.micro["strict"])]
    lines += [_detail(f"  {name}", result.micro[name]) for name in ("tolerant", "overlap")]
    if result.records:
        lines += ["", *(_detail(name, score) for name, score in result.records.items())]
    if result.seconds is not None:
        speed = f"{_milliseconds(result)} ms a document, {_whole(result.characters_per_second)} characters a second"
        lines += ["", f"{speed}, peak memory {_megabytes(result)} MB"]
    return "\n".join(lines)


def _detail(name: str, score: Score) -> str:
    figures = f"{score.precision:8.3f}{score.recall:8.3f}{score.f1:8.3f}{'' if score.value is None else f'{score.value:.3f}':>8}"
    return f"{name:28}{score.count.gold:6}{score.count.output:6}{figures}  {_interval(score.f1_interval)}".rstrip()


def document_lines(result: ExtractorResult) -> Iterator[str]:
    """One line a document: how far the output agrees with its gold."""
    for document in result.documents:
        score = document.micro["strict"]
        value = "" if score.value is None else f", values {score.value:.3f}"
        figures = f"strict F1 {score.f1:.3f} (P {score.precision:.3f}, R {score.recall:.3f})"
        yield f"{document.id}: {figures} over {score.count.gold} mentions{value}{' (no output)' if document.missing else ''}"


def document_table(result: ExtractorResult) -> str:
    """Markdown: strict F1 of each type in each document; empty where a document has none of a type, on either side."""
    names = list(result.types)
    lines = ["| document | " + " | ".join(names) + " | all |", "|---" * (len(names) + 2) + "|"]
    for document in result.documents:
        cells = [f"{document.types[name]['strict'].f1:.2f}" if name in document.types else "" for name in names]
        lines.append(f"| {document.id} | " + " | ".join(cells) + f" | {document.micro['strict'].f1:.3f} |")
    total = [f"{result.types[name]['strict'].f1:.3f}" for name in names]
    lines.append("| **all** | " + " | ".join(total) + f" | {result.micro['strict'].f1:.3f} |")
    return "\n".join(lines)


def error_lines(result: ExtractorResult) -> Iterator[str]:
    """A line for each error: document, where, kind, type, what the gold has and what the output."""
    for mistake in result.mistakes:
        mark = (mistake.gold or mistake.output)[0]
        yield f"  {mistake.document} [{mark.start}, {mark.end}) {mistake.kind} {_types(mistake)}: {_sides(mistake)}"


def kind_lines(result: ExtractorResult) -> Iterator[str]:
    """A line for each kind of error in each type, with up to three examples."""
    for group in result.groups:
        examples = "; ".join(_sides(each) for each in group.examples[:3])
        yield f"  {group.count:4}  {group.kind} {_types(group)}: {examples}"


def _types(mistake: Mistake | MistakeGroup) -> str:
    return mistake.type if mistake.taken_for is None else f"{mistake.type} → {mistake.taken_for}"


def _sides(mistake: Mistake) -> str:
    gold = ", ".join(repr(mark.value if mistake.kind == "value" else mark.text) for mark in mistake.gold)
    output = ", ".join(repr(mark.value if mistake.kind == "value" else mark.text) for mark in mistake.output)
    if gold and output:
        return f"gold {gold}, output {output}"
    return gold or output


def _test(test: PairedTest) -> str:
    interval = "" if test.interval is None else f" [{test.interval.low:+.3f}, {test.interval.high:+.3f}]"
    return f"  {test.second:{_LABEL - 4}}  {test.difference:+.3f}{interval}, p = {test.p:.4f}"


def _interval(interval: Interval | None) -> str:
    return "" if interval is None else f"{interval.low:.3f}–{interval.high:.3f}"


def _f1(score: Score | None) -> str:
    return _NONE if score is None or not score.count.output else f"{score.f1:.3f}"


def _share(share: float | None) -> str:
    return _NONE if share is None else f"{share:.3f}"


def _whole(number: float | None) -> str:
    return _NONE if number is None else f"{number:,.0f}"


def _megabytes(result: ExtractorResult) -> str:
    return _whole(None if result.peak_bytes is None else result.peak_bytes / 1e6)


def _milliseconds(result: ExtractorResult) -> str:
    answered = sum(not document.missing for document in result.documents)
    return _NONE if result.seconds is None or not answered else f"{result.seconds / answered * 1000:,.1f}"
