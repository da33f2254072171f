"""Two annotators' folders compared, as lines for the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.annotate.agreement import Agreement, Count, Disagreement, agreement, all_types, total
from pipeline.annotate.golds import gold_files, read_gold
from pipeline.annotate.texts import stem
from pipeline.errors import SourceNotFound, TextMismatch
from pipeline.model.annotation import Mark


@dataclass(frozen=True, slots=True)
class Result:
    """What two annotators have in common, document by document; `alone` names those that only one has."""

    documents: tuple[Agreement, ...]
    alone: tuple[str, ...] = ()

    @property
    def types(self) -> dict[str, Count]:
        """Counts by mention type over all documents."""
        return dict(sorted(total(each.types for each in self.documents).items()))

    @property
    def records(self) -> dict[str, Count]:
        """Counts by kind of record over all documents."""
        return total(each.records for each in self.documents)


def agree(first: Path, second: Path, texts: Path | None = None) -> Result:
    """Two gold files, or the files of the same names in two folders, compared. Raises KishaError, TextMismatch for two texts."""
    ours = {stem(path): path for path in gold_files([first])}
    theirs = {stem(path): path for path in gold_files([second])}
    if not first.is_dir() and not second.is_dir():
        theirs = dict(zip(ours, theirs.values(), strict=True))  # two files belong together whatever they are called
    both = sorted(ours.keys() & theirs.keys())
    if not both:
        raise SourceNotFound("no file of one annotator has the name of one of the other's", source=f"{first}, {second}")
    documents = tuple(_one(ours[name], theirs[name], texts) for name in both)
    return Result(documents, tuple(sorted(ours.keys() ^ theirs.keys())))


def _one(first: Path, second: Path, texts: Path | None) -> Agreement:
    a, b = read_gold(first, texts), read_gold(second, texts)
    if a.text is not None and b.text is not None and a.text != b.text:
        raise TextMismatch(
            f"its text is another one than that of {second}; offsets into two texts cannot be compared", source=str(first)
        )
    return agreement(a, b)


def agreement_lines(result: Result) -> Iterator[str]:
    """A table of types, one of records, and a line for each difference."""
    counts = all_types(result.types)
    yield f"{len(result.documents)} documents, {counts.both} mentions in both of {counts.a} (A) and {counts.b} (B)"
    yield ""
    yield f"{'':16}{'A':>7}{'B':>7}{'both':>7}{'F1':>8}{'value':>8}"
    for name, count in (*result.types.items(), ("all types", counts)):
        yield _row(name, count)
    if result.records:
        yield ""
        for name, count in result.records.items():
            yield _row(name, count)
    for document in result.documents:
        if document.differences or document.record_differences:
            yield ""
            yield document.id
            yield from (f"  {_line(each)}" for each in document.differences)
            yield from (f"  records {each.record:14} only {each.only.upper()}: {each.said}" for each in document.record_differences)


def agreement_json(result: Result) -> dict[str, Any]:
    """The same for machines; offsets are code points."""
    return {
        "documents": len(result.documents),
        "alone": list(result.alone),
        "all_types": _figures(all_types(result.types)),
        "types": {name: _figures(count) for name, count in result.types.items()},
        "records": {name: _figures(count) for name, count in result.records.items()},
        "differences": [{"document": each.id, **_difference(one)} for each in result.documents for one in each.differences],
        "record_differences": [
            {"document": each.id, **asdict(one)} for each in result.documents for one in each.record_differences
        ],
    }


def _row(name: str, count: Count) -> str:
    value = "" if count.value is None else f"{count.value:.3f}"
    return f"{name:16}{count.a:7}{count.b:7}{count.both:7}{count.f1:8.3f}{value:>8}"


def _line(each: Disagreement) -> str:
    where = f"{each.start:6} {each.kind:7}"
    if each.a and each.b:
        return f"{where}A {_mark(each.a, each.kind)} · B {_mark(each.b, each.kind)}  {each.context}"
    alone = each.a or each.b
    return f"{where}{_mark(alone, each.kind) if alone else ''}  {each.context}"


def _mark(mark: Mark, kind: str) -> str:
    return f"{mark.type} {mark.value or '–'}" if kind == "value" else f"{mark.type} {mark.start}–{mark.end}"


def _figures(count: Count) -> dict[str, Any]:
    return {"a": count.a, "b": count.b, "both": count.both, "f1": count.f1, "value": count.value}


def _difference(each: Disagreement) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "a": asdict(each.a) if each.a else None,
        "b": asdict(each.b) if each.b else None,
        "context": each.context,
    }
