"""The run folder: what is done, and the files of it. Every file appears whole; a document is done when its marker says so."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pipeline.batch.reading import Failure, Reading
from pipeline.errors import OutputUnwritable, RunUnreadable
from pipeline.write import write_beside

DOCUMENTS, DONE, RECORDS = "documents", "done", "records"
MANIFEST, FAILURES, LINES, MENTIONS = "manifest.json", "failures.jsonl", "records.jsonl", "mentions.parquet"
_PART = ".part"  # how a file ends that is not whole yet


@dataclass(frozen=True, slots=True)
class Marker:
    """What is known of a document that is done: what its result was made of and by, and what its files hold (SHA-256)."""

    source: str
    sha256: str  # "" where the source could not be read
    version: str
    files: Mapping[str, str] = field(default_factory=dict)
    failure: Failure | None = None


class Store:
    """A run folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.documents = folder / DOCUMENTS
        self._done = folder / DONE

    def make(self) -> None:
        """Makes the folder where it is missing. Raises OutputUnwritable, and RunUnreadable where something else is in it."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            strange = [path.name for path in self.folder.iterdir()]
        except OSError as error:
            raise OutputUnwritable(f"the run cannot be written there: {error.strerror}", source=str(self.folder)) from None
        if strange and not self.is_run:
            raise RunUnreadable("this folder holds something else than a run; choose an empty one", source=str(self.folder))

    @property
    def is_run(self) -> bool:
        """Whether a run has begun here."""
        return (self.folder / ".lock").exists() or (self.folder / MANIFEST).exists()

    def clean(self) -> None:
        """Removes what a process that was ended left half-written."""
        for folder in (self.folder, self.documents, self._done, self.folder / RECORDS):
            for path in folder.glob(f".*{_PART}"):
                path.unlink(missing_ok=True)

    def marker(self, id_: str) -> Marker | None:
        """What is known of the document; None where it is not done, or its marker is damaged."""
        try:
            found = json.loads((self._done / f"{id_}.json").read_bytes())
            failure = Failure(**found.pop("failure")) if "failure" in found else None
            return Marker(**found, failure=failure)
        except (OSError, ValueError, TypeError, AttributeError):
            return None

    def is_whole(self, marker: Marker) -> bool:
        """Whether the files of the document are there as they were written."""
        try:
            return all(digest((self.documents / name).read_bytes()) == sha256 for name, sha256 in marker.files.items())
        except OSError:
            return False

    def put(self, id_: str, marker: Marker, reading: Reading) -> None:
        """Stores what was made of a document, and behind it the marker. Raises OutputUnwritable."""
        files = {f"{id_}{end}": content for end, content in reading.files.items()}
        for name, content in files.items():
            write_beside(self.documents / name, content)
        known = {"source": marker.source, "sha256": marker.sha256, "version": marker.version}
        about = {"files": {name: digest(content) for name, content in files.items()}}
        failed = {"failure": asdict(reading.failure)} if reading.failure else {}
        write_beside(self._done / f"{id_}.json", line({**known, **about, **failed}))

    def forget(self) -> None:
        """Has all documents done again."""
        for path in self._done.glob("*.json"):
            path.unlink()

    def ids(self) -> Iterator[str]:
        """The documents that have a marker, in no order."""
        return (path.name.removesuffix(".json") for path in self._done.glob("*.json"))

    def sweep(self, wanted: Collection[str]) -> int:
        """Removes the documents that are not `wanted`, and files that no marker knows; the number of the former."""
        gone = [id_ for id_ in self.ids() if id_ not in wanted]
        for id_ in gone:
            (self._done / f"{id_}.json").unlink()
        known = {name for id_ in wanted for name in getattr(self.marker(id_), "files", ())}
        with contextlib.suppress(FileNotFoundError):
            for path in self.documents.iterdir():
                if path.name not in known:
                    path.unlink()
        return len(gone)

    def manifest(self) -> dict[str, Any] | None:
        """What the manifest says; None where there is none."""
        try:
            found = json.loads((self.folder / MANIFEST).read_bytes())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def write_manifest(self, said: Mapping[str, Any]) -> None:
        """Puts it there. Raises OutputUnwritable."""
        write_beside(self.folder / MANIFEST, json.dumps(said, ensure_ascii=False, indent=2) + "\n")


def digest(content: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def line(said: Mapping[str, Any]) -> str:
    """One line of JSON Lines."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n"
