"""The lines of a paper block without labels: a title, authors, a journal with its volume, a DOI, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.publication import titles
from pipeline.extract.publication.around import title_after
from pipeline.extract.publication.authors import is_author_list, is_japanese_name_list
from pipeline.extract.publication.forms import has_head_word, is_no_journal, known
from pipeline.extract.publication.paper import Paper, Part, Piece
from pipeline.model import Layout, Section, SectionKind

_HEADING = re.compile(r"論文|掲載誌|雑誌|書誌|文献|原著|プレプリント|Publication|Reference|Paper|Article", re.IGNORECASE)
_NO_HEADING = re.compile(r"論文博士|学位論文|論文賞|論文検索")
_REFERENCES = re.compile(r"参考文献|引用文献|^文献|^文 ?献|参考論文|References?|引用|先行")
_BULLET = re.compile(r"(?:[・■●○◆◇□▪▶►>-] ?|[0-9]{1,2}[.)] ?|\([0-9]{1,2}\) ?|\[[0-9]{1,2}\] ?|[①-⑳] ?)+")
_FOOTNOTE = re.compile(r"[*†‡※#§¶] ?\S|注|[0-9]{1,2} ?(?:[一-龥]|(?:Department|Graduate|Faculty|School|Institute|Center|Division))")
_AFFILIATION = re.compile(
    r"(?:Universit|Institute of|Department of|Graduate School|Faculty of|School of|Hospital|Laborator(?:y|ies) (?:of|for)|Division of"
    r"|Co\., ?Ltd|Inc\.|Corporation|Center for|Centre for)|This (?:work|study|research)|supported by|Corresponding|contributed equally|©|Copyright"
)
_IDENTIFIER = re.compile(r"\(?\[?(?:(?:DOI|doi|URL|Link)[^A-Za-z]{0,3})?(?:https?://|doi\.org/|10\.[0-9]{4,9}/)\S*[)\]]*[。.]?$", re.IGNORECASE)
_AFTER_JOURNAL = re.compile(
    r"\s*(?:$|[(\[,:;、。]|誌|[Vv]ol|第|[0-9]|doi|DOI|オンライン|電子|in press|[-―])"
)
_CONTINUES = re.compile(r"(?<![A-Za-z])(?:of|the|in|for|and|by|with|to|on|from|via|a|an|as|is|are|through|during|under)$|[,\-–:]$")
_NO_PAPER = frozenset({SectionKind.GLOSSARY, SectionKind.CONTACT, SectionKind.FIGURE, SectionKind.FUNDING})
_TRANSLATED = re.compile(r"[(\[〔【](?:日本語|和文|和訳|邦題|邦訳|仮訳)")


def unlabelled(layout: Layout, taken: tuple[tuple[int, int], ...], cited: tuple[Paper, ...]) -> Iterator[Paper]:
    """The papers in the lines of paper sections that are neither labelled (`taken`) nor citations (`cited`)."""
    for section in layout.sections:
        if section.kind in _NO_PAPER or _REFERENCES.search(section.heading or ""):
            continue
        found = _of_section(layout, section, taken, cited)
        if is_paper_section(section):
            yield from found
        else:  # without a heading all three must be there
            yield from (paper for paper in found if all(paper.of(part) for part in (Part.TITLE, Part.AUTHORS, Part.JOURNAL)))


def is_paper_section(section: Section) -> bool:
    """Whether a section's heading speaks of papers."""
    heading = section.heading or ""
    if _NO_HEADING.search(heading) or "発表者" in heading:
        return False
    if len(heading) > 30 and section.kind is not SectionKind.PUBLICATION:
        return False
    return bool(_HEADING.search(heading)) and section.kind in (SectionKind.PUBLICATION, SectionKind.OTHER)


def _of_section(
    layout: Layout, section: Section, taken: tuple[tuple[int, int], ...], cited: tuple[Paper, ...]
) -> Iterator[Paper]:
    pieces: list[Piece] = []
    previous: tuple[int, int, Part | None] | None = None
    heading_end = section.heading_end or section.start
    for number in range(layout.line_at(section.start), len(layout.lines)):
        line = layout.lines[number]
        if line.start >= section.end:
            break
        if line.start < section.start or line.end <= heading_end or any(a < line.end and line.start < b for a, b in taken):
            continue
        start, end = _bare(layout.text.view, line.start, line.end)
        if any(paper.start < line.end and line.start < paper.end for paper in cited):
            previous = (start, end, None)
            if any(piece.part is Part.TITLE for paper in cited if paper.start < line.end and line.start < paper.end for piece in paper.pieces):
                yield from _paper(layout, pieces)
                pieces = []
                continue
        if previous and previous[2] is Part.TITLE and pieces and not line.blank_before and _goes_on(layout.text.view, previous, start, end):
            pieces[-1] = Piece(Part.TITLE, pieces[-1].start, end, "publication.line", pieces[-1].cue)
            previous = (pieces[-1].start, end, Part.TITLE)
            continue
        found = _part(layout.text.view, start, end, pieces)
        if found and found.part is Part.TITLE and _complete(pieces) and not titles.is_japanese(layout.text.view[start:end]):
            yield from _paper(layout, pieces)
            pieces = []
        if found:
            pieces.append(found)
        previous = (start, end, found.part if found else None)
    yield from _paper(layout, pieces)


def _bare(view: str, start: int, end: int) -> tuple[int, int]:
    bullet = _BULLET.match(view, start, end)
    return (bullet.end() if bullet and bullet.end() < end else start), end


def _goes_on(view: str, previous: tuple[int, int, Part | None], start: int, end: int) -> bool:
    """Whether a line goes on with the title of the line before."""
    before = view[previous[0] : previous[1]]
    if titles.is_japanese(before) or titles.is_japanese(view[start:end]):
        return False
    open_quote = before[0] in "“\"" and not re.search(r"[”\"]", before[1:])
    return open_quote or bool(_CONTINUES.search(before)) or (view[start].islower() and not before.endswith("."))


def _part(view: str, start: int, end: int, pieces: list[Piece]) -> Piece | None:
    words = view[start:end]
    if _IDENTIFIER.match(words):
        return Piece(Part.DOI, start, end, "publication.line")
    if _FOOTNOTE.match(words):
        return None
    if (journal := _journal(view, start, end)) is not None:
        return Piece(Part.JOURNAL, start, journal, "publication.line", view[journal:end][:20].strip())
    if is_author_list(words) or is_japanese_name_list(words) or (pieces and pieces[-1].part is Part.TITLE and _single_author(words)):
        return Piece(Part.AUTHORS, start, end, "publication.line")
    if _AFFILIATION.search(words):
        return None
    if titles.is_latin_title(words) and (not titles.is_japanese(words)) and not re.search(r"[ぁ-んァ-ヶ一-龥][。]$", words):
        return Piece(Part.TITLE, start, end, "publication.line")
    translated = any(piece.part is Part.TITLE for piece in pieces) and _TRANSLATED.match(words)
    after_title = bool(translated) or bool(pieces) and pieces[-1].part is Part.TITLE
    bracketed = words[0] in "([〔【「『" and words[-1] in ")]〕】」』"
    if after_title and bracketed and (translated or titles.is_japanese_title(words[1:-1])):
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
