"""Finds AWARD_NUMBER by form: numbers that are grant numbers wherever they stand.

Numbers that only their place makes grant numbers (a bare 05101 behind 課題番号) are found with the grant that they belong to, by
the field `funding`.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analyse.grant_numbers import code_of, numbers_in
from pipeline.model import Analysis, Mention, MentionType

#: Below what the same number gets as a part of a grant.
_CONFIDENCE = 0.95


def find(analysis: Analysis) -> Iterable[Mention]:
    """The grant numbers of the view whose form needs no context; view offsets, `value` normalised."""
    for number in numbers_in(analysis.view):
        yield Mention(
            MentionType.AWARD_NUMBER,
            number.start,
            number.end,
            number.value,
            rule="awards.form",
            cue=code_of(number.value, number.scheme),
            confidence=_CONFIDENCE,
        )
