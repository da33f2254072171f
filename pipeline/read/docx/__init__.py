"""DOCX → Source: the body with its tables and text boxes, then the footnotes and endnotes; heads and feet of pages are left out.

The archive is read part by part with bounds on what it unpacks to; pictures are never unpacked.
"""

from __future__ import annotations

from pipeline.errors import SourceBroken, SourceEmpty, SourceWithoutText
from pipeline.model import Source
from pipeline.read.docx.body import Body, notes_in
from pipeline.read.docx.numbering import Numbering
from pipeline.read.docx.package import Package, child

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(data: bytes, name: str, sha256: str) -> Source:
    """The text of a DOCX as a Source.

    Raises SourceBroken, SourceEncrypted, SourceTooLarge, SourceEmpty, and SourceWithoutText where it holds pictures only.
    """
    package = Package(data, name)
    main = package.document()
    root = package.xml(main) if main is not None else None
    body = child(root, "body")
    if main is None or body is None:
        raise SourceBroken("this document has no body; open it, save it again and try once more", source=name)
    folder = main.rpartition("/")[0]
    reader = Body(Numbering(package.xml(f"{folder}/numbering.xml"), package.xml(f"{folder}/styles.xml")))
    lines = list(reader.lines(body))
    lines += _notes(reader, package, folder)
    text = _text(lines)
    if not text.strip():
        if any(part.startswith(f"{folder}/media/") for part in package.names()):
            raise SourceWithoutText("this document holds pictures and no text; run OCR over it first and try again", source=name)
        raise SourceEmpty("this document holds no text; give a file with the text of a release", source=name)
    return Source(text, name, MEDIA_TYPE, "utf-8", sha256, made=True)


def _notes(reader: Body, package: Package, folder: str) -> list[str]:
    """The notes in the order of their marks in the text, each behind its mark."""
    known = notes_in(package.xml(f"{folder}/footnotes.xml"), "footnote")
    known |= notes_in(package.xml(f"{folder}/endnotes.xml"), "endnote")
    lines = [""]
    for note, number in list(reader.notes.items()):
        if note in known:
            words = [line for line in reader.lines(known[note]) if line.strip()]
            lines += [f"[{number}] {words[0].lstrip()}", *words[1:]] if words else []
    return lines


def _text(lines: list[str]) -> str:
    """The lines as one text with at most one empty line between two others."""
    kept: list[str] = []
    for line in (line.rstrip() for line in lines):
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n") + "\n"
