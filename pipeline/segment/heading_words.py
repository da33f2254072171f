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
    """The kind of section that a heading names: as a whole, or by the last of the lexicon's words at its end or beginning."""
    bare = plain(words)
    if bare in _whole():
        return _whole()[bare]
    found = list(_words().finditer(bare))
    if len(bare) - sum(len(match[0]) for match in found) > _MOST_OTHER_WORDS:
        return None
    return _kind_of_run(found[::-1], bare, at_end=True) or _kind_of_run(found, bare, at_end=False)


def _kind_of_run(found: list[re.Match[str]], bare: str, *, at_end: bool) -> SectionKind | None:
    """The kind of the last kind-bearing word in the unbroken run of `found` words at the end or the beginning of `bare`."""
    kinds: list[SectionKind] = []
    edge = len(bare) if at_end else 0
    for match in found:
        near, far = (match.end(), match.start()) if at_end else (match.start(), match.end())
        if near != edge:
            break
        edge = far
        if match[0] in _parts():
            kinds.append(_parts()[match[0]])
    return (kinds[0] if at_end else kinds[-1]) if kinds else None


def is_known(words: str) -> bool:
    """Whether `words` are a heading of the lexicon or made of its words alone (研究成果の意義と今後の展望)."""
    bare = plain(words)
    return bare in _whole() or (kind_of(bare) is not None and not _words().sub("", bare))


def is_whole(words: str) -> bool:
    """Whether `words` stand in the lexicon as they are."""
    return plain(words) in _whole()


def is_label(words: str) -> bool:
    """Whether `words` name a line of a block (著者, 掲載雑誌), which is a heading only where no such block is open."""
    return plain(words) in _labels()


@cache
def _labels() -> frozenset[str]:
    return frozenset(plain(row["heading"]) for row in table("headings") if row["use"] == "label")


@cache
def _whole() -> dict[str, SectionKind]:
    return {plain(row["heading"]): SectionKind(row["kind"]) for row in table("headings") if row["use"] in ("whole", "label")}


@cache
def _parts() -> dict[str, SectionKind]:
    return {row["heading"].lower(): SectionKind(row["kind"]) for row in table("headings") if row["use"] == "part"}


@cache
def _words() -> re.Pattern[str]:
    """The parts and fillers, longest first."""
    words = {row["heading"].lower() for row in table("headings") if row["use"] in ("part", "filler")}
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
