"""Labelled paper blocks: which labels belong together, and what stands behind each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from pipeline.extract.publication import journal_line, titles
from pipeline.extract.publication.authors import authors_end, is_author_list
from pipeline.extract.publication.labels import Label, labels
from pipeline.extract.publication.paper import Paper, Part, Piece
from pipeline.model import Layout, SectionKind

_FARTHEST = 6  # lines from one label to the next of its block
_PARTS = {kind.value: kind for kind in Part} | {"title_ja": Part.TITLE}
_CORE = frozenset({"title", "journal", "authors", "doi"})
_FOOTNOTE = re.compile(r"[*†‡※#§¶] ?\S|注|\(?注|[0-9]\) |Corresponding|責任著者|備考")
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n.*?\n---[ \t]*\n", re.DOTALL)
_ORNAMENTS = "・■●○〇◯◆◇□▪▶►◎※*-–•|># 0123456789.()①②③④⑤⑥⑦⑧⑨【[<〈《〔「『"
_BULLETS = re.compile(r"[-・●■*] ?[A-Z]")
_BRACKETED = re.compile(r"[(\[〔【「『<〈]")


def labelled(layout: Layout) -> Iterator[Paper]:
    """The papers that labels describe, in reading order."""
    found = _usable(layout)
    for cluster in _clusters(layout, found):
        if not _speaks_of_a_paper(layout, cluster):
            continue
        groups = list(_papers(cluster))
        for group, following in zip(groups, [*groups[1:], None], strict=True):
            stop = _line_start(layout, following[0]) if following else _end(layout, cluster[-1])
            pieces = tuple(
                piece
                for label, after in pairwise([*group, None])
                if label is not None
                for piece in _pieces(layout, label, _line_start(layout, after) if after else stop, untitled=not _titled(group))
            )
            if pieces:
                yield Paper(_line_start(layout, group[0]), stop, pieces)


def _usable(layout: Layout) -> list[Label]:
    """The labels that may count: not in front matter; a word in Latin letters only with its colon or alone on its line."""
    view = layout.text.view
    front = _FRONT_MATTER.match(view)
    begin = front.end() if front else 0
    found = []
    for label in labels(layout):
        alone = label.end >= layout.lines[label.line].end
        if label.start >= begin and (label.firm or alone or not label.word.isascii()):
            found.append(label)
    return found


def _clusters(layout: Layout, found: list[Label]) -> Iterator[list[Label]]:
    headings = {section.start for section in layout.sections}
    own = {layout.lines[label.line].start for label in found if not (label.kind in ("paper", "note") and _alone(layout, label))}
    borders = sorted(headings - own)
    cluster: list[Label] = []
    for label in found:
        if cluster:
            apart = label.line - cluster[-1].line > _FARTHEST
            if apart or bisect_right(borders, label.start) > bisect_right(borders, cluster[-1].start):
                yield cluster
                cluster = []
        cluster.append(label)
    if cluster:
        yield cluster


def _speaks_of_a_paper(layout: Layout, cluster: list[Label]) -> bool:
    """Whether a cluster of labels is a paper's: two of its core parts, a word that says so, or a block under such a heading."""
    kinds = {label.kind for label in cluster}
    if not kinds & {"title", "title_ja", "journal"} and not ("paper" in kinds and len(kinds & _CORE) > 1):
        return False
    strong = any(label.strong and (label.firm or len(cluster) > 1 or _alone(layout, label)) for label in cluster)
    if "veto" in kinds:
        return strong and len(kinds & _CORE) > 1
    section = layout.section_at(cluster[0].start)
    return strong or len(kinds & _CORE) > 1 or (section.kind is SectionKind.PUBLICATION and any(each.firm for each in cluster))


def _alone(layout: Layout, label: Label) -> bool:
    return label.end >= layout.lines[label.line].end


def _papers(cluster: list[Label]) -> Iterator[list[Label]]:
    """The cluster's labels paper by paper: the kind that began the first begins the next."""
    first = next(label.kind for label in cluster if label.kind in _CORE or label.kind == "title_ja")
    group: list[Label] = []
    kinds: set[str] = set()
    for label in cluster:
        if label.kind == first and first in kinds and len(kinds & _CORE) > 1:
            yield group
            group, kinds = [], set()
        group.append(label)
        kinds.add(label.kind)
    yield group


