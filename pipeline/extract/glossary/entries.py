"""Where the notes are, and how far each reaches: to the next note, the end of its section or, outside a glossary, an empty line."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from pipeline.extract.glossary.begins import Begin, begins
from pipeline.extract.glossary.marks import Mark
from pipeline.extract.glossary.references import has_prose, has_sign
from pipeline.extract.glossary.unmarked import Item, items
from pipeline.model import Layout, Line, Section, SectionKind
from pipeline.segment.headings import heading

_REFERENCES = re.compile(r"文献|^references?$", re.IGNORECASE)
_CAPTION = re.compile(r"[(【<]?(?:図|表|写真|Fig(?:ure|\.)?|Table) ?[0-9]{1,2}(?![0-9])")
#: Lines behind a note that are none of it: page numbers, rules, 以上.
_TRAILER = re.compile(r"(?:-? ?[0-9]{1,3} ?-?|[0-9]{1,2} ?/ ?[0-9]{1,2}|[-―=*_─━]{3,}|以 ?上|[↑▲△].{0,12})$")
_LINK_BACK = re.compile(r"(?:(?<!\s)\s++)?[\[(]?(?:参照元|本文|元の位置)(?:へ|に)戻る[\])]?\s*$")
_REACH = re.compile(
    r"[^。\n]{0,20}(?:問い?合わ?せ|連絡|照会|配布|配付)先?(?:は|:|\s|$)|(?:TEL|FAX|電話|E-?mail) ?[:.0-9(]", re.IGNORECASE
)
_BLOCK_HEADING = "#■◆【<〈《"


@dataclass(frozen=True, slots=True)
class Entry:
    """A note's place: its mark, if any, where its words begin, where its first line and the whole end."""

    mark: Mark | None
    start: int
    first_end: int
    end: int
    in_list: bool  # under a heading that names a glossary or a list of references
    headword: tuple[int, int] | None = None  # where the layout alone tells it


def entries(layout: Layout) -> tuple[Entry, ...]:
    """The notes' places in reading order."""
    view = layout.text.view
    lists = [section for section in layout.sections if _is_list(section)]
    found = begins(layout, lists)
    limits = [*(begin.at for begin in found[1:]), len(view)]
    places = [_entry(layout, begin, limit) for begin, limit in zip(found, limits, strict=False)]
    for section in lists:
        if section.kind is SectionKind.GLOSSARY and not any(section.start <= begin.at < section.end for begin in found):
            rows = _rows(layout, section.heading_end or section.start, section.end)
            places += (_unmarked(view, item) for item in items(view, rows))
    return tuple(sorted(places, key=lambda entry: entry.start))


def _is_list(section: Section) -> bool:
    return section.kind is SectionKind.GLOSSARY or bool(section.heading and _REFERENCES.search(section.heading.replace(" ", "")))


def _rows(layout: Layout, start: int, end: int) -> tuple[Line, ...]:
    """The lines that begin in view `[start, end)`."""
    first = bisect_left(layout.lines, start, key=lambda line: line.start)
    return layout.lines[first : bisect_left(layout.lines, end, key=lambda line: line.start)]


def _entry(layout: Layout, begin: Begin, limit: int) -> Entry:
    view = layout.text.view
    limit = min(limit, layout.section_at(begin.at).end)
    words = begin.words
    rows = _rows(layout, begin.at + 1, limit)
    first_end = min(layout.lines[layout.line_at(begin.at)].end, limit)
    if not view[words:first_end].strip() and rows:  # the mark stands alone on its line
        words, first_end = rows[0].start, rows[0].end
        rows = rows[1:]
    end = first_end
    for row in rows:
        if _is_other_block(view, row):
            break
        if not begin.in_list and _leaves(view, row, words, first_end, end):
            break
        end = row.end
    return Entry(begin.mark, words, _trim(view, words, first_end), _trim(view, words, end), begin.in_list)


def _unmarked(view: str, item: Item) -> Entry:
    return Entry(None, item.start, item.first_end, _trim(view, item.start, item.end), in_list=True, headword=item.headword)


def _leaves(view: str, row: Line, start: int, first_end: int, end: int) -> bool:
    """Whether running text goes on at `row` behind a note outside a glossary: after an empty line, or prose after a reference."""
    if row.blank_before:
        return end > first_end or _has_sentence(view, start, first_end)
    return has_prose(view[row.start : row.end]) and has_sign(view[start:end]) and not has_prose(view[start:end])


def _is_other_block(view: str, row: Line) -> bool:
    """Whether a line begins a caption, a table or a block under a heading of its own."""
    if _CAPTION.match(view, row.start) or view[row.start] == "|" or _REACH.match(view, row.start):
        return True
    return view[row.start] in _BLOCK_HEADING and heading(view, row) is not None


def _has_sentence(view: str, start: int, end: int) -> bool:
    return "。" in view[start:end] or end - start > 60 or "://" in view[start:end]


def _trim(view: str, start: int, end: int) -> int:
    """`end` without page numbers, rules and 以上 in lines of their own behind the note, and without a link back to the text."""
    while True:
        if back := _LINK_BACK.search(view, start, end):
            end = back.start()
        end = start + len(view[start:end].rstrip())
        line = view.rfind("\n", start, end) + 1
        if not line or not _TRAILER.match(view[line:end].strip()):
            return end
        end = line - 1
