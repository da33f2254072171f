"""The release's text with its mentions nested: what is inside another mention is nested in it, what crosses one is cut there.

The result is flat, in the order in which a page is written: text, control, a mark that opens, the innermost open mark that closes.
Nesting of any depth needs no recursion then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Literal

from pipeline.pages.controls import CONTROL, name, plain


@dataclass(frozen=True, slots=True)
class Shown:
    """A stretch to be marked: half-open code points of the text; `id` is unique in the page."""

    id: str
    start: int
    end: int
    type: str
    value: str | None = None
    kind: Literal["found", "missed", "warned", "note"] = "found"


@dataclass(frozen=True, slots=True)
class Piece:
    """One step of the marked text; `shown` is the mark that opens or closes.

    `first` is false where a mark goes on after a cut or from an earlier stretch.
    """

    step: Literal["text", "control", "open", "close"]
    text: str = ""
    shown: Shown | None = None
    first: bool = True


def pieces(text: str, marks: Iterable[Shown], start: int = 0, end: int | None = None) -> list[Piece]:
    """`text[start:end]` with `marks` (in any order; empty ones and those outside are left out), opened and closed in pairs."""
    stop = len(text) if end is None else end
    inside = [mark for mark in marks if mark.start < mark.end and mark.start < stop and start < mark.end]
    waiting = [(max(mark.start, start), -min(mark.end, stop), number) for number, mark in enumerate(inside)]
    heapify(waiting)
    writer = _Writer(text, start, stop)
    while waiting:
        begin, back, number = heappop(waiting)
        writer.close(begin)
        limit, finish = writer.limit, -back
        writer.open(inside[number], begin, min(finish, limit))
        if finish > limit:  # the rest stands behind the mark that ends first
            heappush(waiting, (limit, -finish, number))
    writer.close(stop)
    writer.write(stop)
    return writer.written


class _Writer:
    """Writes pieces from left to right and keeps what is open."""

    def __init__(self, text: str, at: int, stop: int) -> None:
        self.written: list[Piece] = []
        self._text = text
        self._at = at
        self._open: list[Shown] = []
        self._ends = [stop]  # of what is open, the innermost last; the first is the stretch itself

    @property
    def limit(self) -> int:
        """Where the innermost open mark ends."""
        return self._ends[-1]

    def open(self, mark: Shown, begin: int, end: int) -> None:
        self.write(begin)
        self.written.append(Piece("open", shown=mark, first=begin == mark.start))
        self._open.append(mark)
        self._ends.append(end)

    def close(self, until: int) -> None:
        """Ends every mark that ends at `until` or before."""
        while len(self._ends) > 1 and self._ends[-1] <= until:
            self.write(self._ends.pop())
            self.written.append(Piece("close", shown=self._open.pop()))

    def write(self, until: int) -> None:
        """The text up to `until`, if it was not written yet."""
        if self._at < until:
            self.written += _words(self._text[self._at : until])
            self._at = until


def _words(words: str) -> Iterator[Piece]:
    """Plain text as pieces: controls stand apart."""
    words = plain(words)
    at = 0
    for match in CONTROL.finditer(words):
        if at < match.start():
            yield Piece("text", words[at : match.start()])
        yield Piece("control", name(match[0]))
        at = match.end()
    if at < len(words):
        yield Piece("text", words[at:])
