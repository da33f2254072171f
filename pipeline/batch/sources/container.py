"""What holds documents: it lists them, and gives the bytes of those that are wanted, in one pass."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from pipeline.errors import ArchiveRefused, KishaError

#: A document's bytes, or why there are none.
Piece = bytes | KishaError
#: What a folder or archive holds of kinds that have a reader; of the rest it is said how many there were.
READABLE = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx"})
MAX_MEMBERS = 1_000_000
MAX_ARCHIVE_BYTES = 20_000_000_000  # unpacked


@dataclass(frozen=True, slots=True)
class Entry:
    """One document.

    `name` stands in its result as its source, `stem` is what its id is made of, `place` is where its container has it.
    """

    name: str
    stem: str
    place: int


class Container(Protocol):
    """A file of documents, or the loose files."""

    def entries(self) -> list[Entry]:
        """All documents, none of them read. Raises KishaError where the whole container cannot be read."""
        ...

    def contents(self, wanted: Collection[int]) -> Iterator[tuple[int, Piece]]:
        """The documents at the places `wanted`, one at a time."""
        ...


def printable(name: str) -> str:
    """The name as it can be written down: bytes that are no UTF-8 become escapes."""
    return name.encode("utf-8", errors="backslashreplace").decode()


def stem_of(name: str) -> str:
    """The file name without folder and last suffix, as `pipeline.model.Source.id` has it."""
    base = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    stem, dot, _ = base.rpartition(".")
    return stem if dot and stem else base


def is_readable(name: str) -> bool:
    """Whether a file found in a folder or archive is one to read: of a known kind, and not hidden."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.suffix.lower() in READABLE and not any(part.startswith((".", "__MACOSX")) for part in path.parts if part != "..")


def check_member(name: str, archive: str) -> None:
    """Raises ArchiveRefused for a member whose name leads out of its archive."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in parts or (parts and (parts[0] == "/" or parts[0].endswith(":"))):
        raise ArchiveRefused("this member's name leads out of its archive; pack it anew", source=f"{archive}/{name}")


def check_size(members: int, size: int, archive: str) -> None:
    """Raises ArchiveRefused for more members, or more bytes unpacked, than an archive may have."""
    if members > MAX_MEMBERS or size > MAX_ARCHIVE_BYTES:
        most = f"{MAX_MEMBERS:,} members or {MAX_ARCHIVE_BYTES // 1_000_000_000} GB"
        raise ArchiveRefused(f"this archive has more than {most}; split it", source=archive)


class Unreadable:
    """A container that cannot be read: one document, which fails."""

    def __init__(self, name: str, error: KishaError) -> None:
        self._name, self._error = name, error

    def entries(self) -> list[Entry]:
        """The container itself."""
        name = printable(self._name)
        return [Entry(name, name.replace("\\", "/").rsplit("/", 1)[-1], 0)]

    def contents(self, wanted: Collection[int]) -> Iterator[tuple[int, Piece]]:
        """What is wrong with it."""
        for place in wanted:
            yield place, self._error
