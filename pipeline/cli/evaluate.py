"""`kisha evaluate`: extractors, and outputs that are already there, against gold."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.evaluate.evaluation import Evaluation
    from pipeline.extractors import Located, Measured
    from pipeline.extractors.runner import Progress
    from pipeline.model.annotation import Annotation


def evaluate(
    gold: Annotated[Path, typer.Argument(help="A gold file, or a folder of them.")],
    output: Annotated[Path | None, typer.Argument(help="The output for it, or a folder of outputs of the same names.")] = None,
    extractor: Annotated[
        list[str] | None,
        typer.Option(
            "--extractor", "-x", help="One that is installed, module:function, or outputs in a folder or file; may be repeated."
        ),
    ] = None,
    texts: Annotated[
        Path | None, typer.Option(help="Where the texts are, if neither beside the gold nor where it says.", metavar="FOLDER")
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write all figures and errors there too.", metavar="FILE")
    ] = None,
    html_file: Annotated[
        Path | None, typer.Option("--html", help="Write a page with all figures and every error in its sentence.", metavar="FILE")
    ] = None,
    fail_under: Annotated[
        Path | None, typer.Option(help="A TOML file of floors; exit with 1 when one is not reached.", metavar="FILE")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every error.")] = False,
    errors_by_kind: Annotated[bool, typer.Option("--errors-by-kind", help="Count the errors by type and kind.")] = False,
    by_document: Annotated[bool, typer.Option("--by-document", help="A Markdown table of F1 by document and type too.")] = False,
    timeout: Annotated[float, typer.Option(min=0.001, help="Seconds that an extractor has for one document.")] = 120.0,
    seed: Annotated[int, typer.Option(help="Of the resampling behind intervals and tests.")] = 0,
) -> None:
    """Score extractors against gold: precision, recall and F1 for each type, values, records, speed and memory.

    Each runs in a process of its own; one that crashes, hangs or gives what is no answer is named on standard error, the document
    counts as empty, and the run goes on. The exit status is 2 when one could not be loaded at all.
    """
    from pipeline.evaluate import evaluate as measure
    from pipeline.evaluate.floors import broken, read_floors
    from pipeline.extractors import Kind, load_gold

    chosen = _chosen(output, extractor or [])
    floors = read_floors(fail_under) if fail_under else ()
    documents = load_gold(gold, texts=texts, with_text=any(each.kind is Kind.CALLABLE for each in chosen))
    ran = [_ran(each, documents, timeout) for each in chosen]
    loaded = [each for each in ran if each.loaded]
    below: tuple[str, ...] = ()
    if loaded:
        evaluation = measure(documents, [each.run for each in loaded], seed=seed)
        _print(evaluation, errors=errors, errors_by_kind=errors_by_kind, by_document=by_document)
        if json_file:
            _write_json(evaluation, loaded, json_file)
        if html_file:
            _write_html(evaluation, html_file)
        below = broken(evaluation, floors)
        for line in below:
            print(f"kisha: below the floor: {line}", file=sys.stderr)
    if len(loaded) < len(ran):
        raise typer.Exit(2)
    if below:
        raise typer.Exit(1)


def _chosen(output: Path | None, names: Sequence[str]) -> list[Located]:
    """What is to be evaluated, each once. Raises ExtractorUnknown and typer.BadParameter."""
    from pipeline.extractors import Kind, Located, installed, locate

    chosen = [Located(str(output), Kind.FILES, str(output))] if output else []
    chosen += [locate(name) for name in names]
    if not chosen:
        known = ", ".join(installed())
        raise typer.BadParameter(f"name a folder of outputs, or an extractor: {known}, module:function", param_hint="--extractor")
    return list({each.name: each for each in chosen}.values())


def _ran(extractor: Located, documents: Sequence[Annotation], timeout: float) -> Measured:
    """One extractor over all documents; what went wrong is said on standard error."""
    from pipeline.extractors import run

    with _progress(extractor.name, len(documents)) as progress:
        measured = run(extractor, documents, timeout=timeout, progress=progress)
    failed = {failure.document for failure in measured.run.failures}
    for failure in measured.run.failures:
        where = f"{failure.document}: " if failure.document else ""
        print(f"kisha: {extractor.name}: {where}{failure.message} [{failure.code}]", file=sys.stderr)
    for document in documents if measured.loaded else ():
        if document.id not in measured.run.annotations and document.id not in failed:
            print(f"kisha: {extractor.name}: {document.id}: there is no output; it counts as empty", file=sys.stderr)
    return measured


@contextmanager
def _progress(name: str, total: int) -> Iterator[Progress]:
    """A bar on standard error while it is a terminal."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    with Bar(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(name, total=total)
        yield lambda done: bar.update(task, completed=done)


def _print(evaluation: Evaluation, *, errors: bool, errors_by_kind: bool, by_document: bool) -> None:
    from pipeline.evaluate import terminal

    alone = len(evaluation.extractors) == 1
    for result in evaluation.extractors:
        if alone:
            for line in terminal.document_lines(result):
                typer.echo(line)
            typer.echo("")
        elif errors or errors_by_kind or by_document:
            typer.echo(f"== {result.name}")
        if errors_by_kind:
            typer.echo("\n".join([*terminal.kind_lines(result), ""]))
        if errors:
            typer.echo("\n".join([*terminal.error_lines(result), ""]))
        if by_document:
            typer.echo(terminal.document_table(result) + "\n")
    typer.echo(terminal.in_detail(evaluation.extractors[0]) if alone else terminal.side_by_side(evaluation))


def _write_json(evaluation: Evaluation, measured: Sequence[Measured], file: Path) -> None:
    from pipeline.write import write_beside

    data = evaluation.to_dict()
    for result, each in zip(data["extractors"], measured, strict=True):
        result["load_seconds"] = each.load_seconds
    write_beside(file, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _write_html(evaluation: Evaluation, file: Path) -> None:
    from pipeline.pages.report import report_page
    from pipeline.write import write_beside

    write_beside(file, report_page(evaluation))
