"""`ja-timex`: the temporal expressions of ja-timex, when it is installed, with its TIMEX3 values in our form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from pipeline.errors import ModelMissing
from pipeline.extractors.shipped.labels import types_of
from pipeline.model import MentionType
from pipeline.model.annotation import Mark

_FISCAL = re.compile(r"FY(\d{4})\Z")
_CENTURY = re.compile(r"\d\dXX\Z")
_HALF = re.compile(r"(PT?)(\d+)\.5([YHM])\Z")
#: Half of a unit in the next smaller one.
_HALVES = {"PY": "6M", "PTH": "30M", "PTM": "30S"}
_DAY = re.compile(r"(\d{4})-(\d\d|XX)-(\d\d|XX)\Z")
_CLOCK = re.compile(r"T(\d\d)-(\d\d|XX)-(\d\d|XX)\Z")
_WEEKDAY = re.compile(r"XXXX-WXX-\d\Z")
#: Blanks that may stand between a day and its time of day.
_BLANK = re.compile(r"[ 　]?\Z")


class _Tag(NamedTuple):
    start: int
    end: int
    type: MentionType
    value: str  # TIMEX3


@cache
def _classes() -> Any:
    try:
        from ja_timex import TimexParser
        from ja_timex.number_normalizer import NumberNormalizer
    except ImportError as error:
        raise ModelMissing("ja-timex is not installed; run `pip install 'kisha[ja-timex]'`") from error
    return TimexParser, NumberNormalizer


class JaTimex:
    """The extractor `ja-timex`. Raises ModelMissing where ja-timex is not installed."""

    def __init__(self) -> None:
        self._parser, self._normalizer = _classes()

    def __call__(self, text: str) -> list[Mark]:
        """DATE and DURATION; a day with its weekday and time of day is one DATE, as in our guidelines.

        Expressions that ja-timex takes for frequencies are left out, and so are those that it counts from the day of speaking
        (3日前): it has no day for them.
        """
        tags = sorted(self._tags(text))
        marks = []
        while tags:
            tag = tags.pop(0)
            end, value = tag.end, _value(tag.value)
            while tags and _continues(text, end, tag, tags[0]):
                further = tags.pop(0)
                end, value = further.end, _joined(value, further.value)
            if not _WEEKDAY.match(tag.value):
                marks.append(Mark(tag.start, end, tag.type, value=value))
        return marks

    def _tags(self, text: str) -> Iterator[_Tag]:
        types = types_of("timex3")
        # The parser's default normaliser is shared between parsers and keeps what it did last: each text gets its own.
        # `span` counts in the text that it has changed (千年 → 1000年), `raw_span` in ours.
        for tag in self._parser(number_normalizer=self._normalizer()).parse(text):
            start, end = tag.raw_span
            if tag.type in types and not tag.mod and 0 <= start < end <= len(text):
                yield _Tag(start, end, types[tag.type], tag.value)


def _continues(text: str, end: int, first: _Tag, further: _Tag) -> bool:
    """Whether `further` is the weekday or the time of day of the day `first`, of which the text up to `end` is read."""
    day = _DAY.match(first.value)
    part = _CLOCK.match(further.value) or _WEEKDAY.match(further.value)
    return bool(day and "XX" not in day.groups() and part and end <= further.start and _BLANK.match(text[end : further.start]))


def _joined(value: str | None, further: str) -> str | None:
    clock = _CLOCK.match(further)
    if value is None or clock is None:
        return value
    return f"{value}T{':'.join('00' if part == 'XX' else part for part in clock.groups())}"


def _value(value: str) -> str | None:
    """A TIMEX3 value as our contract writes it; None for what has no year, or no form there."""
    if found := _DAY.match(value):
        return "-".join(part for part in found.groups() if part != "XX")
    if found := _FISCAL.match(value):
        return f"{found[1]}-04-01/{int(found[1]) + 1}-03-31"
    if (found := _HALF.match(value)) and found[1] + found[3] in _HALVES:
        whole = "" if found[2] == "0" else found[2] + found[3]
        return f"{found[1]}{whole}{_HALVES[found[1] + found[3]]}"
    return value if value.startswith("P") or _CENTURY.match(value) else None
