"""`kisha check`: one output against its gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def check(
    output: Annotated[Path, typer.Argument(help="An output of `kisha extract`.")],
    gold: Annotated[Path, typer.Argument(help="The gold for the same text.")],
    fail_under: Annotated[float, typer.Option(min=0, max=1, help="Exit with 1 below this strict F1 over all types.")] = 0.0,
) -> None:
    """Say in one line how far an output agrees with its gold, and then what differs."""
    from pipeline.evaluate import compare, load, micro
    from pipeline.evaluate.report import differences, headline

    comparison = compare(load(gold), load(output))
    typer.echo(headline(comparison))
    for line in differences(comparison):
        typer.echo(line)
    if micro([comparison]).f1 < fail_under:
        raise typer.Exit(1)
