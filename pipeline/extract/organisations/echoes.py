"""A company's or foundation's name without its legal form, where the text has already given it in full."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.analyse.body_words import alternatives, role
from pipeline.extract.organisations.found import Found, organisation
from pipeline.model import Analysis, Mention

_SHORTEST = 3


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
    if not full:
        return
    starts, ends = {word.start for word in analysis.words}, {word.end for word in analysis.words}
    for core in sorted(full, key=lambda core: (-len(core), core)):
        for match in re.finditer(rf"(?<![A-Za-z0-9ァ-ヴー・]){re.escape(core)}(?![A-Za-z0-9ァ-ヴー・])", view):
            if match.start() in starts and match.end() in ends:
                yield organisation(*match.span(), "echo", cue=full[core], confidence=0.8)
