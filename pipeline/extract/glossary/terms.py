"""Where the text uses a term that a note explains, or another name of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.extract.glossary.notes import NoteText
from pipeline.model import Analysis, Mention, MentionType

_KATAKANA = re.compile(r"[ァ-ヶー]")
_LATIN = re.compile(r"[A-Za-z0-9]")
_JAPANESE = re.compile(r"[^\x00-\x7f]")


def find_terms(analysis: Analysis, notes: tuple[NoteText, ...], markers: frozenset[int]) -> Iterator[Mention]:
    """TERM candidates: every place of a definition note's headword or alias but those in its own headword line.

    `markers` are the places where markers begin: RDF1 is no RDF unless its 1 is one.
    """
    view = analysis.view
    owners: dict[str, NoteText] = {}
    for note in notes:
        if note.head.term and not note.head.citation:
            for start, end in (note.head.term, *note.head.aliases):
                key = _key(view[start:end])
                if len(key) > 1:
                    owners.setdefault(key, note)
    if not owners:
        return
    pattern = _any_of(sorted(owners, key=len, reverse=True))
    edges: frozenset[int] | None = None
    for match in pattern.finditer(view):
        start, end = match.span()
        note = owners[_key(match[0])]
        if note.head.term and note.head.term[0] <= start < note.head.end:
            continue
        if end not in markers and _LATIN.match(view[end - 1]) and view[end : end + 1].isdigit():
            continue
        if _glued_in_katakana(view, start, end):
            edges = edges if edges is not None else _word_edges(analysis)
            if not {start, end} <= edges:
                continue
        yield Mention(MentionType.TERM, start, end, note.value, "glossary.term", view[slice(*note.head.term or (0, 0))], 0.8)


def _key(text: str) -> str:
    """`text` without blanks."""
    return re.sub(r"\s+", "", text)


def _any_of(keys: list[str]) -> re.Pattern[str]:
    """One of `keys`, the first that fits; the first characters in front save trying each at every place."""
    first = "".join(sorted({re.escape(key[0]) for key in keys}))
    return re.compile(f"(?=[{first}])(?:{'|'.join(map(_pattern, keys))})")


def _pattern(key: str) -> str:
    """`key` with a blank or a line break wherever a PDF may put one; Latin letters do not go on at its ends."""
    parts = [re.escape(key[0])]
    for before, after in pairwise(key):
        parts.append(("\\s?" if _JAPANESE.match(before) or _JAPANESE.match(after) else " ?") + re.escape(after))
    left = r"(?<![A-Za-z0-9])" if _LATIN.match(key[0]) else ""
    right = r"(?![A-Za-z])" if _LATIN.match(key[-1]) else ""
    return left + "".join(parts) + right


def _glued_in_katakana(view: str, start: int, end: int) -> bool:
    """Whether a katakana end of the term goes on in katakana: ケタミン in エスケタミン."""
    before, after = view[start - 1 : start] if start else "", view[end : end + 1]
    return bool(
        (_KATAKANA.match(view[start]) and _KATAKANA.match(before)) or (_KATAKANA.match(view[end - 1]) and _KATAKANA.match(after))
    )


def _word_edges(analysis: Analysis) -> frozenset[int]:
    return frozenset(edge for word in analysis.words for edge in (word.start, word.end))