def _line_start(layout: Layout, label: Label) -> int:
    """Where `label` begins: its line, where it is the first on it."""
    line = layout.lines[label.line]
    ornaments = layout.text.view[line.start : label.start]
    return line.start if len(ornaments) < 8 and not ornaments.strip(_ORNAMENTS) else label.start


def _end(layout: Layout, last: Label) -> int:
    """Where the block ends: with the paragraph of the last label's value, at the latest where the section does."""
    number = last.line
    if _alone(layout, last):
        number += 1
    while number + 1 < len(layout.lines) and not layout.lines[number + 1].blank_before and number - last.line < _FARTHEST:
        number += 1
    number = min(number, len(layout.lines) - 1)
    behind = bisect_right(layout.sections, last.end, key=lambda section: section.start)
    following = layout.sections[behind].start if behind < len(layout.sections) else len(layout.text.view)
    below = layout.lines[number + 1].start if number + 1 < len(layout.lines) else len(layout.text.view)
    if last.kind == "title" and _BRACKETED.match(layout.text.view, below):
        number += 1  # a translation after an empty line
    return min(max(layout.lines[number].end, last.end), max(following, last.end))


def _titled(group: list[Label]) -> bool:
    return any(label.kind in ("title", "title_ja") for label in group)


def _pieces(layout: Layout, label: Label, stop: int, *, untitled: bool) -> Iterator[Piece]:
    """What stands behind `label`, up to `stop`. In an `untitled` block 論文：… holds the title, unless it holds a citation."""
    view = layout.text.view
    rows = list(_value_rows(layout, label, stop))
    if not rows:
        return
    heading = label.kind == "paper" and untitled and (label.firm or _alone(layout, label))
    if heading and not label.firm and not titles.is_latin_title(view[slice(*rows[0][:2])].split("(")[0]):
        return
    if label.kind in ("title", "title_ja") or heading:
        if _BULLETS.match(view, rows[0][0]) or authors_end(view, *rows[0][:2])[1]:
            return  # a citation
        for start, end in _titles(view, rows):
            yield Piece(Part.TITLE, start, end, "publication.label", label.word)
    elif label.kind == "journal":
        for start, end in journal_line.titles_in_value(view, *rows[0][:2]):
            yield Piece(Part.JOURNAL, start, end, "publication.label", label.word)
    elif label.kind in _PARTS:
        yield Piece(_PARTS[label.kind], rows[0][0], rows[-1][1], "publication.label", label.word)


def _value_rows(layout: Layout, label: Label, stop: int) -> Iterator[tuple[int, int, bool]]:
    """(start, end, blank before) of each line of what stands behind `label`, up to `stop`."""
    start = label.end
    for number in range(label.line, min(len(layout.lines), label.line + _FARTHEST + 1)):
        line = layout.lines[number]
        first, last = max(start, line.start), min(line.end, stop)
        if first >= stop:
            return
        if layout.text.view[first:last].strip():
            yield first, last, line.blank_before and number > label.line


def _titles(view: str, rows: list[tuple[int, int, bool]]) -> Iterator[tuple[int, int]]:
    """The titles in the lines behind a label: a title over several lines, its translation below it."""
    begin, finish = rows[0][:2]
    japanese = titles.is_japanese(view[begin:finish])
    for start, end, blank in rows[1:]:
        words = view[start:end]
        bracketed = bool(_BRACKETED.match(words))
        closed = view[begin:finish].rstrip(" .,、。").endswith(("”", '"', "」", "』")) and view[begin] in '“"「『'
        if _FOOTNOTE.match(words) or is_author_list(words):
            break
        if not blank and not bracketed and not closed and titles.is_japanese(words) is japanese and view[finish - 1] != "。":
            finish = end
        elif bracketed or not blank:
            yield from titles.split(view, begin, finish)
            begin, finish, japanese = start, end, titles.is_japanese(words)
            if not (titles.is_japanese_title(words.strip("()[]〔〕【】「」 ")) or titles.is_latin_title(words)):
                return
        else:
            break
    yield from titles.split(view, begin, finish)
