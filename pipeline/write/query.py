"""SQL over the tables of a run: DuckDB in memory, one view for each table, nothing else within reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import ExtraMissing, QueryFailed

if TYPE_CHECKING:
    import duckdb

_CHUNK = 1024  # rows asked for at a time


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: the names of its columns, and its rows, which are read once."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


def query(folder: Path, sql: str) -> Answer:
    """The answer of one statement `sql` that reads the tables of the run in `folder`, each a view with the name of its file.

    No other file, no network and no extension is within its reach, and it can write nothing. Raises QueryFailed, also while the
    rows are read, and ExtraMissing where DuckDB is not installed.
    """
    tables = _tables(folder)
    try:
        import duckdb
    except ImportError:
        raise ExtraMissing("SQL needs DuckDB; install it: pip install 'kisha[tables]'") from None
    try:
        connection = _connection(tables)
        statement = _statement(connection, sql)
        result = connection.execute(statement)
    except duckdb.Error as error:
        raise QueryFailed(_line(error)) from None
    return Answer(tuple(column[0] for column in result.description or ()), _rows(result))


def _tables(folder: Path) -> dict[str, Path]:
    found = [*sorted(folder.glob("*.parquet")), *sorted(folder.glob("records/*.parquet"))]
    if not found:
        message = "there are no tables in this folder; `kisha batch` makes them, or `kisha export parquet … -o FOLDER`"
        raise QueryFailed(message, source=str(folder))
    return {path.stem: path.resolve() for path in found}


def _connection(tables: dict[str, Path]) -> duckdb.DuckDBPyConnection:
    import duckdb

    connection = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
            "temp_directory": "",
        },
    )
    connection.execute("SET python_enable_replacements = false")  # no variable of this program is a table
    places = {name: re.sub(r"([*?\[])", r"[\1]", str(path)) for name, path in tables.items()}  # a path, not a pattern of paths
    connection.execute("SET allowed_paths = $1", [sorted({*map(str, tables.values()), *places.values()})])
    connection.execute("SET enable_external_access = false")
    for name, place in places.items():
        file, view = place.replace("'", "''"), name.replace('"', '""')
        connection.execute(f"""CREATE VIEW "{view}" AS SELECT * FROM read_parquet('{file}')""")  # noqa: S608
    connection.execute("SET lock_configuration = true")
    return connection


def _statement(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    """The one statement of `sql`. Raises QueryFailed where it is not one that only reads."""
    import duckdb

    found = connection.extract_statements(sql)
    if len(found) != 1:
        raise QueryFailed(f"give one statement; there are {len(found)}")
    if found[0].type is not duckdb.StatementType.SELECT:  # EXPLAIN ANALYZE would run what it explains
        raise QueryFailed(f"only statements that read are allowed (SELECT, DESCRIBE, …), not {found[0].type.name}")
    return found[0]


def _rows(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    import duckdb

    try:
        while rows := result.fetchmany(_CHUNK):
            yield from rows
    except duckdb.Error as error:
        raise QueryFailed(_line(error)) from None


def _line(error: Exception) -> str:
    """DuckDB's message in one line, without the picture of where it stands."""
    said = re.split(r"\n+LINE \d+:", str(error))[0]
    return " ".join(said.split())
