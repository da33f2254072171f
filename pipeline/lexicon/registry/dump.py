"""The file that ROR publishes: a JSON list, plain or in a zip beside other lists. Its kind is told by the content."""

from __future__ import annotations

import codecs
import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pipeline.errors import RegistryUnreadable, SourceIsDirectory, SourceNotFound, SourceUnreadable
from pipeline.lexicon.registry.records import is_version_1, is_version_2
from pipeline.lexicon.registry.stream import objects

#: The dump of 2026 has some 120,000 records in 320 MB, and a record has 3,000 characters on average; a zip packs it to a seventh.
LONGEST_RECORD = 4_000_000
LARGEST = 2_000_000_000  # bytes, unpacked
_MOST_MEMBERS = 100
_DENSEST = 200  # unpacked to packed, where there is much to unpack
_MUCH = 50_000_000
_CHUNK = 1 << 20
_PEEK = 1 << 16
#: v1.59-2025-01-23-ror-data_schema_v2.json, v2.1-2026-01-15-ror-data.zip, and 2021-09-23-ror-data.json of old
_NAMED = re.compile(r"(?:v(?P<version>\d+(?:\.\d+)*)-)?(?P<date>\d{4}-\d\d-\d\d)-ror-data")
#: What zipfile and the packers below it raise for damaged, encrypted or unknown members.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump that was opened. `version` and `date` are "" where no name tells them."""

    path: Path
    member: str | None  # the list inside the zip
    version: str
    date: str
    sha256: str  # of the file as it was given

    def records(self) -> Iterator[object]:
        """The records of the list. Raises RegistryUnreadable where it is broken."""
        read = 0
        try:
            with _opened(self.path, self.member) as raw:
                for record in objects(_chunks(raw, _CHUNK), longest=LONGEST_RECORD):
                    read += 1
                    yield record
        except _BROKEN as error:
            raise broken(self.path, f"after record {read:,} {_said(error)}") from None


def open_dump(path: Path) -> Dump:
    """The dump at `path`. Raises RegistryUnreadable, or what reading any file raises."""
    sha256 = _sha256(path)
    try:
        with path.open("rb") as file:
            begins = file.read(4)
        member = _member(path) if begins.startswith(b"PK") else None
        if member is None:
            _check_plain(path)
    except _BROKEN as error:
        raise broken(path, _said(error)) from None
    named = _NAMED.search(Path(member).name if member else "") or _NAMED.search(path.name)
    return Dump(path, member, (named["version"] or "") if named else "", named["date"] if named else "", sha256)


def broken(path: Path, why: str) -> RegistryUnreadable:
    """The one line for a dump that cannot be used."""
    return RegistryUnreadable(f"this is no usable ROR data dump: {why}; nothing was changed", source=str(path))


def _said(error: Exception) -> str:
    if isinstance(error, zipfile.BadZipFile | zlib.error | EOFError):
        return "the zip is damaged or cut off"
    if isinstance(error, UnicodeDecodeError):
        return "it is no UTF-8"
    return str(error) or type(error).__name__


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise SourceNotFound("there is no such file", source=str(path)) from None
    except IsADirectoryError:
        raise SourceIsDirectory("this is a folder; give the dump in it", source=str(path)) from None
    except OSError as error:
        raise SourceUnreadable(f"the file cannot be read: {error.strerror}", source=str(path)) from None


def _check_plain(path: Path) -> None:
    if path.stat().st_size > LARGEST:
        raise ValueError(f"it is larger than {LARGEST:,} bytes")
    first = _first(path, None)
    if is_version_1(first):
        raise ValueError("it is of schema version 1; take the dump of version 2 (…_schema_v2.json)")
    if not is_version_2(first):
        raise ValueError("it is neither a list of ROR records nor a zip of one")


def _member(path: Path) -> str:
    """The one list of schema version 2 in a zip; what is no JSON list is passed over."""
    with zipfile.ZipFile(path) as archive:
        members = [each for each in archive.infolist() if not each.is_dir() and not each.filename.startswith("__MACOSX/")]
    if len(members) > _MOST_MEMBERS:
        raise ValueError(f"the zip holds {len(members)} files")
    found, old = [], False
    for each in members:
        if Path(each.filename).suffix.lower() == ".csv":
            continue
        first = _first(path, each.filename)
        old = old or is_version_1(first)
        if is_version_2(first):
            _check_size(each)
            found.append(each.filename)
    if not found:
        what = "lists of schema version 1 only; take a dump of version 2" if old else "no list of ROR records"
        raise ValueError(f"the zip holds {what}")
    if len(found) > 1:
        raise ValueError(f"the zip holds several lists ({', '.join(found)}); unpack it and give one")
    return found[0]


def _check_size(member: zipfile.ZipInfo) -> None:
    if member.file_size > LARGEST:
        raise ValueError(f"{member.filename} unpacks to more than {LARGEST:,} bytes")
    if member.file_size > _MUCH and member.file_size > _DENSEST * max(member.compress_size, 1):
        raise ValueError(f"{member.filename} unpacks to far more than a list of records does")


def _first(path: Path, member: str | None) -> object:
    """The first object of a list, None where it is no list of objects or its beginning cannot be read."""
    with _opened(path, member) as raw:
        try:
            return next(objects(_chunks(raw, _PEEK), longest=LONGEST_RECORD), None)
        except ValueError:
            return None


@contextmanager
def _opened(path: Path, member: str | None) -> Iterator[IO[bytes]]:
    if member is None:
        with path.open("rb") as plain:
            yield plain
        return
    with zipfile.ZipFile(path) as archive, archive.open(member) as packed:
        yield packed


def _chunks(raw: IO[bytes], size: int) -> Iterator[str]:
    """The text of `raw`, piece by piece. Raises ValueError where it is no UTF-8, or longer than any dump."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    left = LARGEST
    while chunk := raw.read(size):
        left -= len(chunk)
        if left < 0:
            raise ValueError(f"it unpacks to more than {LARGEST:,} bytes")
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)
