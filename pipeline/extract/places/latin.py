"""LOCATION in English lines: Japan in "from JST, Japan", Tokyo in "held in Tokyo"; not in the names of bodies (Bank of Japan)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from pipeline.lexicon import column
from pipeline.model import Mention, MentionType

# Behind a comma, a bracket or a preposition of place; "of" and "&" belong to names of bodies.
_BEFORE = re.compile(
    r"(?:[,;(/、]|(?<![A-Za-z])(?:in|from|at|to|near|across|throughout|between|outside|within|and|University|Institute)) ?$"
    r"|(?:^|[。\n]) *$"
)
_WORDS_AFTER = "and|or|in|on|by|to|from|for|with|is|was|are|were|has|have|as|at|during|under|between"
_AFTER = re.compile(rf"'s(?![a-z])| ?[,.;:)/、。]|\s*$|\s*\n| \([^a-z]| (?=(?:{_WORDS_AFTER})(?![a-z]))|(?=[^\x00-\x7f])")
_GLUED_BEFORE = frozenset("@./-_")
_EDGE_AFTER = re.compile(r"[^A-Za-z0-9@\-]|$")
_CODE_BEFORE = re.compile(r"[0-9]{3}-[0-9]{4},? ?$")  # the end of an address
_BODY_BEFORE = re.compile(r"(?:University|Institute|College|Bank|Government|Ministry|Agency|Society|Museum|Hospital) of$")
_BODY_AFTER = re.compile(
    r" (?:University|Institute|Science|Society|Agency|Research|Medical|City|Prefecture|Metropolitan|Foundation)"
)


def latin_places(view: str) -> Iterator[Mention]:
    """The candidates in Latin letters."""
    for _, start, end in _automaton().find_matches_as_indexes(view):
        if (start and _glued(view[start - 1])) or not _EDGE_AFTER.match(view, end):
            continue
        before = view[max(0, start - 24) : start]
        if _CODE_BEFORE.search(before) or _BODY_BEFORE.search(before.rstrip()) or _BODY_AFTER.match(view, end):
            continue
        if _BEFORE.search(before) and _AFTER.match(view, end):
            yield Mention(MentionType.LOCATION, start, end, None, "places.latin", "", 0.8)


def _glued(character: str) -> bool:
    return character in _GLUED_BEFORE or (character.isascii() and character.isalnum())


@cache
def _automaton() -> ahocorasick_rs.AhoCorasick:
    names = sorted({*column("countries", "latin"), *column("latin_places", "name")})
    return ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
