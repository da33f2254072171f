"""Departments behind a bracket that a body's name opened: 北浜研究所（北浜研）脳科学センター, 北浜研究所【所長 青木一郎】センシング研究領域."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.organisations.found import Found, organisation
from pipeline.model import Analysis, Mention, MentionType, Witness

_BRACKETS = {")": "(", "】": "【", "]": "["}
_LONGEST = 60


def continued(analysis: Analysis, found: Found) -> Iterator[Mention]:
    """The grammar's desks that follow such a bracket directly."""
    view = analysis.view
    ends = {mention.end for mention in found.mentions}
    for name in analysis.names:
        if name.witness is not Witness.GRAMMAR or name.label not in ("desk", "department", "plain") or name.type is not MentionType.ORGANIZATION:
            continue
        close = name.start - 1 if name.start and view[name.start - 1] != " " else name.start - 2
        if close > 0 and view[close] in _BRACKETS:
            opened = view.rfind(_BRACKETS[view[close]], max(0, close - _LONGEST), close)
            if opened > 0 and (opened in ends or (view[opened - 1] == " " and opened - 1 in ends)):
                ends.add(name.end)
                yield organisation(name.start, name.end, "continued", cue=view[opened : close + 1], confidence=0.8)
