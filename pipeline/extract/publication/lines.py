"""The lines of a paper block without labels: a title, authors, a journal with its volume, a DOI, in any order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from pipeline.extract.publication import titles
from pipeline.extract.publication.around import title_after
from pipeline.extract.publication.authors import is_author_list, is_japanese_name_list
from pipeline.extract.publication.forms import has_head_word, is_no_journal, known, looks_like_title
from pipeline.extract.publication.paper import Paper, Part, Piece
from pipeline.model import Layout, Line, Section, SectionKind

_HEADING = re.compile(r"論文|掲載誌|雑誌|書誌|文献|原著|プレプリント|Publication|Reference|Paper|Article", re.IGNORECASE)
_NO_HEADING = re.compile(r"論文博士|学位論文|論文賞|論文検索")
_REFERENCES = re.compile(r"参考文献|引用文献|^文献|^文 ?献|参考論文|References?|引用|先行")
_BULLET = re.compile(r"(?:[・■●○〇◯◆◇□▪▶►>-] ?|[0-9]{1,2}[.)] ?|\([0-9]{1,2}\) ?|\[[0-9]{1,2}\] ?|[①-⑳] ?)+")
_FOOTNOTE = re.compile(r"[*†‡※#§¶] ?\S|注|[0-9]{1,2} ?(?:[一-龥]|(?:Department|Graduate|Faculty|School|Institute|Center|Division))")
_AFFILIATION = re.compile(
    r"Universit|Institute of|Department of|Graduate School|Faculty of|School of|Hospital|Laborator(?:y|ies) (?:of|for)|Division of"
    r"|Co\., ?Ltd|Inc\.|Corporation|Center for|Centre for|This (?:work|study|research)|supported by|Corresponding"
    r"|contributed equally|©|Copyright|@"
)
_EDITORIAL = re.compile(
    r"(?:Received|Accepted|Published|Available|Keywords?|Abstract|First published|Open access|Editors?|Supplementary|Funding"
    r"|Competing|Data availability|Preprint|Note|Cover)(?![a-z])"
)
_IDENTIFIER = re.compile(
    r"\(?\[?(?:(?:DOI|URL|Link)[^A-Za-z]{0,3})?(?:https?://|doi\.org/|10\.[0-9]{4,9}/)\S*[)\]]*[。.]?$", re.IGNORECASE
)
_AFTER_JOURNAL = re.compile(r"\s*(?:$|[(\[,:;、。]|誌|[Vv]ol|第|[0-9]|doi|DOI|オンライン|電子|in press|[-―])")
_CONTINUES = re.compile(r"(?<![A-Za-z])(?:of|the|in|for|and|by|with|to|on|from|via|a|an|as|is|are|through|during|under)$|[,\-–:]$")
_NO_PAPER = frozenset({SectionKind.GLOSSARY, SectionKind.CONTACT, SectionKind.FIGURE, SectionKind.FUNDING})
_FULL_LINE = 45  # characters from which on a title may go on with a capital on the next line
_LONGEST_TITLE = 400
_BEHIND = "behind title and authors"
_TRANSLATED = re.compile(r"[(\[〔【](?:日本語|和文|和訳|邦題|邦訳|仮訳)")


Stretches = tuple[tuple[int, int], ...]


def unlabelled(layout: Layout, taken: Stretches, cited: tuple[Paper, ...]) -> Iterator[Paper]:
    """The papers in lines that are neither labelled (`taken`) nor citations (`cited`), in reading order."""
    labels = _merged(taken)
    citations = _merged(tuple((paper.start, paper.end) for paper in cited))
    titled = _merged(tuple((paper.start, paper.end) for paper in cited if paper.of(Part.TITLE)))
    for section in layout.sections:
        if section.kind in _NO_PAPER or _REFERENCES.search(section.heading or ""):
            continue
        block = is_paper_section(section)
        for paper in _of_section(layout, section, labels, citations, titled):
            if block or (all(paper.of(part) for part in (Part.TITLE, Part.AUTHORS, Part.JOURNAL)) and not _by_place(paper)):
                yield paper


def _by_place(paper: Paper) -> bool:
    """Whether only its place makes a line the journal."""
    return any(piece.cue == _BEHIND for piece in paper.of(Part.JOURNAL))


def _merged(stretches: Stretches) -> Stretches:
    """`stretches` in order, those that overlap made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def _touches(stretches: Stretches, start: int, end: int) -> bool:
    """Whether one of merged `stretches` overlaps `[start, end)`."""
    index = bisect_left(stretches, end, key=lambda stretch: stretch[0]) - 1
    return index >= 0 and stretches[index][1] > start


def is_paper_section(section: Section) -> bool:
    """Whether a section's heading speaks of papers."""
    heading = section.heading or ""
    if _NO_HEADING.search(heading) or "発表者" in heading:
        return False
    if len(heading) > 30 and section.kind is not SectionKind.PUBLICATION:
        return False
    return bool(_HEADING.search(heading)) and section.kind in (SectionKind.PUBLICATION, SectionKind.OTHER)


