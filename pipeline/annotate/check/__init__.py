"""`kisha gold check`: what is wrong with a gold file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.annotate.check.findings import WARNINGS, Finding
from pipeline.annotate.check.mentions import check_mentions, items
from pipeline.annotate.check.records import check_records
from pipeline.annotate.golds import gold_data, gold_text
from pipeline.annotate.texts import stem
from pipeline.assemble import Release
from pipeline.errors import KishaError

__all__ = ["WARNINGS", "Finding", "check_gold"]


def check_gold(path: Path, texts: Path | None = None) -> list[Finding]:
    """Everything that is wrong with the gold file at `path`, in the order of the document; `texts` is where texts lie too.

    A file that cannot be read, or whose text cannot, is a finding as well. A bare file is checked for its mentions only.
    """
    try:
        data = gold_data(path)
    except KishaError as error:
        return [Finding("file", "unreadable", error.message)]
    found, findings = items(data["mentions"])
    try:
        file, text = gold_text(path, data, texts)
    except KishaError as error:
        return [Finding("text", "unreadable", f"{error.source or ''}: {error.message}")]
    if text is None:
        findings.append(Finding("text", "text-not-found", "without the text only part is checked; name its folder with --texts"))
    whole = "document" in data
    findings += check_mentions(found, text, whole=whole)
    return findings + (list(_whole(path, data, file, text)) if whole else [])


def _whole(path: Path, data: dict[str, Any], file: Path | None, text: str | None) -> Iterator[Finding]:
    try:
        release = Release.model_validate(data)
    except ValidationError as error:
        yield from _schema(error)
        return
    yield from _document(path, release, file, text)
    yield from _sections(release, text)
    yield from check_records(release, text)


def _schema(error: ValidationError) -> Iterator[Finding]:
    for each in error.errors():
        where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in each["loc"]).lstrip(".")
        known = each["loc"][:1] == ("mentions",) and each["loc"][-1:] in (("type",), ("start",), ("end",))
        if not known or each["type"] == "missing":  # types and offsets are findings of their own
            yield Finding(where or "the whole", "schema", each["msg"])


def _document(path: Path, release: Release, file: Path | None, text: str | None) -> Iterator[Finding]:
    about = release.document
    if about.id != stem(path):
        yield Finding("document.id", "document-id", f"{about.id} is not what the file is called")
    if text is None or file is None:
        return
    if about.characters != len(text):
        yield Finding("document.characters", "characters", f"{about.characters} are said, the text has {len(text)}")
    made = about.media_type not in ("text/plain", "text/markdown") and file.suffix in (
        ".txt",
        ".md",
    )  # sha256 is the document's own
    if about.sha256 and not made and about.sha256 != hashlib.sha256(file.read_bytes()).hexdigest():
        yield Finding("document.sha256", "sha256", f"{file} is another file than the one annotated")


def _sections(release: Release, text: str | None) -> Iterator[Finding]:
    sections = release.sections
    if not sections:
        return
    size = release.document.characters if text is None else len(text)
    if sections[0].start != 0:
        yield Finding("sections[0]", "sections", f"the first section begins at {sections[0].start}, not at 0")
    for number, (one, two) in enumerate(pairwise(sections), 1):
        if one.end != two.start:
            said = "a gap" if one.end < two.start else "an overlap"
            yield Finding(f"sections[{number}]", "sections", f"{said} between {one.end} and {two.start}")
    for number, each in enumerate(sections):
        if each.start >= each.end:
            yield Finding(f"sections[{number}]", "sections", "an empty section")
    if sections[-1].end != size:
        yield Finding(
            f"sections[{len(sections) - 1}]", "sections", f"the last section ends at {sections[-1].end}, the text at {size}"
        )
