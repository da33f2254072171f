"""What the tables know of the words in names of bodies, ready for look-up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon import table

_BLANK = re.compile(r"(?<=[^\s]) (?=[^\s(])|(?<=[^\s]) (?=\([株有])")
_LEGAL_BEHIND = re.compile(r"(?:株式会社|有限会社|合同会社|合資会社|\(株\)|\(有\))(?![ 一-龥ァ-ヶA-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Head:
    """A last word of names of bodies: 大学, 研究所, 課.

    `first` is what it needs as the first head of a name (None where it cannot be one), `later` whether it can stand behind
    another; the needs are explained in the table. Kind "none": no head, but it ends like one (展示室).
    """

    words: str
    kind: str  # body, company, department, none
    first: str | None
    later: bool


@cache
def heads() -> dict[str, Head]:
    """Head word → what it needs."""
    found: dict[str, Head] = {}
    for row in table("body_heads"):
        words, kind, needs = row["head"], row["kind"], row["needs"]
        known = found.get(words)
        first = None if needs in ("parent", "") else needs
        later = needs == "parent" or kind == "department" or (kind == "body" and needs in ("any", "self"))
        if known is None:
            found[words] = Head(words, kind, first, later)
        elif known.kind == "none" and needs == "parent":
            found[words] = Head(words, kind, None, True)
        elif known.kind != "none":
            found[words] = Head(words, known.kind, known.first or first, known.later or later)
    return found


def ends_with_head(words: str) -> bool:
    """Whether the longest head or look-alike that `words` end with is a head."""
    for begin in range(len(words)):
        if head := heads().get(words[begin:]):
            return head.kind != "none"
    return False


@cache
def last_characters() -> frozenset[str]:
    """The characters that a head or a post may end with."""
    return frozenset(words[-1] for words in (*heads(), *role("post")))


@cache
def legal_beginnings() -> frozenset[str]:
    """The first characters of legal forms."""
    return frozenset(form[0] for form in role("legal"))


@cache
def role(name: str) -> frozenset[str]:
    """The words of a role of the table."""
    return frozenset(word for row in table("body_words") if row["role"] == name for word in row["words"].split("|"))


def alternatives(words: frozenset[str]) -> str:
    """A regular expression for any of `words`, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def inside() -> re.Pattern[str]:
    """Hiragana that names hold."""
    return re.compile(alternatives(role("inside")))


@cache
def legal_before() -> re.Pattern[str]:
    """A legal form as it stands before a name."""
    return re.compile(alternatives(role("legal")))


@cache
def legal_bracketed() -> re.Pattern[str]:
    """A shortened legal form in brackets: (株), (国研)."""
    return re.compile(alternatives(frozenset(word for word in role("legal") if word.startswith("("))))


def legal_over_blank(view: str) -> set[int]:
    """Where a word begins that a blank parts from the legal form before it, or from the name whose legal form it is."""
    forms = tuple(role("legal"))
    found = set()
    for match in _BLANK.finditer(view):
        start, end = match.span()
        legal_form = _LEGAL_BEHIND.match(view, end) and view[start - 1] not in "、。:・)"
        if legal_form or view.endswith(forms, max(0, start - 16), start):
            found.add(end)
    return found
