"""What the tables know of the words in names of bodies, ready for look-up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon import table


@dataclass(frozen=True, slots=True)
class Head:
    """A last word of names of bodies: 大学, 研究所, 課. `first` and `later` are its needs as the first head of a name and behind one."""

    words: str
    kind: str  # body, company, department
    first: str | None  # any, proper, ministry, self
    later: bool


@cache
def heads() -> dict[str, Head]:
    """Head word → what it needs."""
    found: dict[str, Head] = {}
    for row in table("body_heads"):
        words, kind, needs = row["head"], row["kind"], row["needs"]
        known = found.get(words)
        first = None if needs == "parent" else needs
        later = needs == "parent" or kind == "department" or (kind == "body" and needs == "any")
        if known is None:
            found[words] = Head(words, kind, first, later)
        else:
            found[words] = Head(words, known.kind, known.first or first, known.later or later)
    return found


@cache
def last_characters() -> frozenset[str]:
    """The characters that a head may end with."""
    return frozenset(words[-1] for words in heads())


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


@cache
def legal_with_blank() -> re.Pattern[str]:
    """A blank between a name and its legal form, on either side; the match ends at the blank's end."""
    forms = alternatives(role("legal"))
    after = r"株式会社|有限会社|合同会社|合資会社|\(株\)|\(有\)"
    return re.compile(rf"(?:{forms}) (?=[^\s(])|[^\s、。:・)] (?=(?:{after})(?![ 一-龥ァ-ヶA-Za-z0-9]))")
