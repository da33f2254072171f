"""Parts of names of bodies, and which of them are one name over a blank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.analyse.gazetteer import bodies_known_as
from pipeline.lexicon import table
from pipeline.model import Name

_BLANK = re.compile(r" {1,2}")
_ACRONYM = re.compile(r"[A-Z][A-Za-z-]{1,9}")
_BRACKETED_ACRONYM = re.compile(r"\([A-Za-z0-9-]{2,10}\)")
_WHOLE = ("大学", "高等専門学校", "株式会社", "有限会社", "学会", "協会", "財団", "庁", "新聞社", "組合")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch that is a name of a body, or a part of one. `label` as in `bodies`."""

    start: int
    end: int
    label: str


def join(view: str, parts: Iterable[Part], known: Sequence[Name]) -> list[Part]:
    """`parts` in order, those that make one name over a blank put together; a known body's acronym may come first (JST NBDC)."""
    joined: list[Part] = []
    for part in _with_acronyms(view, list(parts), known):
        before = joined[-1] if joined else None
        if before and _belongs(view, before, part):
            joined[-1] = replace(before, end=part.end)
        else:
            joined.append(part)
    return [part for part in joined if part.label != "acronym"]


def _with_acronyms(view: str, parts: list[Part], known: Sequence[Name]) -> list[Part]:
    covered = bytearray(len(view))
    for part in parts:
        covered[part.start : part.end] = b"\1" * (part.end - part.start)
    acronyms = [
        Part(name.start, name.end, "acronym")
        for name in known
        if not covered[name.start] and _ACRONYM.fullmatch(view, name.start, name.end)
    ]
    return sorted(parts + acronyms, key=lambda part: part.start)


def _belongs(view: str, before: Part, part: Part) -> bool:
    """Whether `part` goes on with the name that ends at `before`."""
    gap = view[before.end : part.start]
    words = view[part.start : part.end]
    if before.label == "acronym":
        return gap == " " and (part.label in ("acronym", "department") or (part.label in ("body", "plain") and _is_part(words)))
    if part.label == "acronym" or not _BLANK.fullmatch(gap):
        return False
    if part.label in ("department", "desk"):
        return True
    owner = view[before.start : before.end]
    if _is_child(owner, words):
        return True
    return part.label in ("body", "plain") and _is_part(words) and before.label != "desk" and not bodies_known_as(words)


def _is_part(words: str) -> bool:
    """Whether the body may be another one's (研究所, センター, 病院), by its last words."""
    return not words.endswith(_WHOLE) and not words.startswith(("株式会社", "国立", "独立"))


def _is_child(owner: str, words: str) -> bool:
    return any(
        row["body"] in owner and any(words.startswith(child) for child in row["parts"].split("|")) for row in table("body_children")
    )
