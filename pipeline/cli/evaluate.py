"""`kisha evaluate`: a folder of outputs against a folder of gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def evaluate(
    gold: Annotated[Path, typer.Argument(help="A gold file, or a folder of them.")],
    output: Annotated[Path, typer.Argument(help="The output for it, or a folder of outputs of the same names.")],
    errors: Annotated[bool, typer.Option("--errors", help="List every difference.")] = False,
    by_document: Annotated[bool, typer.Option("--by-document", help="A Markdown table of F1 by document and type too.")] = False,
) -> None:
    """Score outputs against gold: strict precision, recall and F1 for each type, values, and each field of the records."""
    from pipeline.evaluate import compare, pairs
    from pipeline.evaluate.report import differences, document_table, headline, table

    comparisons = []
    for wanted, found in pairs(gold, output):
        if found is None:
            typer.echo(f"kisha: {wanted.document.id}: there is no output; it counts as empty", err=True)
        comparisons.append(compare(wanted, found))
    for comparison in comparisons:
        typer.echo(headline(comparison))
        if errors:
            for line in differences(comparison):
                typer.echo(line)
    typer.echo("")
    typer.echo(table(comparisons))
    if by_document:
        typer.echo("")
        typer.echo(document_table(comparisons))
