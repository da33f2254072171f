"""Which lines are headings, and of what kind of section.

Ornaments (【】, ＜＞, ■, 1., #) make a heading of any short line; a bare noun is one only where the lexicon knows it as the name of
a section. Source of the table: headings of about ninety real releases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon import table
from pipeline.model import Line, SectionKind

_LONGEST = 48
_ORNAMENT = re.compile(
    r"(?P<hash>#{1,6}) +"
    r"|(?P<bullet>[■□●◆◇▶▼◎☆★＊*]) *(?=\S)"
    r"|(?P<number>(?:[0-9]{1,2}|[IVX]{1,4})(?:[.。、)]\s*|\s+)(?![0-9]))"
    r"|(?P<bracket>[\[【<〈《〔(])"
)
_BRACKETED = re.compile(r"^[\[【<〈《〔(]\s*(?P<words>[^\]】>〉》〕)\n]{1,40}?)\s*[\]】>〉》〕)]\s*[:：]?$")
_NOTE = re.compile(r"^(?:[※*＊]\s*[0-9]|注[釈記]?\s*[0-9)]|[(\[]\s*(?:注|※|解説)?\s*[0-9]{1,2}\s*[)\]])")
_CAPTION = re.compile(r"^[(（【]?(?:図|表|写真|Fig(?:ure|\.)?|Table)\s*[0-9]{1,2}(?![0-9])")
_TAG = re.compile(r"^</?[a-z][^>]*>$", re.IGNORECASE)
_NO_HEADING = re.compile(r"[。！？]$|^[\x00-\x7f]+$|@|https?:|[、。].*[、。]|^\d+$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its own words' place, its rank (1 outermost) and the kind of section that its words name, if any."""

    start: int
    end: int
    rank: int
    kind: SectionKind | None


def heading(view: str, line: Line) -> Heading | None:
    """The heading that `line` is, None where it is none."""
    words = view[line.start : line.end]
    if _NOTE.match(words.lstrip("#■● ")):
        return None
    if _CAPTION.match(words) and len(words) > 3:
        return Heading(line.start, line.start, 3, SectionKind.FIGURE)
    offset, rank = 0, 4
    while len(words) - offset > 0 and (ornament := _ORNAMENT.match(words, offset)) and ornament.lastgroup != "bracket":
        rank = min(rank, _rank(ornament))
        offset = ornament.end()
    bare = words[offset:]
    if len(bare) > _LONGEST:
        return None
    if bracketed := _BRACKETED.match(bare):
        kind = kind_of(bracketed["words"])
        if kind is None and (bare[0] in "(（[" or _TAG.match(bare)):
            return None  # an aside, a link or a tag
        start = line.start + offset + bracketed.start("words")
        rank = min(rank, 2 if bare[0] in "【<" else 3)
        return Heading(start, start + len(bracketed["words"]), rank, kind)
    kind = kind_of(bare)
    if rank == 4 and (kind is None or len(bare) > 24 or (not line.blank_before and not _known(bare))):
        return None
    if _NO_HEADING.search(bare) and not _known(bare) and not words.startswith("#"):
        return None
    return Heading(line.start + offset, line.end, rank, kind)


def _rank(ornament: re.Match[str]) -> int:
    if ornament["hash"]:
        return len(ornament["hash"])
    return 2 if ornament["bullet"] in ("■", "◆", "□") else 3


def kind_of(words: str) -> SectionKind | None:
    """The kind of section that a heading's words name."""
    plain = re.sub(r"[\s:：・*＊]", "", words)
    exact = _names().get(plain.lower())
    if exact:
        return exact
    return next((kind for key, kind in _parts() if key in plain and len(plain) <= len(key) + 14), None)


def _known(words: str) -> bool:
    return re.sub(r"[\s:：・*＊]", "", words).lower() in _names()


@cache
def _names() -> dict[str, SectionKind]:
    return {row["heading"].lower(): SectionKind(row["kind"]) for row in table("headings")}


@cache
def _parts() -> tuple[tuple[str, SectionKind], ...]:
    return tuple((row["heading"], SectionKind(row["kind"])) for row in table("headings") if row["part"] == "yes")
