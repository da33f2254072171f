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
from pipeline.extract.publication.forms import has_head_word, is_common_word, is_no_journal, known, wants_stop
from pipeline.extract.publication.paper import Paper, Part, Piece
from pipeline.model import Layout

_YEAR = r"(?:19|20)[0-9]{2}"
#: What follows a journal. A year alone is weak: it follows many a capitalised word.
_TAIL = re.compile(
    rf"(?<=[A-Za-z.)])(?:(?P<strong>,? ?\(?{_YEAR}[a-z]?\)?[,;:.]? ?(?:[Vv]ol\.? ?)?[0-9]{{1,5}}(?:\([^()\s]{{1,9}}\))?[,:;.] ?[A-Za-z]{{0,6}}[0-9]"
    rf"|[,.]? (?:[Vv]ol(?:ume|\.)? ?)?[0-9]{{1,5}}(?: ?\([^()\s]{{1,9}}\))?(?:[,:;]|, [Nn]o\.?) ?(?:[Nn]o\.? ?|pp?\.? ?|Pages? |Art(?:icle|\.)? ?(?:No\.? ?)?|Issue )?[A-Za-z]{{0,6}}[0-9]"
    rf"|[,.]? [0-9]{{1,4}} ?\({_YEAR}\)|[,.]? (?:Vol(?:ume)?|vol(?:ume)?)\.? ?[0-9]|[,、]? ?第? ?[0-9]{{1,4}} ?[巻号])"
    rf"|(?P<doi>[,.:;]?\s?(?:\(|\[)?(?:https?://(?:dx\.)?doi\.org/|(?:DOI|doi) ?[:：]? ?(?:https?|10\.)|10\.[0-9]{{4,9}}/))"
    rf"|(?P<weak>,? ?\(?{_YEAR}(?: ?年)?(?![0-9/-])|,? \(?in press))"
)
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{12,400}(?:\n[^“”\"\n]{4,300}){0,3})[”\"]")
_CITED_IN_JAPANESE = re.compile(
    r"「(?P<title>[^「」\n]{4,160}(?:「[^「」\n]{1,60}」[^「」\n]{0,60})*)」(?: ?\((?:英題|英文題目|英文タイトル|英題名)?[:：]? ?(?P<english>[^()\n]{12,250})\))?"
    r"[、,。 (]*(?:[0-9]{4}年?[、,] ?)?(?:[一-龥ァ-ヶー]{2,24}(?:誌|会))?『(?P<journal>[^『』\n]{2,60})』(?=[^『「\n]{0,6}(?:第|[0-9]|[Vv]ol|巻|号|所収|\())"
)
#: 青木一郎(2020)題名。日本○○学会誌 64:1-9 — nothing is quoted, full stops part it.
_BARE_IN_JAPANESE = re.compile(
    rf"(?P<authors>[一-龥々ァ-ヶー]{{2,12}}(?:[・、,] ?[一-龥々ァ-ヶー ]{{2,12}}){{0,12}}(?:ほか|ら|他)?)[ 。.:、]*\(?{_YEAR}年?\)?[。.):、 ]+"
    r"(?P<title>[^。.\n「」『』]{6,120}(?:[-―〜][^。.\n]{2,60})?)[。.] ?(?P<journal>[一-龥々ァ-ヶーぁ-ん・A-Za-z ]{2,40}?)[、,]? ?(?=(?:第 ?|[Vv]ol\.? ?)?[0-9]{1,4} ?(?:[(巻:、,号]))"
)
_LEAD_IN = re.compile(
    r"(?:[・■●○◆◇□▪▶►※>*-] ?[0-9]{0,2} ?[).:]? ?|\[[0-9]{1,2}\] ?|\(?(?:注|文献|参考文献|Ref\.?)? ?[0-9]{1,2}[).] ?|[①-⑳] ?|[0-9]{1,2} (?=[A-Z]))?"
    r"(?:[^\s:：、。]{1,12}[:：] ?)?"
)
_YEAR_AFTER_AUTHORS = re.compile(rf"[.,]? ?\(?{_YEAR}[a-z]?\)?[.,:]? ?|[.,:;。、]+ ?|\s+(?=[\"“「])|(?<=al\.) ")
_IN = re.compile(r"(?:[ ,.、。;:(\n]+[Ii]n:?)?[ ,.、。;:(\n]*$")
_AUTHOR_BREAK = re.compile(r"[.,] (?=[A-Z])")
_CONTINUES = re.compile(r"[a-z,\-:–]$|(?<![A-Za-z])(?:of|the|in|for|and|by|with|to|on|from|via|a|an)$")


def citations(layout: Layout, taken: tuple[tuple[int, int], ...]) -> Iterator[Paper]:
    """The papers that citations describe, in no order. Nothing is looked for inside the stretches `taken` (sorted)."""
    view = layout.text.view
    floor = 0
    for tail in _TAIL.finditer(view):
        if _inside(taken, tail.start()):
            continue
        begin = max(floor, _line_start(layout, tail.start()))
        paper = _read(layout, begin, tail)
        if paper:
            floor = tail.end()
            yield paper
    for quoted in _QUOTED.finditer(view):
        if not _inside(taken, quoted.start()) and titles.is_latin_title(quoted[1]):
            yield from _after_title(layout, quoted)
    for match in _CITED_IN_JAPANESE.finditer(view):
        yield _in_japanese(layout, match)
    for match in _BARE_IN_JAPANESE.finditer(view):
        if titles.is_japanese(match["title"]):
            yield _in_japanese(layout, match)


def _inside(taken: tuple[tuple[int, int], ...], at: int) -> bool:
    index = bisect_right(taken, at, key=lambda span: span[0]) - 1
    return index >= 0 and at < taken[index][1]


def _line_start(layout: Layout, at: int) -> int:
    """The start of the line at `at`, or of an earlier one where a citation plainly goes on over the break."""
    view = layout.text.view
    number = layout.line_at(at)
    for _ in range(4):
        line, before = layout.lines[number], layout.lines[max(0, number - 1)]
        words = view[before.start : before.end]
        joined = view[line.start].islower() or _CONTINUES.search(words)
        if number == 0 or line.blank_before or not joined or titles.is_japanese(words) or len(words) < 30:
            break
        number -= 1
    return layout.lines[number].start


def _read(layout: Layout, begin: int, tail: re.Match[str]) -> Paper | None:
    view = layout.text.view
    end = tail.start()
    found = title_before(view, end, begin)
    if found is None:
        return None
    start, is_known = found
    name = view[start:end]
    if is_no_journal(name) or (start > begin and view[start - 1].isascii() and view[start - 1].isalnum()):
        return None
    pieces = tuple(_before_journal(view, _past_japanese(view, begin, start), start))
    described = any(piece.part is Part.TITLE for piece in pieces) or "et al" in view[max(begin, start - 12) : start]
    strong = bool(tail["strong"] or tail["doi"])
    if is_known:
        accepted = strong or described or not is_common_word(name) or _set_off(view, start, begin)
    else:
        accepted = described and (strong or has_head_word(name)) or (bool(tail["strong"]) and has_head_word(name) and " " in name)
    if not accepted:
        return None
    if view[end] == "." and wants_stop(name):
        end += 1
    journal = Piece(Part.JOURNAL, start, end, "publication.citation", tail[0].strip())
    return Paper(min([begin, *(piece.start for piece in pieces)]), _citation_end(layout, tail), (*pieces, journal))


def _set_off(view: str, start: int, begin: int) -> bool:
    """Whether punctuation stands before a title that is also a word: (Nature 2016), “…” Cell, 2019."""
    before = view[max(begin, start - 2) : start].rstrip()
    return not before or before[-1] in "(,.;:”\"』」、。"


def _past_japanese(view: str, begin: int, end: int) -> int:
    """The start of the last stretch before `end` without Japanese prose: a citation in a sentence begins at its bracket."""
    at = begin
    for match in re.compile(r"[ぁ-んァ-ヶ一-龥]+[^“”\"「」ぁ-んァ-ヶ一-龥]*[((、。:]?|。").finditer(view, begin, end):
        if re.search(r"[ぁ-んァ-ヶ一-龥]", match[0]) and not _in_title_bracket(view, match.start(), end):
            at = match.start() + len(re.match(r"[ぁ-んァ-ヶ一-龥]+[^A-Z“\"「\[]*", match[0])[0]) if re.match(r"[ぁ-んァ-ヶ一-龥]", match[0]) else match.end()
    return at


def _in_title_bracket(view: str, at: int, end: int) -> bool:
    """Whether the Japanese at `at` is the translation in brackets before a closing quote."""
    opened = max(view.rfind("(", max(0, at - 200), at), view.rfind("「", max(0, at - 200), at), view.rfind("[", max(0, at - 200), at))
    return opened >= 0 and bool(re.search(r"[)\]」][”\"]?[,.、 ]*$", view[at:end]))


def _before_journal(view: str, begin: int, end: int) -> Iterator[Piece]:
    """Authors and title in what stands before a journal."""
    begin = _LEAD_IN.match(view, begin, end).end()  # type: ignore[union-attr]
    end = _IN.search(view, begin, end).start()  # type: ignore[union-attr]
    quote = view.rfind("“", begin, end) if view[end - 1 : end] == "”" else -1
    if quote < 0 and view[end - 1 : end] == '"':
        quote = view.rfind('"', begin, end - 1)
    if quote < 0 and view[end - 1 : end] == "」":
        quote = view.rfind("「", begin, end)
    if quote < 0 and (bracketed := re.compile(r"[”\"] ?[(\[「](?P<inner>[^()\[\]「」]{4,200})[)\]」]$").search(view, begin, end)):
        opening = "“" if view[bracketed.start()] == "”" else '"'
        quote = view.rfind(opening, begin, bracketed.start())
    if quote >= 0:
        if quote > begin:
            yield Piece(Part.AUTHORS, begin, quote, "publication.citation")
        for start, stop in titles.split(view, quote, end):
            yield Piece(Part.TITLE, start, stop, "publication.citation", "quoted")
        return
    stop, count = authors_end(view, begin, end)
    if count:
        join = _YEAR_AFTER_AUTHORS.match(view, stop, end)
        title = join.end() if join else stop
        if join and titles.is_latin_title(view[title:end]) and re.match(r"[\w“\"]", view[title]):
            yield Piece(Part.AUTHORS, begin, stop, "publication.citation")
            for start, last in titles.split(view, title, end):
                yield Piece(Part.TITLE, start, last, "publication.citation", "authors")
        return
    for match in _AUTHOR_BREAK.finditer(view, begin, end):
        if is_author_list(view[match.end() : end]) and titles.is_latin_title(view[begin : match.start()]):
            yield Piece(Part.TITLE, begin, match.start(), "publication.citation", "authors")
            yield Piece(Part.AUTHORS, match.end(), end, "publication.citation")
            return


def _citation_end(layout: Layout, tail: re.Match[str]) -> int:
    """Where the citation ends: with its line, or with the next one where that holds only its DOI or address."""
    view = layout.text.view
    number = layout.line_at(tail.start())
    end = layout.lines[number].end
    if number + 1 < len(layout.lines):
        line = layout.lines[number + 1]
        if re.compile(r"(?:(?:DOI|doi|URL)\s*[:：]? ?|\(|\[)?(?:https?://|10\.[0-9]{4})").match(view, line.start):
            end = line.end
    return max(end, tail.end())


def _after_title(layout: Layout, quoted: re.Match[str]) -> Iterator[Paper]:
    """Authors, “title”, journal where nothing tells the journal by itself."""
    view = layout.text.view
    at = re.compile(r"[,.、]? ?(?:\([^()\n]{4,200}\)[,.、]? ?)?(?:in )?").match(view, quoted.end()).end()  # type: ignore[union-attr]
    begin = _past_japanese(view, layout.lines[layout.line_at(quoted.start())].start, quoted.start())
    begin = _LEAD_IN.match(view, begin, quoted.start()).end()  # type: ignore[union-attr]
    stop, count = authors_end(view, begin, quoted.start())
    authors = count and not view[stop : quoted.start()].strip(" ,.:;、。()0123456789")
    line_end = layout.lines[layout.line_at(at)].end if at < len(view) else at
    end = title_after(view, at, line_end) if at < line_end else None
    if end is None or is_no_journal(view[at:end]):
        return
    name = view[at:end]
    if not (known(name) or has_head_word(name) or authors) or is_author_list(view[at:line_end]):
        return
    if not authors and not known(name) and view[end : end + 1].isalpha():
        return
    pieces = [Piece(Part.TITLE, start, last, "publication.citation", name) for start, last in titles.split(view, quoted.start(), quoted.end())]
    if authors:
        pieces.insert(0, Piece(Part.AUTHORS, begin, stop, "publication.citation"))
    pieces.append(Piece(Part.JOURNAL, at, end, "publication.citation", "title"))
    yield Paper(begin, line_end, tuple(pieces))


def _in_japanese(layout: Layout, match: re.Match[str]) -> Paper:
    line = layout.lines[layout.line_at(match.start())]
    pieces = [Piece(Part.AUTHORS, line.start, match.start(), "publication.citation-ja")] if match.start() > line.start else []
    pieces.append(Piece(Part.TITLE, *match.span("title"), "publication.citation-ja", match["journal"]))
    if match.groupdict().get("english") and titles.is_latin_title(match["english"]):
        pieces.append(Piece(Part.TITLE, *match.span("english"), "publication.citation-ja", "英題"))
    pieces.append(Piece(Part.JOURNAL, *match.span("journal"), "publication.citation-ja", match["title"]))
    return Paper(line.start, line.end, tuple(pieces))
