"""Markers in running text.

Named marks count wherever they stand, plain numbers only where a note has the number and their form or the term before them speaks
for a marker: RDF1, 方法1）, アクチン[1].
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.extract.glossary.begins import sign_marker
from pipeline.extract.glossary.headwords import squash
from pipeline.extract.glossary.marks import CLOSING, OPENING, PLAIN, Mark, needs_note
from pipeline.extract.glossary.notes import NoteText, named_markers
from pipeline.extract.glossary.separators import without_bracket
from pipeline.model import Layout, Mention, MentionType, SectionKind

_SUPERSCRIPTS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIST = r"[0-9]{1,2}(?: ?[,、・〜-] ?[0-9]{1,2}){0,20}"
_PLAIN = re.compile(
    rf"(?:(?<=[^\s\[])|(?<=[^\s\[][ \n]))\[(?P<square>{_LIST})\]"
    rf"|(?<=[^\s(（])\((?P<round>[0-9]{{1,2}})\)"
    rf"|(?:<sup>|\$?\^\{{)\(?(?P<tagged>{_LIST})\)?(?:</sup>|\}}\$?)"
    rf"|(?:(?<=[^\s0-9(\[,.、。・〜-])|(?<=[^\s、。:] ))(?P<half>[0-9]{{1,2}}(?: ?[,〜-] ?[0-9]{{1,2}}){{0,20}})\)"
    rf"|(?<=[^\s0-9,.・/〜-])(?P<glued>[0-9]{{1,2}}(?:[,-][0-9]{{1,2}})*)(?![0-9A-Za-z%.:/〜-])"
    rf"|(?<=\S)(?P<circled>[①-⑳])"
)
_LISTS_OF_PEOPLE = frozenset({SectionKind.PUBLICATION, SectionKind.CONTACT})
_SHORTEST_TAIL = 3
_NUMBER = re.compile(r"[0-9]{1,2}")
#: What follows a marker but hardly an item of an enumeration (「1)調べる、2)比べる」).
_AFTER = re.compile(r"[、。・はがをにのでともやへ」』)(:]|から|より|など|\s|$")
_STAR_BEFORE = re.compile(r"[^\x00-\x40]|[A-Za-z)\]]")
#: Stars that are explained in the same place: 青木一郎*1、佐藤花子*2（*1北浜大学、*2青葉大学）.
_LEGEND = re.compile(r"[(、, \n]\*[0-9]{1,2} ?[^\W\d_]")
_NO_STAR = re.compile(r"[0-9.]|\s*p ?[<=]")


def find_markers(layout: Layout, notes: tuple[NoteText, ...]) -> Iterator[Mention]:
    """MARKER candidates."""
    view = layout.text.view
    named = list(_named(layout, notes))
    for mark in named:
        yield _mention(mark, "named")
    for mark in _plain(layout, notes, {mark.family for mark in named}):
        yield _mention(mark, "plain")
    for note in notes:
        if note.mark and note.mark.number is None:
            for match in sign_marker(note.mark.family).finditer(view):
                group = match.lastgroup or "bracketed"
                if not note.mark.start <= match.start(group) < note.mark.end:
                    yield _mention(Mark(note.mark.family, None, match.start(group), match.end(group)), "sign")


def _mention(mark: Mark, rule: str) -> Mention:
    value = None if mark.number is None else str(mark.number)
    return Mention(MentionType.MARKER, mark.start, mark.end, value, f"glossary.{rule}-marker", mark.family, 0.9, group=mark.family)


def _named(layout: Layout, notes: tuple[NoteText, ...]) -> Iterator[Mark]:
    """The marks of named families that are markers; those that no note explains need a surer form."""
    view = layout.text.view
    known = {note.mark.key for note in notes if note.mark}
    families = {family for family, _ in known}
    found = named_markers(view, notes)
    legend = {mark.key for mark in found if mark.family == "*" and _LEGEND.match(view, mark.start - 1)}
    for mark in found:
        listed = mark.family in families
        if mark.family == "*" and mark.key not in known and layout.section_at(mark.start).kind in _LISTS_OF_PEOPLE:
            is_marker = False
        elif mark.family == "*":
            is_marker = _is_star(view, mark, listed=listed) and (listed or mark.key not in legend)
        elif mark.key in known:
            is_marker = True
        elif _begins_line(view, mark.start):
            is_marker = False  # a remark: ※1日あたり
        else:
            is_marker = listed or (not needs_note(mark.family) and (mark.family == "※" or _bracketed(view, mark)))
        if is_marker:
            yield mark


def _is_star(view: str, mark: Mark, *, listed: bool) -> bool:
    """Whether a star with a number is a mark, and neither arithmetic nor a bullet; `listed`: there are notes with stars."""
    before, after = view[max(0, mark.start - 2) : mark.start].rstrip(" ")[-1:], view[mark.end : mark.end + 1]
    if not before.strip() or _NO_STAR.match(view, mark.end):
        return False
    if listed:
        return _STAR_BEFORE.match(before) is not None or before in "([" or before.isdigit()
    return before > "\u3000" and (not after or after > "\u3000" or after in ")\n")


def _bracketed(view: str, mark: Mark) -> bool:
    """Whether a bracket stands before or behind a mark: (注1), 注1)."""
    return view[mark.start - 1 : mark.start] in tuple(OPENING) or view[mark.end : mark.end + 1] in tuple(CLOSING)


def _begins_line(view: str, offset: int) -> bool:
    return not view[view.rfind("\n", 0, offset) + 1 : offset].strip(" ([【<〈")


def _plain(layout: Layout, notes: tuple[NoteText, ...], seen: set[str]) -> Iterator[Mark]:
    """Plain numbers that a note has; a named note counts where running text has no mark of its family."""
    view = layout.text.view
    numbered: dict[int, list[NoteText]] = {}
    for note in notes:
        if note.mark and note.mark.number is not None and note.mark.family not in seen:
            numbered.setdefault(note.mark.number, []).append(note)
    if not numbered:
        return
    own = [(note.mark.start - 1, note.mark.end + 1) for note in notes if note.mark]
    starts = {at for start, end in own for at in range(start, end)}
    for match in _PLAIN.finditer(view):
        form = match.lastgroup or ""
        if match.start(form) in starts:
            continue
        found = [Mark(PLAIN, number, *span) for number, span in _numbers(match, form)]
        if not found or any(mark.number not in numbered for mark in found):
            continue
        if _speaks_for_marker(layout, match, form, numbered[found[0].number or 0]):
            yield from found
    for note in (note for each in numbered.values() for note in each):
        yield from _behind_a_digit(view, note)


def _behind_a_digit(view: str, note: NoteText) -> Iterator[Mark]:
    """A number glued to a term that ends in a digit: PER23 for PER2 with the marker 3."""
    number = note.mark.number if note.mark else None
    for start, end in (note.head.term, *note.head.aliases) if note.head.term else ():
        if view[end - 1].isdigit():
            for match in re.finditer(rf"{re.escape(view[start:end])}(?P<number>{number})(?![0-9A-Za-z])", view):
                yield Mark(PLAIN, number, *match.span("number"))


def _numbers(match: re.Match[str], form: str) -> list[tuple[int, tuple[int, int]]]:
    if form == "circled":
        return [(ord(match[form]) - ord("①") + 1, match.span(form))]
    at = match.start(form)
    return [(int(number[0]), (at + number.start(), at + number.end())) for number in _NUMBER.finditer(match[form])]


def _speaks_for_marker(layout: Layout, match: re.Match[str], form: str, notes: Iterable[NoteText]) -> bool:
    view = layout.text.view
    start = match.start()
    if _follows_term(view, start, notes):
        return True
    if form in ("square", "tagged"):
        return True
    if layout.section_at(start).kind in _LISTS_OF_PEOPLE:
        return False  # Aoki I¹, Sato B²: affiliations
    if form == "half" or (form in ("round", "circled") and _in_form(view, form, notes)):
        item = view[start - 1] in "はとも図表 " or _AFTER.match(view, match.end()) is None  # of an enumeration, a figure's number
        return not item and not _inside_bracket(view, start)
    if form == "glued":
        source = layout.text.to_source(match.start(form), match.start(form) + 1)
        return layout.text.source.text[source.start] in _SUPERSCRIPTS and (view[start - 1] > "\u3000" or view[start - 1] in ")]")
    return False


def _follows_term(view: str, offset: int, notes: Iterable[NoteText]) -> bool:
    """Whether the text before `offset` ends with the headword of one of `notes` or an alias of it."""
    before = squash(view[max(0, offset - 60) : offset]).rstrip('」』"')
    inner = without_bracket(before)
    for note in notes:
        if note.head.term is None:
            continue
        names = [squash(view[start:end]) for start, end in (note.head.term, *note.head.aliases)]
        if any(before.endswith(name) or inner.endswith(name) for name in names) or _ends_alike(before, names[0]):
            return True
    return False


def _in_form(view: str, form: str, notes: Iterable[NoteText]) -> bool:
    """Whether a note's own mark has the form of the marker: (1) and (1), ① and ①."""
    marks = [note.mark for note in notes if note.mark]
    if form == "circled":
        return any(view[mark.start] >= "①" for mark in marks)
    return any(view[mark.start - 1 : mark.start] == "(" for mark in marks)


def _ends_alike(before: str, term: str) -> bool:
    """Whether the text before a marker has the last word of the term: 幹細胞1 for 植物幹細胞."""
    tail = term[-_SHORTEST_TAIL:]
    return len(term) > _SHORTEST_TAIL and before.endswith(tail) and all(character > "\u3000" for character in tail)


def _inside_bracket(view: str, offset: int) -> bool:
    """Whether the bracket behind `offset` closes one that was opened in the same sentence."""
    start = max(view.rfind("\n", 0, offset), view.rfind("。", 0, offset)) + 1
    depth = 0
    for character in view[start:offset]:
        depth = depth + 1 if character == "(" else max(0, depth - 1) if character == ")" else depth
    return depth > 0
