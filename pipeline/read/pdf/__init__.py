"""PDF → Source: how releases really come.

One file for each question: `glyphs` which characters stand where, `rows` which make a line and where its blanks are, `rules`
what ruled lines hold together, `windows` and `order` in which order a page is read, `running` what does not belong to the text,
`joins` and `story` which lines make a paragraph. docs/reading.md says what is kept and what is not.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.errors import SourceBroken, SourceEncrypted, SourceTooLarge, SourceWithoutText
from pipeline.model import Source
from pipeline.read import limits
from pipeline.read.limits import MAX_CHARACTERS, MAX_PAGES
from pipeline.read.pdf.glyphs import Characters, Frame, characters, frame_of
from pipeline.read.pdf.page import lay_out, stack_lines
from pipeline.read.pdf.pieces import Column, Item, Line, line
from pipeline.read.pdf.rows import Segment, page_gap, segments
from pipeline.read.pdf.rules import ruled
from pipeline.read.pdf.running import Sheet, running
from pipeline.read.pdf.story import tell
from pipeline.read.pdf.upright import parted

_LOCK = threading.Lock()  # pdfium may be asked by one thread at a time


def read(data: bytes, name: str, sha256: str) -> Source:
    """The text of a PDF as a Source with the place of each line.

    Raises SourceEncrypted, SourceBroken, SourceWithoutText (a scan: OCR is missing) and SourceTooLarge.
    """
    with _LOCK:
        pages = _pages(data, name)
    text, places = tell(pages)
    if not text.strip():
        raise _without_text(name)
    return Source(text, name, "application/pdf", "utf-8", sha256, made=True, places=places)


def _pages(data: bytes, name: str) -> list[list[Item]]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise SourceEncrypted("this PDF asks for a password; save it without one and try again", source=name) from None
        raise SourceBroken("this PDF is damaged; open it in a viewer, print it to a new PDF and try again", source=name) from None
    try:
        return _read_pages(document, name)
    finally:
        document.close()


class _Leaf:
    """What is kept of a page until all pages are read."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.frame: Frame = frame_of(page)
        self.characters: Characters = characters(page, self.frame)
        self.lying, self.stacks = parted(self.characters.upright)
        self.boxes = ruled(page, self.frame)
        self.latin_gap = page_gap(self.lying)
        self.segments = segments(self.lying, self.latin_gap)


def _read_pages(document: pdfium.PdfDocument, name: str) -> list[list[Item]]:
    if len(document) > MAX_PAGES:
        raise SourceTooLarge(f"more than {MAX_PAGES} pages; take the release's own pages out of it", source=name)
    leaves: list[_Leaf] = []
    deadline = time.monotonic() + limits.MAX_SECONDS
    count = 0
    for index in range(len(document)):
        try:
            page = document[index]
        except pdfium.PdfiumError:
            continue  # a page that cannot be opened is left out: the others may hold the release
        try:
            leaves.append(_Leaf(page))
        finally:
            page.close()
        count += len(leaves[-1].characters.upright)
        if count > MAX_CHARACTERS or time.monotonic() > deadline:
            raise _too_much(name)
    _check(leaves, name)
    pages: list[list[Item]] = []
    for page in _laid_out(leaves):
        pages.append(page)
        if time.monotonic() > deadline:
            raise _too_much(name)
    return pages


def _too_much(name: str) -> SourceTooLarge:
    return SourceTooLarge("too much text for a release; take the release's own pages out of it", source=name)


def _check(leaves: list[_Leaf], name: str) -> None:
    if not leaves:
        raise SourceBroken("this PDF has no page that can be opened; print it to a new PDF and try again", source=name)
    found = sum(len(leaf.characters.upright) + len(leaf.characters.turned) for leaf in leaves)
    unmapped = sum(leaf.characters.unmapped for leaf in leaves)
    if found <= unmapped or not found:
        raise _without_text(name)


def _without_text(name: str) -> SourceWithoutText:
    return SourceWithoutText(
        "this PDF holds pictures of its pages and no text; run OCR over it first (ocrmypdf -l jpn IN.pdf OUT.pdf) and try again",
        source=name,
    )


def _laid_out(leaves: list[_Leaf]) -> Iterator[list[Item]]:
    """The pages in reading order, and one more for what was taken off them and is worth keeping."""
    ends = running([Sheet(leaf.frame.height, leaf.segments) for leaf in leaves])
    for number, (leaf, dropped) in enumerate(zip(leaves, ends.dropped, strict=True), 1):
        gone = {id(glyph) for segment in dropped for glyph in segment.glyphs}
        items = lay_out([glyph for glyph in leaf.lying if id(glyph) not in gone], leaf.boxes, number, leaf.latin_gap)
        items += stack_lines(leaf.stacks, number)
        items += _turned(leaf, number)
        yield items
    if ends.kept:
        yield [_apart(page + 1, segment) for page, segment in ends.kept]


def _turned(leaf: _Leaf, number: int) -> list[Item]:
    return [
        Line(" ".join(one.text.split()), one.left, one.right, one.bottom, 10.0, Column(number, one.left, one.right), one.left)
        for one in leaf.characters.turned
    ]


def _apart(number: int, segment: Segment) -> Line:
    return line([segment], Column(number, segment.left, segment.right))
