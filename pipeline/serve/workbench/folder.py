"""The workspace: a folder with gold as in `gold/`, NAME.json and its text NAME.txt. Nothing outside it is ever written."""

from __future__ import annotations

import hashlib
import threading
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from pipeline.annotate.golds import gold_data
from pipeline.annotate.texts import candidates, file_name, source_text, stem, stored, text_file
from pipeline.assemble import Release
from pipeline.assemble.schema import DocumentInfo
from pipeline.errors import KishaError, SourceUnreadable, TextMismatch, TextNotFound
from pipeline.model.annotation import Annotation, Mark
from pipeline.read import read_bytes
from pipeline.serve.problems import refused
from pipeline.serve.workbench.bodies import Entry, GoldRequest, sound
from pipeline.write import to_json, write_beside

_TEXTS: Final = (".txt", ".md")
_LONGEST: Final = 200  # bytes of a name; file systems take 255 with the endings
_AS_TYPED: Final = ("text/plain", "text/markdown")


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as it lies in the folder. `tag` (a hash of the gold file) is None where there is no gold yet."""

    release: Release | None
    text: str
    tag: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which gold may be replaced: the one with this tag, or none that is there."""

    tag: str | None


def check_name(name: str) -> str:
    """`name`, where it can be that of a file in one folder on every system. Raises Refused."""
    hidden = any(unicodedata.category(each) in ("Cc", "Cf", "Cs", "Zl", "Zp") for each in name)
    if hidden or file_name(name) != name or name != name.strip() or name.endswith(".gold") or len(name.encode()) > _LONGEST:
        raise refused(
            "name-unsound", f"a name has no separator of folders, no control, no dot at its ends and at most {_LONGEST} bytes"
        )
    return name


class Folder:
    """The workspace. Its methods wait for the disk; one document is written at a time."""

    def __init__(self, path: Path, texts: Path | None = None) -> None:
        """`texts`: a folder that texts lie in too."""
        self._path, self._texts = path, texts
        self._lock = threading.Lock()

    def entries(self) -> list[Entry]:
        """All documents, by name."""
        golds = {stem(each) for each in self._golds()}
        folders = (self._path, self._texts) if self._texts else (self._path,)
        texts = {each.stem for folder in folders for each in folder.iterdir() if each.suffix in _TEXTS and each.is_file()}
        return [Entry(name=name, annotated=name in golds) for name in sorted(golds | texts) if _is_name(name)]

    def load(self, name: str) -> Stored:
        """The document `name`. Raises Refused where there is none, KishaError where it cannot be read."""
        gold = self._gold(check_name(name))
        file = self._text(gold)
        if file is None:
            if gold.is_file():
                raise TextNotFound("the gold has no text; put NAME.txt beside it, or start the server with --texts")
            raise refused("not-found", "the workspace has no document of this name")
        text = source_text(file)
        data = gold.read_bytes() if gold.is_file() else None
        if data is None:
            return Stored(None, text, None)
        release = _release(gold, name, text)
        if any(text[each.start : each.end] != each.text for each in release.mentions):
            raise TextMismatch("a mention is not what the text has there; run `kisha gold check`")
        return Stored(release, text, _tag(data))

    def save(self, name: str, asked: GoldRequest, wanted: Wanted) -> str:
        """Writes the gold, and its text where there is none yet, and gives the new tag.

        Raises Refused where the gold is not the one that is wanted, the text is another one or could not be read back, the mentions
        do not fit; KishaError where a file cannot be read or written.
        """
        mentions = sound(asked)
        gold = self._gold(check_name(name))
        with self._lock:
            there = _tag(gold.read_bytes()) if gold.is_file() else None
            if there != wanted.tag:
                said = "somebody saved other gold" if there else "there is no gold any more"
                raise refused("gold-changed", f"{said}; open it, or say that it is to be replaced", etag=there)
            self._keep_text(gold, asked.text)
            old = _release(gold, name, asked.text).document if there else None
            about = old or _about(name, asked)
            saved = to_json(asked.release.model_copy(update={"document": about, "mentions": mentions}))
            write_beside(gold, saved)
        return _tag(saved.encode())

    def _golds(self) -> list[Path]:
        return sorted(self._path.glob("*.gold.json")) or sorted(self._path.glob("*.json"))

    def _gold(self, name: str) -> Path:
        """Where the gold called `name` is, or would be: called as the others are."""
        ending = ".gold.json" if next(self._path.glob("*.gold.json"), None) else ".json"
        return self._path / f"{name}{ending}"

    def _text(self, gold: Path) -> Path | None:
        return text_file(candidates(gold, "", "", self._texts))

    def _keep_text(self, gold: Path, text: str) -> None:
        file = self._text(gold)
        if file is not None:
            if source_text(file) != text:
                raise refused("text-differs", "a document of this name has another text; save under another name")
            return
        data = stored(text)
        try:
            same = read_bytes(data, "text").text == text
        except KishaError:
            same = False
        if not same:
            raise refused("text-unstorable", "as a file this text would be taken for something else, or changed")
        write_beside(gold.parent / f"{stem(gold)}.txt", data)


def _is_name(name: str) -> bool:
    return bool(name) and file_name(name) == name and name == name.strip() and name.isprintable()


def _tag(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _about(name: str, asked: GoldRequest) -> DocumentInfo:
    """What is said of a new document: of a text its own file, of all else what its reader said."""
    said = asked.release.document
    told = {"id": name, "characters": len(asked.text), "redaction": None}
    if said.media_type in _AS_TYPED:
        told |= {"source": f"{name}.txt", "encoding": "utf-8", "sha256": _tag(stored(asked.text))}
    return said.model_copy(update=told)


def _release(gold: Path, name: str, text: str) -> Release:
    """The gold file as a whole document; a bare one has no records. Raises SourceUnreadable."""
    data: dict[str, Any] = gold_data(gold)
    if "document" not in data:
        marks = [{"value": None, **each, "id": f"m{number}"} for number, each in enumerate(data["mentions"], 1)]
        data = {"document": _bare(name, text), "mentions": marks}
    try:
        return Release.model_validate(data)
    except ValidationError:
        raise SourceUnreadable("this gold is not as the contract wants it; run `kisha gold check`") from None


def _bare(name: str, text: str) -> dict[str, Any]:
    return {
        "id": name,
        "source": f"{name}.txt",
        "media_type": "text/plain",
        "encoding": "utf-8",
        "sha256": _tag(stored(text)),
        "characters": len(text),
    }


def annotation(release: Release, text: str) -> Annotation:
    """What a release says, as agreement is counted on it."""
    marks = [Mark(each.start, each.end, str(each.type), each.text, each.value) for each in release.mentions]
    ordered = tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.type, mark.value or "")))
    return Annotation(release.document.id, ordered, text, release.records.model_dump(mode="json"))
