"""Texts and mentions on which offsets break elsewhere."""

from __future__ import annotations

from hypothesis import strategies as st

from pipeline.annotate.marks import ordered
from pipeline.model.annotation import Annotation, Mark

#: Astral characters, combining marks, every kind of line break and blank, what JSON, brat and CoNLL give a meaning to.
PIECES = (
    "𠮷野家", "🧬", "👩‍🔬", "🇯🇵", "か\u3099", "e\u0301", "\u3099", "\r\n", "\r", "\n", "\n\n", "\t", "\u2028", "\u2029", "\x85",
    "\x0b", "\x0c", "\x1c", "\u3000", " ", "  ", "\u200b", "\u00a0", "\ufeff", '"', "\\", "\\u000A", "\\n", "#", "# ",
    "-DOCSTART-", "B-DATE", "O", ";", "<b>", "&amp;",
    "令和6年", "青木一郎", "https://doi.org/10.1000/AB", "a", "1", "、",
)  # fmt: skip
TYPES = ("DATE", "PERSON", "ORGANIZATION", "URL", "DOI", "Product-X", "人名")
VALUES = st.none() | st.sampled_from(("2024-04-01", "1", '"', "a\tb", " a ", "一行\n二行", "\\", "T1", "\u2028", "𠮷"))

TEXT = '\ufeff𠮷野家🧬は\r\n令和6年\u3000か\u3099\t青木一郎\rと\u2028B大学\u200b"引用\\n"https://doi.org/10.1000/AB\n\n# O\n👩‍🔬𠮷'


def _marked(*wanted: tuple[str, str, str | None]) -> Annotation:
    marks = []
    for kind, words, value in wanted:
        at = TEXT.index(words)
        marks.append(Mark(at, at + len(words), kind, words, value))
    return Annotation("nasty", ordered(marks), TEXT)


#: A span at either end, adjacent spans, one over CRLF, a DOI in a URL, blanks and quotes at the edges.
NASTY = _marked(
    ("ORGANIZATION", "\ufeff𠮷野家🧬", None),
    ("DATE", "は\r\n令和6年", "2024-04-01"),
    ("PERSON", "\u3000か\u3099\t", None),
    ("PERSON", "青木一郎\rと\u2028B", 'だれ"か'),
    ("LOCATION", '大学\u200b"', None),
    ("URL", "https://doi.org/10.1000/AB", "https://doi.org/10.1000/AB"),
    ("DOI", "10.1000/AB", "10.1000/ab"),
    ("TERM", "\n\n", None),
    ("PERSON", "# O\n", "1"),
    ("PERSON", "👩‍🔬𠮷", None),
)

EMPTY = Annotation("empty", (), "")
UNMARKED = Annotation("unmarked", (), TEXT)


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    """A nasty text and any spans in it, overlapping as they like, some twice."""
    text = "".join(
        draw(st.lists(st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=3), max_size=12))
    )
    marks = []
    if text:
        for _ in range(draw(st.integers(0, 6))):
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, min(len(text), start + 12)))
            marks.append(Mark(start, end, draw(st.sampled_from(TYPES)), text[start:end], draw(VALUES)))
    return Annotation("generated", ordered(marks), text)
