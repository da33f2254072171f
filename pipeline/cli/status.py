"""`kisha status`: how far a run is."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer


def status(
    run: Annotated[Path, typer.Argument(help="A run folder of `kisha batch`.", metavar="RUN_DIR")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Say what of a run is done, failed and left."""
    from pipeline.batch import status as status_of

    found = status_of(run)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return
    typer.echo(f"{found.documents} documents: {found.done} done, {sum(found.failed.values())} failed, {found.left} left")
    for code, number in found.failed.items():
        typer.echo(f"  {code}: {number}")
    if found.running:
        typer.echo("a run is at work in it")
    elif found.complete and not found.left:
        typer.echo("complete")
    else:
        typer.echo("not complete: run the same command again, and it goes on")
