"""Glyphs → rows: what stands on one baseline, cut where a wide gap may part two columns, blanks where there is room for them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.glyphs import Glyph

_SAME_BASE = 0.2  # of the size: farther apart, two baselines are two rows
_SMALL = 0.9  # a raised or lowered mark is smaller than this share of its line
_COLUMN_GAP = 1.3  # of the size: a gap that may part two columns; a full-width blank is 1.0
_KANA = re.compile(r"^[ぁ-ゖァ-ヶー・\s]+$")
# Full-width characters of Japanese fonts: kana, kanji, circled digits, arrows, squares and circles, the reference mark.
_WIDE = re.compile(
    r"[\u203b\u2190-\u21ff\u2460-\u24ff\u25a0-\u26ff\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
)
_SPACED_MARK = re.compile(r"[、。，．・：；（）「」『』【】〔〕［］〈〉《》｛｝“”‘’]")  # they bring their own white space


@dataclass(frozen=True)
class Segment:
    """Glyphs on one baseline, from left to right, without a gap that could part columns.

    `latin_gap` is the room that the page leaves between Latin and Japanese without anybody having typed a blank, as a share of
    the size.
    """

    glyphs: tuple[Glyph, ...]
    latin_gap: float = 0.0

    @property
    def left(self) -> float:
        """Where its first glyph begins."""
        return self.glyphs[0].left

    @cached_property
    def right(self) -> float:
        """Where its glyphs end."""
        return max(glyph.right for glyph in self.glyphs)

    @cached_property
    def size(self) -> float:
        """The size that most of it has."""
        return median(glyph.size for glyph in self.glyphs)

    @cached_property
    def base(self) -> float:
        """The baseline that most of it stands on."""
        return median(glyph.base for glyph in self.glyphs)

    @property
    def top(self) -> float:
        """The upper end of its full-width characters."""
        return self.base + 0.86 * self.size

    @property
    def bottom(self) -> float:
        """The lower end of its full-width characters."""
        return self.base - 0.14 * self.size

    @cached_property
    def text(self) -> str:
        """Its words, with blanks where there is room for them."""
        return spaced(self.glyphs, self.latin_gap)


def segments(glyphs: Iterable[Glyph], latin_gap: float) -> list[Segment]:
    """The segments of upright `glyphs`, from the top down and from left to right; ruby is left out."""
    rows = [sorted(row, key=lambda glyph: glyph.left) for row in _attach_small(_by_baseline(glyphs))]
    return _without_ruby([Segment(tuple(run), latin_gap) for row in rows for run in _cut(row)])


def _by_baseline(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.base):
        if rows and rows[-1][0].base - glyph.base <= _SAME_BASE * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _attach_small(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Puts raised and lowered marks (注1）, the 14 of 14C) into the row that they touch."""
    sizes = [median(glyph.size for glyph in row) for row in rows]
    hosts = [sorted(row, key=lambda glyph: glyph.left) for row in rows]
    kept: list[list[Glyph]] = [list(row) for row in rows]
    for number, row in enumerate(hosts):
        if not any(_may_host(sizes[other], row) for other in range(max(0, number - 3), min(len(rows), number + 4))):
            continue
        for run in _runs(row):
            for other in range(max(0, number - 3), min(len(rows), number + 4)):
                if other != number and _is_mark_in(run, hosts[other], sizes[other], rows[other][0].base):
                    kept[other] += run
                    kept[number] = [glyph for glyph in kept[number] if glyph not in run]
                    break
    return [row for row in kept if row]


def _may_host(size: float, row: list[Glyph]) -> bool:
    return any(glyph.size <= _SMALL * size for glyph in row)


def _is_mark_in(run: list[Glyph], host: list[Glyph], size: float, base: float) -> bool:
    small = median(glyph.size for glyph in run)
    raised = run[0].base - base
    return small <= _SMALL * size and -0.35 * size <= raised <= 0.75 * size and _touches(run, host, 0.6 * size)


