"""The notes of a glossary without marks: 語：説明 line by line, ◆語, 【語】, 語とは…, a term on the line above its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.model import Line

_ORNAMENT = re.compile(r"(?P<ornament>#{1,6} |[・●◆◇■□○▶◎☆★✓] ?|- )")
_BRACKETED = re.compile(r"(?P<open>[【<〈《「『])(?P<head>[^】>〉》」』\n]{1,40})[】>〉》」』][:： ]*")
_COLON = re.compile(r"[^\n。:]{1,50}?: ?(?!//)\S")
_TOWA = re.compile(r"[^\n。、]{1,50}とは")
_LABEL = re.compile(r"(?:URL|DOI|doi|TEL|FAX|E-?mail|https?|引用元?|出典|参考|図|表)\s*[:0-9]", re.IGNORECASE)
_LONGEST_HEAD_LINE = 44


@dataclass(frozen=True, slots=True)
class Item:
    """A note's place; `headword` where the layout alone tells it."""

    start: int
    first_end: int
    end: int
    headword: tuple[int, int] | None = None


def items(view: str, rows: tuple[Line, ...]) -> Iterator[Item]:
    """The notes in the lines of a glossary, by the form of its first line; nothing where that is none of the known forms."""
    if not rows:
        return
    begins = [index for index, begins_here in enumerate(map(_form(view, rows), range(len(rows)))) if begins_here]
    for position, index in enumerate(begins):
        last = begins[position + 1] - 1 if position + 1 < len(begins) else len(rows) - 1
        row = rows[index]
        start, headword = row.start, None
        if ornament := _ORNAMENT.match(view, start, row.end):
            start = ornament.end()
        if bracketed := _BRACKETED.match(view, start, row.end):
            headword = bracketed.span("head")
        yield Item(start, row.end, rows[last].end, headword)


def _form(view: str, rows: tuple[Line, ...]) -> Callable[[int], bool]:
    """Says of a line's index whether a note begins there."""
    first = rows[0]
    if ornament := _ORNAMENT.match(view, first.start, first.end):
        sign = ornament["ornament"].strip()
        return lambda index: view.startswith(sign, rows[index].start)
    if bracketed := _BRACKETED.match(view, first.start, first.end):
        opening = bracketed["open"]
        return lambda index: view[rows[index].start] == opening
    for pattern in (_COLON, _TOWA):
        if pattern.match(view, first.start, first.end) and not _LABEL.match(view, first.start):
            return lambda index: _matches(pattern, view, rows[index])
    return lambda index: _is_head_line(view, rows, index)


def _matches(pattern: re.Pattern[str], view: str, row: Line) -> bool:
    return pattern.match(view, row.start, row.end) is not None and not _LABEL.match(view, row.start)


def _is_head_line(view: str, rows: tuple[Line, ...], index: int) -> bool:
    """A short line without a stop, above a line with one."""
    row = rows[index]
    if row.end - row.start > _LONGEST_HEAD_LINE or view[row.end - 1] in "。、:" or _LABEL.match(view, row.start):
        return False
    if index and view[rows[index - 1].end - 1] not in "。)」]":
        return False
    return index + 1 < len(rows) and "。" in view[rows[index + 1].start : rows[index + 1].end]
