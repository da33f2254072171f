"""Gold documents with the texts that they are about: found, read, and held to be the very texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import SourceNotFound, SourceUnreadable, TextMismatch, TextNotFound
from pipeline.extractors.answers import AnswerRefused, annotation
from pipeline.model import Source
from pipeline.model.annotation import Annotation
from pipeline.read import read

_GOLD = ".gold.json"
#: What a text beside its gold is called: `NAME.txt` for `NAME.json`.
_BESIDE = (".txt", ".md")


def load_gold(path: Path, *, texts: Path | None = None, with_text: bool = True) -> tuple[Annotation, ...]:
    """The gold at `path` (a file, or a folder of `*.json`), by file name; ids are the file names without `.gold.json` or `.json`.

    The text of `NAME.json` or `NAME.gold.json` is looked for as `NAME.txt` and `NAME.md` in `texts` (where given) and beside the
    gold, then as the gold's `document.source` in `texts`, below the current folder, the gold's folder and that folder's parent.
    Without `with_text` a text that is not there or is another one is left out.

    Raises SourceNotFound and SourceUnreadable for the gold itself; TextNotFound, TextMismatch and what `pipeline.read.read` raises
    for its text.
    """
    return tuple(_document(file, texts, with_text=with_text) for file in _files(path))


def name_of(file: Path) -> str:
    """The id of the gold document in `file`."""
    return file.name.removesuffix(_GOLD).removesuffix(".json")


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(path.glob("*.json"))
    if not files:
        raise SourceNotFound("there is no gold (*.json) in this folder", source=str(path))
    names = [name_of(file) for file in files]
    for file, name in zip(files, names, strict=True):
        if names.count(name) > 1 and file.name.endswith(_GOLD):
            raise SourceUnreadable(f"there is {name}.json too: two gold files for one document", source=str(file))
    return files


def _document(file: Path, texts: Path | None, *, with_text: bool) -> Annotation:
    data = _data(file)
    text: str | None = None
    try:
        text = _text(file, data, texts)
    except (TextNotFound, TextMismatch):
        if with_text:
            raise
    try:
        return annotation(data, name=name_of(file), text=text)
    except AnswerRefused as error:
        raise SourceUnreadable(f"this is no gold document: {error.message}", source=str(file)) from None


def _data(file: Path) -> Any:
    try:
        return json.loads(file.read_bytes())
    except FileNotFoundError:
        raise SourceNotFound("there is no such file; check the path", source=str(file)) from None
    except OSError as error:
        raise SourceUnreadable(f"the system does not let me read it: {error.strerror}", source=str(file)) from None
    except (ValueError, RecursionError):
        raise SourceUnreadable("this is no JSON", source=str(file)) from None


def _text(file: Path, data: Any, texts: Path | None) -> str:
    about = data.get("document") if isinstance(data, Mapping) else None
    about = about if isinstance(about, Mapping) else {}
    found = next((place for place in _places(file, str(about.get("source") or ""), texts) if place.is_file()), None)
    if found is None:
        raise TextNotFound(f"its text is not there: no {name_of(file)}.txt or .md beside it; say --texts FOLDER", source=str(file))
    source = read(found)
    _hold_to(source, found, about, file)
    mentions = data["mentions"] if isinstance(data, Mapping) and "mentions" in data else data
    for mention in mentions if isinstance(mentions, list) else ():
        _hold_mention(source.text, mention, found, file)
    return source.text


def _places(file: Path, source: str, texts: Path | None) -> Iterator[Path]:
    name = name_of(file)
    for folder in (texts, file.parent):
        if folder is not None:
            yield from (folder / f"{name}{suffix}" for suffix in _BESIDE)
    if source and source != "-":
        if texts is not None:
            yield texts / Path(source).name
        yield Path(source)
        yield file.absolute().parent / source
        yield file.absolute().parent.parent / source


def _hold_to(source: Source, found: Path, about: Mapping[str, Any], file: Path) -> None:
    """Raises TextMismatch where the gold was made on another text.

    The hash is of the document as it came in; the stored text of a PDF, a page of HTML or a DOCX has another, and is held to its
    length.
    """
    wanted, size = about.get("sha256"), about.get("characters")
    stored = found.suffix in _BESIDE and about.get("media_type") not in (None, "text/plain", "text/markdown")
    if wanted and not stored and source.sha256 != wanted:
        raise TextMismatch(f"{found} is not the text that this gold was made on: its SHA-256 differs", source=str(file))
    if size and size != len(source.text):
        message = f"{found} is not the text that this gold was made on: {len(source.text)} characters, not {size}"
        raise TextMismatch(message, source=str(file))


def _hold_mention(text: str, mention: Any, found: Path, file: Path) -> None:
    if not isinstance(mention, Mapping) or not isinstance(mention.get("text"), str):
        return
    start, end = mention.get("start"), mention.get("end")
    if isinstance(start, int) and isinstance(end, int) and text[start:end] != mention["text"]:
        said = f"something else stands at [{start}, {end})"
        raise TextMismatch(f"{found} is not the text that this gold was made on, or the gold is wrong: {said}", source=str(file))
