"""`kisha query`: SQL over the tables of a run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.write.query import Answer


def query(
    run: Annotated[Path, typer.Argument(help="A folder that kisha batch or kisha export parquet made.", metavar="RUN_DIR")],
    sql: Annotated[str, typer.Argument(help="One SELECT, in DuckDB's SQL; SHOW TABLES lists the tables.", metavar="SQL")],
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV for programs: UTF-8, values as they are.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list with an object for each row.")] = False,
) -> None:
    """Ask the tables of a run: documents, mentions, funding, awards, people, organizations, glossary, publications.

    Nothing but these tables can be read, nothing can be written. Columns are described in docs/exports.md and by DESCRIBE TABLE.
    """
    import sys

    from pipeline.write.answers import as_csv as csv_lines
    from pipeline.write.answers import as_json as json_lines
    from pipeline.write.answers import as_text
    from pipeline.write.query import query as ask

    if as_csv and as_json:
        raise typer.BadParameter("choose one of --csv and --json")
    shape: Callable[[Answer], Iterator[str]] = csv_lines if as_csv else json_lines if as_json else as_text
    for piece in shape(ask(run, sql)):
        sys.stdout.buffer.write(piece.encode())
    sys.stdout.buffer.flush()
