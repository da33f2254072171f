"""What stands before the journal of a citation: where the citation begins, its authors and its title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.publication import titles
from pipeline.extract.publication.authors import authors_end, is_author_list
from pipeline.extract.publication.paper import Part, Piece

_LONGEST = 3000  # a citation with a hundred authors
_LAST_JAPANESE = re.compile(r".*[ぁ-んァ-ヶ一-龥]", re.DOTALL)
#: From Japanese prose to the citation: …と報告されています(Aoki et al., 論文:“…
_TO_CITATION = re.compile(r"[^A-ZÀ-ÖØ-Þ“\"「\[]*")
_TRANSLATION = re.compile(r"[(\[「〔][^()\[\]「」〔〕]{4,200}[)\]」〕][”\"]?[,.、。 ]*$")
_LEAD_IN = re.compile(
    r"(?:[・■●○◆◇□▪▶►※>*-] ?[0-9]{0,2} ?[).:]? ?|\[[0-9]{1,2}\] ?|\(?(?:注|文献|参考文献|Ref\.?)? ?[0-9]{1,2}[).] ?|[①-⑳] ?"
    r"|[0-9]{1,2} (?=[A-Z]))?"
    r"(?:[^\s:、。A-Za-z]{1,12}: ?)?"
)
_AFTER_AUTHORS = re.compile(r"[.,]? ?\(?(?:19|20)[0-9]{2}[a-z]?\)?[.,:]? ?|[.,:;。、]+ ?|\s+(?=[\"“「])|(?<=al\.) ")
_BEFORE_JOURNAL = re.compile(r"(?:[ ,.、。;:(/\n]+[Ii]n:?)?[ ,.、。;:(/\n]*$")
_AUTHORS_BEHIND = re.compile(r"[.,]?[”\"]?(?:[.,]| /) (?=[A-Z])")
_QUOTE_AND_TRANSLATION = re.compile(r"(?P<quote>[”\"]) ?[(\[「][^()\[\]「」]{4,200}[)\]」]$")
_OPENING = {"”": "“", '"': '"', "」": "「"}


def citation_start(view: str, begin: int, end: int) -> int:
    """Where the citation that leads up to `end` begins, at `begin` or later: behind Japanese prose, bullets and numbers."""
    begin = max(begin, end - _LONGEST)
    translation = _TRANSLATION.search(view, max(begin, end - 220), end)
    prose = _LAST_JAPANESE.match(view, begin, translation.start() if translation else end)
    if prose and (latin := _TO_CITATION.match(view, prose.end(), end)):
        return latin.end()
    lead_in = _LEAD_IN.match(view, begin, end)
    return lead_in.end() if lead_in else begin


def authors_and_title(view: str, begin: int, end: int) -> Iterator[Piece]:
    """Authors and title in `[begin, end)`, which ends where the journal begins."""
    if last := _BEFORE_JOURNAL.search(view, max(begin, end - 60), end):
        end = last.start()
    if end <= begin:
        return
    quote = _opening_quote(view, begin, end)
    if quote >= 0:
        if quote > begin:
            yield Piece(Part.AUTHORS, begin, quote, "publication.citation")
        for start, stop in titles.split(view, quote, end):
            yield Piece(Part.TITLE, start, stop, "publication.citation", "quoted")
        return
    stop, count = authors_end(view, begin, end)
    if count:
        join = _AFTER_AUTHORS.match(view, stop, end)
        title = join.end() if join else end
        if titles.is_latin_title(view[title:end]) and (view[title].isalnum() or view[title] in '“"'):
            yield Piece(Part.AUTHORS, begin, stop, "publication.citation")
            for start, last_of_title in titles.split(view, title, end):
                yield Piece(Part.TITLE, start, last_of_title, "publication.citation", "authors")
        return
    for match in _AUTHORS_BEHIND.finditer(view, max(begin, end - 600), end):
        if is_author_list(view[match.end() : end]) and titles.is_latin_title(view[begin : match.start()]):
            for start, last_of_title in titles.split(view, begin, match.end()):
                yield Piece(Part.TITLE, start, last_of_title, "publication.citation", "authors")
            yield Piece(Part.AUTHORS, match.end(), end, "publication.citation")
            return


def _opening_quote(view: str, begin: int, end: int) -> int:
    """The place of the quote that opens a title which ends at `end`, perhaps with its translation behind it; -1 where none does."""
    if view[end - 1] in _OPENING:
        return view.rfind(_OPENING[view[end - 1]], begin, end - 1)
    if match := _QUOTE_AND_TRANSLATION.search(view, max(begin, end - 220), end):
        return view.rfind(_OPENING[match["quote"]], begin, match.start())
    return -1
