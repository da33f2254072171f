"""`kisha batch`: many sources → a run folder."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.extract import Redact, check_date
from pipeline.cli.progress import duration, shown

if TYPE_CHECKING:
    from pipeline.batch import MaxFailures, Summary

_SOME_FAILED, _TOO_MANY_FAILED = 3, 4
_UNITS = {"": 1_000_000, "m": 1_000_000, "g": 1_000_000_000}


def batch(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders, globs, JSONL files, zip and tar archives; - is a list of paths on standard input.",
            metavar="SOURCE…",
        ),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="The run folder; a run that was stopped goes on there.")],
    engine: Annotated[
        str, typer.Option(help="How work is spread: serial, processes, ray, or one that is installed.")
    ] = "processes",
    workers: Annotated[int | None, typer.Option(min=1, help="How many; one for each processor otherwise (ray: one less).")] = None,
    address: Annotated[str | None, typer.Option(help="ray: the cluster's address; one is started here otherwise.")] = None,
    ner: Annotated[bool, typer.Option("--ner/--no-ner", help="Ask the neural model (GiNZA) too; without it all is faster.")] = True,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Ask the model about every sentence, not only where it can make a difference.")
    ] = False,
    reference_date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day of release where a text does not give it.")
    ] = None,
    redact: Redact = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that a document may take.")] = 300,
    memory: Annotated[str, typer.Option(help="Memory that a worker may fill with a document: 800M, 2G (Linux).")] = "4G",
    max_failures: Annotated[
        str | None, typer.Option(help="Stop when more documents fail: a number, or a share of all (5%).", metavar="N|SHARE")
    ] = None,
    retry_failures: Annotated[bool, typer.Option("--retry-failures", help="Do those again that failed.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Do all documents again.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Read many releases into a run folder, which can be stopped at any moment and goes on with the same command.

    Exit status: 0 all done, 3 some documents failed (they are in failures.jsonl), 4 more failed than --max-failures and the run was
    stopped, 2 unusable sources, folder or command. docs/batch.md says what the folder holds.
    """
    check_date(reference_date)
    limit, most = _memory(memory), _max_failures(max_failures)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a process a processor; threads of each would be in each other's way
    from pipeline.batch import Options, Order, run
    from pipeline.engines import Limits, Settings
    from pipeline.engines import engine as engine_named

    began = monotonic()
    with shown(quiet=quiet) as watch:
        summary = run(
            sources,
            output,
            engine=engine_named(engine, Settings(workers, address)),
            options=Options(ner, thorough, reference_date, redact),
            limits=Limits(timeout=timeout, memory=limit),
            order=Order(most, retry_failures, force),
            listed=sys.stdin if "-" in sources else (),
            watch=watch,
        )
    if not quiet:
        _tell(summary, output, monotonic() - began)
    if summary.stopped:
        raise typer.Exit(_TOO_MANY_FAILED)
    if summary.failed:
        raise typer.Exit(_SOME_FAILED)


def _tell(summary: Summary, output: Path, seconds: float) -> None:
    rate = f" ({summary.done / seconds:.1f}/s)" if summary.done and seconds > 0 else ""
    failed = sum(summary.failed.values())
    done = f"{summary.done} done in {duration(seconds)}{rate}"
    print(f"{summary.documents} documents: {done}, {summary.kept} from before, {failed} failed")
    for code, number in summary.failed.items():
        print(f"  {code}: {number}")
    if summary.passed_over:
        print(f"{summary.passed_over} files of other kinds were passed over")
    if summary.removed:
        print(f"{summary.removed} results whose sources are no longer named were removed")
    if summary.memory:
        print(f"largest worker: {summary.memory / 1_000_000:.0f} MB")
    if summary.stopped:
        print(f"stopped: more failed than may; what failed is in {output}/failures.jsonl")
        return
    from pipeline.batch.finish import has_tables

    if not has_tables():
        print("no parquet tables: pyarrow is not installed (pip install 'kisha[tables]')")
    print(f"→ {output}")


def _memory(words: str) -> int:
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([mg]?)b?", words.strip().lower())
    if match is None:
        raise typer.BadParameter("give megabytes, or a number with M or G: 800M, 2G", param_hint="--memory")
    return int(float(match[1]) * _UNITS[match[2]])


def _max_failures(words: str | None) -> MaxFailures:
    from pipeline.batch.options import MaxFailures

    if words is None:
        return MaxFailures()
    try:
        return MaxFailures.parse(words)
    except ValueError:
        raise typer.BadParameter("give a number, or a share as 5% or 0.05", param_hint="--max-failures") from None
