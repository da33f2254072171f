"""Running heads and feet and page numbers: what the pages repeat at their upper and lower ends."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.read.pdf.rows import Segment

_ZONE = 0.13  # of the page's height, at either end
_ROWS = 3  # rows at either end that may be repeated
_SAME_PLACE = 8.0  # points
_DIGITS = re.compile(r"[0-9０-９]+")
_NUMBER = r"[0-9０-９]{1,3}"
_PAGE_NUMBER = re.compile(
    rf"^(?:[-‐–—−－ー~〜～・\s(（\[［]*{_NUMBER}[-‐–—−－ー~〜～・\s)）\]］]*"
    rf"|(?:P|p|Page|page|PAGE|ページ|頁)[.．:\s]*{_NUMBER}(?:\s*(?:/|／|of|OF)\s*{_NUMBER})?"
    rf"|{_NUMBER}\s*(?:/|／|of)\s*{_NUMBER}(?:\s*(?:ページ|頁|page))?"
    rf"|{_NUMBER}\s*(?:ページ|頁))$"
)
_BARE = re.compile(rf"^[(（\[［]?({_NUMBER})[)）\]］]?$")
_MARGIN = 0.07  # of the page's height: so near the end nothing else stands


class Sheet(NamedTuple):
    """What is needed of a page here."""

    height: float
    segments: Sequence[Segment]


class Running(NamedTuple):
    """For each page the segments that do not belong to its text, and the words of those that are worth keeping, once each."""

    dropped: list[list[Segment]]
    kept: list[tuple[int, Segment]]


def running(sheets: Sequence[Sheet]) -> Running:
    """What to take off the pages. A head that stands on the first page stays there: it is the letterhead.

    Other repeated lines are kept once, apart from the text; page numbers are not kept.
    """
    ends = [_at_ends(sheet) for sheet in sheets]
    groups: dict[tuple[str, bool], list[tuple[int, Segment]]] = defaultdict(list)
    for number, found in enumerate(ends):
        for segment, at_top in found:
            groups[_DIGITS.sub("0", "".join(segment.text.split())), at_top].append((number, segment))
    dropped: list[list[Segment]] = [[] for _ in sheets]
    kept: list[tuple[int, Segment]] = []
    for (words, at_top), found_in in groups.items():
        numbers = [(page, segment) for page, segment in found_in if _PAGE_NUMBER.match(segment.text.strip())]
        if numbers:
            for page, segment in numbers:
                if _counts(segment, page, found_in) and _stands_alone(segment, sheets[page]):
                    dropped[page].append(segment)
            continue
        repeated = _repeated(found_in, len(sheets))
        if len(repeated) < 2 or not words.strip("0"):
            continue
        first = at_top and repeated[0][0] == 0
        for page, segment in repeated[1:] if first else repeated:
            dropped[page].append(segment)
        if not first:
            kept.append(repeated[0])
    return Running(dropped, sorted(kept, key=lambda item: (item[0], -item[1].base)))


def _at_ends(sheet: Sheet) -> list[tuple[Segment, bool]]:
    """The segments in the first and last rows of a page, where they lie near its end."""
    bases = sorted({round(segment.base) for segment in sheet.segments})
    low, high = bases[:_ROWS], bases[-_ROWS:]
    found = []
    for segment in sheet.segments:
        at_top = round(segment.base) in high and segment.base > (1 - _ZONE) * sheet.height
        if at_top or (round(segment.base) in low and segment.base < _ZONE * sheet.height):
            found.append((segment, at_top))
    return found


def _counts(segment: Segment, page: int, found: list[tuple[int, Segment]]) -> bool:
    """Whether a number at a page's end is the page's: it has an ornament, is the page's own, or counts up with the pages."""
    value = _value(segment)
    if value is None:
        return True
    values = ((other, _value(one)) for other, one in found if other != page)
    return value == page + 1 or any(known is not None and known - value == other - page for other, known in values)


def _value(segment: Segment) -> int | None:
    bare = _BARE.match(segment.text.strip())
    return int(bare[1]) if bare else None


def _stands_alone(segment: Segment, sheet: Sheet) -> bool:
    """Whether nothing stands beside the number, so that it is not the first cell of a row."""
    if not _MARGIN * sheet.height < segment.base < (1 - _MARGIN) * sheet.height:
        return True
    return all(one is segment or abs(one.base - segment.base) > 0.5 * segment.size for one in sheet.segments)


def _repeated(found: list[tuple[int, Segment]], pages: int) -> list[tuple[int, Segment]]:
    """Those of the same words that stand at the same height on other pages too (on every second one of many pages)."""
    same = [
        (page, segment)
        for page, segment in found
        if any(other != page and abs(one.base - segment.base) <= _SAME_PLACE for other, one in found)
    ]
    return same if len({page for page, _ in same}) >= max(2, pages // 3) else []
