"""Finds the reader for a document by its content, never by its name, and lets it make the Source."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import (
    SourceBinary,
    SourceEmpty,
    SourceEncrypted,
    SourceIsDirectory,
    SourceNotFound,
    SourceTooLarge,
    SourceUnreadable,
    SourceUnsupported,
)
from pipeline.model import Source
from pipeline.read import plain
from pipeline.read.limits import MAX_BYTES, MAX_DOCUMENT_BYTES

__all__ = ["MAX_BYTES", "MAX_DOCUMENT_BYTES", "READERS", "Kind", "Reader", "read", "read_bytes", "read_text"]

Reader = Callable[[bytes, str, str], Source]


class Kind(NamedTuple):
    """A kind of document: how its bytes begin, what to call it, who reads it, what to do where nobody does."""

    magic: bytes
    called: str
    reader: Reader | None
    advice: str = "save the release as PDF, HTML or plain text and try again"
    reader_apart: Reader | None = None  # the same in a process of its own


_OCR = "it holds no text; run OCR over it first and give its text"


def _read_pdf(data: bytes, name: str, sha256: str) -> Source:
    from pipeline.read import pdf  # each kind's library is loaded when such a document comes: a text waits for none

    return pdf.read(data, name, sha256)


def _read_pdf_apart(data: bytes, name: str, sha256: str) -> Source:
    from pipeline.read.pdf import apart

    return apart.read(data, name, sha256)


def _read_archive(data: bytes, name: str, sha256: str) -> Source:
    """A DOCX, told by the parts in the archive. Raises SourceUnsupported for all else that is packed like one."""
    parts = data[-(1 << 22) :]  # the archive's table of contents stands at its end
    if b"word/" in parts:
        from pipeline.read import docx

        return docx.read(data, name, sha256)
    for mark, called in (
        (b"xl/", "an Excel workbook"),
        (b"ppt/", "a PowerPoint presentation"),
        (b"content.xml", "an OpenDocument file"),
    ):
        if mark in parts:
            raise SourceUnsupported(f"this is {called}; save the release as PDF, DOCX or plain text and try again", source=name)
    raise SourceUnsupported("this is a ZIP archive; unpack it and name the files in it", source=name)


def _read_compound(data: bytes, name: str, sha256: str) -> Source:
    """No old Office document can be read; the error tells a new one with a password apart."""
    del sha256
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise SourceEncrypted("this document asks for a password; save it without one and try again", source=name)
    raise SourceUnsupported("this is an old Office document; save it as DOCX, PDF or plain text and try again", source=name)


#: How the content tells a kind. The last row takes what no other row knows: text, and HTML, which `plain` tells apart.
READERS: tuple[Kind, ...] = (
    Kind(b"%PDF-", "a PDF document", _read_pdf, reader_apart=_read_pdf_apart),
    Kind(b"PK\x03\x04", "a ZIP archive or an Office document", _read_archive),
    Kind(b"\xd0\xcf\x11\xe0", "an old Office document", _read_compound),
    Kind(b"\x89PNG", "a picture", None, _OCR),
    Kind(b"\xff\xd8\xff", "a picture", None, _OCR),
    Kind(b"GIF8", "a picture", None, _OCR),
    Kind(b"II*\x00", "a picture", None, _OCR),
    Kind(b"MM\x00*", "a picture", None, _OCR),
    Kind(b"{\\rtf", "a Rich Text document", None),
    Kind(b"\x1f\x8b", "a compressed file", None, "unpack it and name the files in it"),
    Kind(b"", "text", plain.read),
)
_LARGE = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_BLANK = b"\x00\t\n\r\x0b\x0c "


def read(path: str | Path) -> Source:
    """The document at `path` ("-" is standard input) as a Source.

    Raises SourceNotFound, SourceIsDirectory, SourceUnreadable, SourceTooLarge, SourceEmpty, SourceUnsupported, SourceBinary,
    SourceEncrypted, SourceBroken, SourceWithoutText.
    """
    name = str(path)
    if name == "-":
        return read_bytes(sys.stdin.buffer.read(MAX_DOCUMENT_BYTES + 1), name)
    file = Path(path)
    try:
        if file.is_file() and file.stat().st_size > MAX_DOCUMENT_BYTES:
            raise _too_large(name, MAX_DOCUMENT_BYTES)
        data = file.read_bytes()
    except FileNotFoundError:
        raise SourceNotFound("there is no such file; check the path", source=name) from None
    except IsADirectoryError:
        raise SourceIsDirectory("this is a folder; name the files in it (FOLDER/*.txt)", source=name) from None
    except OSError as error:
        raise SourceUnreadable(f"the system does not let me read it: {error.strerror}", source=name) from None
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str = "-", *, apart: bool = True) -> Source:
    """`data` as a Source under `name`. Raises as `read` does.

    `apart`: what cannot be interrupted (PDF) is read in a process of its own, with bounds on time and memory; a worker that may
    itself be ended at any time does without.
    """
    start = data[:1024].lstrip(b"\xef\xbb\xbf" + _BLANK)  # some programs put blanks before a document's first bytes
    most = MAX_DOCUMENT_BYTES if start.startswith(_LARGE) else MAX_BYTES
    if len(data) > most:
        raise _too_large(name, most)
    if not start and not data.strip(b"\xef\xbb\xbf" + _BLANK):
        raise SourceEmpty("the file is empty; give a file with the text of a release", source=name)
    kind = next(kind for kind in READERS if start.startswith(kind.magic))
    reader = (kind.reader_apart if apart else None) or kind.reader
    if reader is None:
        raise SourceUnsupported(f"this is {kind.called}; {kind.advice}", source=name)
    source = reader(data, name, hashlib.sha256(data).hexdigest())
    if not source.text.strip():
        raise SourceEmpty("the file holds blanks only; give a file with the text of a release", source=name)
    return source


def read_text(text: str, name: str = "text") -> Source:
    """`text` as a Source. Raises SourceEmpty, SourceTooLarge, and SourceBinary for lone surrogates and control characters."""
    try:
        return read_bytes(text.encode("utf-8"), name)
    except UnicodeEncodeError:
        raise SourceBinary("this holds half a surrogate pair, so it is no text", source=name) from None


def _too_large(name: str, most: int) -> SourceTooLarge:
    return SourceTooLarge(f"more than {most // 1_000_000} MB; split the file into one file a release", source=name)
