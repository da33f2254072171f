"""Shorter names of bodies that the text has given in full: without the legal form, or without the university that runs it.

株式会社北浜電極 → 北浜電極, 北浜大学医学部附属南浜医院 → 南浜医院
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.analyse.body_words import alternatives, role
from pipeline.extract.organisations.found import Found, organisation
from pipeline.model import Analysis, Mention, Word

_SHORTEST = 3
_KINDS = frozenset({"病院", "医院", "医療", "センター", "診療", "学校", "学園", "幼稚", "園", "院", "所", "館", "博物", "植物"})
#: A school or hospital with a name of its own behind the university's.
_RUN = re.compile(r".*[附付]属(?P<own>[^ ]{2,40}(?:病院|医院|医療センター|診療所|学校|学園|幼稚園|博物館|植物園))$")


@cache
def _legal() -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternatives(role('legal'))}) ?| ?(?:株式会社|有限会社|合同会社|\(株\)|\(有\))$")


def echoes(analysis: Analysis, found: Found) -> Iterator[Mention]:
    """The other places of names that stand somewhere with a legal form."""
    view = analysis.view
    full: dict[str, str] = {}
    for mention in found.mentions:
        name = view[mention.start : mention.end]
        core = _legal().sub("", name)
        if core != name and len(core) >= _SHORTEST and (" " not in core or core.isascii()) and core not in role("generic"):
            full[core] = name
        own = _RUN.match(name)
        if own and any(word.surface not in role("generic") for word in _own_words(analysis, mention, own)):
            full[own["own"]] = name
    if not full:
        return
    starts, ends = {word.start for word in analysis.words}, {word.end for word in analysis.words}
    for core in sorted(full, key=lambda core: (-len(core), core)):
        for match in re.finditer(rf"(?<![A-Za-z0-9ァ-ヴー・]){re.escape(core)}(?![A-Za-z0-9ァ-ヴー・])", view):
            if match.start() in starts and match.end() in ends:
                yield organisation(*match.span(), "echo", cue=full[core], confidence=0.8)


def _own_words(analysis: Analysis, mention: Mention, own: re.Match[str]) -> list[Word]:
    """The words that tell the body that is run from others, its head left out."""
    words = analysis.words_between(mention.start + own.start("own"), mention.end)
    return [word for word in words if word.surface not in _KINDS]
