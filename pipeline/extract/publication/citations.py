"""Citations: authors, title, journal, volume and year in a row, in any of the usual styles, and bare references (Nature 534, 123).

A citation is found by what follows its journal (volume, pages, year, DOI) or by its quoted title; then read backwards.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from pipeline.extract.publication import titles
from pipeline.extract.publication.around import title_after, title_before
from pipeline.extract.publication.authors import authors_end, is_author_list
from pipeline.extract.publication.forms import has_head_word, is_common_word, is_no_journal, is_written, known, wants_stop
from pipeline.extract.publication.paper import Paper, Part, Piece
from pipeline.extract.publication.preceding import authors_and_title, citation_start
from pipeline.model import Layout

_YEAR = r"(?:19|20)[0-9]{2}"
_ISSUE = r"(?: ?\([^()\s]{1,9}\))?"
_PAGE = r"(?:[Nn]o\.? ?|pp?\.? ?|Pages? |Art(?:icle|\.)? ?(?:No\.? ?)?|Issue )?[A-Za-z]{0,6}[0-9]"
#: What follows a journal. A year alone is weak: it follows many a capitalised word.
_TAIL = re.compile(
    rf"(?<=[A-Za-z.)])(?:(?P<strong>,? ?\(?{_YEAR}[a-z]?\)?[,;:.]? ?(?:[Vv]ol\.? ?)?[0-9]{{1,5}}(?:\([^()\s]{{1,9}}\))?[,:;.] ?"
    r"[A-Za-z]{0,6}[0-9]"
    rf"|[,.]? (?:[Vv]ol(?:ume|\.)? ?)?[0-9]{{1,5}}{_ISSUE}(?:[,:;]|, [Nn]o\.?) ?{_PAGE}"
    rf"|[,.]? [0-9]{{1,4}} ?\({_YEAR}\)|[,.]? (?:Vol(?:ume)?|vol(?:ume)?)\.? ?[0-9]|[,、]? ?第? ?[0-9]{{1,4}} ?[巻号])"
    r"|(?P<doi>[,.:;]?\s?(?:\(|\[)?(?:https?://(?:dx\.)?doi\.org/|(?:DOI|doi)(?: ?: ?(?:https?|10\.)| ?10\.)|10\.[0-9]{4,9}/))"
    rf"|(?P<weak>,? ?\(?{_YEAR}(?: ?年)?(?![0-9/-])|,? \(?in press))"
)
#: Year, volume and issue as no other thing has them: 2024; 20(07), 0712.
_FULL_TAIL = re.compile(rf",? ?{_YEAR}; ?[0-9]{{1,5}} ?\([^()\s]{{1,9}}\)[,:;] ?[A-Za-z]{{0,6}}[0-9]")
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{12,400}(?:\n[^“”\"\n]{4,300}){0,3})[”\"]")
_LONGEST_YEAR = 18  # characters of "et al. (2020a), "
_NEXT = re.compile(r"[,.、]? ?(?:\([^()\n]{4,200}\)[,.、]? ?)?(?:[Ii]n:? )?")
_CONTINUES = re.compile(r"(?:[a-z,\-:–]|(?<![A-Za-z])(?:of|the|in|for|and|by|with|to|on|from|via|a|an))$")
_ONLY_IDENTIFIER = re.compile(r"(?:(?:DOI|doi|URL)\s*:? ?|\(|\[)?(?:https?://|10\.[0-9]{4})")


def citations(layout: Layout, taken: tuple[tuple[int, int], ...]) -> Iterator[Paper]:
    """The papers that citations in Latin letters describe, in no order; nothing is looked for inside `taken` (sorted stretches)."""
    view = layout.text.view
    floor = 0
    for tail in _TAIL.finditer(view):
        if not _inside(taken, tail.start()) and (paper := _read(layout, max(floor, _line_start(layout, tail.start())), tail)):
            floor = tail.end()
            yield paper
    floor = 0
    for quoted in _QUOTED.finditer(view):
        if not _inside(taken, quoted.start()) and titles.is_latin_title(quoted[1]):
            yield from _after_title(layout, quoted, floor)
            floor = quoted.end()


def _inside(taken: tuple[tuple[int, int], ...], at: int) -> bool:
    index = bisect_right(taken, at, key=lambda span: span[0]) - 1
    return index >= 0 and at < taken[index][1]


def _line_start(layout: Layout, at: int) -> int:
    """The start of the line at `at`, or of an earlier one where a citation plainly goes on over the break."""
    view = layout.text.view
    number = layout.line_at(at)
    for _ in range(4):
        line, before = layout.lines[number], layout.lines[number - 1]
        if number == 0 or line.blank_before or before.end - before.start < 30:
            break
        words = view[max(before.start, before.end - 200) : before.end]
        if titles.is_japanese(words) or not (view[line.start].islower() or _CONTINUES.search(words)):
            break
        number -= 1
    return layout.lines[number].start


def _read(layout: Layout, begin: int, tail: re.Match[str]) -> Paper | None:
    """The citation whose journal ends at `tail`; it begins at `begin` or later."""
    view = layout.text.view
    end = tail.start()
    found = title_before(view, end, begin)
    if found is None:
        return None
    start, is_known = found
    name = view[start:end]
    if is_no_journal(name) or (start > begin and view[start - 1].isascii() and view[start - 1].isalnum()):
        return None
    begin = citation_start(view, begin, start)
    pieces = tuple(authors_and_title(view, begin, start))
    described = any(piece.part is Part.TITLE for piece in pieces) or "et al" in view[max(begin, start - _LONGEST_YEAR) : start]
    strong = bool(tail["strong"] or tail["doi"])
    if is_known:
        accepted = strong or described or not is_common_word(name) or _set_off(view, start, begin)
    else:
        head = has_head_word(name)
        accepted = (described and (strong or head)) or (bool(tail["strong"]) and head and " " in name)
        accepted = accepted or (len(name) > 4 and start == begin and bool(_FULL_TAIL.match(tail[0])))
    if not accepted:
        return None
    if view[end] == "." and (wants_stop(name) or _is_shortened(name, tail[0])):
        end += 1
    journal = Piece(Part.JOURNAL, start, end, "publication.citation", tail[0].strip())
    return Paper(begin, _citation_end(layout, tail), (*pieces, journal))


def _is_shortened(name: str, tail: str) -> bool:
    """Whether a volume right behind the full stop tells a short form: Remote Sens. 14:100; not Muscle Nerve. 2021;65."""
    last = name.rsplit(" ", 1)[-1]
    return not is_written(name) and len(last) < 6 and not re.match(rf"\. \(?{_YEAR}", tail)


def _set_off(view: str, start: int, begin: int) -> bool:
    """Whether punctuation stands before a title that is also a word: (Nature 2016), “…” Cell, 2019."""
    before = view[max(0, start - 2) : start].rstrip()
    return start == begin or not before or before[-1] in '(,.;:”"』」、。'


def _citation_end(layout: Layout, tail: re.Match[str]) -> int:
    """Where the citation ends: with its line, or with the next one where that holds only its DOI or address."""
    view = layout.text.view
    number = layout.line_at(tail.start())
    end = layout.lines[number].end
    if number + 1 < len(layout.lines):
        line = layout.lines[number + 1]
        if _ONLY_IDENTIFIER.match(view, line.start):
            end = line.end
    return max(end, tail.end())


def _after_title(layout: Layout, quoted: re.Match[str], floor: int) -> Iterator[Paper]:
    """Authors, “title”, journal where nothing tells the journal by itself."""
    view = layout.text.view
    joint = _NEXT.match(view, quoted.end())
    at = joint.end() if joint else quoted.end()
    line = layout.lines[layout.line_at(at)]
    end = title_after(view, at, line.end) if at < line.end else None
    if end is None or is_no_journal(view[at:end]) or is_author_list(view[at : min(line.end, at + 300)]):
        return
    begin = max(floor, layout.lines[layout.line_at(quoted.start())].start)
    begin = citation_start(view, begin, quoted.start())
    stop, count = authors_end(view, begin, quoted.start())
    authors = bool(count) and not view[stop : quoted.start()].strip(" ,.:;、。()0123456789")
    name = view[at:end]
    if not (authors or known(name) or (has_head_word(name) and not view[end : end + 1].isalpha())):
        return
    pieces = [Piece(Part.AUTHORS, begin, stop, "publication.citation")] if authors else []
    for start, last in titles.split(view, quoted.start(), quoted.end()):
        pieces.append(Piece(Part.TITLE, start, last, "publication.citation", name))
    pieces.append(Piece(Part.JOURNAL, at, end, "publication.citation", "title"))
    yield Paper(begin, line.end, tuple(pieces))
