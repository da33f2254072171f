"""JSONL files: a line is a document, as {"id": …, "text": …} or {"id": …, "path": …}."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline.batch.sources.container import Entry, Piece, printable
from pipeline.batch.sources.files import content
from pipeline.errors import ArchiveRefused, KishaError, SourceBinary, SourceUnreadable
from pipeline.read import MAX_BYTES

_LONGEST = 6 * MAX_BYTES  # bytes of a line: a text of MAX_BYTES with every character escaped


class Lines:
    """The documents of a JSONL file. A `path` is relative to the file's folder.

    A line that is none, or repeats an id, is a document that fails.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def entries(self) -> list[Entry]:
        """One document a line that is not blank; its place is where the line begins. Raises SourceUnreadable."""
        found: list[Entry] = []
        seen: set[str] = set()
        try:
            with Path(self._name).open("rb") as file:
                for number, (place, line) in enumerate(_lines(file), 1):
                    if line.strip(b" \t\r\n\xef\xbb\xbf"):
                        found.append(self._entry(number, place, line, seen))
        except OSError as error:
            raise SourceUnreadable(f"the system does not let me read it: {error.strerror}", source=self._name) from None
        return found

    def _entry(self, number: int, place: int, line: bytes, seen: set[str]) -> Entry:
        parsed = _parsed(line, self._name)
        if isinstance(parsed, KishaError) or parsed["id"] in seen:
            name = printable(f"{self._name}#line-{number}")
            return Entry(name, printable(f"{Path(self._name).name}-line-{number}"), -place - 1)  # a place that says: not to be read
        id_ = printable(parsed["id"])
        seen.add(parsed["id"])
        return Entry(printable(self._path(parsed["path"]) if "path" in parsed else f"{self._name}#{id_}"), id_, place)

    def _path(self, path: str) -> str:
        return os.path.normpath(Path(self._name).parent / path)

    def contents(self, wanted: Collection[int]) -> Iterator[tuple[int, Piece]]:
        """The bytes of each text, in UTF-8, or of each file."""
        for place in wanted:
            try:
                with Path(self._name).open("rb") as file:
                    file.seek(place if place >= 0 else -place - 1)
                    line = file.readline(_LONGEST + 1)
            except OSError as error:
                yield place, SourceUnreadable(f"the system does not let me read it: {error.strerror}", source=self._name)
            else:
                yield place, self._content(line, again=place < 0)

    def _content(self, line: bytes, *, again: bool) -> Piece:
        parsed = _parsed(line, self._name)
        if isinstance(parsed, KishaError):
            return parsed
        if again:
            return ArchiveRefused("an earlier line of the file has this line's id; give each its own", source=self._name)
        if "path" in parsed:
            return content(self._path(parsed["path"]))
        try:
            return parsed["text"].encode("utf-8")
        except UnicodeEncodeError:
            return SourceBinary("this holds half a surrogate pair, so it is no text", source=self._name)


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Where each line begins, and the line; one that is too long is cut."""
    place = 0
    while line := file.readline(_LONGEST + 1):
        yield place, line
        while not line.endswith(b"\n") and (rest := file.readline(_LONGEST)):
            line = rest
        place = file.tell()


def _parsed(line: bytes, name: str) -> dict[str, str] | KishaError:
    if len(line) > _LONGEST:
        return ArchiveRefused(f"this line has more than {_LONGEST // 1_000_000} MB", source=name)
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return ArchiveRefused('this line is no JSON; write {"id": …, "text": …} or {"id": …, "path": …}', source=name)
    known = {key: found[key] for key in ("id", "text", "path") if key in found} if isinstance(found, dict) else {}
    fits = "id" in known and len(known) == 2 and known["id"] and all(isinstance(each, str) for each in known.values())
    return known if fits else ArchiveRefused("this line has not an id and either a text or a path, as strings", source=name)
