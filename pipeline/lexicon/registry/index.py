"""The index of the registry: a small SQLite file that `build` makes, opened read-only here and asked for names."""

from __future__ import annotations

import logging
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.errors import RegistryUnreadable
from pipeline.lexicon.registry.names import Kind, key, without_legal_form
from pipeline.lexicon.registry.place import place

#: Raised by one when the tables below change, or what `names` makes of a name.
SCHEMA_VERSION = "1"
APPLICATION_ID = 0x4B534841  # "KSHA"
TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE body (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, country TEXT NOT NULL, crossref TEXT NOT NULL
);
CREATE TABLE name (key TEXT NOT NULL, body INTEGER NOT NULL, kind INTEGER NOT NULL, PRIMARY KEY (key, body)) WITHOUT ROWID;
"""
#: SQLite leaves four bytes of a file's header, `user_version`, to the application. Here they are the CRC of all the other bytes:
#: a damaged index is told from a whole one before any id is taken from it, and the check costs some 20 ms a process.
CHECKSUM_AT = 60
_CHECKSUM_LENGTH = 4
_CHUNK = 1 << 20
_BY_KEY = "SELECT id, body.name, country, crossref, kind FROM name JOIN body ON number = name.body WHERE key = ?"
_BY_ID = f"SELECT id, name, country, crossref, {Kind.NAME:d} FROM body WHERE id = ?"  # noqa: S608
_LOG = logging.getLogger("kisha")


_Row = tuple[str, str, str, str, int]


@dataclass(frozen=True, slots=True)
class Registered:
    """A body that a name stands for, and what the name is to it."""

    id: str  # without https://ror.org/
    name: str
    country: str
    crossref: str  # with the prefix, or ""
    kind: Kind


class Registry:
    """An index that was found whole, with what it says of itself in `meta`."""

    def __init__(self, path: Path) -> None:
        """Opens the index at `path`. Raises RegistryUnreadable where it is damaged or of another version."""
        self.path = path
        try:
            if not _whole(path):
                raise _unusable(path, "it is damaged")
            self._rows = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self.meta: Mapping[str, str] = dict(self._rows.execute("SELECT name, value FROM meta"))
        except (sqlite3.Error, OSError) as error:
            raise _unusable(path, str(error)) from None
        if self.meta.get("schema_version") != SCHEMA_VERSION:
            raise _unusable(path, "another version of kisha made it")

    def named(self, name: str) -> tuple[Registered, ...]:
        """The bodies that `name`, as a text writes it, may stand for; two names with different legal forms are never one."""
        whole = key(name)
        bare, form = without_legal_form(whole)
        found = self._with_key(whole)
        if form is Kind.NAME:
            return found
        apart = {Kind.COMPANY, Kind.CORPORATION, Kind.ACRONYM} - {form}
        behind = (each for each in self._with_key(bare) if each.kind not in apart)
        return tuple({each.id: each for each in (*behind, *found)}.values())

    def body(self, id_: str) -> Registered | None:
        """The body with the id (without https://ror.org/); None where the registry does not list it, or withdrew it."""
        return next(_bodies(self._ask(_BY_ID, id_)), None)

    def _with_key(self, key_: str) -> tuple[Registered, ...]:
        return tuple(_bodies(self._ask(_BY_KEY, key_)))

    def _ask(self, question: str, what: str) -> list[_Row]:
        """The rows; none, and a warning, where the file can be read no longer."""
        try:
            return self._rows.execute(question, (what,)).fetchall()
        except sqlite3.Error as error:
            _LOG.warning("kisha: %s", _unusable(self.path, str(error)))
            return []


def _bodies(rows: Iterable[_Row]) -> Iterator[Registered]:
    for id_, name, country, crossref, kind in rows:
        yield Registered(id_, name, country, crossref, Kind(kind))


def installed() -> Registry | None:
    """The index that was imported on this machine; None where there is none, or where it cannot be used, which is said once."""
    path = place()
    try:
        state = path.stat() if path else None
    except OSError:
        return None
    # A new index, and a process that was forked off, get an opened file of their own.
    return _opened(path, state.st_mtime_ns, state.st_size, os.getpid()) if path and state else None


@lru_cache(maxsize=2)
def _opened(path: Path, _changed: int, _size: int, _process: int) -> Registry | None:
    try:
        return Registry(path)
    except RegistryUnreadable as error:
        _LOG.warning("kisha: %s", error)
        return None


def checksum(path: Path) -> bytes:
    """The CRC of the file's bytes without those that hold it."""
    found = 0
    with path.open("rb") as file:
        found = zlib.crc32(file.read(CHECKSUM_AT))
        file.seek(CHECKSUM_AT + _CHECKSUM_LENGTH)
        while chunk := file.read(_CHUNK):
            found = zlib.crc32(chunk, found)
    return found.to_bytes(_CHECKSUM_LENGTH, "big")


def _whole(path: Path) -> bool:
    with path.open("rb") as file:
        header = file.read(CHECKSUM_AT + _CHECKSUM_LENGTH)
    return header.startswith(b"SQLite format 3\0") and header[CHECKSUM_AT:] == checksum(path)


def _unusable(path: Path, why: str) -> RegistryUnreadable:
    what = f"the registry index cannot be used: {why}; until `kisha registry import` is run again the built-in table links names"
    return RegistryUnreadable(what, source=str(path))
