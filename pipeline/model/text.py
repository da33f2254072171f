"""The document as it came in, its normalised view, and the map between the two."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch `[start, end)` of the source text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch `[start, end)` of the source text stands on the pages that it was read from.

    `page` counts from 1; the box is in PDF points, as the page is shown, from its lower left corner.
    """

    start: int
    end: int
    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it came in: the decoded text, untouched but for a dropped byte-order mark.

    `made`: a reader has made the text (out of a PDF, a page of HTML, a DOCX), so that it is stored beside the output; lines
    then end where the document's paragraphs do, and are not wrapped. `places` (sorted, disjoint) says where each line of a
    PDF stands.
    """

    text: str
    name: str  # path or URL as given; "-" for standard input
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    sha256: str = ""
    made: bool = False
    places: tuple[Place, ...] = ()

    @property
    def id(self) -> str:
        """The document's id: the file name without folder and last suffix."""
        base = self.name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
        stem, dot, _ = base.rpartition(".")
        return stem if dot and stem else base


@dataclass(frozen=True, slots=True)
class Edit:
    """One place where view and source differ: `source[start:end]` stands in the view as `replacement`."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Text:
    """The normalised view of a source with its offset map.

    `edits` are sorted and disjoint; outside them view and source have the same number of code points, so that a piece of
    the map is one pair of numbers. `_view_starts[i]`/`_source_starts[i]` say where piece `i` begins on either side; odd pieces
    are the edits.
    """

    source: Source
    view: str
    edits: tuple[Edit, ...] = ()
    _view_starts: tuple[int, ...] = field(default=(0,), repr=False)
    _source_starts: tuple[int, ...] = field(default=(0,), repr=False)

    def to_source(self, start: int, end: int) -> Span:
        """The source span behind view `[start, end)`; an empty view span gives an empty source span."""
        if not 0 <= start <= end <= len(self.view):
            raise IndexError(f"view span [{start}, {end}) outside [0, {len(self.view)})")
        if start == end:
            at = len(self.source.text) if start == len(self.view) else self._interval(start)[0]
            return Span(at, at)
        return Span(self._interval(start)[0], self._interval(end - 1)[1])

    def to_view(self, start: int, end: int) -> tuple[int, int]:
        """The view span of source `[start, end)`: all view characters that come from a character inside it."""
        if not 0 <= start <= end <= len(self.source.text):
            raise IndexError(f"source span [{start}, {end}) outside [0, {len(self.source.text)})")
        first = self._view_position(start, after=False)
        last = self._view_position(end, after=True)
        return first, max(first, last)

    def _interval(self, index: int) -> tuple[int, int]:
        piece = bisect_right(self._view_starts, index) - 1
        source_start = self._source_starts[piece]
        if piece % 2:  # an edit: every replacement character stands for the whole replaced stretch
            edit = self.edits[piece // 2]
            return edit.start, edit.end
        at = source_start + index - self._view_starts[piece]
        return at, at + 1

    def _view_position(self, offset: int, *, after: bool) -> int:
        """The boundary in the view at source `offset`; inside an edit its outer end on the side that is asked for."""
        piece = bisect_right(self._source_starts, offset) - 1
        if not piece % 2:
            return self._view_starts[piece] + offset - self._source_starts[piece]
        edit = self.edits[piece // 2]
        if offset == edit.start or not after:
            return self._view_starts[piece]
        return self._view_starts[piece] + len(edit.replacement)
