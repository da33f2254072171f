"""The lines of the view that hold something."""

from __future__ import annotations

import re

from pipeline.model import Line

_LINE = re.compile(r"[^\n]+")


def lines(view: str) -> tuple[Line, ...]:
    """Every line that is not blank, without blanks at its ends."""
    found: list[Line] = []
    before = 0
    for match in _LINE.finditer(view):
        words = match[0].strip()
        if not words:
            continue
        indent = match[0].index(words[0])
        start = match.start() + indent
        blank = not found or view.count("\n", before, start) > 1
        found.append(Line(start, start + len(words), indent, blank))
        before = start + len(words)
    return tuple(found)
