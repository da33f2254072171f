"""Brackets and quotation marks: where an opening one closes."""

from __future__ import annotations

PAIRS = {"(": ")", "「": "」", "『": "』", "“": "”", "【": "】", "[": "]", "〈": "〉", "《": "》", "〔": "〕"}
QUOTES = '「『“"'


def closing(text: str, start: int, end: int) -> int | None:
    """The place of the bracket that closes the one at `start`, None where none does before `end`.

    Only brackets of the same kind are counted: releases mix them up and forget some.
    """
    opening = text[start]
    if opening == '"':
        at = text.find('"', start + 1, end)
        return at if at >= 0 else None
    close = PAIRS[opening]
    depth = 0
    for at in range(start, end):
        if text[at] == opening:
            depth += 1
        elif text[at] == close:
            depth -= 1
            if depth == 0:
                return at
    return None
