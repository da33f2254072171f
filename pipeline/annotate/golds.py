"""Gold files ⇄ Annotation. A gold file is an output document, or a bare one: mentions only, as tools give them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.annotate.marks import Left, ordered
from pipeline.annotate.texts import candidates, file_name, source_text, stem, stored, text_file
from pipeline.assemble.schema import DocumentInfo, MentionRecord, Release
from pipeline.errors import FormatBroken, SourceNotFound, SourceUnreadable, TextNotFound
from pipeline.model import MentionType
from pipeline.model.annotation import Annotation, Mark
from pipeline.write import to_json


def gold_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The gold files among `paths` and in the folders among them, in the order of their names.

    In a folder that holds `*.gold.json` only those are gold. Raises SourceNotFound.
    """
    for path in paths:
        if not path.is_dir():
            if not path.exists():
                raise SourceNotFound("there is no such file or folder", source=str(path))
            yield path
            continue
        found = sorted(path.glob("*.gold.json")) or sorted(path.glob("*.json"))
        if not found:
            raise SourceNotFound("there is no gold (*.json) in this folder", source=str(path))
        yield from found


def gold_data(path: Path) -> dict[str, Any]:
    """The JSON object in a gold file. Raises SourceNotFound and SourceUnreadable."""
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise SourceNotFound("there is no such file", source=str(path)) from None
    except OSError as error:
        raise SourceUnreadable(f"the system does not let me read it: {error.strerror}", source=str(path)) from None
    except ValueError:
        raise SourceUnreadable("this is no JSON", source=str(path)) from None
    if not isinstance(data, dict) or not isinstance(data.get("mentions"), list):
        raise SourceUnreadable("this is no gold: it is no object with mentions", source=str(path))
    return data


def gold_text(path: Path, data: dict[str, Any], texts: Path | None = None) -> tuple[Path | None, str | None]:
    """The file that holds a gold's text, and the text; None where there is none. Raises KishaError where it cannot be read."""
    about = data.get("document")
    about = about if isinstance(about, dict) else {}
    file = text_file(candidates(path, str(about.get("id") or ""), str(about.get("source") or ""), texts))
    return (file, source_text(file)) if file else (None, None)


def read_gold(path: Path, texts: Path | None = None) -> Annotation:
    """The annotation in the gold file at `path`, with its text where that is found. Raises KishaError."""
    data = gold_data(path)
    about = data.get("document")
    _, text = gold_text(path, data, texts)
    id_ = str(about.get("id") or "") if isinstance(about, dict) else ""
    records = data.get("records")
    marks = [_mark(each, path) for each in data["mentions"]]
    return Annotation(id_ or stem(path), ordered(marks), text, records if isinstance(records, dict) else None)


def _mark(data: Any, path: Path) -> Mark:
    try:
        value = data.get("value")
        return Mark(
            int(data["start"]),
            int(data["end"]),
            str(data["type"]),
            str(data.get("text", "")),
            None if value is None else str(value),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise SourceUnreadable("a mention has no type, start and end; run `kisha gold check`", source=str(path)) from None


def bare_gold(annotation: Annotation) -> str:
    """The gold file of an annotation: its mentions, without records, for those an imported format has none of."""
    mentions = [
        {"type": each.type, "start": each.start, "end": each.end, "text": each.text, "value": each.value}
        for each in annotation.marks
    ]
    return json.dumps({"mentions": mentions}, ensure_ascii=False, indent=1) + "\n"


def whole_gold(annotation: Annotation) -> str:
    """The gold file of an annotation as a whole document: mentions with ids, records to be filled in, the text at `<id>.txt`.

    Raises TextNotFound where the text is not known, FormatBroken where a type is none of the contract's.
    """
    if annotation.text is None:
        raise TextNotFound("a whole document needs its text; name its folder with --texts", source=annotation.id)
    strange = sorted({each.type for each in annotation.marks} - set(MentionType))
    if strange:
        raise FormatBroken(
            f"{', '.join(strange)} is no type of the contract; call it otherwise with --rename", source=annotation.id
        )
    about = DocumentInfo(
        id=file_name(annotation.id),
        source=f"{file_name(annotation.id)}.txt",
        media_type="text/plain",
        encoding="utf-8",
        sha256=hashlib.sha256(stored(annotation.text)).hexdigest(),
        characters=len(annotation.text),
    )
    mentions = [
        MentionRecord(id=f"m{n}", type=MentionType(each.type), start=each.start, end=each.end, text=each.text, value=each.value)
        for n, each in enumerate(annotation.marks, 1)
    ]
    return to_json(Release(document=about, mentions=mentions))


def not_exported(data: dict[str, Any]) -> Left:
    """What of a gold file is no mark, so that no format gets it: records by list, sections, warnings, how sure a mention is."""
    left = Left()
    records = data.get("records")
    for name, value in records.items() if isinstance(records, dict) else ():
        size = len(value) if isinstance(value, list) else int(_said(value))
        left[f"records {name}"] += size
    for name in ("sections", "warnings"):
        left[name] += len(data.get(name) or ())
    left["extractor and confidence of mentions"] += sum(
        each.get("extractor") is not None or each.get("confidence") is not None for each in data["mentions"]
    )
    return +left


def _said(value: Any) -> bool:
    return any(map(_said, value.values())) if isinstance(value, dict) else value not in (None, [], "")
