"""Names that a line or a table cell holds: columns headed 研究代表者, lines of contact blocks (北浜工科大学 工学部 青木 一郎)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.people.beside import Beside
from pipeline.extract.people.ground import person
from pipeline.extract.people.shape import KANJI, family_alone, grade, whole
from pipeline.model import Line, Mention, SectionKind

_HEADER = re.compile(r"代表者|研究者|氏 ?名|名前|著者|担当者|担当教員|発表者|受賞者|指導教員|分担者|メンバー")
_CELL = re.compile(r"[^\t|]+")
_BULLET = re.compile(r"[・●○◆■◎\-*※ ]+")
_PART_END = re.compile(r"[(\t:：@]|(?: (?=TEL|Tel|tel|電話|E-?mail|e-?mail|FAX|内線|https?))")
_PAIR = re.compile(
    rf"(?<![^\n (、:：/])([{KANJI}]{{1,4}}) {{1,2}}([{KANJI}]{{1,3}}|[ぁ-ん]{{2,4}}|[ァ-ヴー]{{2,5}})(?![^ ()、。,;/\n\t])"
)
_BODY_WORD = re.compile(
    r"(?:大学|院|学部|学科|研究科|専攻|講座|教室|室|所|部門|分野|領域|センター|ユニット|グループ|チーム|病院|機構|財団|協会|会社|社|部|課|係|系|科|局|班)$"
)


def cells(beside: Beside) -> Iterator[Mention]:
    """The names in table columns and on lines of their own."""
    yield from _columns(beside)
    yield from _lines(beside)
    yield from _pairs(beside)


def _columns(beside: Beside) -> Iterator[Mention]:
    view = beside.ground.view
    wanted: dict[int, str] = {}
    for line in beside.ground.analysis.layout.lines:
        text = view[line.start : line.end]
        if "\t" not in text and not text.startswith("|"):
            continue
        row = [(line.start + cell.start(), cell[0]) for cell in _CELL.finditer(text)]
        heads = {number: cell.strip() for number, (_, cell) in enumerate(row) if len(cell.strip()) <= 12 and _HEADER.search(cell)}
        if heads:
            wanted = heads
            continue
        for number, head in wanted.items():
            if number < len(row):
                yield from _cell(beside, *row[number], head)


def _cell(beside: Beside, start: int, cell: str, head: str) -> Iterator[Mention]:
    for item in re.finditer(r"[^、,;/]+", cell):
        words = item[0].strip()
        at = start + item.start() + item[0].index(words) if words else start
        words = words.partition("(")[0].rstrip()
        shape = whole(beside.ground.view, at, at + len(words))
        if shape and (shape.grade > 1 or len(words) > 2):
            yield person(at, at + len(words), "column", head, 0.9)


def _lines(beside: Beside) -> Iterator[Mention]:
    layout, view = beside.ground.analysis.layout, beside.ground.view
    for line in layout.lines:
        if line.end - line.start > 120:
            continue
        contact = layout.section_at(line.start).kind is SectionKind.CONTACT
        start, end = _part(view, line)
        shape = whole(view, start, end)
        parted = " " in view[start:end]
        if shape and ((contact and shape.grade >= (2 if parted else 3)) or (shape.grade == 4 and parted)):
            if end - start > 2 and not (shape.grade < 3 and beside.ground.nouns(start, end)):
                yield person(start, end, "line", "line of its own", 0.6 + 0.08 * shape.grade)
        elif contact:
            yield from _behind_body(beside, start, end)


def _part(view: str, line: Line) -> tuple[int, int]:
    """The part of `line` before a bracket, a label or a number, without bullet and blanks."""
    bullet = _BULLET.match(view, line.start, line.end)
    start = bullet.end() if bullet else line.start
    stop = _PART_END.search(view, start, line.end)
    end = stop.start() if stop else line.end
    while end > start and view[end - 1] == " ":
        end -= 1
    return start, end


def _behind_body(beside: Beside, start: int, end: int) -> Iterator[Mention]:
    """北浜工科大学 広報課 青木 一郎; 北浜工科大学広報課 青木一郎."""
    view = beside.ground.view
    words = [(start + word.start(), start + word.end()) for word in re.finditer(r"[^ ]+", view[start:end])]
    if words and len(words) > 1 and _BODY_WORD.search(view[words[-2][0] : words[-2][1]]):
        names = [
            (words[-1][0] + each.start(), words[-1][0] + each.end())
            for each in re.finditer(r"[^・、,/]+", view[words[-1][0] : words[-1][1]])
        ]
        if all(family_alone(view[first:last]) and last - first > 1 for first, last in names):
            for first, last in names:
                yield person(first, last, "contact-family", view[words[-2][0] : words[-2][1]][-12:], 0.75)
            return
    for count in (2, 1):
        if len(words) <= count or not _BODY_WORD.search(view[words[-count - 1][0] : words[-count - 1][1]]):
            continue
        shape = whole(view, words[-count][0], end)
        if shape and shape.grade >= 3 and end - shape.start > 2 and (count == 2 or shape.grade == 4):
            yield person(shape.start, end, "contact-line", view[words[-count - 1][0] : words[-count - 1][1]][-12:], 0.85)
            return


def _pairs(beside: Beside) -> Iterator[Mention]:
    """Two known parts with a blank between, alone between blanks and punctuation."""
    view = beside.ground.view
    for match in _PAIR.finditer(view):
        known = grade(match[1], match[2]) == 4 and len(match[1]) + len(match[2]) > 2
        if known and not beside.ground.nouns(*match.span()) and whole(view, *match.span()):
            yield person(*match.span(), "pair", "family and given name", 0.75)