def _of_section(layout: Layout, section: Section, taken: Stretches, cited: Stretches, titled: Stretches) -> Iterator[Paper]:
    view = layout.text.view
    pieces: list[Piece] = []
    before: Line | None = None  # a line that holds a title and may go on
    heading_end = section.heading_end or section.start
    for line in layout.lines[bisect_left(layout.lines, section.start, key=lambda line: line.start) :]:
        if line.start >= section.end:
            break
        if line.end <= heading_end or _touches(taken, line.start, line.end):
            before = None
            continue
        if _touches(titled, line.start, line.end):  # a citation stands by itself
            yield from _paper(layout, pieces)
            pieces, before = [], None
            continue
        start, end = _bare(view, line.start, line.end)
        if before and pieces and not line.blank_before and _goes_on(view, before, start, end):
            pieces[-1] = replace(pieces[-1], end=end)
            before = line
            continue
        found = _part(view, start, end, pieces)
        if found and found.part is Part.TITLE and _complete(pieces) and not titles.is_japanese(view[start:end]):
            yield from _paper(layout, pieces)
            pieces = []
        if found:
            pieces.append(found)
        before = line if found and found.part is Part.TITLE and not _touches(cited, line.start, line.end) else None
    yield from _paper(layout, pieces)


def _bare(view: str, start: int, end: int) -> tuple[int, int]:
    bullet = _BULLET.match(view, start, end)
    return (bullet.end() if bullet and bullet.end() < end else start), end


def _goes_on(view: str, line: Line, start: int, end: int) -> bool:
    """Whether `[start, end)` goes on with the title of the line before."""
    before = view[slice(*_bare(view, line.start, line.end))]
    if titles.is_japanese(before) or titles.is_japanese(view[start:end]):
        return False
    open_quote = before[0] in '“"' and not re.search(r"[”\"]", before[1:])
    if open_quote or _CONTINUES.search(before) or (view[start].islower() and not before.endswith(".")):
        return True
    words = view[start:end]
    if len(before) < _FULL_LINE or before[-1] in '.”"' or not titles.is_latin_title(words) or is_author_list(words):
        return False
    other = _IDENTIFIER.match(words) or _FOOTNOTE.match(words) or _EDITORIAL.match(words) or _AFFILIATION.search(words)
    return not other and _journal(view, start, end) is None


def _part(view: str, start: int, end: int, pieces: list[Piece]) -> Piece | None:
    words = view[start:end]
    if "\t" in words:
        return None  # a table's row
    if _IDENTIFIER.match(words):
        return Piece(Part.DOI, start, end, "publication.line")
    if _FOOTNOTE.match(words):
        return None
    if _EDITORIAL.match(words):
        return None
    if (journal := _journal(view, start, end)) is not None:
        return Piece(Part.JOURNAL, start, journal, "publication.line", view[journal:end][:20].strip())
    behind_title = bool(pieces) and pieces[-1].part is Part.TITLE
    if is_author_list(words) or is_japanese_name_list(words) or (behind_title and _single_author(words)):
        return Piece(Part.AUTHORS, start, end, "publication.line")
    if _AFFILIATION.search(words):
        return None
    parts = {piece.part for piece in pieces}
    if parts >= {Part.TITLE, Part.AUTHORS} and Part.JOURNAL not in parts and looks_like_title(words):
        return Piece(Part.JOURNAL, start, end, "publication.line", _BEHIND)
    if titles.is_latin_title(words) and len(words) < _LONGEST_TITLE and not re.search(r"[ぁ-んァ-ヶ一-龥]。$", words):
        return Piece(Part.TITLE, start, end, "publication.line")
    translated = any(piece.part is Part.TITLE for piece in pieces) and _TRANSLATED.match(words)
    bracketed = words[0] in "([〔【「『" and words[-1] in ")]〕】」』"
    if (translated or behind_title) and bracketed and (translated or titles.is_japanese_title(words[1:-1])):
        return Piece(Part.TITLE, start, end, "publication.line", "translation")
    return None


def _single_author(words: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][a-z'’-]+(?: [A-Z]\.)?(?: [A-Z][a-z'’-]+){1,2}[*†0-9]*", words))


def _journal(view: str, start: int, end: int) -> int | None:
    """The end of the journal that begins a line and leaves only volume, year and the like behind it."""
    if view[start:end][:1] in "「『":
        return None
    stop = title_after(view, start, end)
    if stop is None or not _AFTER_JOURNAL.match(view, stop, end):
        return None
    name = view[start:stop]
    rest = view[stop:end]
    if is_no_journal(name) or is_author_list(view[start:end]):
        return None
    numbered = bool(re.match(r"[,.:;]? ?(?:\(?[0-9]|[Vv]ol|doi|DOI|誌|第)", rest))
    if known(name) or (has_head_word(name) and (numbered or not rest.strip(" .,。"))):
        return stop
    return stop if numbered and re.search(r"[0-9]{4}|doi|DOI|誌", rest) else None


def _complete(pieces: list[Piece]) -> bool:
    parts = {piece.part for piece in pieces}
    return Part.TITLE in parts and bool(parts & {Part.JOURNAL, Part.DOI})


def _paper(layout: Layout, pieces: list[Piece]) -> Iterator[Paper]:
    """The paper of the lines, where more than one of them speaks for it."""
    if len({piece.part for piece in pieces}) > 1 and any(piece.part in (Part.TITLE, Part.JOURNAL) for piece in pieces):
        end = layout.lines[layout.line_at(pieces[-1].end - 1)].end
        yield Paper(pieces[0].start, end, tuple(bare for piece in pieces for bare in _bare_titles(layout.text.view, piece)))


def _bare_titles(view: str, piece: Piece) -> Iterator[Piece]:
    if piece.part is Part.TITLE:
        for start, end in titles.split(view, piece.start, piece.end):
            yield Piece(Part.TITLE, start, end, piece.rule, piece.cue)
    else:
        yield piece
