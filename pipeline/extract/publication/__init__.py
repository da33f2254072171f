"""Finds JOURNAL and PAPER_TITLE: in paper blocks, in citations, in running text.

`papers` gives the papers with their parts as they stand together; the resolver reads it to tell the announced paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.extract.publication import prose
from pipeline.extract.publication.blocks import labelled
from pipeline.extract.publication.citations import citations
from pipeline.extract.publication.citations_ja import japanese_citations
from pipeline.extract.publication.lines import unlabelled
from pipeline.extract.publication.paper import Paper, Part, Piece
from pipeline.extract.publication.tables import tabled
from pipeline.model import Analysis, Layout, Mention, MentionType

_TYPES = {Part.TITLE: MentionType.PAPER_TITLE, Part.JOURNAL: MentionType.JOURNAL}
_CONFIDENCE = {
    "publication.label": 0.98,
    "publication.table": 0.95,
    "publication.citation": 0.9,
    "publication.citation-ja": 0.9,
    "publication.line": 0.85,
}


def find(analysis: Analysis) -> Iterable[Mention]:
    """The candidates in `analysis`; view offsets."""
    seen: set[tuple[Part, int, int]] = set()
    for piece in _pieces(analysis):
        key = piece.part, piece.start, piece.end
        if piece.part in _TYPES and key not in seen:
            seen.add(key)
            confidence = _CONFIDENCE.get(piece.rule, 0.8)
            yield Mention(_TYPES[piece.part], piece.start, piece.end, None, piece.rule, piece.cue, confidence)


def papers(layout: Layout) -> tuple[Paper, ...]:
    """The papers that blocks and citations of the text describe, in reading order."""
    blocks = (*labelled(layout), *tabled(layout))
    taken = tuple(sorted((piece.start, piece.end) for block in blocks for piece in block.pieces if piece.part is Part.TITLE))
    cited = (*citations(layout, taken), *japanese_citations(layout))
    stretches = tuple((block.start, block.end) for block in blocks)
    return tuple(sorted((*blocks, *cited, *unlabelled(layout, stretches, cited)), key=lambda paper: (paper.start, paper.end)))


def _pieces(analysis: Analysis) -> Iterator[Piece]:
    for paper in papers(analysis.layout):
        yield from paper.pieces
    yield from prose.journals(analysis.view)
    yield from prose.papers(analysis.view)


__all__ = ["Paper", "Part", "Piece", "find", "papers"]
