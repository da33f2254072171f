"""The texts that annotations are about: where they are found, how they are stored, and what a tool did to their blanks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.annotate.marks import Left, ordered
from pipeline.errors import FormatBroken, SourceEmpty, SourceNotFound, SourceUnreadable
from pipeline.model.annotation import Annotation, Mark
from pipeline.read import read
from pipeline.read.charset import decode

_SUFFIXES = (".txt", ".md")
_BOM = "\ufeff"
MOVED = "mentions moved over changed blanks"


def stem(path: Path) -> str:
    """What a gold file is called: `name.gold.json` and `name.json` are gold of `name`."""
    return path.name.removesuffix(".json").removesuffix(".gold")


def source_text(path: Path) -> str:
    """The text of the document at `path` as `kisha extract` reads it; one of blanks only is a text too. Raises KishaError."""
    try:
        return read(path).text
    except SourceEmpty:
        return decode(path.read_bytes(), source=str(path))[0]


def stored(text: str) -> bytes:
    """`text` as a file that `source_text` reads back; one that begins with U+FEFF needs a byte-order mark that can be dropped."""
    return ((_BOM if text.startswith(_BOM) else "") + text).encode("utf-8")


def raw_text(path: Path) -> str:
    """A UTF-8 file's characters, none dropped or translated, a byte-order mark being one. Raises KishaError."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise SourceUnreadable("this is no UTF-8", source=str(path)) from None
    except FileNotFoundError:
        raise SourceNotFound("there is no such file", source=str(path)) from None
    except OSError as error:
        raise SourceUnreadable(f"the system does not let me read it: {error.strerror}", source=str(path)) from None


def file_name(id_: str) -> str:
    """`id_` as the name of a file in one folder: nothing in it that separates folders or that a system refuses."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", id_).strip(". ") or "_"


def candidates(gold: Path, named: str, source: str, texts: Path | None) -> Iterator[Path]:
    """Where the text of a gold file can lie, best first: in `texts`, beside the gold, at the document's source."""
    for folder in (texts, gold.parent):
        if folder is not None:
            yield from (folder / f"{name}{suffix}" for name in dict.fromkeys((stem(gold), named)) if name for suffix in _SUFFIXES)
    if source and "://" not in source and source != "-":
        yield from (base / source for base in (Path(), gold.parent, gold.parent.parent))


def text_file(places: Iterable[Path]) -> Path | None:
    """The first of `places` that is a file."""
    return next((place for place in places if place.is_file()), None)


def moved(annotation: Annotation, text: str, left: Left) -> Annotation:
    """`annotation` on `text`, from which its own text differs in blanks and line breaks only.

    A mention keeps its first and last characters that are no blank; `left` counts those of blanks only. Raises FormatBroken where
    the texts differ in more.
    """
    if annotation.text is None or annotation.text == text:
        return Annotation(annotation.id, annotation.marks, text)
    here, there = _inked(annotation.text), _inked(text)
    if [annotation.text[at] for at in here] != [text[at] for at in there]:
        raise FormatBroken("its text is another one than the text with its name, and not by blanks only", source=annotation.id)
    marks = []
    for each in annotation.marks:
        first, last = bisect_left(here, each.start), bisect_right(here, each.end - 1) - 1
        if first > last:
            left["mentions of blanks"] += 1
            continue
        start, end = there[first], there[last] + 1
        marks.append(Mark(start, end, each.type, text[start:end], each.value))
    left[MOVED] += len(marks)
    return Annotation(annotation.id, ordered(marks), text)


def _inked(text: str) -> list[int]:
    return [at for at, character in enumerate(text) if not character.isspace() and character != _BOM]


def found_text(id_: str, texts: Path | None) -> str | None:
    """The text called `id_` in the folder `texts`, None where there is none. Raises KishaError."""
    if texts is None:
        return None
    path = text_file(texts / f"{id_}{suffix}" for suffix in _SUFFIXES)
    return source_text(path) if path else None
