"""The figures of an evaluation as rows and cells: what a table shows, without a word of HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.evaluate.counts import Interval, Score
from pipeline.evaluate.evaluation import Evaluation, ExtractorResult, PairedTest
from pipeline.pages.report_words import RECORDS, REPORT
from pipeline.pages.words import TYPES, Words

_NONE = "–"  # an extractor that has nothing of a kind is not the same as one that is wrong in all of it


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure; `best` where no other extractor has a higher one."""

    figure: str
    interval: str = ""
    best: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A measure and its cells, one for each extractor."""

    label: Words
    note: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows under one heading."""

    label: Words
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """F1 of one extractor in one type, as lengths from 0 to 100; None where it has nothing of the type."""

    extractor: int
    f1: float | None
    low: float | None
    high: float | None
    score: Score | None
    tolerant: str
    overlap: str


@dataclass(frozen=True, slots=True)
class TypeBars:
    """One type, how often the gold has it, and a bar for each extractor."""

    name: str
    gold: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Test:
    """A paired test as it is shown; the interval's ends lie from -100 to 100."""

    label: Words
    difference: str
    interval: str
    low: float
    high: float
    at: float
    p: str
    notable: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """The tests of two extractors: over all mentions first, then the others."""

    first: str
    second: str
    micro: Test
    others: tuple[Test, ...]


def blocks(evaluation: Evaluation) -> Iterator[Block]:
    """The table of extractors: their figures over all types, and what it took."""
    results = evaluation.extractors
    ends = f"±{evaluation.tolerance}"
    yield Block(REPORT["micro"], tuple(_micro_rows(results, ends)))
    yield Block(REPORT["macro"], tuple(_macro_rows(results, ends)))
    yield Block(REPORT["cost"], tuple(_cost_rows(results)))


def record_rows(results: Sequence[ExtractorResult]) -> tuple[Row, ...]:
    """F1 of every kind of record or relation that an extractor gives; empty where none gives any."""
    return tuple(_record_row(name, results) for name in dict.fromkeys(name for each in results for name in each.records))


def _micro_rows(results: Sequence[ExtractorResult], ends: str) -> Iterator[Row]:
    def row(label: str, note: str, figure: Callable[[Score], tuple[float | None, Interval | None]], criterion: str) -> Row:
        return _row(REPORT[label], note, [figure(each.micro[criterion]) for each in results])

    yield row("strict", "", lambda score: (score.f1, score.f1_interval), "strict")
    yield row("precision", "", lambda score: (score.precision, score.precision_interval), "strict")
    yield row("recall", "", lambda score: (score.recall, score.recall_interval), "strict")
    yield row("values", "", lambda score: (score.value, score.value_interval), "strict")
    for criterion in ("tolerant", "overlap", "exact", "place"):
        yield row(criterion, ends if criterion == "tolerant" else "", lambda score: (score.f1, score.f1_interval), criterion)


def _macro_rows(results: Sequence[ExtractorResult], ends: str) -> Iterator[Row]:
    for criterion in ("strict", "tolerant", "overlap"):
        macros = [each.macro[criterion] for each in results]
        note = ends if criterion == "tolerant" else ""
        yield _row(REPORT[criterion], note, [(each.f1, each.f1_interval) for each in macros])


def _record_row(name: str, results: Sequence[ExtractorResult]) -> Row:
    scores = [each.records.get(name) for each in results]
    gold = max(score.count.gold for score in scores if score)
    figures = [(None, None) if score is None or not score.count.output else (score.f1, score.f1_interval) for score in scores]
    return _row(RECORDS.get(name, Words(name, name)), f"({gold})", figures)


def _row(label: Words, note: str, figures: Sequence[tuple[float | None, Interval | None]]) -> Row:
    known = [figure for figure, _ in figures if figure is not None]
    best = max(known) if len(known) > 1 else None
    return Row(
        label,
        note,
        tuple(
            Cell(_NONE) if figure is None else Cell(f"{figure:.3f}", _interval(interval), best is not None and figure == best)
            for figure, interval in figures
        ),
    )


def _cost_rows(results: Sequence[ExtractorResult]) -> Iterator[Row]:
    def row(label: str, figure: Callable[[ExtractorResult], str]) -> Row:
        return Row(REPORT[label], "", tuple(Cell(figure(each)) for each in results))

    yield row("milliseconds", _milliseconds)
    yield row("speed", lambda each: _number(each.characters_per_second))
    yield row("memory", lambda each: _number(None if each.peak_bytes is None else each.peak_bytes / 1e6))
    yield row("error_count", lambda each: _number(len(each.mistakes)))
    if any(each.unscored for each in results):
        yield row("unscored", lambda each: _number(sum(each.unscored.values())))
    yield row("missing", lambda each: _number(len(each.missing)))
    yield row("failures", lambda each: _number(len(each.failures)))


def type_bars(results: Sequence[ExtractorResult]) -> Iterator[TypeBars]:
    """Every type that gold or an output has, in the order of the contract."""
    longest = sorted((list(each.types) for each in results), key=len, reverse=True)
    for name in dict.fromkeys(name for names in longest for name in names):
        scores = [each.types.get(name) for each in results]
        gold = max(score["strict"].count.gold for score in scores if score)
        yield TypeBars(name, gold, tuple(_bar(number, score) for number, score in enumerate(scores)))


def _bar(extractor: int, scores: Mapping[str, Score] | None) -> Bar:
    if scores is None or not scores["strict"].count.output:
        return Bar(extractor, None, None, None, None, _NONE, _NONE)
    strict = scores["strict"]
    interval = strict.f1_interval
    return Bar(
        extractor=extractor,
        f1=round(strict.f1 * 100, 2),
        low=round(interval.low * 100, 2) if interval else None,
        high=round(interval.high * 100, 2) if interval else None,
        score=strict,
        tolerant=f"{scores['tolerant'].f1:.3f}",
        overlap=f"{scores['overlap'].f1:.3f}",
    )


def pairs(tests: Iterable[PairedTest]) -> Iterator[Pair]:
    """The paired tests, those of two extractors together."""
    for (first, second), group in groupby(tests, key=lambda test: (test.first, test.second)):
        shown = {test.measure: _test(test) for test in group}
        micro = shown.pop("micro")
        yield Pair(first, second, micro, tuple(shown.values()))


def _test(test: PairedTest) -> Test:
    interval = test.interval
    low, high = (interval.low, interval.high) if interval else (test.difference, test.difference)
    return Test(
        label=_measure(test.measure),
        difference=f"{test.difference:+.3f}",
        interval=f"{low:+.3f} – {high:+.3f}" if interval else "",
        low=round(low * 100, 2),
        high=round(high * 100, 2),
        at=round(test.difference * 100, 2),
        p=f"{test.p:.4f}",
        notable=test.p < 0.05,
    )


def _measure(name: str) -> Words:
    if name == "micro":
        return REPORT["all_types"]
    kind = name.removeprefix("records:")
    return (TYPES if kind == name else RECORDS).get(kind, Words(kind, kind))


def _interval(interval: Interval | None) -> str:
    return "" if interval is None else f"{interval.low:.3f}–{interval.high:.3f}"


def _number(number: float | None) -> str:
    return _NONE if number is None else f"{number:,.0f}"


def _milliseconds(result: ExtractorResult) -> str:
    answered = sum(not document.missing for document in result.documents)
    return _NONE if result.seconds is None or not answered else f"{result.seconds / answered * 1000:,.1f}"
