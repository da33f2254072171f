"""Names that a line or a table cell holds: columns headed 研究代表者, lines of contact blocks (北浜工科大学 工学部 青木 一郎)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.analyse.namebook import Kind, kinds
from pipeline.extract.people.beside import Beside
from pipeline.extract.people.ground import person
from pipeline.extract.people.shape import KANJI, family_alone, grade, whole
from pipeline.lexicon import column
from pipeline.model import Line, Mention, SectionKind

_HEADER = re.compile(r"代表者|研究者|氏 ?名|名前|著者|担当者|担当教員|発表者|受賞者|指導教員|分担者|メンバー")
_CELL = re.compile(r"[^\t|]+")
_BULLET = re.compile(r"[・●○◆■◎\-*※ ]+")
_SUBJECT = re.compile(r"\([^()\n]{1,20}\) ?(?=[^ \n])")  # (報道) 北浜大学 広報課 青木 一郎
_PART_END = re.compile(r"[(\t:：@]|(?: (?=TEL|Tel|tel|電話|E-?mail|e-?mail|FAX|内線|https?))")
_PAIR = re.compile(
    rf"(?<![^\n (、:：/])([{KANJI}]{{1,4}}) {{1,2}}([{KANJI}]{{1,3}}|[ぁ-ん]{{2,4}}|[ァ-ヴー]{{2,5}})(?![^ ()、。,;/\n\t])"
)
#: A desk, and what stands behind it up to a bracket, a blank or the line's end.
_DESK = re.compile(
    rf"(?P<desk>課|係|室|グループ|チーム|担当|班|部|局|事務所|本部)(?=(?P<joint> {{1,3}}| ?[:：] ?)"
    rf"(?P<names>(?:[{KANJI}]{{1,4}}|[ァ-ヴー]{{3,8}})(?: ?[・、,/] ?(?:[{KANJI}]{{1,4}}|[ァ-ヴー]{{3,8}})){{0,4}})(?=[ (\t]|\n|$))"
)
#: Family names on a line of their own: two and more, or one before the telephone.
_BELOW = re.compile(
    rf" *(?P<names>[{KANJI}]{{2,4}}(?: ?[・、,/] ?[{KANJI}]{{2,4}}){{1,4}}"
    rf"|[{KANJI}]{{2,4}}(?= {{1,3}}(?:TEL|Tel|tel|電話|内線)))(?= |$)"
)
_NAMES = re.compile(rf"[{KANJI}]{{1,4}}|[ァ-ヴー]{{3,8}}")
#: A way to reach the desk, in its line or at the beginning of the next.
_REACH = re.compile(r"(?:TEL|Tel|tel|電話|内線|E-?[Mm]ail|FAX|Fax|メール|☎|〒)")
_NEXT_REACH = re.compile(r"(?:\n[^\n]{0,40}){0,2}\n *(?:TEL|Tel|tel|電話|内線|E-?[Mm]ail|FAX|Fax|メール|☎|〒)")
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
        if contact or _REACH.search(view, line.start, line.end) or _NEXT_REACH.match(view, line.end):
            contact = True
            yield from _families(view, line)
        start, end = _part(view, line)
        shape = whole(view, start, end)
        parted = " " in view[start:end]
        if shape and ((contact and shape.grade >= (2 if parted else 3)) or (shape.grade == 4 and parted)):
            if end - start > 2 and not (shape.grade < 3 and beside.ground.nouns(start, end)):
                yield person(start, end, "line", "line of its own", 0.6 + 0.08 * shape.grade)
        elif contact:
            yield from _behind_body(beside, start, end)


def _families(view: str, line: Line) -> Iterator[Mention]:
    """Family names alone behind the desk they work at: 北浜大学 広報課 青木・北野, 総務課:青木、北野; or on the line below it."""
    if alone := _BELOW.match(view, line.start, line.end):
        names = [
            (alone.start("names") + each.start(), alone.start("names") + each.end()) for each in _NAMES.finditer(alone["names"])
        ]
        if _surnames([view[start:end] for start, end in names], ""):
            for start, end in names:
                yield person(start, end, "desk-family", "line of its own", 0.75)
    for match in _DESK.finditer(view, line.start, line.end):
        names = [
            (match.start("names") + each.start(), match.start("names") + each.end()) for each in _NAMES.finditer(match["names"])
        ]
        if _surnames([view[start:end] for start, end in names], match["joint"]):
            for start, end in names:
                yield person(start, end, "desk-family", match["desk"], 0.75)


def _surnames(names: list[str], joint: str) -> bool:
    """Whether all `names` are family names, and not all of several are places too: 営業部 石川・福井 says where."""
    return not _only_places(names) and all(_surname(name, joint) for name in names)


def _only_places(names: list[str]) -> bool:
    return len(names) > 1 and all(name in _prefectures() for name in names)


@cache
def _prefectures() -> frozenset[str]:
    return frozenset(name.rstrip("都府県") for name in column("prefectures", "name"))


def _surname(text: str, joint: str) -> bool:
    """Whether `text` is a family name, in katakana one that is no word."""
    if "ァ" <= text[0] <= "ヿ":
        return Kind.PERSON in kinds(text) and Kind.WORD not in kinds(text)
    return family_alone(text) and (len(text) > 1 or joint.isspace() or ":" in joint)


def _part(view: str, line: Line) -> tuple[int, int]:
    """The part of `line` before a bracket, a label or a number, without bullet and blanks."""
    bullet = _BULLET.match(view, line.start, line.end) or _SUBJECT.match(view, line.start, line.end)
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
        texts = [view[first:last] for first, last in names]
        if not _only_places(texts) and all(family_alone(text) and len(text) > 1 for text in texts):
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
