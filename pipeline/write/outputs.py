"""Outputs read back: what `kisha extract` and `kisha batch` wrote, one Release after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.assemble import Release
from pipeline.errors import SourceNotFound, SourceUnreadable


@dataclass(frozen=True, slots=True)
class Output:
    """A release, and the file that it was read from. Its document's id is its own among all that were read with it."""

    release: Release
    path: Path


def outputs(paths: Iterable[Path]) -> Iterator[Output]:
    """The outputs in `paths`, in the order of their names: files (.json, .jsonl), folders of .json, folders of a batch.

    A document's id is the name of its file; where a later one has the same, `-2`, `-3` and so on stand behind it. Raises
    SourceNotFound and SourceUnreadable.
    """
    seen: Counter[str] = Counter()
    for path in paths:
        for file in _files(path):
            for release in _lines(file) if file.suffix == ".jsonl" else (_release(_bytes(file), str(file)),):
                id_ = release.document.id if file.suffix == ".jsonl" else file.name.removesuffix(".json").removesuffix(".gold")
                seen[id_] += 1
                name = id_ if seen[id_] == 1 else f"{id_}-{seen[id_]}"
                document = release.document.model_copy(update={"id": name})
                yield Output(release.model_copy(update={"document": document}), file)


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    if not path.is_dir():
        raise SourceNotFound("there is no such file or folder", source=str(path))
    folder = path / "documents" if (path / "documents").is_dir() else path
    found = sorted(
        file for file in folder.glob("*.json") if not file.name.endswith(".places.json") and file.name != "manifest.json"
    )
    if not found:
        raise SourceNotFound("there is no output (*.json) in this folder; run `kisha extract` first", source=str(folder))
    yield from found


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SourceUnreadable(f"the system does not let me read it: {error.strerror}", source=str(file)) from None


def _lines(file: Path) -> Iterator[Release]:
    try:
        with file.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _release(line, f"{file}, line {number}")
    except OSError as error:
        raise SourceUnreadable(f"the system does not let me read it: {error.strerror}", source=str(file)) from None


def _release(data: bytes, source: str) -> Release:
    try:
        return Release.model_validate_json(data)
    except ValueError as error:  # pydantic's
        first = str(error).splitlines()[1:3]
        raise SourceUnreadable(
            f"this is no document of schema version 1: {' '.join(' '.join(first).split('[type=')[0].split())}", source=source
        ) from None
