"""The sections of a release: from one heading to the next, tiling the text.

Before the first heading that names a kind of section stand the header (date, issuers, title) and the lead; the lead begins with
the first whole sentence. A section begins at its heading's line. Sub-headings begin none: they stand deeper than the heading
before, or have an ornament that no heading of a known kind has, or say the same kind again (＜研究に関すること＞ under
【お問い合わせ先】).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from pipeline.model import Line, Section, SectionKind
from pipeline.segment.contents import kind_by_contents
from pipeline.segment.heading_words import is_known, is_label
from pipeline.segment.headings import Heading, heading

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n.*?\n---[ \t]*\n", re.DOTALL)
_STOP = re.compile(r"。|(?:です|ます|した)$")
_ADDRESS_TO_PRESS = re.compile(r"解禁|取り?扱|平素|お願い(?:申し上げ|いた|致)|エンバーゴ")
_SHORTEST_SENTENCE = 28
_BULLET = re.compile(r"[・•‣●○◎■□◆◇▶▼➢✓✔☆★※*\-\ue000-\uf8ff]|[0-9]{1,2}[.)]|[①-⑳]")
_DESK = re.compile(r"(?<!本件)に関する|(?<!本件)について|担当|窓口|発表者")
_OUTERMOST_UNKNOWN = 9  # after a lead without heading, a heading of any rank begins a section


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with the heading that it is."""

    index: int
    line: Line
    head: Heading


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a section begins; `kind` is None until its contents are known."""

    at: int
    kind: SectionKind | None
    head: Heading | None = None


def sections(view: str, rows: tuple[Line, ...]) -> tuple[Section, ...]:
    """The sections of `view`; they tile `[0, len(view))`."""
    front = _FRONT_MATTER.match(view)
    begin = front.end() if front else 0
    found = [
        _Row(index, row, head) for index, row in enumerate(rows) if row.start >= begin and (head := heading(view, row)) is not None
    ]
    starts = _starts(view, rows, found, begin)
    ends = [*(start.at for start in starts[1:]), len(view)]
    tiles = [_section(view, start, end) for start, end in zip(starts, ends, strict=True) if end > start.at]
    return tuple(tiles) or (Section(SectionKind.HEADER, None, 0, len(view)),)


def _section(view: str, start: _Start, end: int) -> Section:
    kind, head = start.kind, start.head
    if head is None:
        return Section(kind or SectionKind.OTHER, None, start.at, end)
    kind = kind_by_contents(kind, view[head.start : head.end], view[head.end : end].lstrip("】>〉》〕)] :"))
    return Section(kind, view[head.start : head.end], start.at, end, head.start, head.end)


def _starts(view: str, rows: tuple[Line, ...], found: list[_Row], begin: int) -> list[_Start]:
    """Where the sections begin, from offset 0 on."""
    known = [row for row in found if row.head.kind]
    first = next((row for row in known if _opens_text(view, rows, row)), None)
    lead = _lead(view, rows, begin, first.line.start if first else len(view))
    starts = [_Start(0, SectionKind.HEADER)]
    if lead is not None:
        starts.append(_Start(lead, SectionKind.LEAD))
    body = lead if lead is not None else first.line.start if first else len(view)
    outline = _Outline(view, frozenset(row.head.style for row in known), starts[-1])
    for position, row in enumerate(found):
        if row.line.start < body or _in_a_list(found, position):
            continue
        if outline.begins_section(row.head):
            starts.append(_Start(row.line.start - row.line.indent, row.head.kind, row.head))
            outline.enter(row.head)
    return starts


class _Outline:
    """Where in the outline the reading stands: the section that is open, and the last number of each ornament."""

    def __init__(self, view: str, styles: frozenset[str], start: _Start) -> None:
        self._view = view
        self._styles = styles  # ornaments of headings whose kind is known
        self._open: Heading | None = None
        self._kind = start.kind
        self._rank = _OUTERMOST_UNKNOWN
        self._numbers: dict[str, int] = {}

    def begins_section(self, head: Heading) -> bool:
        """Whether `head` begins a section of its own."""
        if self._kind is SectionKind.HEADER and self._open is None:
            return head.kind is not None
        if head.kind is None:
            return self._unknown_begins(head)
        if self._open is None:
            return True
        if head.kind is self._kind and is_label(self._view[head.start : head.end]):
            return False
        same_style = head.style == self._open.style
        if self._kind is SectionKind.GLOSSARY and head.number is not None:
            return same_style and head.number == (self._open.number or 0) + 1  # others are notes: 10) DOI
        if self._kind is SectionKind.CONTACT and self._is_desk(head):
            return same_style and self._is_desk(self._open)
        return same_style or head.kind is not self._kind

    def enter(self, head: Heading) -> None:
        """`head` has begun a section."""
        self._open, self._kind, self._rank = head, head.kind, head.rank
        if head.number is not None:
            self._numbers[head.style] = head.number

    def _unknown_begins(self, head: Heading) -> bool:
        if head.rank > self._rank or not head.style or (head.style not in self._styles and self._open is not None):
            return False
        if head.number is not None and head.number != self._numbers.get(head.style, 0) + 1:
            return False  # a list that counts for itself
        if self._kind in (SectionKind.GLOSSARY, SectionKind.CONTACT):
            return self._open is None or head.style == self._open.style
        return True

    def _is_desk(self, head: Heading) -> bool:
        """Whether a heading in the contact block names one desk (研究に関すること), not all of them (お問い合わせ先)."""
        return _DESK.search(self._view, head.start, head.end) is not None


def _opens_text(view: str, rows: tuple[Line, ...], row: _Row) -> bool:
    """Whether a heading of a known kind ends the header: it is no title, nor the name of a column of a web page."""
    known = is_known(view[row.head.start : row.head.end])
    if row.head.style.startswith("#"):
        return known
    if row.head.style or row.head.kind in (SectionKind.GLOSSARY, SectionKind.PUBLICATION):
        return True
    if row.index + 1 == len(rows):
        return False
    after = rows[row.index + 1]
    return bool(_STOP.search(view, after.start, after.end) or _BULLET.match(view, after.start) or after.end - after.start > 70)


def _in_a_list(found: list[_Row], position: int) -> bool:
    """Whether a heading of no known kind stands beside lines of the same ornament: then they are a list."""
    row = found[position]
    if row.head.kind is not None or row.head.style.startswith("#"):
        return False
    beside = found[max(0, position - 1) : position] + found[position + 1 : position + 2]
    return any(abs(other.index - row.index) == 1 and other.head.style == row.head.style for other in beside)


def _lead(view: str, rows: tuple[Line, ...], begin: int, limit: int) -> int | None:
    """Where the line of the first sentence of running text before `limit` begins."""
    first = bisect_left(rows, begin, key=lambda row: row.start)
    last = bisect_left(rows, limit, key=lambda row: row.start)
    prose = [row for row in rows[first:last] if row.end - row.start >= _SHORTEST_SENTENCE and _is_prose(view, row)]
    # A title may end in ました: a full stop is the surer sign.
    stopped = next((row for row in prose if "。" in view[row.start : row.end]), None)
    found = stopped or (prose[0] if prose else None)
    return found.start - found.indent if found else None


def _is_prose(view: str, row: Line) -> bool:
    if view[row.start] in "#―" or _ADDRESS_TO_PRESS.search(view, row.start, row.end):
        return False
    return _STOP.search(view, row.start, row.end) is not None
