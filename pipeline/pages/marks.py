"""The release's text with its mentions as nested pieces: what is inside another mention is nested in it, what crosses it is cut.

Control characters that would turn or hide text are shown by their names: in a page they do nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_LINE_BREAKS = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"}

_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@dataclass(frozen=True, slots=True)
class Shown:
    """A stretch to be marked: half-open code points of the text; `kind` is found, missed, extra or warned."""

    id: str
    start: int
    end: int
    type: str
    value: str | None = None
    kind: str = "found"


@dataclass(slots=True)
class Piece:
    """A node of the marked text: plain `text`, or a mark (`shown`) with what is inside it; `first` is false for a cut mark's rest."""

    text: str = ""
    shown: Shown | None = None
    first: bool = True
    control: bool = False
    inside: list[Piece] = field(default_factory=list)


def pieces(text: str, marks: Iterable[Shown], start: int = 0, end: int | None = None) -> list[Piece]:
    """`text[start:end]` as pieces, `marks` (in any order) nested; a mark that crosses another's end is cut there."""
    stop = len(text) if end is None else end
    inside = [mark for mark in marks if mark.start < stop and start < mark.end and mark.start < mark.end]
    waiting = sorted(((max(mark.start, start), min(mark.end, stop), number) for number, mark in enumerate(inside)), key=_order)
    root = Piece()
    open_: list[tuple[Piece, int]] = [(root, stop)]
    at = start
    queue = list(reversed(waiting))
    while queue:
        begin, finish, number = queue.pop()
        while open_[-1][1] <= begin:
            at = _close(text, open_, at)
        _write(text, open_[-1][0], at, begin)
        at = max(at, begin)
        limit = open_[-1][1]
        piece = Piece(shown=inside[number], first=begin == inside[number].start)
        open_[-1][0].inside.append(piece)
        open_.append((piece, min(finish, limit)))
        if finish > limit:  # the rest stands behind the mark that ends first
            _insert(queue, (limit, finish, number))
    while len(open_) > 1:
        at = _close(text, open_, at)
    _write(text, root, at, stop)
    return root.inside


def _order(each: tuple[int, int, int]) -> tuple[int, int, int]:
    return each[0], -each[1], each[2]


def _insert(queue: list[tuple[int, int, int]], item: tuple[int, int, int]) -> None:
    """Puts `item` into `queue`, which is in reverse order."""
    at = len(queue)
    while at and _order(queue[at - 1]) < _order(item):
        at -= 1
    queue.insert(at, item)


def _close(text: str, open_: list[tuple[Piece, int]], at: int) -> int:
    piece, end = open_.pop()
    _write(text, piece, at, end)
    return max(at, end)


def _write(text: str, piece: Piece, start: int, end: int) -> None:
    if start < end:
        piece.inside += _plain(text[start:end])


def _plain(words: str) -> Iterator[Piece]:
    """Plain text as pieces; line breaks of all kinds become "\\n", controls that turn or hide text become names."""
    for old, new in _LINE_BREAKS.items():
        words = words.replace(old, new)
    run: list[str] = []
    for character in words:
        if character in "\n\t" or not _controls(character):
            run.append(character)
            continue
        if run:
            yield Piece(text="".join(run))
            run = []
        yield Piece(text=f"U+{ord(character):04X}", control=True)
    if run:
        yield Piece(text="".join(run))


def _controls(character: str) -> bool:
    """Whether a character is a control or turns the direction of text (bidirectional marks, embeddings, isolates)."""
    return unicodedata.category(character) in ("Cc", "Cs") or character in _DIRECTIONS
