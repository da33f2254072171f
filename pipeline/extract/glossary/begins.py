"""Which lines, or parts of lines, begin a note.

A line that begins with a named mark (※1, 注1, *1) does wherever it stands; a plain number (1., 1), [1]) only in a glossary or
a list of references, where the numbers count up from 1; a sign without a number (*) only where running text has it as a marker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.extract.glossary.marks import PLAIN, QUANTITY, Mark, families, marks, needs_note, words
from pipeline.model import Layout, Line, Section, SectionKind

_ORNAMENT = r"(?:[#>■●◆◇・□○]+ ?|- )?"
_PLAIN = re.compile(
    _ORNAMENT + r"(?:\[ ?(?P<square>[0-9]{1,2}) ?\]|\( ?(?P<round>[0-9]{1,2}) ?\)|(?P<half>[0-9]{1,2}) ?\)"
    r"|(?P<dot>[0-9]{1,2})[.。:](?![0-9])|(?P<circled>[①-⑳])|(?P<blank>[0-9]{1,2}) (?=\D))[ :.。]*"
)
_SIGN = re.compile(_ORNAMENT + r"(?:[(\[](?P<bracketed>[*†注])[)\]]|(?P<bare>[*†])(?![*†])|(?P<half>注)(?=[):]))[ ):.]*")
#: A mark at a line's start that goes on as running text: the line was broken before it.
_GOES_ON = re.compile(r"[、。,]|[をがはにでのともや](?![んょゃゅ])|(?:より|から|など|まで)")
_SENTENCE_END = re.compile(r"[。.」』)】>\]:：!?！？]$|https?://\S+$")


#: Where stars are authors' affiliations (*1 北浜大学, * Corresponding author).
_AUTHORS = frozenset({SectionKind.PUBLICATION, SectionKind.CONTACT})


@dataclass(frozen=True, slots=True)
class Begin:
    """Where a note begins: its mark, the place of its line or part of a line, and where its words begin after the mark."""

    mark: Mark
    at: int
    words: int
    in_list: bool  # under a heading that names a glossary or a list of references


def begins(layout: Layout, lists: list[Section]) -> list[Begin]:
    """The beginnings of notes in reading order; `lists` are the sections that hold notes."""
    view = layout.text.view
    found = list(_named(layout, lists))
    for section in lists:
        if not any(section.start <= begin.at < section.end for begin in found):
            rows = tuple(line for line in layout.lines if section.start <= line.start < section.end)
            found += _numbered(view, rows, in_list=True)
    found += _loose(layout, lists)
    found += _signs(layout, lists)
    return _with_inner(view, sorted(found, key=lambda begin: begin.at))


def sign_marker(sign: str) -> re.Pattern[str]:
    """Where running text has `sign` as a marker: in brackets, or glued to the word before."""
    plain = re.escape(sign)
    glued = rf"|(?<=[^\s(\[{plain}])(?P<glued>{plain})(?![{plain}0-9A-Za-z]|\s*$)" if sign != "注" else ""
    return re.compile(rf"(?<=\S)[(\[](?P<bracketed>{plain})[)\]]{glued}", re.MULTILINE)


def _inside(sections: Iterable[Section], offset: int) -> bool:
    return any(section.start <= offset < section.end for section in sections)


def _named(layout: Layout, lists: list[Section]) -> Iterator[Begin]:
    """Lines that begin with a mark of a named family."""
    view = layout.text.view
    cited = {mark.key for mark in marks(view) if mark.start > 0 and view[mark.start - 1] != "\n"}
    for index, line in enumerate(layout.lines):
        match = _named_begin().match(view, line.start)
        if match is None or (match["word"] == "*" and match["gap"]):
            continue  # "* 3人": a bullet
        family, number = families()[match["word"]], int(match["number"] or match["inner"])
        in_list = _inside(lists, line.start)
        if family == "*" and not in_list and _is_affiliation(layout, index):
            continue
        if needs_note(family) and not (in_list or (family, number) in cited):
            continue
        if (match.end() >= line.end or _GOES_ON.match(view, match.end())) and _goes_on(view, layout.lines, index, match, in_list):
            continue
        yield Begin(Mark(family, number, match.start("mark"), match.end("mark")), line.start, match.end(), in_list)


def _is_affiliation(layout: Layout, index: int) -> bool:
    """Whether a line with a star stands among authors and explains nothing: *1 北浜大学, * Corresponding author."""
    if layout.section_at(layout.lines[index].start).kind not in _AUTHORS:
        return False
    return not any("。" in layout.text.view[line.start : line.end] for line in layout.lines[index : index + 2])


def _goes_on(view: str, lines: tuple[Line, ...], index: int, match: re.Match[str], in_list: bool) -> bool:
    """Whether a mark alone on its line, or before a particle or a comma, continues the sentence of the line before."""
    if view[match.end() : match.end() + 1] in ("、", "。", ","):
        return True
    if in_list or match["after"].strip(" )]"):
        return False
    before = lines[index - 1] if index else None
    return before is not None and not lines[index].blank_before and not _SENTENCE_END.search(view, before.start, before.end)


def _numbered(view: str, rows: tuple[Line, ...], *, in_list: bool) -> Iterator[Begin]:
    """Lines that count up from 1 in one form; [n] may leave out the numbers that another list has."""
    matches = [(line, match) for line in rows if (match := _PLAIN.match(view, line.start))]
    form = next((match.lastgroup or "" for _, match in matches if _number(match) == 1 or match["square"]), "")
    matches = [(line, match) for line, match in matches if match.lastgroup == form]
    last = inner = 0  # the last number of the list, and of a list inside a definition
    for index, (line, match) in enumerate(matches):
        number = _number(match)
        follows = number == last + 1 or (form == "square" and number > last)
        if (number == 1 and last) or (inner and number == inner + 1 and not (follows and not _comes_again(matches, index))):
            inner = number
        elif follows:
            last, inner = number, 0
            yield Begin(Mark(PLAIN, number, match.start(form), match.end(form)), line.start, match.end(), in_list)


def _number(match: re.Match[str]) -> int:
    group = match.lastgroup or ""
    return ord(match[group]) - ord("①") + 1 if group == "circled" else int(match[group])


def _comes_again(matches: list[tuple[Line, re.Match[str]]], index: int) -> bool:
    """Whether the number comes again before the next higher one: then it counts a list inside a definition."""
    number = _number(matches[index][1])
    later = next((_number(match) for _, match in matches[index + 1 :] if _number(match) in (number, number + 1)), None)
    return later == number


def _loose(layout: Layout, lists: list[Section]) -> Iterator[Begin]:
    """[1] … [2] … outside a list of notes, where running text points to them."""
    view = layout.text.view
    if re.search(r"(?<=[^\s\n])\[1\]", view):
        rows = tuple(line for line in layout.lines if view[line.start] == "[" and not _inside(lists, line.start))
        yield from _numbered(view, rows, in_list=False)


def _signs(layout: Layout, lists: list[Section]) -> Iterator[Begin]:
    """Notes whose mark has no number, where running text has the same sign behind a word; several such lines are bullets."""
    view = layout.text.view
    found: dict[str, list[Begin]] = {}
    for line in layout.lines:
        if (match := _SIGN.match(view, line.start)) and layout.section_at(line.start).kind not in _AUTHORS:
            group = next(name for name in ("bracketed", "bare", "half") if match[name])
            mark = Mark(match[group], None, match.start(group), match.end(group))
            found.setdefault(match[group], []).append(Begin(mark, line.start, match.end(), _inside(lists, line.start)))
    for sign, lines in found.items():
        if len(lines) == 1 and sign_marker(sign).search(view):
            yield lines[0]


def _with_inner(view: str, found: list[Begin]) -> list[Begin]:
    """`found` with the notes that begin in the middle of another's line: ※1 語：説明。※2 語：説明。"""  # noqa: D400, D415
    everything: list[Begin] = []
    for index, begin in enumerate(found):
        everything.append(begin)
        line_end = view.find("\n", begin.words)
        limit = min(len(view) if line_end < 0 else line_end, found[index + 1].at if index + 1 < len(found) else len(view))
        number = begin.mark.number
        while number is not None and (match := _inner(begin.mark, number + 1).search(view, everything[-1].words, limit)):
            number += 1
            mark = Mark(begin.mark.family, number, match.start("mark"), match.end("mark"))
            everything.append(Begin(mark, match.start(), match.end(), begin.in_list))
    return everything


def _inner(mark: Mark, number: int) -> re.Pattern[str]:
    """The next note of the family of `mark` in the middle of a line: behind a full stop or a blank."""
    if mark.family == PLAIN:
        return re.compile(rf"(?<=[。 ])\[(?P<mark>{number})\][ :.]*")
    family = "|".join(re.escape(word) for word, name in families().items() if name == mark.family)
    return re.compile(rf"(?<=[。 .;)」])[(\[]?(?P<mark>(?:{family}) ?{number})(?![0-9])[)\].:]*(?![、。,をがはにでの]) ?")


@cache
def _named_begin() -> re.Pattern[str]:
    number = rf"(?P<gap> ?)(?:(?P<number>[0-9]{{1,2}})(?![0-9]|{QUANTITY})|\((?P<inner>[0-9]{{1,2}})\))"
    return re.compile(rf"{_ORNAMENT}[(\[【〔<〈]? ?(?P<mark>(?P<word>{words()}){number})(?P<after>[)\]】〕>〉.:。 \t]*)")
