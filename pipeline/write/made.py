"""The text that a reader made, stored beside the output, and where each of its lines stands on the pages."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.errors import OutputUnwritable
from pipeline.model import Source
from pipeline.write.files import write_beside


def check_room(source: Source, target: Path) -> None:
    """Raises OutputUnwritable where storing the text beside `target` would replace a text that is no earlier run's.

    An earlier run has left its output there too, or the same text.
    """
    path = text_path(target)
    if not source.made or target.exists() or not path.exists():
        return
    if path.read_bytes() != source.text.encode("utf-8"):
        raise OutputUnwritable(
            "another text stands where this document's text would be stored; choose another folder", source=str(path)
        )


def check_redacted_room(source: Source, target: Path, *, original: Path) -> None:
    """Raises OutputUnwritable where storing the redacted text beside `target` would replace the document itself or a copy of it.

    It may replace the text of an earlier redacted output, and what a reader made of `original`, a document that is no text.
    """
    path = text_path(target)
    if not path.exists() or path.read_bytes() == source.text.encode("utf-8"):
        return
    if source.media_type.startswith("text/") and source.media_type != "text/html" and not _is_redacted(target):
        raise OutputUnwritable("a text stands where the redacted text would be stored; choose another folder", source=str(path))
    if original.exists() and path.samefile(original):
        raise OutputUnwritable("the redacted text would replace the document itself; choose another folder", source=str(path))


def _is_redacted(target: Path) -> bool:
    """Whether the output at `target` is a redacted one."""
    try:
        return "redaction" in json.loads(target.read_bytes())["document"]
    except (OSError, ValueError, KeyError, TypeError):
        return False


def write_made(source: Source, target: Path) -> None:
    """Stores `<stem>.txt`, and `<stem>.places.json` for a PDF, beside the output `target`; else nothing.

    Raises OutputUnwritable.
    """
    if not source.made:
        return
    write_beside(text_path(target), source.text)
    if source.places:
        write_beside(target.with_name(f"{target.stem}.places.json"), to_places(source))


def text_path(target: Path) -> Path:
    """Where the text of the document whose output is `target` is stored."""
    path = target.with_name(f"{target.stem}.txt")
    return path if path != target else target.with_name(f"{target.name}.txt")


def to_places(source: Source) -> str:
    """The places of `source` as JSON, one line each: offsets, page, box (left, bottom, right, top in PDF points)."""
    head = json.dumps({"source": source.name, "sha256": source.sha256}, ensure_ascii=False)[1:-1]
    lines = ",\n".join(
        json.dumps({"start": one.start, "end": one.end, "page": one.page, "box": [one.left, one.bottom, one.right, one.top]})
        for one in source.places
    )
    return f'{{"schema_version": "1.0", {head}, "places": [\n{lines}\n]}}\n'
