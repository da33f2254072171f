"""Titles that a line break cut at a hyphen: toler-⏎ance is one word, Oxide-⏎Based and self-⏎healing keep their hyphen."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import table

_BROKEN = re.compile(
    r"(?P<word>[0-9A-Za-zÀ-ÖØ-öø-ÿ]{1,60})(?P<hyphen>[-\u00ad\u2010\u2011])[ \t]*\r?\n\s*(?P<rest>[A-Za-zÀ-ÖØ-öø-ÿ]*)"
)
_LOWER = re.compile(r"[A-Z]?[a-zà-öø-ÿ]+")


def mended(words: str, text: str) -> str:
    """`words` with the hyphens at line breaks settled and what they cut put together; other line breaks stay as they are.

    Between small letters the hyphen goes, but where `text` writes the compound with a hyphen elsewhere, or where the first or the
    last word is one that compounds are made with (table `compound_words`). The whole word elsewhere in `text` speaks first.
    """

    def joined(match: re.Match[str]) -> str:
        word, rest = match["word"], match["rest"]
        hyphen = "" if match["hyphen"] == "\u00ad" or not _keeps(word, rest, text) else match["hyphen"]
        return word + hyphen + rest

    return _BROKEN.sub(joined, words)


def _keeps(word: str, rest: str, text: str) -> bool:
    if not (_LOWER.fullmatch(word) and rest[:1].islower()) or len(word) == 1:
        return True  # Oxide-Based, X-ray, p53-dependent, and a hyphen that ends its line for itself
    if _holds(text, word + rest):
        return False
    return _holds(text, f"{word}-{rest}") or word.lower() in _words("first") or rest in _words("last")


def _holds(text: str, words: str) -> bool:
    return bool(re.search(rf"(?<![A-Za-z-]){re.escape(words)}(?![A-Za-z])", text, re.IGNORECASE))


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("compound_words") if row["part"] == part)
