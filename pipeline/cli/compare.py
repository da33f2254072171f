"""`kisha compare`: two runs over the same texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.evaluate.changes import Changes, MarkChange
    from pipeline.evaluate.evaluation import Evaluation
    from pipeline.model.annotation import Annotation, Mark


def compare(
    first: Annotated[Path, typer.Argument(metavar="RUN1", help="The earlier outputs: a file, or a folder of them.")],
    second: Annotated[Path, typer.Argument(metavar="RUN2", help="The later outputs, of the same file names.")],
    gold: Annotated[
        Path | None, typer.Option(help="Gold of the same file names: say what got better and what worse.", metavar="GOLD")
    ] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write all changes there too.", metavar="FILE")] = None,
    summary: Annotated[bool, typer.Option("--summary", help="Print the counts only, not every change.")] = False,
) -> None:
    """Say in what two runs differ, mention by mention and record by record.

    Without gold a mention or record is added, removed or changed. With gold it is newly right, newly wrong or wrong otherwise, and
    what the gold does not have is newly spurious or no longer spurious; at the end stands how far F1 moved, and whether that may be
    chance. The exit status is 0 whatever changed.
    """
    from pipeline.evaluate.changes import changes

    before, after, wanted = _run(first), _run(second), _run(gold) if gold else ()
    if first.is_file() and second.is_file():  # one document, whatever its files are called
        before, after, wanted = (_called(each, before[0].id) for each in (before, after, wanted))
    found = changes(_by_id(before), _by_id(after), wanted if gold else None)
    evaluation = _evaluation(wanted, before, after) if gold else None
    for line in _lines(found, summary=summary):
        typer.echo(line)
    if evaluation:
        typer.echo(_moved(evaluation))
    if json_file:
        _write(found, evaluation, json_file)


def _run(path: Path) -> tuple[Annotation, ...]:
    from pipeline.extractors import load_gold

    return load_gold(path, with_text=False)


def _called(documents: Sequence[Annotation], name: str) -> tuple[Annotation, ...]:
    return tuple(replace(each, id=name) for each in documents)


def _by_id(documents: Sequence[Annotation]) -> dict[str, Annotation]:
    return {each.id: each for each in documents}


def _evaluation(gold: Sequence[Annotation], first: Sequence[Annotation], second: Sequence[Annotation]) -> Evaluation:
    from pipeline.evaluate.evaluation import Run
    from pipeline.evaluate.measure import evaluate

    return evaluate(gold, [Run("first", _by_id(first)), Run("second", _by_id(second))])


def _lines(found: Changes, *, summary: bool) -> Iterator[str]:
    if not summary:
        for mark in found.marks:
            yield f"{mark.document}:{mark.start} {mark.type} {mark.kind}: {_change(mark)}"
        for record in found.records:
            yield f"{record.document} {record.record} {record.kind}: {' · '.join(part or '–' for part in record.what)}"
        if found.marks or found.records:
            yield ""
    yield from _table(found)
    effect = "it counts as empty in the other" if found.with_gold else "it was not compared"
    for name, only in (("first", found.only_first), ("second", found.only_second)):
        for document in only:
            yield f"{document}: only in the {name} run; {effect}"


def _table(found: Changes) -> Iterator[str]:
    counts = found.counts()
    documents = f"{len(found.documents)} document{'' if len(found.documents) == 1 else 's'}"
    if not counts:
        yield f"{documents}: no difference"
        return
    widths = [max(len(kind), 5) + 2 for kind in found.kinds]
    yield f"{documents:28}" + "".join(f"{kind:>{width}}" for kind, width in zip(found.kinds, widths, strict=True))
    for name, row in counts.items():
        yield f"{name:28}" + "".join(f"{row[kind]:{width}}" for kind, width in zip(found.kinds, widths, strict=True))


def _change(change: MarkChange) -> str:
    before, after = _said(change.before), _said(change.after)
    if change.gold and change.kind == "wrong otherwise":
        return f"gold {_said(change.gold)}, was {before}, is {after}"
    if change.kind in ("changed", "newly right", "newly wrong"):
        return f"was {before}, is {after}"
    return before if change.before else after


def _said(marks: Sequence[Mark]) -> str:
    return " + ".join(_mark(mark) for mark in marks) or "nothing"


def _mark(mark: Mark) -> str:
    value = "" if mark.value is None else f" = {mark.value}"
    return f"{mark.type} [{mark.start}, {mark.end}) 「{' '.join(mark.text.split())}」{value}"


def _moved(evaluation: Evaluation) -> str:
    first, second = evaluation.extractors
    test = next(each for each in evaluation.comparisons if each.measure == "micro")
    interval = f", 95 % interval {test.interval.low:+.3f}…{test.interval.high:+.3f}" if test.interval else ""
    figures = f"{first.micro['strict'].f1:.3f} → {second.micro['strict'].f1:.3f}"
    return f"strict F1 over all types {figures} ({test.difference:+.3f}{interval}, p = {test.p:.4f})"


def _write(found: Changes, evaluation: Evaluation | None, file: Path) -> None:
    from pipeline.write import write_beside

    data = found.to_dict()
    if evaluation:
        data["f1"] = [each.micro["strict"].f1 for each in evaluation.extractors]
        data["comparisons"] = evaluation.to_dict()["comparisons"]
    write_beside(file, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
