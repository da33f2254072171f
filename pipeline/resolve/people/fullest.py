"""Which of several forms of a body is the fullest."""

from __future__ import annotations

import re

from pipeline.resolve.people.text import solid
from pipeline.resolve.people.units import ends_unit

_LEGAL = re.compile(
    r"^(?:国立大学法人|公立大学法人|学校法人|大学共同利用機関法人|国立研究開発法人|独立行政法人|地方独立行政法人|公益財団法人|一般財団法人"
    r"|公益社団法人|一般社団法人|医療法人|社会福祉法人|株式会社|有限会社)"
)


def plain_body(body: str) -> str:
    """`body` without blanks and the legal form before its name."""
    return _LEGAL.sub("", solid(body))


def fullest(bodies: list[str]) -> tuple[str, ...]:
    """Each body once, in its fullest form, at the place where it is first named; a legal form before a name makes it no fuller."""
    kept: list[str] = []
    for body in bodies:
        plain = plain_body(body)
        for place, other in enumerate(kept):
            known = plain_body(other)
            if plain in known or _skips(plain, known):
                break
            if known in plain or _skips(known, plain):
                kept[place] = body
                break
        else:
            kept.append(body)
    once = tuple(dict.fromkeys(kept))
    return tuple(body for body in once if not any(body != other and plain_body(body) in plain_body(other) for other in once))


def _skips(short: str, full: str) -> bool:
    """Whether `short` is `full` but for units in the middle: 東雲研究所 分光室 for 東雲研究所 計測センター 分光室."""
    shared = next((place for place, (one, other) in enumerate(zip(short, full, strict=False)) if one != other), len(short))
    return any(ends_unit(short[:cut]) and full.endswith(short[cut:]) for cut in range(min(shared, len(short) - 2), 3, -1))
