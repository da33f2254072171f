"""Which lines are headings, and of what kind of section.

Ornaments (【】, ＜＞, ■, 1., #) make a heading of any short line; a bare noun is one only where the lexicon knows its words.
A known heading in 【】 or ＜＞ may have its text behind it on the same line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.model import Line, SectionKind
from pipeline.segment.heading_words import is_known, is_whole, kind_of

_LONGEST = 48
_LONGEST_BARE = 24
_ORNAMENT = re.compile(
    r"(?P<hash>#{1,6}) +"
    r"|(?P<bullet>[■□●◆◇▶▼◎☆★〇○＊*※]) *(?=\S)"
    r"|(?P<number>\(?(?P<digits>[0-9]{1,2}|[IVX]{1,4})(?P<stop>[.。、)]\s*|\s+)|[①-⑳] ?)(?![0-9])"
)
_BRACKETED = re.compile(r"([\[【<〈《〔(])\s*+(?P<words>[^\s\]】>〉》〕)][^\]】>〉》〕)\n]{0,39}?)\s*+[\]】>〉》〕)]\s*[:：]?")
_NOTE = re.compile(r"(?:[※*＊]\s*[0-9]|[注註][釈記]?\s*[0-9):：)]|[(\[【<]\s*(?:[注註※]|解説|用語)\s*[0-9]{1,2}\s*[)\]】>])")
_NUMBERED_NOTE = re.compile(r"[(\[]\s*[0-9]{1,2}\s*[)\]]")
_CAPTION = re.compile(r"[(（【]?(?:図|表|写真|Fig(?:ure|\.)?|Table)\s*[0-9]{1,2}(?![0-9])")
_PROSE = re.compile(r"。|(?:です|ます|した)$|[:：]|@")
#: A desk behind the heading of the contact block, on one line.
_DESK = re.compile(r"(?P<words>[^:。\n]{0,16}(?:問い?合わ?せ|問合わ?せ|連絡|照会)先?) ?: ?(?=\S)")
_TAG = re.compile(r"</?[a-z][^>]*>$", re.IGNORECASE)
_NO_HEADING = re.compile(r"[。！？]$|^[\x00-\x7f]+$|@|https?:|[、。].*[、。]|^\d+$|[:：]\s*\S|\t|[」』]$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its own words' place, its rank (1 outermost), the kind of section that its words name, if any, and its ornament.

    Headings of the same ornament (`style`) stand on the same level; `number` is the ornament's number.
    """

    start: int
    end: int
    rank: int
    kind: SectionKind | None
    style: str = ""
    number: int | None = None


def heading(view: str, line: Line) -> Heading | None:
    """The heading that `line` is or begins with, None where it is none."""
    words = view[line.start : line.end]
    if _NOTE.match(words.lstrip("#■●◆ ")) or _CAPTION.match(words):
        return None
    offset, rank, style, number = _ornaments(words)
    bare = words[offset:]
    if bracketed := _BRACKETED.match(bare):
        kind = kind_of(bracketed["words"])
        if _holds_heading(bare, bracketed, kind):
            start = line.start + offset + bracketed.start("words")
            rank = min(rank, 2 if bare[0] in "【<" else 3)
            style = style if style.startswith("#") else style + bare[0]
            return Heading(start, start + len(bracketed["words"]), rank, kind, style, number)
        if bracketed.end() == len(bare):
            return None  # an aside, a link or a tag
    if line.blank_before and (desk := _DESK.match(bare)) and is_known(desk["words"]):
        start = line.start + offset
        return Heading(start, start + len(desk["words"]), 4, SectionKind.CONTACT, ":")
    if len(bare) > _LONGEST:
        return None
    kind = kind_of(bare)
    if words[0] == "※" and not is_known(bare):
        return None  # a remark
    if _NUMBERED_NOTE.match(words) and kind is None:
        return None
    if not style and not _stands_bare(bare, kind, line):
        return None
    if _NO_HEADING.search(bare) and not is_known(bare) and not words.startswith("#"):
        return None
    end = line.start + len(words.rstrip(" :#"))
    return Heading(line.start + offset, max(end, line.start + offset), rank, kind, style, number)


def _ornaments(words: str) -> tuple[int, int, str, int | None]:
    """(where the heading's words begin, rank, style, number)."""
    offset, rank, style, number = 0, 4, "", None
    while match := _ORNAMENT.match(words, offset):
        if match["hash"]:
            rank, style = min(rank, len(match["hash"])), style or match["hash"]
        elif match["bullet"]:
            rank, style = min(rank, 2 if match["bullet"] in "■◆□" else 3), style or match["bullet"]
        else:
            rank, style = min(rank, 3), style or "1" + (match["stop"] or "").strip()
            number = int(match["digits"]) if (match["digits"] or "").isdigit() else None
        offset = match.end()
    return offset, rank, style, number


def _holds_heading(bare: str, match: re.Match[str], kind: SectionKind | None) -> bool:
    """Whether words in brackets are a heading: alone on their line, or known ones with text behind them."""
    if match.end() < len(bare):
        prose = _PROSE.search(bare, match.end()) is not None
        return kind is not None and bare[0] in "【<〈《" and is_known(match["words"]) and prose
    if bare[0] in "([":
        return is_known(match["words"])  # others are an aside or a link
    return kind is not None or not _TAG.match(bare)


def _stands_bare(bare: str, kind: SectionKind | None, line: Line) -> bool:
    """Whether a line without ornament is a heading."""
    if kind is None or len(bare) > _LONGEST_BARE:
        return False
    return is_whole(bare) or (is_known(bare) and (line.blank_before or len(bare) <= 16))
