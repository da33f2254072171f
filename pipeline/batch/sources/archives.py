"""Archives: zip, and tar with any of Python's compressions. Nothing is unpacked to the disk."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterator
from typing import IO

from pipeline.batch.sources.container import Entry, Piece, check_member, check_size, is_readable, printable, stem_of
from pipeline.batch.sources.files import too_large
from pipeline.errors import ArchiveRefused, KishaError, SourceBroken, SourceEncrypted
from pipeline.read.source import MAX_DOCUMENT_BYTES

_BROKEN = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
)
_ENCRYPTED = 0x1
_ENCODINGS = ("utf-8", "cp932", None)  # of names that do not say theirs; None is what zipfile does by itself


class _Archive:
    """What zip and tar have in common."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.passed_over = 0

    def _listed(self, members: Iterator[tuple[str, int]]) -> list[Entry]:
        """`members`: the name and size of every file. Raises ArchiveRefused."""
        found: list[Entry] = []
        times: Counter[str] = Counter()
        size = 0
        for place, (name, bytes_) in enumerate(members):
            size += bytes_
            check_size(place + 1, size, self._name)
            if not is_readable(name):
                self.passed_over += 1
                continue
            times[name] += 1
            again = f"#{times[name]}" if times[name] > 1 else ""  # an archive may have several members of one name
            found.append(Entry(printable(f"{self._name}/{name}{again}"), stem_of(printable(name)), place))
        return found

    def _broken(self, error: Exception) -> SourceBroken:
        return SourceBroken(f"the archive cannot be read: {type(error).__name__}; pack it anew", source=self._name)

    def _read(self, name: str, file: IO[bytes]) -> Piece:
        data = file.read(MAX_DOCUMENT_BYTES + 1)
        return data if len(data) <= MAX_DOCUMENT_BYTES else too_large(f"{self._name}/{name}")


class Zip(_Archive):
    """A zip archive."""

    def entries(self) -> list[Entry]:
        """The members of readable kinds. Raises SourceBroken, ArchiveRefused."""
        try:
            with self._open() as archive:
                return self._listed((info.filename, info.file_size) for info in archive.infolist() if not info.is_dir())
        except _BROKEN as error:
            raise self._broken(error) from None

    def contents(self, wanted: Collection[int]) -> Iterator[tuple[int, Piece]]:
        """The bytes of each member."""
        left = dict.fromkeys(wanted)
        try:
            with self._open() as archive:
                members = [info for info in archive.infolist() if not info.is_dir()]
                for place in wanted:
                    del left[place]
                    yield place, self._content(archive, members[place])
        except _BROKEN as error:
            for place in left:
                yield place, self._broken(error)

    def _open(self) -> zipfile.ZipFile:
        """Names that are not marked as UTF-8 may be so all the same, or Japanese as Windows writes it."""
        for encoding in _ENCODINGS[:-1]:
            try:
                return zipfile.ZipFile(self._name, metadata_encoding=encoding)
            except UnicodeDecodeError:
                continue
        return zipfile.ZipFile(self._name)

    def _content(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Piece:
        try:
            check_member(info.filename, self._name)
            if info.flag_bits & _ENCRYPTED:
                return SourceEncrypted("this member asks for a password; pack it without one", source=info.filename)
            with archive.open(info) as file:
                return self._read(info.filename, file)
        except KishaError as error:
            return error
        except _BROKEN as error:
            return self._broken(error)


class Tar(_Archive):
    """A tar archive, compressed or not. It can be read from its beginning only, so that members come in their order."""

    def entries(self) -> list[Entry]:
        """The members of readable kinds. Raises SourceBroken, ArchiveRefused."""
        try:
            with tarfile.open(self._name, "r:*") as archive:
                return self._listed((info.name, info.size) for info in _forgetting(archive) if info.isreg())
        except _BROKEN as error:
            raise self._broken(error) from None

    def contents(self, wanted: Collection[int]) -> Iterator[tuple[int, Piece]]:
        """The bytes of each member."""
        left = set(wanted)
        error: Exception = EOFError()
        try:
            with tarfile.open(self._name, "r:*") as archive:
                files = (info for info in _forgetting(archive) if info.isreg())
                for place, info in enumerate(files):
                    if place in left:
                        left.discard(place)
                        yield place, self._content(archive, info)
        except _BROKEN as broken:
            error = broken
        for place in sorted(left):
            yield place, self._broken(error)

    def _content(self, archive: tarfile.TarFile, info: tarfile.TarInfo) -> Piece:
        try:
            check_member(info.name, self._name)
            file = archive.extractfile(info)
            return self._read(info.name, file) if file is not None else self._broken(EOFError())
        except ArchiveRefused as error:
            return error
        except _BROKEN as error:
            return self._broken(error)


def _forgetting(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Every member; tarfile would keep all that it has seen."""
    while (info := archive.next()) is not None:
        yield info
        archive.members.clear()  # type: ignore[attr-defined]
