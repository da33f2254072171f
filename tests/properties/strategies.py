"""Release-like text for hypothesis. Half a surrogate pair is in none of it: a text that holds one is refused (tests/read/)."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from tests.properties.pieces import NUMBERS, ODD, SIGNS, WORDS, constructions

_NUMBER = re.compile(r"[0-9０-９]+|元(?=年)")
_ANY = st.characters(exclude_categories=["Cs"])
_WHOLE = constructions()
_PIECE = st.sampled_from(WORDS) | st.sampled_from(SIGNS) | st.sampled_from(ODD)


@st.composite
def _cut(draw: st.DrawFn) -> str:
    """A part of a real construction, cut anywhere."""
    whole = draw(st.sampled_from(_WHOLE))
    start = draw(st.integers(0, len(whole)))
    return whole[start : draw(st.integers(start, len(whole)))]


@st.composite
def _many(draw: st.DrawFn) -> str:
    """One piece many times: thousands of brackets, a run of digits, a long line."""
    return draw(_PIECE) * draw(st.integers(2, 400))


@st.composite
def _narrowed(draw: st.DrawFn) -> str:
    """A construction with its widths mixed: some characters as their full-width or half-width twins."""
    words = draw(st.sampled_from(_WHOLE) | st.sampled_from(WORDS))
    wide = draw(st.sets(st.integers(0, max(0, len(words) - 1)), max_size=12))
    return "".join(_twin(char) if number in wide else char for number, char in enumerate(words))


@st.composite
def _renumbered(draw: st.DrawFn) -> str:
    """A construction whose numbers are others: month 0, day 99, a year of six digits."""
    words = draw(st.sampled_from(_WHOLE) | st.sampled_from(WORDS))
    parts = _NUMBER.split(words)
    numbers = draw(st.lists(st.sampled_from(NUMBERS), min_size=len(parts), max_size=len(parts)))
    return "".join(part + number for part, number in zip(parts[:-1], numbers, strict=False)) + parts[-1]


def _twin(char: str) -> str:
    if "!" <= char <= "~":
        return chr(ord(char) + 0xFEE0)
    return chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char


#: Short glued text, for single rooms.
RELEASE_LIKE = st.lists(_PIECE | _ANY, max_size=60).map("".join)
#: Everything: whole constructions, parts of them, mixed widths, long runs.
RELEASES = st.lists(_PIECE | _cut() | _narrowed() | _renumbered() | _ANY | st.sampled_from(_WHOLE) | _many(), max_size=40).map(
    "".join
)

_TAGS = (
    "<p>", "<table>", "<tr>", "<td>", "<ol start=3>", "<li>", "</ol>", "<dl>", "<dt>", "<dd>", "<pre>", "<div class=nav>",
    "<a href=x>y</a>",
    "<ruby>", "<rt>", "<article>", "<h1>", "</h1>", "<!--", "-->", "<script>", "<title>", "青木",
    "\n", "&#0;", "<br", ">", "<![CDATA[",
)  # fmt: skip
#: Pages of HTML.
PAGES = (RELEASES | st.lists(st.sampled_from(_TAGS)).map("".join)).map("<html><body>{}".format)
