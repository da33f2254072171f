"""Parts of names of bodies, and which of them are one name over a blank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.analyse.gazetteer import bodies_known_as
from pipeline.lexicon import table
from pipeline.model import Name

_BLANK = re.compile(r" {1,2}")
_BRACKETED_ACRONYM = re.compile(r"\([A-Za-z0-9-]{2,10}\)")
#: Legal persons that run schools and hospitals, whose names they write behind their own.
_OWNER = re.compile(r"(?:学校|医療|社会医療|社会福祉|公益財団|一般財団|独立行政|地方独立行政|国立大学)法人|国立高等専門学校機構|国立病院機構|地域医療機能推進機構|労働者健康安全機構|\((?:学|医|社福|独|地独)\)")
_OWNED = ("大学", "高等専門学校", "短期大学", "高等学校", "中学校", "病院", "医療センター", "クリニック", "研究所", "美術館", "博物館", "専門学校")
_WHOLE = ("大学", "高等専門学校", "株式会社", "有限会社", "学会", "協会", "財団", "庁", "新聞社", "組合")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch that is a name of a body, or a part of one. `label` as in `bodies`."""

    start: int
    end: int
    label: str


def join(view: str, parts: Iterable[Part], known: Sequence[Name]) -> list[Part]:
    """`parts` in order, those that make one name over a blank put together; a known body's short name may come first (JST NBDC)."""
    joined: list[Part] = []
    for part in _with_known(view, list(parts), known):
        before = joined[-1] if joined else None
        if before and _belongs(view, before, part):
            joined[-1] = replace(before, end=part.end, label="body" if before.label == "known" else before.label)
        else:
            joined.append(part)
    return [part for part in joined if part.label not in ("known", "bare")]


def _with_known(view: str, parts: list[Part], known: Sequence[Name]) -> list[Part]:
    covered = bytearray(len(view))
    for part in parts:
        covered[part.start : part.end] = b"\1" * (part.end - part.start)
    others = [Part(name.start, name.end, "known") for name in known if not any(covered[name.start : name.end])]
    return sorted(parts + others, key=lambda part: part.start)


def _belongs(view: str, before: Part, part: Part) -> bool:
    """Whether `part` goes on with the name that ends at `before`."""
    gap = view[before.end : part.start]
    words = view[part.start : part.end]
    if before.label == "known" and gap == " " and part.label == "known":
        return view[before.start : part.end].isascii()
    if part.label == "known" or not _BLANK.fullmatch(gap):
        return False
    if part.label in ("department", "desk", "bare"):
        return before.label != "bare" and not words[0].isdigit()
    owner = view[before.start : before.end]
    if _is_child(owner, words) or (_OWNER.search(owner) and words.endswith(_OWNED)):
        return True
    if part.label not in ("body", "plain") or before.label in ("desk", "bare"):
        return False
    return _is_part(words) and (not bodies_known_as(words) or (before.label == "known" and owner.isascii()))


def _is_part(words: str) -> bool:
    """Whether the body may be another one's (研究所, センター, 病院), by its last words."""
    return not words.endswith(_WHOLE) and not words.startswith(("株式会社", "国立", "独立"))


def _is_child(owner: str, words: str) -> bool:
    return any(
        row["body"] in owner and any(words.startswith(child) for child in row["parts"].split("|")) for row in table("body_children")
    )
