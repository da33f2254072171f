"""A dump → the index. It is built beside its place and renamed: a failure leaves what was there."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import OutputUnwritable
from pipeline.lexicon.registry.dump import Dump, broken, open_dump
from pipeline.lexicon.registry.index import APPLICATION_ID, CHECKSUM_AT, SCHEMA_VERSION, TABLES, Registry, checksum
from pipeline.lexicon.registry.place import place
from pipeline.lexicon.registry.records import Body, Misfit, body_of, changed_on

#: The file is nobody's until it is renamed: no journal, no waiting for the disk but once at the end.
_FAST = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000; PRAGMA page_size = 4096;"


def import_dump(path: Path) -> Registry:
    """Makes the index from the ROR data dump at `path`, and puts it in the place of the one before.

    Raises RegistryUnreadable for a dump that cannot be used, OutputUnwritable where there is no room or no permission, and what
    reading any file raises; then nothing is changed.
    """
    dump = open_dump(path)
    target = _target(path)
    temporary: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
        os.close(handle)
        temporary = Path(name)
        _fill(temporary, dump)
        _seal(temporary)
        temporary.replace(target)
    except (OSError, sqlite3.OperationalError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        what = f"the registry index cannot be written there: {said}; nothing was changed"
        raise OutputUnwritable(what, source=str(target)) from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
    return Registry(target)


def remove() -> Path | None:
    """Takes the index away, whole or damaged; where it was, None where there was none. Raises OutputUnwritable."""
    path = place()
    try:
        if path is None or not path.exists():
            return None
        path.unlink()
    except OSError as error:
        raise OutputUnwritable(f"the registry index cannot be removed: {error.strerror}", source=str(path)) from None
    return path


def _target(source: Path) -> Path:
    target = place()
    if target is None:
        raise OutputUnwritable("there is no home folder for the registry index; name a file in KISHA_REGISTRY")
    with contextlib.suppress(OSError):
        if target.samefile(source):
            raise OutputUnwritable("KISHA_REGISTRY names the dump itself; name a file for the index", source=str(target))
    return target


def _fill(path: Path, dump: Dump) -> None:
    rows = sqlite3.connect(path, isolation_level=None)
    with contextlib.closing(rows):
        rows.executescript(_FAST + f"PRAGMA application_id = {APPLICATION_ID};" + TABLES + "BEGIN;")
        number = names = 0
        latest = ""
        for number, (body, changed) in enumerate(_bodies(dump), 1):
            latest = max(latest, changed)
            try:
                rows.execute("INSERT INTO body VALUES (?, ?, ?, ?, ?)", (number, body.id, body.name, body.country, body.crossref))
            except sqlite3.IntegrityError:
                raise broken(dump.path, f"it lists {body.id} twice") from None
            rows.executemany("INSERT INTO name VALUES (?, ?, ?)", ((key, number, kind) for key, kind in body.keys))
            names += len(body.keys)
        if not number:
            raise broken(dump.path, "it lists no body")
        meta = {
            "schema_version": SCHEMA_VERSION,
            "dump": dump.path.name,
            "dump_version": dump.version,
            "dump_date": dump.date or latest,
            "dump_sha256": dump.sha256,
            "bodies": str(number),
            "names": str(names),
        }
        rows.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        rows.execute("COMMIT")


def _bodies(dump: Dump) -> Iterator[tuple[Body, str]]:
    """The bodies that stand for something, each with the day of its last change."""
    for number, record in enumerate(dump.records(), 1):
        try:
            body = body_of(record)
        except Misfit as error:
            raise broken(dump.path, f"record {number:,} {error}") from None
        if body is not None:
            yield body, changed_on(record)


def _seal(path: Path) -> None:
    """Writes the checksum and waits until all is on the disk."""
    with path.open("r+b") as file:
        file.seek(CHECKSUM_AT)
        file.write(checksum(path))
        file.flush()
        os.fsync(file.fileno())
    umask = os.umask(0)
    os.umask(umask)
    path.chmod(0o666 & ~umask)
