"""A page's characters with their places, as pdfium reports them, in the page as it is shown (y upwards, lower left is 0, 0).

pdfium's own order and blanks are not used: it follows the content stream, and puts a blank wherever two pieces of text meet.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.read.limits import MAX_PAGE_CHARACTERS

_TILT = 0.1  # radians: text that is turned by more does not stand on a line
_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_SMALLEST = 1.0  # points; smaller text is there for machines
_SYMBOL_FONTS = range(0xF020, 0xF100)  # where Wingdings and its like keep their bullets
_BULLETS = {
    0xF06C: "●", 0xF06E: "■", 0xF075: "◆", 0xF076: "◆", 0xF077: "◆", 0xF0A1: "○", 0xF0A7: "■", 0xF0A8: "□", 0xF0B2: "◇",
    0xF0D8: "➢", 0xF0E8: "➔", 0xF0F0: "⇒", 0xF0FC: "✓", 0xF0FE: "☑",
}  # fmt: skip
_UNMAPPED = {0, 0xFFFD, 0xFFFE, 0xFFFF}
_MARKS = re.compile("[\u0300-\u036f\u3099\u309a]")


class Glyph(NamedTuple):
    """One character on its baseline; `left`–`right` is its advance, `blank` says that a blank stands before it in the file."""

    char: str
    left: float
    right: float
    base: float
    size: float
    blank: bool

    @property
    def top(self) -> float:
        """The upper end of a full-width character."""
        return self.base + 0.86 * self.size

    @property
    def bottom(self) -> float:
        """The lower end of a full-width character."""
        return self.base - 0.14 * self.size


class Turned(NamedTuple):
    """A stretch of text that does not run from left to right: a watermark, an axis of a chart."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


class Characters(NamedTuple):
    """The text of a page: what stands upright, what is turned, and how many characters have no Unicode value."""

    upright: list[Glyph]
    turned: list[Turned]
    unmapped: int


class _Style(NamedTuple):
    """What all characters of one text object share."""

    size: float
    angle: float
    hidden: bool