def _runs(row: list[Glyph]) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in row:
        if run and (glyph.left - run[-1].right > 0.8 * glyph.size or not 0.8 <= glyph.size / run[-1].size <= 1.25):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _touches(run: list[Glyph], host: list[Glyph], reach: float) -> bool:
    """Whether `run` follows or precedes a glyph of `host` closely (and does not stand above one)."""
    at = bisect_left(host, run[0].left, key=lambda glyph: glyph.left)
    before = host[at - 1] if at else None
    after = host[at] if at < len(host) else None
    slack = 0.4 * run[0].size
    if (before is not None and before.right > run[0].left + slack) or (after is not None and run[-1].right > after.left + slack):
        return False
    return (before is not None and run[0].left - before.right <= reach) or (
        after is not None and after.left - run[-1].right <= reach
    )


def _cut(row: list[Glyph]) -> Iterator[list[Glyph]]:
    letter_space = _letter_space(row)
    run: list[Glyph] = []
    for glyph in row:
        if run and glyph.left - run[-1].right > _COLUMN_GAP * max(glyph.size, run[-1].size) + letter_space:
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _letter_space(row: Sequence[Glyph]) -> float:
    """The gap that a spaced-out row has between all its characters (国 立 研 究 所), 0 where it has none."""
    gaps = [two.left - one.right for one, two in pairwise(row)]
    if len(gaps) < 3:
        return 0.0
    usual = median(gaps)
    return usual if usual > 0.04 * row[0].size else 0.0


def page_gap(glyphs: Sequence[Glyph]) -> float:
    """The usual room between Latin and Japanese on a page: many programs leave a quarter of a character that nobody typed."""
    rows = [sorted(row, key=lambda glyph: glyph.left) for row in _by_baseline(glyphs)]
    gaps = [
        (two.left - one.right) / max(one.size, two.size)
        for row in rows
        for one, two in pairwise(row)
        if bool(_WIDE.match(one.char)) != bool(_WIDE.match(two.char)) and two.left - one.right < 0.6 * one.size
    ]
    return min(max(median(gaps), 0.0), 0.3) if len(gaps) >= 4 else 0.15


def _without_ruby(found: list[Segment]) -> list[Segment]:
    """Leaves out kana at half size that stand right above (or beside) the words whose reading they give."""
    kept = []
    for number, segment in enumerate(found):
        below = found[number + 1 : number + 12]
        if not (_KANA.match(segment.text) and any(_reads(segment, base) for base in below)):
            kept.append(segment)
    return kept


def _reads(ruby: Segment, base: Segment) -> bool:
    return (
        ruby.size <= 0.65 * base.size
        and -0.2 * base.size <= ruby.bottom - base.top <= 0.45 * base.size
        and ruby.left >= base.left - base.size
        and ruby.right <= base.right + base.size
    )


def spaced(glyphs: Sequence[Glyph], latin_gap: float) -> str:
    """The text of glyphs on one line, with a blank where the file or the room between two of them says so."""
    letter_space = _letter_space(glyphs)
    parts: list[str] = []
    for before, glyph in zip((None, *glyphs), glyphs, strict=False):
        if before is not None:
            parts.append(_blank(before, glyph, letter_space, latin_gap))
        parts.append(glyph.char)
    return "".join(parts)


def _blank(before: Glyph, glyph: Glyph, letter_space: float, latin_gap: float) -> str:
    """What stands between two neighbours: nothing, a blank, or a full-width blank."""
    size = max(before.size, glyph.size)
    room = (glyph.left - before.right - letter_space) / size
    wide = bool(_WIDE.match(before.char)), bool(_WIDE.match(glyph.char))
    if wide == (False, False):
        return " " if room > 0.17 or (glyph.blank and room > 0.06) else ""
    if room > 0.85:
        return "\u3000"
    if _SPACED_MARK.match(before.char) or _SPACED_MARK.match(glyph.char):
        return " " if room > 0.45 else ""
    if wide == (True, True):
        return " " if room > 0.3 or (glyph.blank and room > 0.15) else ""
    if not 0.9 < before.size / glyph.size < 1.1:  # a note mark and its words
        return " " if room > 0.15 else ""
    return " " if room > max(latin_gap + 0.2, 0.3) else ""
