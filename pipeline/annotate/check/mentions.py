"""Mentions against their text and against each other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from pipeline.annotate.check.findings import Finding, shown
from pipeline.annotate.check.values import VALUED, VALUELESS, complaint
from pipeline.model import MentionType

_TYPES = frozenset(MentionType)


@dataclass(frozen=True, slots=True)
class Item:
    """A mention as the file has it, with its place in the list."""

    number: int
    id: str | None
    type: str
    start: int
    end: int
    text: str | None
    value: str | None

    @property
    def where(self) -> str:
        """How findings name it."""
        return f"mentions[{self.number}] {self.type} {self.start}–{self.end}"


def items(mentions: Sequence[Any]) -> tuple[list[Item], list[Finding]]:
    """The mentions that have type, start and end, and a finding for each that has not."""
    found, bad = [], []
    for number, each in enumerate(mentions):
        fields = each if isinstance(each, dict) else {}
        start, end, kind = fields.get("start"), fields.get("end"), fields.get("type")
        if type(start) is int and type(end) is int and isinstance(kind, str):
            id_, text, value = (fields.get(key) if isinstance(fields.get(key), str) else None for key in ("id", "text", "value"))
            found.append(Item(number, id_, kind, start, end, text, value))
        else:
            bad.append(Finding(f"mentions[{number}]", "schema", "a mention has a type, a start and an end"))
    return found, bad


def check_mentions(found: Sequence[Item], text: str | None, *, whole: bool) -> Iterator[Finding]:
    """What is wrong with the mentions; `whole`: the document is no bare one, so that ids are wanted."""
    for each in found:
        yield from _alone(each, text)
    yield from _order(found)
    yield from _overlaps(found)
    if whole:
        yield from _ids(found)


def _alone(each: Item, text: str | None) -> Iterator[Finding]:
    if each.type not in _TYPES:
        yield Finding(each.where, "unknown-type", f"{each.type} is no type of the contract")
    if not 0 <= each.start < each.end or (text is not None and each.end > len(text)):
        size = "" if text is None else f" of {len(text)} characters"
        yield Finding(each.where, "offsets", f"the span is empty or outside the text{size}")
    elif text is not None and each.text is not None and text[each.start : each.end] != each.text:
        there = shown(text[each.start : each.end])
        yield Finding(each.where, "text", f"the mention says {shown(each.text)}, the text has {there}{_elsewhere(each, text)}")
    yield from _value(each)


def _elsewhere(each: Item, text: str) -> str:
    """Where the mention's words stand, nearest to where it says: the commonest mistake is a shift."""
    around = range(max(0, each.start - 200), each.start + 200)
    places = [at for at in around if each.text and text.startswith(each.text, at)]
    return f"; its words stand at {min(places, key=lambda at: abs(at - each.start))}" if places else ""


def _value(each: Item) -> Iterator[Finding]:
    if not each.value:
        if each.type in VALUED:
            yield Finding(each.where, "no-value", f"{shown(each.text or '')} has no value")
        return
    wrong = f"a {each.type} has no value" if each.type in VALUELESS else complaint(each.type, each.value)
    if wrong:
        yield Finding(each.where, "value", f"{shown(each.value)}: {wrong}")
    elif each.type in {"AWARD_NUMBER", "DOI"} and each.text and _folded(each.value) not in _folded(each.text):
        yield Finding(each.where, "value-not-in-text", f"the value {shown(each.value)} is not what {shown(each.text)} says")


def _folded(text: str) -> str:
    """Without width, case, blanks, hyphens, the backslashes of Markdown and the percent signs of URLs."""
    folded = unicodedata.normalize("NFKC", unquote(text)).casefold()
    return "".join(each for each in folded if not each.isspace() and each not in "\\*-‐‑‒–—−ー")


def _order(found: Sequence[Item]) -> Iterator[Finding]:
    last: Item | None = None
    for each in found:
        if last is not None and (each.start, -each.end) < (last.start, -last.end):
            yield Finding(
                each.where, "order", f"it stands behind {last.type} {last.start}–{last.end}; sorted is by start, longer first"
            )
        last = each


def _overlaps(found: Sequence[Item]) -> Iterator[Finding]:
    """A finding for each mention that overlaps one before it, of the contract's types; a DOI may lie inside a URL."""
    reach: Item | None = None
    url: Item | None = None
    for each in sorted(found, key=lambda item: (item.start, -item.end)):
        if each.type not in _TYPES or each.start >= each.end:
            continue
        inside = each.type == "DOI" and url is not None and url.start <= each.start and each.end <= url.end
        if reach is not None and each.start < reach.end and not (inside and reach is url):
            yield Finding(each.where, "overlap", f"it overlaps {reach.type} {reach.start}–{reach.end}")
        if reach is None or each.end > reach.end:
            reach = each
        if each.type == "URL":
            url = each


def _ids(found: Sequence[Item]) -> Iterator[Finding]:
    seen: dict[str, Item] = {}
    for each in found:
        if each.id is None:
            continue  # the schema wants one and says so
        if each.id in seen:
            yield Finding(each.where, "duplicate-id", f"{each.id} is the id of mentions[{seen[each.id].number}] too")
        seen.setdefault(each.id, each)
