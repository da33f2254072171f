"""Citations in Japanese: 青木一郎「題名」『誌名』第41号, 青木一郎(2020)題名。日本○○学会誌 64:1-9."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.publication import titles
from pipeline.extract.publication.paper import Paper, Part, Piece
from pipeline.model import Layout

_QUOTED = re.compile(
    r"「(?P<title>[^「」\n]{4,160}(?:「[^「」\n]{1,60}」[^「」\n]{0,60})*)」"
    r"(?: ?\((?:英題|英文題目|英文タイトル|英題名)?:? ?(?P<english>[^()\n]{12,250})\))?"
    r"[、,。 (]*(?:[0-9]{4}年?[、,] ?)?(?:(?:[一-龥ァ-ヶー]{2,24}(?:誌|会))?『(?P<journal>[^『』\n]{2,60})』"
    r"(?=[^『「\n]{0,6}(?:第|[0-9]|[Vv]ol|巻|号|所収|\())"
    r"|(?P<bare>[一-龥ァ-ヶー・]{2,24}(?:誌|論文集|紀要|研究|学報|年報))(?=[、, ]{0,2}(?:第|[0-9]|[Vv]ol)))"
)
#: Nothing is quoted: a year behind the authors, full stops between title and journal, a volume behind it.
_YEAR = re.compile(r"[ 。.:、(]{0,4}(?<![0-9])(?:19|20)[0-9]{2}年?\)?[。.):、 ]+")
_AUTHORS = re.compile(r"[一-龥々ァ-ヶー]{2,12}(?:[・、,] ?[一-龥々ァ-ヶー ]{2,12}){0,12}(?:ほか|ら|他)?$")
_TITLE_AND_JOURNAL = re.compile(
    r"(?P<title>[^。.\n「」『』]{6,160})[。.] ?(?P<journal>[一-龥々ァ-ヶーぁ-ん・A-Za-z ]{2,40}?)"
    r"[、,]? ?(?=(?:第 ?|[Vv]ol\.? ?)?[0-9]{1,4} ?[(巻:、,号])"
)
#: 青木一郎: 題名. 誌名, 30, 45-60 (2021); 青木 一郎, 森 二郎. 題名. 誌名 2021; 30: 45-60.
# A name can be read in one way only: in a list of twelve, two ways each would take for ever.
_NAME = r"[一-龥々](?:[一-龥々]{0,3} [一-龥々ぁ-んァ-ヶー]{1,6}+|[一-龥々ぁ-んァ-ヶー]{1,9}+)"
_PAGED = re.compile(
    rf"(?<![一-龥々ぁ-んァ-ヶー])(?P<authors>{_NAME}(?:[・、,] ?{_NAME}){{0,12}}(?:ほか|ら|、?他)?)[:。.] ?"
    r"(?P<title>[^。.:\n「」『』]{6,160})[。.] ?(?P<journal>[一-龥々ァ-ヶーぁ-ん・]{2,30})[、,]? ?"
    r"(?=(?:(?:19|20)[0-9]{2}[;:、,] ?)?[0-9]{1,4}(?: ?\([0-9]{1,3}\))?[、,:] ?[0-9]{1,5}-[0-9]{1,5})"
)
_RULE = "publication.citation-ja"


def japanese_citations(layout: Layout) -> Iterator[Paper]:
    """The papers that citations in Japanese describe, in no order."""
    view = layout.text.view
    for match in _QUOTED.finditer(view):
        yield _paper(layout, match, layout.lines[layout.line_at(match.start())].start, match.start())
    for match in _PAGED.finditer(view):
        yield _paper(layout, match, *match.span("authors"))
    for year in _YEAR.finditer(view):
        line = layout.lines[layout.line_at(year.start())]
        behind = _TITLE_AND_JOURNAL.match(view, year.end(), line.end)
        if behind is None or not titles.is_japanese(behind["title"]):
            continue
        authors = _AUTHORS.search(view, max(line.start, year.start() - 160), year.start())
        if authors:
            yield _paper(layout, behind, *authors.span())


def _paper(layout: Layout, match: re.Match[str], start: int, end: int) -> Paper:
    """The paper of `match`; its authors stand in `[start, end)`."""
    pieces = [Piece(Part.AUTHORS, start, end, _RULE)] if end > start else []
    journal = "bare" if match.groupdict().get("bare") else "journal"
    pieces.append(Piece(Part.TITLE, *match.span("title"), _RULE, match[journal]))
    english = match.groupdict().get("english")
    if english and titles.is_latin_title(english):
        pieces.append(Piece(Part.TITLE, *match.span("english"), _RULE, "英題"))
    pieces.append(Piece(Part.JOURNAL, *match.span(journal), _RULE, match["title"]))
    return Paper(start, layout.lines[layout.line_at(match.start())].end, tuple(pieces))
