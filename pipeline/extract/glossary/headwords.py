"""The headword of a note, its aliases and its definition.

A headword stands alone on its line above the definition (※2 内側前頭前野 (mPFC : medial prefrontal cortex)), or on one line
with it, apart by a sign (1. RDF（…）とは、…). Where no sign tells, the running text before the marker does: it ends with the term.
A note that is only a reference has no headword; a passage that is quoted above its source has one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.glossary.aliases import in_brackets, in_definition
from pipeline.extract.glossary.entries import Entry
from pipeline.extract.glossary.references import has_cue, has_prose, has_sign, is_reference
from pipeline.extract.glossary.separators import (
    Split,
    at_separator,
    goes_on,
    separators,
    sure_split,
    weak_split,
    without_bracket,
)
from pipeline.model import Text

_LONGEST_HEAD_LINE = 80
_LONGEST_UNSAID = 50  # of a line that the running text does not bear out as a term
_LONGEST_SPLIT = 120
_JAPANESE = re.compile(r"[ぁ-ん一-龥ァ-ヶ]")
_QUOTES = {"「": "」", "『": "』", "<": ">", "【": "】", '"': '"'}


@dataclass(frozen=True, slots=True)
class Head:
    """What a note explains; all places are view offsets."""

    term: tuple[int, int] | None
    aliases: tuple[tuple[int, int], ...]
    end: int  # of the headword with its brackets
    definition: tuple[int, int] | None
    citation: bool


def read_head(text: Text, entry: Entry, before: str) -> Head:
    """The headword of `entry`; `before` is the running text before the marker that points to it, without blanks ("" if none)."""
    view = text.view
    split = _split(text, entry, before)
    if split is None:
        whole = (entry.start, entry.end) if entry.end > entry.start else None
        return Head(None, (), entry.start, whole, is_reference(view[entry.start : entry.end]))
    start = entry.headword[0] if entry.headword else entry.start
    end, after = split
    after = _skip(view, after, entry.end)
    definition = (after, entry.end) if after < entry.end else None
    term_end, aliases = in_brackets(view, start, end)
    term = _unquoted(view, start, term_end)
    words = view[after : entry.end]
    citation = has_cue(words) or (is_reference(words) and not _said_before(view[slice(*term)], before))
    if definition and not citation:
        aliases += in_definition(view, *definition, view[slice(*term)])
    return Head(term, tuple(dict.fromkeys(aliases)), end, definition, citation)


def squash(text: str) -> str:
    """`text` without blanks."""
    return re.sub(r"\s+", "", text)


def _split(text: Text, entry: Entry, before: str) -> Split | None:
    """Where the headword with its brackets ends and where the definition begins; None where the note has no headword."""
    view, start = text.view, entry.start
    if entry.headword:
        return entry.headword[1], entry.headword[1] + 1
    first, rest = view[start : entry.first_end], view[entry.first_end : entry.end].strip()
    if not first or has_cue(first):
        return None
    if rest and _is_head_line(first, rest, before):
        return entry.first_end - 2 * first.endswith("とは"), entry.first_end
    short = first[:_LONGEST_SPLIT]
    split = _said_split(short, before)
    if split is None and not is_reference(view[start : entry.end]):
        split = sure_split(short)
        if split is None and entry.in_list:
            split = weak_split(short, _wide_blanks(text, start, len(short)))
    if split is None or start + split[1] >= entry.end:
        return None
    return start + split[0], start + split[1]


def _is_head_line(first: str, rest: str, before: str) -> bool:
    """Whether the first line of a note is its headword alone."""
    bare = re.sub(r"\([^()]*\)", "", first)
    if len(bare) > _LONGEST_HEAD_LINE or goes_on(first):
        return False
    if _said_before(bare, before):
        return True
    if has_sign(first) or (is_reference(rest) and not has_cue(rest) and not _JAPANESE.search(first)):
        return False
    return has_cue(rest) or (len(bare) <= _LONGEST_UNSAID and not has_prose(first))


def _said_split(first: str, before: str) -> Split | None:
    """The split behind the term that the running text before the marker ends with."""
    for match in separators(first):
        if _said_before(without_bracket(first[: match.start()]), before):
            return at_separator(first, match)
    return None


def _said_before(head: str, before: str) -> bool:
    """Whether the running text before the marker, with or without a bracket at its end, ends with the headword."""
    bare = squash(head).strip('「」『』"')
    return len(bare) > 1 and (before.endswith(bare) or without_bracket(before).endswith(bare))


def _wide_blanks(text: Text, start: int, length: int) -> frozenset[int]:
    """Where, from view offset `start` on, the source has a full-width blank."""
    places = (at for at in range(length) if text.view[start + at] == " ")
    source = text.source.text
    return frozenset(at for at in places if source[text.to_source(start + at, start + at + 1).start] == "\u3000")


def _unquoted(view: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks and without quotation marks around the whole."""
    while start < end and view[start] in " \n":
        start += 1
    while end > start and view[end - 1] in " \n.、":
        end -= 1
    if end - start > 2 and _QUOTES.get(view[start]) == view[end - 1] and view[start] not in view[start + 1 : end - 1]:
        return start + 1, end - 1
    return start, end


def _skip(view: str, start: int, end: int) -> int:
    """The first place from `start` on that is neither blank nor a sign between term and text."""
    while start < end and view[start] in " \n\t:…―":
        start += 1
    return start
