"""Parts of names of bodies, and which of them are one name over a blank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.analyse.body_words import alternatives, role
from pipeline.analyse.gazetteer import bodies_known_as
from pipeline.lexicon import table
from pipeline.model import Name

_BLANK = re.compile(r"(?:[附付]属)? {1,2}")


#: A company's last words that name none by themselves: パナソニック + ホールディングス株式会社.
_REST_OF_COMPANY = re.compile(
    r"(?:ホールディングス|グループ|ジャパン|インターナショナル|ソリューションズ?|エナジー|テクノロジーズ?|システムズ?|インダストリーズ?"
    r"|エレクトロニクス|メディカル|ケミカル|マテリアルズ?)+(?:株式会社|\(株\))"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch that is a name of a body, or a part of one.

    `label` as in `bodies`; besides, "known" is a lexicon's name that the grammar did not find, "bare" a part that says nothing
    of what it does (事務室). Neither is a name of its own here.
    """

    start: int
    end: int
    label: str


def join(view: str, parts: Iterable[Part], known: Sequence[Name]) -> list[Part]:
    """`parts` in order, those that make one name over a blank put together; a known short name may come first (JST NBDC)."""
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
    owner = view[before.start : before.end]
    if before.label == "known" and part.label == "known":
        return gap == " " and owner.isascii() and words.isascii()
    if gap == " " and _REST_OF_COMPANY.fullmatch(words):
        return before.label in ("known", "company", "doubtful")
    if part.label == "known" or not _BLANK.fullmatch(gap):
        return False
    if part.label in ("department", "desk", "bare"):
        return before.label != "bare" and not words[0].isdigit()
    if _is_child(owner, words) or (_owner().search(owner) and words.endswith(tuple(role("owned")))):
        return True
    behind_bracket = view[max(0, before.start - 1) : before.start] in (")", "】")
    if part.label not in ("body", "plain") or before.label == "bare" or (before.label == "desk" and not behind_bracket):
        return False
    # A body with a name of its own in the lexicon is no part of the one before it, save behind an acronym (JST NBDC).
    independent = bool(bodies_known_as(words)) and not (before.label == "known" and owner.isascii())
    return _may_be_part(words) and (not independent or _is_called_after(owner, words))


def _is_called_after(owner: str, words: str) -> bool:
    """Whether the body's English name begins or ends with the owner's: RIKEN Center for Sustainable Resource Science."""
    owners = tuple(name for row in bodies_known_as(owner) for name in row["name_en"].split("|") if name)
    parts = (name for row in bodies_known_as(words) for name in row["name_en"].split("|"))
    return any(name.startswith(f"{each} ") or name.endswith(f" {each}") for name in parts for each in owners)


def _may_be_part(words: str) -> bool:
    """Whether the body may be another one's (研究所, センター, 病院), by its last words."""
    return not words.endswith(tuple(role("whole"))) and not words.startswith(("株式会社", "国立", "独立"))


@cache
def _owner() -> re.Pattern[str]:
    return re.compile(alternatives(role("owner")))


def _is_child(owner: str, words: str) -> bool:
    return any(row["body"] in owner and words.startswith(tuple(row["parts"].split("|"))) for row in table("body_children"))
