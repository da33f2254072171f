"""What a heading's words say: which kind of section they name, and whether they are made of heading words alone."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import table
from pipeline.model import SectionKind

_BLANKS = re.compile(r"[\s:：*＊]+")
_MOST_OTHER_WORDS = 12  # characters that an ornamented heading may hold beside the words of the lexicon


def plain(words: str) -> str:
    """`words` without blanks (概 要), colons and stars, in lower case."""
    return _BLANKS.sub("", words).lower()


def kind_of(words: str) -> SectionKind | None:
    """The kind of section that a heading's words name: as a whole, or by the last of the lexicon's words in it."""
    bare = plain(words)
    if bare in _whole():
        return _whole()[bare]
    kind, rest = None, len(bare)
    for match in _words().finditer(bare):
        rest -= len(match[0])
        kind = _parts().get(match[0], kind)
    return kind if rest <= _MOST_OTHER_WORDS else None


def is_known(words: str) -> bool:
    """Whether `words` are a heading of the lexicon or made of its words alone (研究成果の意義と今後の展望)."""
    bare = plain(words)
    return bare in _whole() or (kind_of(bare) is not None and not _words().sub("", bare))


def is_whole(words: str) -> bool:
    """Whether `words` stand in the lexicon as they are."""
    return plain(words) in _whole()


@cache
def _whole() -> dict[str, SectionKind]:
    return {plain(row["heading"]): SectionKind(row["kind"]) for row in table("headings") if row["use"] == "whole"}


@cache
def _parts() -> dict[str, SectionKind]:
    return {row["heading"].lower(): SectionKind(row["kind"]) for row in table("headings") if row["use"] == "part"}


@cache
def _words() -> re.Pattern[str]:
    """The parts and fillers, longest first."""
    words = {row["heading"].lower() for row in table("headings") if row["use"] != "whole"}
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
