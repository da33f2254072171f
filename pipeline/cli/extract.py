"""`kisha extract`: files → JSON."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from pipeline.errors import KishaError, OutputUnwritable

if TYPE_CHECKING:
    from pipeline.assemble import Release
    from pipeline.model import Source


#: The option of every command that writes what a document says.
Redact = Annotated[
    Literal["contacts", "people", "all"] | None,
    typer.Option(
        "--redact",
        help="Take out what reaches people (e-mail, telephone, fax, address), who they are (names), or both; see docs/privacy.md.",
    ),
]


def extract(
    files: Annotated[
        list[str],
        typer.Argument(help="Releases to read: PDF, HTML, DOCX, text, Markdown; - is standard input.", metavar="FILE…"),
    ],
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", help="A JSON file, or a folder that gets <stem>.json for each; standard output otherwise."),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say what found each mention, its cue, what it beat.")] = False,
    ner: Annotated[bool, typer.Option("--ner/--no-ner", help="Ask the neural model (GiNZA) too; without it all is faster.")] = True,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Ask the model about every sentence, not only where it can make a difference.")
    ] = False,
    engine_ner: Annotated[
        Literal["fast", "stock"], typer.Option("--engine-ner", help="Who runs the model: kisha, or spaCy; the names are the same.")
    ] = "fast",
    reference_date: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The day of release where the text does not give it."),
    ] = None,
    redact: Redact = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Read releases and write what they say as JSON.

    Several files without -o give JSON Lines. A file that cannot be read is named on standard error, the others are done; the exit
    status is 2 then. The text of a PDF, a page of HTML or a DOCX is stored beside its JSON (<stem>.txt): offsets refer to it. With
    --redact so is the redacted text of any document.
    """
    targets = dict(_targets(files, output)) if output is not None else {}
    check_date(reference_date)
    run = _flow(ner=ner, thorough=thorough, engine_ner=engine_ner, reference_date=reference_date, explain=explain)
    failed = 0
    for file in files:
        try:
            _one(file, targets.get(file), run, quiet, lines=len(files) > 1, redact=redact)
        except KishaError as error:
            print(f"kisha: {error}", file=sys.stderr)
            failed = max(failed, error.exit_status)
    if failed:
        raise typer.Exit(failed)


def _flow(*, engine_ner: str, **options: Any) -> Callable[[Source], Release]:
    from pipeline import flow
    from pipeline.analyse import Engine

    return partial(flow.run, engine_ner=Engine(engine_ner), **options)


def _one(
    file: str, target: Path | None, run: Callable[[Source], Release], quiet: bool, *, lines: bool, redact: str | None = None
) -> None:
    from pipeline.read import read
    from pipeline.write import check_redacted_room, check_room, to_json, to_json_line, write_beside, write_made

    source = read(file)
    if target is not None:
        check_room(source, target)
    release, source = redacted(run(source), source, redact)
    if target is None:
        sys.stdout.buffer.write((to_json_line if lines else to_json)(release).encode())
        sys.stdout.buffer.flush()
        return
    if redact is not None:
        check_redacted_room(source, target, original=Path(file))
    write_made(source, target)
    write_beside(target, to_json(release))
    if quiet:
        return
    if lines:
        print(f"{file} → {target}: {len(release.mentions)} mentions, {len(release.records.funding)} grants")
        return
    from rich.console import Console

    from pipeline.write.summary import print_summary

    console = Console(highlight=False)
    print_summary(release, console)
    console.print(f"→ {target} ({len(release.mentions)} mentions)", markup=False)


def _targets(files: list[str], output: str) -> Iterator[tuple[str, Path]]:
    """Where each file's JSON goes. Raises OutputUnwritable where two files would share a place."""
    from pipeline.model import Source

    folder = Path(output)
    if len(files) == 1 and not folder.is_dir() and not output.endswith("/"):
        yield files[0], folder
        return
    if folder.exists() and not folder.is_dir():
        raise OutputUnwritable("several releases need a folder; this is a file", source=output)
    taken: dict[Path, str] = {}
    for file in files:
        stem = "stdin" if file == "-" else Source("", file).id
        target = folder / f"{stem}.json"
        if taken.setdefault(target, file) != file:
            raise OutputUnwritable(f"{taken[target]} and {file} would both become it; give them two folders", source=str(target))
        yield file, target


def redacted(release: Release, source: Source, level: str | None) -> tuple[Release, Source]:
    """Both without what `level` names; as they are where it is None."""
    if level is None:
        return release, source
    from pipeline.privacy import Level, redact_read

    return redact_read(release, source, Level(level))


def check_date(reference_date: str | None) -> None:
    """Raises typer.BadParameter unless `reference_date` is a day, or not given."""
    from datetime import date

    if reference_date is not None:
        try:
            date.fromisoformat(reference_date)
        except ValueError:
            raise typer.BadParameter("give a day as YYYY-MM-DD", param_hint="--reference-date") from None
