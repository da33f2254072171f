"""The command line's sources → containers, each document once, in an order that the arguments' order does not change."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.sources.archives import Tar, Zip
from pipeline.batch.sources.container import Container, Entry, Unreadable, is_readable
from pipeline.batch.sources.files import Files
from pipeline.batch.sources.lines import Lines
from pipeline.errors import KishaError, SourceNotFound

_LINES = (".jsonl", ".ndjson")
_ZIP = (".zip",)
_TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_CONTAINERS = (*_LINES, *_ZIP, *_TAR)


@dataclass(frozen=True, slots=True)
class Listing:
    """Every container with its documents, and how many files in folders and archives are of kinds without a reader."""

    containers: tuple[tuple[Container, tuple[Entry, ...]], ...]
    passed_over: int = 0

    @property
    def entries(self) -> Iterator[Entry]:
        """All documents."""
        return (entry for _, entries in self.containers for entry in entries)


def listing(sources: Sequence[str], listed: Iterable[str] = ()) -> Listing:
    """What `sources` name: files, folders, globs, archives, JSONL files, and "-" for `listed`, lines of paths.

    A file that is named twice is one document. A path in `listed` that leads nowhere is a document that fails. Raises
    SourceNotFound for a source that is not there, or a glob that fits nothing.
    """
    loose: dict[str, str] = {}
    packed: dict[str, str] = {}
    passed_over = 0
    for name, found in _named(sources, listed):
        if not found and not name.lower().endswith(_CONTAINERS) and not is_readable(os.path.basename(name)):  # noqa: PTH119
            passed_over += 1
            continue
        of_kind = packed if name.lower().endswith(_CONTAINERS) else loose
        real = os.path.realpath(name)
        of_kind[real] = min(name, of_kind.get(real, name))
    containers = [_listed(Files(sorted(loose.values()))), *(_listed(_opened(name), name) for name in sorted(packed.values()))]
    passed_over += sum(getattr(container, "passed_over", 0) for container, _ in containers)
    return Listing(tuple(_once(containers)), passed_over)


def _named(sources: Sequence[str], listed: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Every file with whether it was named itself, not found in a folder."""
    for source in sources:
        if source == "-":
            for line in listed:
                if path := line.rstrip("\r\n"):
                    yield from _under(path)
        elif os.path.lexists(source):
            yield from _under(source)
        elif not glob.has_magic(source):
            raise SourceNotFound("there is no such file or folder; check the path", source=source)
        else:
            yield from _fitting(source)


def _fitting(pattern: str) -> Iterator[tuple[str, bool]]:
    found = glob.glob(pattern, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute patterns
    if not found:
        raise SourceNotFound("nothing fits this pattern", source=pattern)
    for path in found:
        yield from _under(path)


def _under(path: str) -> Iterator[tuple[str, bool]]:
    if not Path(path).is_dir():
        yield os.path.normpath(path), True
        return
    for folder, folders, files in os.walk(path):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for file in files:
            if not file.startswith("."):
                yield os.path.normpath(Path(folder) / file), False


def _opened(name: str) -> Container:
    lower = name.lower()
    if lower.endswith(_LINES):
        return Lines(name)
    return Zip(name) if lower.endswith(_ZIP) else Tar(name)


def _listed(container: Container, name: str = "") -> tuple[Container, tuple[Entry, ...]]:
    try:
        return container, tuple(container.entries())
    except KishaError as error:
        broken = Unreadable(name, error)
        return broken, tuple(broken.entries())


def _once(containers: Iterable[tuple[Container, tuple[Entry, ...]]]) -> Iterator[tuple[Container, tuple[Entry, ...]]]:
    """Each name once: a line of a JSONL file may point to a file that is named beside it."""
    seen: set[str] = set()
    for container, entries in containers:
        fresh = tuple(entry for entry in entries if not (entry.name in seen or seen.add(entry.name)))  # type: ignore[func-returns-value]
        yield container, fresh
