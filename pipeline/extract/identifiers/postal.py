"""Postal codes: after 〒, after 郵便番号, or right before an address; the value is 100-0004."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import column
from pipeline.model import Mention, MentionType

_DASH = r" ?[-ー―]? ?"
_MARKED = re.compile(rf"(?P<cue>〒|〠|郵便番号)[ \n:：]{{0,3}}(?P<code>[0-9]{{3}}{_DASH}[0-9]{{4}})(?![0-9])")
_ENGLISH = re.compile(r"(?<![0-9\-])(?P<code>[0-9]{3}-[0-9]{4}),? ?(?P<cue>Japan|JAPAN)(?![A-Za-z])")


def codes(view: str) -> tuple[Mention, ...]:
    """The POSTAL_CODE candidates of `view`; 〒 is outside the span."""
    found: dict[int, Mention] = {}
    for pattern in (_MARKED, _before_address(), _ENGLISH):
        for match in pattern.finditer(view):
            digits = re.sub(r"\D", "", match["code"])
            start, end = match.span("code")
            value = f"{digits[:3]}-{digits[3:]}"
            found.setdefault(start, Mention(MentionType.POSTAL_CODE, start, end, value, "identifiers.postal-code", match["cue"]))
    return tuple(found.values())


@cache
def _before_address() -> re.Pattern[str]:
    """Seven digits without a mark count where a prefecture or a city's name follows at once."""
    prefectures = "|".join(column("prefectures", "name"))
    return re.compile(
        r"(?<![0-9A-Za-z\-+.])(?P<code>[0-9]{3}-[0-9]{4})(?:[ \n]{1,2}|(?=[^0-9A-Za-z\-]))"
        rf"(?P<cue>{prefectures}|[一-龥々ヶケぁ-ん]{{1,6}}[市区郡](?=[一-龥々ァ-ヶ]))"
    )