class Frame(NamedTuple):
    """How the page is shown: its turn in degrees and its visible part in the file's own coordinates."""

    turn: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """As shown."""
        return self.top - self.bottom if self.turn in (90, 270) else self.right - self.left

    @property
    def height(self) -> float:
        """As shown."""
        return self.right - self.left if self.turn in (90, 270) else self.top - self.bottom

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the file is seen."""
        if self.turn == 90:
            return y - self.bottom, self.right - x
        if self.turn == 180:
            return self.right - x, self.top - y
        if self.turn == 270:
            return self.top - y, x - self.left
        return x - self.left, y - self.bottom


def frame_of(page: pdfium.PdfPage) -> Frame:
    """How `page` is shown."""
    left, bottom, right, top = page.get_cropbox()
    return Frame(page.get_rotation(), min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def characters(page: pdfium.PdfPage, frame: Frame) -> Characters:
    """The characters of `page`; text that nobody sees is left out, unless there is hardly any other (the layer under a scan)."""
    textpage = page.get_textpage()
    try:
        return _Reader(textpage.raw, frame).read()
    finally:
        textpage.close()


class _Reader:
    """Walks over the characters of one page."""

    def __init__(self, textpage: Any, frame: Frame) -> None:
        self._page = textpage
        self._frame = frame
        self._box = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._styles: dict[int, _Style] = {}
        self._unmapped = 0

    def read(self) -> Characters:
        seen: list[Glyph] = []
        unseen: list[Glyph] = []
        turned = _TurnedText()
        blank = False
        for index in range(min(raw.FPDFText_CountChars(self._page), MAX_PAGE_CHARACTERS)):
            char = self._char(index)
            if char is None:
                continue
            if not char.strip() or unicodedata.category(char) == "Cc":
                blank = True
                turned.blank(char)
                continue
            style = self._style(index)
            glyph, box = self._placed(index, char, style, blank)
            blank = False
            if glyph is None or style.size < _SMALLEST:
                continue
            if abs(style.angle) > _TILT:
                turned.add(char, box, style.angle)
            else:
                (unseen if style.hidden else seen).append(glyph)
        upright = unseen + seen if len(unseen) > 4 * len(seen) else seen
        return Characters(_unprinted_twice(upright), turned.finished(), self._unmapped)

    def _char(self, index: int) -> str | None:
        code = raw.FPDFText_GetUnicode(self._page, index)
        if raw.FPDFText_IsGenerated(self._page, index) == 1:
            return " " if code not in (0x0D, 0x0A) else chr(code)
        if raw.FPDFText_IsHyphen(self._page, index) == 1:
            return "-"
        if code in _UNMAPPED:
            self._unmapped += 1
            return None
        if 0xDC00 <= code < 0xE000:
            return None  # the second half of a pair: taken with the first
        if 0xD800 <= code < 0xDC00:
            low = raw.FPDFText_GetUnicode(self._page, index + 1)
            return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)) if 0xDC00 <= low < 0xE000 else None
        return _BULLETS.get(code, "•") if code in _SYMBOL_FONTS else chr(code)

    def _style(self, index: int) -> _Style:
        text_object = raw.FPDFText_GetTextObject(self._page, index)
        key = ctypes.cast(text_object, ctypes.c_void_p).value or 0
        style = self._styles.get(key)
        if style is None or not key:
            matrix = raw.FS_MATRIX()
            raw.FPDFText_GetMatrix(self._page, index, matrix)
            size = raw.FPDFText_GetFontSize(self._page, index) * math.hypot(matrix.c, matrix.d)
            turn = math.radians(self._frame.turn)
            angle = math.remainder(math.atan2(matrix.b, matrix.a) - turn, math.tau)
            hidden = bool(key) and raw.FPDFTextObj_GetTextRenderMode(text_object) in _INVISIBLE
            style = self._styles[key] = _Style(abs(size), angle, hidden)
        return style

    def _placed(self, index: int, char: str, style: _Style, blank: bool) -> tuple[Glyph | None, tuple[float, float, float, float]]:
        raw.FPDFText_GetLooseCharBox(self._page, index, self._box)
        raw.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        one = self._frame.shown(self._box.left, self._box.bottom)
        two = self._frame.shown(self._box.right, self._box.top)
        box = (min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1]))
        x, y = self._frame.shown(self._x.value, self._y.value)
        middle = (box[0] + box[2]) / 2
        if not (0 <= middle <= self._frame.width and -style.size <= y <= self._frame.height):
            return None, box
        width = box[2] - box[0]
        if not 0.05 * style.size <= width <= 2.5 * style.size:
            width = 0.0 if _MARKS.match(char) else style.size * (0.5 if ord(char) < 0x2E80 else 1.0)
        left = x if abs(x - box[0]) <= style.size else box[0]
        return Glyph(char, left, left + width, y, style.size, blank), box


class _TurnedText:
    """Collects turned characters into stretches: a new one begins where pdfium breaks the line or the angle changes."""

    def __init__(self) -> None:
        self._done: list[Turned] = []
        self._chars: list[str] = []
        self._boxes: list[tuple[float, float, float, float]] = []
        self._angle = 0.0

    def add(self, char: str, box: tuple[float, float, float, float], angle: float) -> None:
        if abs(angle - self._angle) > _TILT:
            self._finish()
        self._angle = angle
        self._chars.append(char)
        self._boxes.append(box)

    def blank(self, char: str) -> None:
        if char in "\r\n":
            self._finish()
        elif self._chars:
            self._chars.append(" ")

    def finished(self) -> list[Turned]:
        self._finish()
        return self._done

    def _finish(self) -> None:
        text = "".join(self._chars).strip()
        if text:
            lefts, bottoms, rights, tops = zip(*self._boxes, strict=True)
            self._done.append(Turned(text, min(lefts), min(bottoms), max(rights), max(tops)))
        self._chars, self._boxes = [], []


def _unprinted_twice(glyphs: list[Glyph]) -> list[Glyph]:
    """Without the copies that make a poor man's bold: the same character a fraction of its width beside itself."""
    kept: list[Glyph] = []
    places: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        column, row = int(glyph.left / 2), int(glyph.base / 2)
        near = (places.get((glyph.char, column + dx, row + dy), ()) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        if any(_is_copy(glyph, other) for others in near for other in others):
            continue
        places.setdefault((glyph.char, column, row), []).append(glyph)
        kept.append(glyph)
    return kept


def _is_copy(one: Glyph, two: Glyph) -> bool:
    reach = min(0.15 * one.size, 0.4 * (one.right - one.left), 2.0)
    return abs(one.left - two.left) < reach and abs(one.base - two.base) < reach
