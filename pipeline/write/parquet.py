"""Rows → parquet: one file a table, with the same bytes for the same rows (and the same pyarrow), in little memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.assemble import Release
from pipeline.errors import ExtraMissing
from pipeline.write.files import open_beside
from pipeline.write.tables import TABLES, Column, Kind, rows

if TYPE_CHECKING:
    import pyarrow as pa

_ROW_GROUP = 32_768  # rows held in memory at a time


def write_table(path: Path, table: str, rows: Iterable[Mapping[str, Any]]) -> int:
    """Writes `rows` of the table `table` of `TABLES` to `path`, whole or not at all, and gives their number.

    `rows` may be an iterator of any length: one row group of 32,768 rows is held at a time. A row has its table's columns, all of
    them and no others. Raises OutputUnwritable, ExtraMissing where pyarrow is not installed, KeyError for a table that there is
    not, ValueError for a row that does not fit its table.
    """
    with open_table(path, table) as writer:
        for row in rows:
            writer.add(row)
    return writer.rows


def write_tables(folder: Path, releases: Iterable[Release]) -> dict[str, int]:
    """Writes every table of `TABLES` of `releases` in one pass, where `kisha query` looks for them; gives the rows of each.

    `mentions.parquet` lies in `folder`, the others in its `records/`. Raises as `write_table` does.
    """
    with ExitStack() as stack:
        writers = {name: stack.enter_context(open_table(table_path(folder, name), name)) for name in TABLES}
        for release in releases:
            for name, found in rows(release).items():
                for row in found:
                    writers[name].add(row)
    return {name: writer.rows for name, writer in writers.items()}


def table_path(folder: Path, table: str) -> Path:
    """Where the table `table` of the run in `folder` lies."""
    return folder / f"{table}.parquet" if table == "mentions" else folder / "records" / f"{table}.parquet"


class TableWriter:
    """Takes the rows of one table; `rows` counts them."""

    def __init__(self, table: str, file: Any) -> None:
        import pyarrow.parquet as pq

        self.rows = 0
        self._table, self._columns = table, TABLES[table]
        self._names = {column.name for column in self._columns}
        self._required = tuple(column.name for column in self._columns if column.required)
        self._held: list[Mapping[str, Any]] = []
        self._schema = _schema(self._columns)
        self._writer = pq.ParquetWriter(file, self._schema, compression="zstd", compression_level=3, version="2.6")

    def add(self, row: Mapping[str, Any]) -> None:
        """Takes one row. Raises ValueError where it does not fit the table: Arrow would drop or leave empty in silence."""
        if row.keys() != self._names:
            raise ValueError(f"a row of {self._table} has not its columns: {', '.join(sorted(row.keys() ^ self._names))}")
        empty = [name for name in self._required if row[name] is None]
        if empty:
            raise ValueError(f"a row of {self._table} has no {empty[0]}")
        self._held.append(row)
        self.rows += 1
        if len(self._held) == _ROW_GROUP:
            self._flush()

    def close(self) -> None:
        """Writes what is held and the end of the file."""
        if self._held:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        import pyarrow as pa

        self._writer.write_table(pa.Table.from_pylist(self._held, schema=self._schema), row_group_size=_ROW_GROUP)
        self._held.clear()


@contextmanager
def open_table(path: Path, table: str) -> Iterator[TableWriter]:
    """A writer of the table `table` that takes the place `path` when the block ends; where the block raises, nothing has changed.

    Raises as `write_table` does.
    """
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        raise ExtraMissing("parquet needs pyarrow; install it: pip install 'kisha[tables]'") from None
    with open_beside(path) as file:
        writer = TableWriter(table, file)
        try:
            yield writer
        finally:
            writer.close()  # also after an error: pyarrow would do it later, when the file is gone


def _schema(columns: tuple[Column, ...]) -> pa.Schema:
    import pyarrow as pa

    types = {
        Kind.TEXT: pa.string(),
        Kind.TEXTS: pa.list_(pa.field("item", pa.string(), nullable=False)),
        Kind.INTEGER: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.BOOLEAN: pa.bool_(),
    }
    return pa.schema([pa.field(each.name, types[each.kind], nullable=not each.required) for each in columns])
