"""Finds the reader for a document by its first bytes and lets it make the Source."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import (
    SourceBinary,
    SourceEmpty,
    SourceIsDirectory,
    SourceNotFound,
    SourceTooLarge,
    SourceUnreadable,
    SourceUnsupported,
)
from pipeline.model import Source
from pipeline.read import plain

#: Larger files are refused: the longest release seen has 20,000 characters, a year of one university about 2 MB.
MAX_BYTES = 20_000_000

Reader = Callable[[bytes, str, str], Source]

#: How the content tells a kind: (first bytes, what it is, its reader). The last row takes what no other row knows.
READERS: tuple[tuple[bytes, str, Reader | None], ...] = (
    (b"%PDF-", "a PDF document", None),
    (b"PK\x03\x04", "a ZIP archive or an Office document", None),
    (b"\xd0\xcf\x11\xe0", "an old Office document", None),
    (b"\x89PNG", "a picture", None),
    (b"\xff\xd8\xff", "a picture", None),
    (b"GIF8", "a picture", None),
    (b"{\\rtf", "a Rich Text document", None),
    (b"\x1f\x8b", "a compressed file", None),
    (b"", "text", plain.read),
)


def read(path: str | Path) -> Source:
    """The document at `path` ("-" is standard input) as a Source.

    Raises SourceNotFound, SourceIsDirectory, SourceUnreadable, SourceTooLarge, SourceEmpty, SourceUnsupported, SourceBinary.
    """
    name = str(path)
    if name == "-":
        return read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), name)
    file = Path(path)
    try:
        if file.is_file() and file.stat().st_size > MAX_BYTES:
            raise _too_large(name)
        data = file.read_bytes()
    except FileNotFoundError:
        raise SourceNotFound("there is no such file; check the path", source=name) from None
    except IsADirectoryError:
        raise SourceIsDirectory("this is a folder; name the files in it (FOLDER/*.txt)", source=name) from None
    except OSError as error:
        raise SourceUnreadable(f"the system does not let me read it: {error.strerror}", source=name) from None
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str = "-") -> Source:
    """`data` as a Source under `name`. Raises as `read` does."""
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    if not data.strip(b"\x00\t\n\r\x0b\x0c \xef\xbb\xbf"):
        raise SourceEmpty("the file is empty; give a file with the text of a release", source=name)
    for magic, kind, reader in READERS:
        if data.startswith(magic):
            if reader is None:
                raise SourceUnsupported(f"this is {kind}; save the release as plain text and try again", source=name)
            source = reader(data, name, hashlib.sha256(data).hexdigest())
            if not source.text.strip():
                raise SourceEmpty("the file holds blanks only; give a file with the text of a release", source=name)
            return source
    raise AssertionError("the last row of READERS takes everything")


def read_text(text: str, name: str = "text") -> Source:
    """`text` as a Source. Raises SourceEmpty, SourceTooLarge, and SourceBinary for lone surrogates and control characters."""
    try:
        return read_bytes(text.encode("utf-8"), name)
    except UnicodeEncodeError:
        raise SourceBinary("this holds half a surrogate pair, so it is no text", source=name) from None


def _too_large(name: str) -> SourceTooLarge:
    return SourceTooLarge(f"more than {MAX_BYTES // 1_000_000} MB; split the file into one file a release", source=name)
