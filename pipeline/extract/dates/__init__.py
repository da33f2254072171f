"""Finds DATE and DURATION.

`scan` finds date expressions (`moments.Found`), `durations` lengths of time in what is left. A date's value is what its own
words tell; what it takes from the release or from the date before it is settled in `resolve.dates`, which reads the words again
with `reread`.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.dates import durations, scan
from pipeline.extract.dates.reread import reread
from pipeline.extract.dates.values import edtf, interval
from pipeline.model import Analysis, Mention, MentionType

#: How sure a rule is, where its form does not settle it.
_CONFIDENCE = {"dates.citation-year": 0.8, "dates.clock": 0.7, "dates.weekday": 0.6, "dates.day": 0.8, "dates.years": 0.8}


def find(analysis: Analysis) -> Iterable[Mention]:
    """The candidates in `analysis`; view offsets."""
    view = analysis.view
    found = scan.find(analysis.layout)
    for each in found:
        value = interval(each.first, each.last) if each.last else edtf(each.first)
        confidence = _CONFIDENCE.get(each.rule, 0.95)
        yield Mention(MentionType.DATE, each.start, each.end, value, each.rule, each.cue, confidence)
    for length in durations.find(view, [(each.start, each.end) for each in found]):
        rule = "durations.offset" if length.offset else "durations.length"
        yield Mention(MentionType.DURATION, length.start, length.end, length.value, rule, length.cue, 0.9)


__all__ = ["find", "reread"]
