"""A small writer of PDF files for tests: Japanese text at any place, lines, turned pages; no font is embedded.

Full-width characters are one em wide, half-width ones half an em, so that a test knows where everything stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

WIDTH, HEIGHT = 595, 842  # A4
_FONT = [
    b"<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /UniJIS-UTF16-H /DescendantFonts [4 0 R] >>",
    b"""<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /FontDescriptor 5 0 R /DW 1000 /W [1 94 500 231 632 500]
    /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 4 >> >>""",
    b"""<< /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 6 /FontBBox [-123 -257 1001 910] /ItalicAngle 0 /Ascent 709
    /Descent -241 /CapHeight 709 /StemV 69 >>""",
    b"<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /UniJIS-UTF16-V /DescendantFonts [4 0 R] >>",
]
_HANGING = "、。，．"  # may stand beyond the margin
_NOT_FIRST = "・）」』ーっゃゅょ"  # take the character before them to the next line


def width(words: str) -> float:
    """How wide `words` are, in em."""
    return sum(0.5 if unicodedata.east_asian_width(char) in "NaH" else 1.0 for char in words)


class Sheet:
    """A page. Offsets are in points from its lower left corner."""

    def __init__(self, *, turn: int = 0) -> None:
        self.turn = turn
        self.operations: list[str] = []

    def write(self, x: float, y: float, words: str, size: float = 10.5, *, turned: bool = False, mode: int = 0) -> None:
        """Writes one line. `turned`: from the bottom up; `mode` 3 is invisible."""
        matrix = f"0 1 -1 0 {x} {y}" if turned else f"1 0 0 1 {x} {y}"
        code = words.encode("utf-16-be").hex()
        self.operations.append(f"BT /F1 {size} Tf {mode} Tr {matrix} Tm <{code}> Tj ET")

    def right(self, x: float, y: float, words: str, size: float = 10.5) -> None:
        """Writes one line that ends at `x`."""
        self.write(x - width(words) * size, y, words, size)

    def centre(self, y: float, words: str, size: float = 10.5) -> None:
        self.write((WIDTH - width(words) * size) / 2, y, words, size)

    def column(self, x: float, y: float, words: str, size: float = 10.5) -> None:
        """Writes vertically, one character below the other, from the point in the middle of its upper end."""
        self.operations.append(f"BT /F2 {size} Tf 1 0 0 1 {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj ET")

    def spaced(self, x: float, y: float, words: str, space: float, size: float = 10.5) -> None:
        """Writes one line with room between all its characters."""
        self.operations.append(f"BT /F1 {size} Tf {space} Tc 1 0 0 1 {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj 0 Tc ET")

    def fill(self, x: float, y: float, words: str, em: int, size: float = 10.5, *, pitch: float = 18, indent: int = 1) -> float:
        """Writes a paragraph broken at `em` characters and returns the height of the next line."""
        for number, line in enumerate(broken(words, em, indent)):
            self.write(x + (indent * size if number == 0 else 0), y, line, size)
            y -= pitch
        return y

    def box(self, left: float, bottom: float, right: float, top: float) -> None:
        self.operations.append(f"{left} {bottom} {right - left} {top - bottom} re S")

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Ruled lines as Word makes them: thin filled rectangles from cell to cell."""
        for x in xs:
            for low, high in zip(sorted(ys), sorted(ys)[1:], strict=False):
                self.operations.append(f"{x - 0.25} {low} 0.5 {high - low} re f")
        for y in ys:
            for low, high in zip(sorted(xs), sorted(xs)[1:], strict=False):
                self.operations.append(f"{low} {y - 0.25} {high - low} 0.5 re f")


def broken(words: str, em: float, indent: float = 0) -> list[str]:
    """`words` in lines of at most `em` characters, as a word processor breaks them: Latin words stay whole."""
    lines, line, room = [], "", em - indent
    for unit in re.findall(rf"[!-~]{{1,{int(em * 2) - 2}}} ?|[^!-~]", words):
        if line and width(line + unit.rstrip()) > room and unit not in _HANGING:
            last = re.search(r"[!-~]+ ?$|.$", line)
            kept = line[: last.start()] if unit in _NOT_FIRST and last else line
            lines.append(kept)
            line, room = line[len(kept) :], em
        line += unit
    return [*lines, line] if line else lines


def pdf(*sheets: Sheet, encrypted: bool = False) -> bytes:
    """A document of these pages. `encrypted`: one that asks for a password."""
    objects: list[bytes] = [b"", b"", *_FONT]
    kids = []
    for sheet in sheets:
        objects.append(stream("\n".join(sheet.operations).encode()))
        objects.append(page_of(len(objects), sheet.turn))
        kids.append(len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    extra = b""
    if encrypted:
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32))
        extra = b" /Encrypt %d 0 R /ID [<00><00>]" % len(objects)
    return file_of(objects, extra)


def pdf_of_operations(operations: bytes, *more: bytes, resources: bytes = b"", contents: bytes = b"7 0 R") -> bytes:
    """A document of one page, which draws `operations` (object 7); `more` are objects from number 9 on."""
    page = page_of(7, 0, resources).replace(b"/Contents 7 0 R", b"/Contents " + contents)
    head = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [8 0 R] >>"]
    return file_of([*head, *_FONT, stream(operations), page, *more])


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """An object that is a stream, with `entries` in its dictionary."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def page_of(contents: int, turn: int = 0, resources: bytes = b"") -> bytes:
    """A page that draws object `contents`."""
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Resources << /Font << /F1 3 0 R /F2 6 0 R >> %s >>"
        b" /Contents %d 0 R >>" % (WIDTH, HEIGHT, turn, resources, contents)
    )


def file_of(objects: Sequence[bytes], extra: bytes = b"") -> bytes:
    """A file of these objects, the first of which is number 1 and the catalog; `extra` goes into the trailer."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, one in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, extra, start)
    return bytes(out)
