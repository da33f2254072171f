"""The files of a whole run, made of its documents in the order of their ids: records, tables, failures, the manifest."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

from pipeline.batch.options import Options
from pipeline.batch.store import FAILURES, LINES, MENTIONS, RECORDS, Marker, Store, line
from pipeline.write.files import open_beside

_FORMAT = "1.0"
_CHUNK = 1 << 20


def opening(documents: int, parts: Mapping[str, str], options: Options) -> dict[str, Any]:
    """The manifest of a run that is not at its end."""
    return {
        "manifest_version": _FORMAT,
        "complete": False,
        "documents": documents,
        "versions": dict(parts),
        "options": asdict(options),
    }


def finish(store: Store, ids: Sequence[str], manifest: Mapping[str, Any]) -> dict[str, int]:
    """Writes all files of the run over the documents `ids`, the manifest last; gives the number of failures by code.

    What an earlier run made of the same results stays as it is. Raises OutputUnwritable.
    """
    results, failed = _results(store, ids)
    whole = {
        **manifest,
        "complete": True,
        "succeeded": len(ids) - sum(failed.values()),
        "failed": dict(sorted(failed.items())),
        "results": results,
    }
    before = store.manifest()
    if before is not None and _is_made(store.folder, before) and {**before, "files": 0} == {**whole, "files": 0}:
        return dict(failed)
    store.write_manifest(manifest)  # while the files are replaced none of them belongs to a complete run
    _records(store, ids)
    write_failures(store, ids)
    store.write_manifest({**whole, "files": {name: _about(store.folder / name) for name in _names(store.folder)}})
    return dict(failed)


def _results(store: Store, ids: Sequence[str]) -> tuple[str, Counter[str]]:
    """One hash over what all markers say, and the failures by code."""
    digest = hashlib.sha256()
    failed: Counter[str] = Counter()
    for id_, marker in _markers(store, ids):
        digest.update(line({"id": id_, **asdict(marker)}).encode())
        if marker.failure is not None:
            failed[marker.failure.code] += 1
    return digest.hexdigest(), failed


def _markers(store: Store, ids: Sequence[str]) -> Iterator[tuple[str, Marker]]:
    for id_ in ids:
        marker = store.marker(id_)
        if marker is not None:
            yield id_, marker


def write_failures(store: Store, ids: Sequence[str]) -> None:
    """Writes failures.jsonl: a line for each document that failed. Raises OutputUnwritable."""
    with open_beside(store.folder / FAILURES) as file:
        for id_, marker in _markers(store, ids):
            if marker.failure is not None:
                file.write(line({"document": id_, "source": marker.source, **asdict(marker.failure)}).encode())


def _records(store: Store, ids: Sequence[str]) -> None:
    with open_beside(store.folder / LINES) as file, contextlib.ExitStack() as stack:
        spools = _Spools(store.folder, stack) if has_tables() else None
        for id_, marker in _markers(store, ids):
            if marker.failure is None:
                content = (store.documents / f"{id_}.json").read_bytes()
                document = json.loads(content)
                said = {name: document[name] for name in ("schema_version", "document", "records", "warnings")}
                file.write(line(said).encode())
                if spools is not None:
                    spools.add(content)
        if spools is not None:
            spools.write()


def has_tables() -> bool:
    """Whether parquet can be written: it is an extra of the installation."""
    return find_spec("pyarrow") is not None


class _Spools:
    """The rows of every table on the way to it: parquet is written a table at a time, documents are read once."""

    def __init__(self, folder: Path, stack: contextlib.ExitStack) -> None:
        from pipeline.write.tables import TABLES

        (folder / RECORDS).mkdir(exist_ok=True)
        self._folder = folder
        self._files: dict[str, IO[bytes]] = {}
        for table in TABLES:
            path = folder / RECORDS / f".{table}.rows.part"
            stack.callback(path.unlink, missing_ok=True)
            self._files[table] = stack.enter_context(path.open("w+b"))

    def add(self, content: bytes) -> None:
        from pipeline.assemble import Release
        from pipeline.write.tables import rows

        for table, of_table in rows(Release.model_validate_json(content)).items():
            for row in of_table:
                self._files[table].write(line(row).encode())

    def write(self) -> None:
        from pipeline.write.parquet import write_table

        for table, file in self._files.items():
            file.seek(0)
            write_table(self._folder / table_name(table), table, map(json.loads, file))


def table_name(table: str) -> str:
    """Where a table stands in the run folder."""
    return MENTIONS if table == "mentions" else f"{RECORDS}/{table}.parquet"


def _names(folder: Path) -> list[str]:
    tables = sorted(path.relative_to(folder).as_posix() for path in folder.glob(f"{RECORDS}/*.parquet"))
    return [name for name in (LINES, FAILURES, MENTIONS, *tables) if (folder / name).exists()]


def _about(path: Path) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return {"bytes": size, "sha256": digest.hexdigest()}


def _is_made(folder: Path, manifest: Mapping[str, Any]) -> bool:
    """Whether the files are there that the manifest tells of, and the tables among them if they can be written now."""
    files = manifest.get("files")
    if not isinstance(files, dict) or (has_tables() and MENTIONS not in files):
        return False
    return all((folder / name).exists() and _about(folder / name) == about for name, about in files.items())
