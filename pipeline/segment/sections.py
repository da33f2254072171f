"""The sections of a release: from one heading to the next, tiling the text.

Before the first heading that names a kind of section stand the header (date, issuers, title) and the lead; the lead begins with
the first whole sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from pipeline.model import Line, Section, SectionKind
from pipeline.segment.headings import Heading, heading

_PROSE = re.compile(r"[。！？]|(?:です|ます|した)$")
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n.*?\n---[ \t]*\n", re.DOTALL)


def sections(view: str, rows: tuple[Line, ...]) -> tuple[Section, ...]:
    """The sections of `view`; they tile `[0, len(view))`."""
    front = _FRONT_MATTER.match(view)
    begin = front.end() if front else 0
    found = [(row.start, head) for row in rows if row.start >= begin and (head := heading(view, row))]
    starts = list(_kinds(view, rows, found, begin))
    tiles = []
    for (start, kind, head), end in zip(starts, [*(start for start, _, _ in starts[1:]), len(view)], strict=True):
        if head and head.end > head.start:
            tiles.append(Section(kind, view[head.start : head.end], start, end, head.start, head.end))
        else:
            tiles.append(Section(kind, None, start, end))
    return tuple(tile for tile in tiles if tile.end > tile.start) or (Section(SectionKind.HEADER, None, 0, len(view)),)


def _kinds(
    view: str, rows: tuple[Line, ...], found: list[tuple[int, Heading]], begin: int
) -> Iterator[tuple[int, SectionKind, Heading | None]]:
    """(start, kind, heading) of each section, from offset 0 on."""
    yield 0, SectionKind.HEADER, None
    kind, rank = SectionKind.HEADER, 0
    first_known = next((start for start, head in found if head.kind), len(view))
    lead = _lead(view, rows, begin, first_known)
    for index, (start, head) in enumerate(found):
        if lead is not None and lead < start and kind is SectionKind.HEADER:
            kind = SectionKind.LEAD
            yield lead, kind, None
        before = (kind, rank)
        if head.kind is None:
            if kind in (SectionKind.HEADER, SectionKind.GLOSSARY):
                continue  # the title, or an entry of the glossary
            if kind is SectionKind.CONTACT or head.rank > rank:
                yield start, kind, head  # a part of the section that it stands in
                continue
            kind, rank = SectionKind.OTHER, head.rank
        else:
            kind, rank = head.kind, head.rank
        yield start, kind, head
        if kind is SectionKind.FIGURE and head.start == head.end:
            # A caption is one paragraph; what follows it goes on with the section before.
            kind, rank = before
            after = _next_paragraph(rows, start)
            following = found[index + 1][0] if index + 1 < len(found) else len(view)
            if after is not None and after < following:
                yield after, kind, None
    if kind is SectionKind.HEADER and lead is not None:
        yield lead, SectionKind.LEAD, None


def _next_paragraph(rows: tuple[Line, ...], start: int) -> int | None:
    first = bisect_right(rows, start, key=lambda row: row.start)
    return next((row.start for row in rows[first:] if row.blank_before), None)


def _lead(view: str, rows: tuple[Line, ...], begin: int, first_known: int) -> int | None:
    for row in rows:
        if row.start >= first_known:
            return None
        if row.start >= begin and row.end - row.start >= 40 and _PROSE.search(view, row.start, row.end):
            return row.start
    return None
