"""What each target does with an input: bytes in, an AssertionError or any other exception out where a promise is broken.

Inputs that a reader refuses with an error of ours are fine. Where raw bytes would seldom get past a container's own checks, an
input that does not begin like the container is put into one: the XML of a DOCX, the drawing operations of a page of a PDF.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from pipeline.errors import KishaError, SourceBinary, SourceEmpty
from pipeline.model import Source
from pipeline.read import html as html_reader
from pipeline.read import read_bytes, read_text
from tests.properties.holds import assert_holds, assert_quick, assert_read
from tests.read.pdfs import pdf_of_operations

#: Processor seconds that any input of a few thousand characters may take; linear work takes a few hundredths.
CEILING = 5.0
_SHA = "0" * 64
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def plain(data: bytes) -> None:
    """Any bytes as a text file."""
    assert_read(_read(data))


def html(data: bytes) -> None:
    """A page of HTML, also where it does not begin like one."""
    try:
        source = html_reader.read(data, "fuzz.html", _SHA)
    except KishaError:
        return
    assert_read(source)


def docx(data: bytes) -> None:
    """An archive; or the XML of a document's main part, and of its numbering and notes behind the first and second NUL."""
    assert_read(_read(data if data.startswith(b"PK\x03\x04") else docx_of(data)))


def pdf(data: bytes) -> None:
    """A PDF; or what one page draws."""
    assert_read(_read(data if data.startswith(b"%PDF-") else pdf_of_operations(data)))


def flow(data: bytes) -> None:
    """The whole flow without the network, over the text that the bytes are in UTF-8."""
    text = data.decode("utf-8", errors="replace")
    try:
        source = read_text(text, "fuzz.txt")
    except (SourceEmpty, SourceBinary):
        source = Source(text or "?", "fuzz.txt", sha256=_SHA)  # a program may hand over what no file holds
    assert_holds(source)


def docx_of(data: bytes) -> bytes:
    """A DOCX whose main part is `data`; numbering and footnotes follow behind NULs."""
    main, _, rest = data.partition(b"\x00")
    numbering, _, notes = rest.partition(b"\x00")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", main)
        for name, part in (("numbering", numbering), ("footnotes", notes)):
            if part:
                archive.writestr(f"word/{name}.xml", part)
    return out.getvalue()


def docx_main(body: str) -> bytes:
    """The main part of a DOCX with this `body`."""
    return f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'.encode()


def _read(data: bytes) -> Source | None:
    try:
        return read_bytes(data, "fuzz", apart=False)
    except KishaError:
        return None


def timed(target: Callable[[bytes], None], data: bytes) -> None:
    """Runs `target`; an AssertionError where it takes more than the ceiling."""
    assert_quick(lambda: target(data), CEILING)


TARGETS: dict[str, Callable[[bytes], None]] = {"plain": plain, "html": html, "docx": docx, "pdf": pdf, "flow": flow}
