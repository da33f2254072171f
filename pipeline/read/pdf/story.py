"""Pages → one text: paragraphs joined over lines, columns and pages, with the place of each line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.model import Place
from pipeline.read.pdf.joins import Margins, glue, goes_on
from pipeline.read.pdf.pieces import Item, Line, lines_of
from pipeline.read.tables import told

_NOTE = re.compile(r"[※*＊†‡]|[（(\[]?注|[（(\[]?[0-9０-９]{1,2}[)）\]]|図|表|写真|Fig|Table")
_MOST_NOTES = 6  # paragraphs at a page's end, or before its text begins, that may stand between two parts of a sentence
_TITLE_PITCH = 2.7  # of the size
_APART = 1.45  # times the usual distance of lines: farther apart, an empty line stands between


@dataclass(slots=True)
class Paragraph:
    """Lines that make one paragraph, or a row of a table; `pieces` are its words, those of a line with that line."""

    pieces: list[tuple[str, Line | None]]
    first: Line
    last: Line
    in_table: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(words for words, _ in self.pieces)

    def take(self, other: Paragraph) -> None:
        """Puts `other` behind this paragraph, as its continuation."""
        space = glue(self.text, other.text)
        self.pieces += [(space, None), *other.pieces] if space else other.pieces
        self.last = other.last


def tell(pages: Sequence[Sequence[Item]]) -> tuple[str, tuple[Place, ...]]:
    """The text of a document's pages and the place of each of its lines."""
    found = _paragraphs(pages)
    usual = median([paragraph.first.size for paragraph in found] or [10.0])
    pitch = _usual_pitch(found)
    parts: list[str] = []
    places: list[Place] = []
    at = 0
    for before, paragraph in zip((None, *found), found, strict=False):
        pieces = paragraph.pieces
        if before is not None:
            pieces = [("\n\n" if _is_apart(before, paragraph, pitch, usual) else "\n", None), *pieces]
        for words, line in pieces:
            parts.append(words)
            if line is not None and words:
                box = (line.left, line.bottom, line.right, line.top)
                places.append(Place(at, at + len(words), line.column.page, *(round(value, 1) for value in box)))
            at += len(words)
    return "".join(parts) + "\n", tuple(places)


def _paragraphs(pages: Sequence[Sequence[Item]]) -> list[Paragraph]:
    """In reading order; notes and captions between a page's end and what goes on behind it follow what they interrupted."""
    lines = [line for page in pages for line in lines_of(page)]
    margins = Margins(lines)
    usual = median([line.size for line in lines] or [10.0])
    found: list[Paragraph] = []
    for page in pages:
        joined = _joined([one for item in page for one in _single(item, margins)], margins)
        _join_pages(found, joined, margins, usual)
        found += joined
    return found


def _single(item: Item, margins: Margins) -> Iterator[Paragraph]:
    if isinstance(item, Line):
        yield Paragraph([(item.text, item)], item, item)
        return
    for row in item.rows:
        yield from _row(row, margins)


def _row(row: Sequence[Sequence[Line]], margins: Margins) -> Iterator[Paragraph]:
    """A row of a table: one paragraph for each line that tells it."""
    cells = [_joined([Paragraph([(line.text, line)], line, line) for line in cell], margins) for cell in row]
    for parts in told([[paragraph.text for paragraph in cell] for cell in cells]):
        chosen = [(part.before, cells[part.cell][part.paragraph]) for part in parts]
        pieces = [piece for before, one in chosen for piece in ((before, None), *one.pieces) if piece[0]]
        yield Paragraph(pieces, chosen[0][1].first, chosen[-1][1].last, in_table=True)


def _joined(singles: Sequence[Paragraph], margins: Margins) -> list[Paragraph]:
    """Paragraphs of one page (or cell) out of its lines."""
    found: list[Paragraph] = []
    for one in singles:
        if found and not found[-1].in_table and not one.in_table and _continues(found[-1], one, margins):
            found[-1].take(one)
        else:
            found.append(one)
    return found


def _continues(paragraph: Paragraph, following: Paragraph, margins: Margins) -> bool:
    here, there = paragraph.last.column, following.first.column
    if here == there:
        return goes_on(paragraph.last, following.first, paragraph.first, margins)
    beside = not here.drawn and not there.drawn and there.left >= here.right
    return beside and goes_on(paragraph.last, following.first, paragraph.first, margins, beside=True)


def _join_pages(found: list[Paragraph], page: list[Paragraph], margins: Margins, usual: float) -> None:
    """Moves what continues the text before the page break from `page` to the end of it."""
    if not found or not page:
        return
    for end, start in ((len(found) - 1, 0), (_last_of_text(found, usual), _first_of_text(page, usual))):
        if end is None or start is None or found[end].in_table or page[start].in_table:
            continue
        if goes_on(found[end].last, page[start].first, found[end].first, margins, beside=True):
            found[end].take(page[start])
            del page[start]
            return


def _last_of_text(found: Sequence[Paragraph], usual: float) -> int | None:
    """The last paragraph that is no note at the foot of its page."""
    for back, paragraph in enumerate(reversed(found[-_MOST_NOTES:])):
        if not _is_note(paragraph, usual):
            return len(found) - 1 - back
    return None


def _first_of_text(page: Sequence[Paragraph], usual: float) -> int | None:
    for number, paragraph in enumerate(page[:_MOST_NOTES]):
        if not _is_note(paragraph, usual):
            return number
    return None


def _is_note(paragraph: Paragraph, usual: float) -> bool:
    return paragraph.first.size <= 0.92 * usual or bool(_NOTE.match(paragraph.text))


def _usual_pitch(found: Sequence[Paragraph]) -> float:
    """How far lines of one paragraph are apart, as a share of their size."""
    pitches = [
        (one.base - two.base) / one.size
        for paragraph in found
        if not paragraph.in_table
        for (_, one), (_, two) in pairwise([piece for piece in paragraph.pieces if piece[1] is not None])
        if one is not None and two is not None and one.base > two.base
    ]
    return median(pitches) if pitches else 1.7


def _is_apart(before: Paragraph, paragraph: Paragraph, pitch: float, usual: float) -> bool:
    """Whether an empty line stands between two paragraphs. The lines of a title may be farther apart."""
    one, two = before.last, paragraph.first
    if one.column.page != two.column.page:
        return True
    if before.in_table and paragraph.in_table:
        return False
    distance = one.base - two.base
    if one.size == two.size >= 1.15 * usual:
        return not 0 <= distance <= _TITLE_PITCH * one.size
    return not 0 <= distance <= _APART * pitch * max(one.size, two.size)
