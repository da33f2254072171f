"""How a stretch of the view reads in the source, without the line breaks and hyphens that a page put in."""

from __future__ import annotations

import re

from pipeline.model import Text

_BREAK = re.compile(r"(?<![ \t])[ \t]*+[\r\n]\s*+")
_LATIN = re.compile(r"[0-9A-Za-z,.;:&)]$")
#: `KAK-ENHI`, `Grant-in- Aid`: words that a line's end divided.
_DIVIDED = ((re.compile(r"KAK-\s?ENHI"), "KAKENHI"), (re.compile(r"(?<=[a-z])-\s+(?=[A-Z])"), "-"))


def reading(text: Text, start: int, end: int) -> str:
    """What stands at view `[start, end)`, as the source writes it, on one line."""
    span = text.to_source(start, end)
    raw = text.source.text[span.start : span.end]
    parts = _BREAK.split(raw)
    joined = parts[0]
    for part in parts[1:]:
        blank = " " if _LATIN.search(joined) and re.match(r"[0-9A-Za-z(&]", part) else ""
        joined = (joined[:-1] if joined.endswith("-") and blank == "" and re.match(r"[a-z]", part) else joined) + blank + part
    for pattern, plain in _DIVIDED:
        joined = pattern.sub(plain, joined)
    return joined.strip()
