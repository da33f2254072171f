"""Loose files."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from pipeline.batch.sources.container import Entry, Piece, printable, stem_of
from pipeline.errors import SourceIsDirectory, SourceNotFound, SourceTooLarge, SourceUnreadable
from pipeline.read.source import MAX_DOCUMENT_BYTES


class Files:
    """The files of the names given."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names

    def entries(self) -> list[Entry]:
        """One document a file."""
        return [Entry(printable(name), stem_of(printable(name)), place) for place, name in enumerate(self._names)]

    def contents(self, wanted: Collection[int]) -> Iterator[tuple[int, Piece]]:
        """The bytes of each file."""
        for place in wanted:
            yield place, content(self._names[place])


def content(name: str) -> Piece:
    """The bytes of the file, or why they cannot be had."""
    path = Path(name)
    try:
        if path.is_file() and path.stat().st_size > MAX_DOCUMENT_BYTES:
            return too_large(name)
        return path.read_bytes()
    except FileNotFoundError:
        return SourceNotFound("there is no such file; check the path", source=name)
    except IsADirectoryError:
        return SourceIsDirectory("this is a folder, in a list of files", source=name)
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        return SourceUnreadable(f"the system does not let me read it: {getattr(error, 'strerror', error)}", source=name)


def too_large(name: str) -> SourceTooLarge:
    """The error for a document that is larger than any reader takes."""
    return SourceTooLarge(f"more than {MAX_DOCUMENT_BYTES // 1_000_000} MB; split the file into one file a release", source=name)
