"""Sentences: at 。！？ and at line ends; a closing bracket belongs to the sentence before it, a stop inside brackets ends none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Line, Sentence

_STOP = re.compile(r"[。！？!?]+[」』）)】\"”]*|(?<=[a-z0-9)])(?<!No)(?<!Nos)\.(?= [A-Z])")
_BRACKET = re.compile(r"[「『（(]|[」』）)]")


def sentences(view: str, rows: tuple[Line, ...]) -> tuple[Sentence, ...]:
    """The sentences of `view`, line by line."""
    return tuple(sentence for row in rows for sentence in _of_line(view, row))


def _of_line(view: str, row: Line) -> Iterator[Sentence]:
    start = row.start
    for match in _STOP.finditer(view, row.start, row.end):
        if match.end() < row.end and _inside_brackets(view, start, match.start()):
            continue
        yield Sentence(start, match.end())
        start = match.end()
        while start < row.end and view[start] in " \t":
            start += 1
    if start < row.end:
        yield Sentence(start, row.end)


def _inside_brackets(view: str, start: int, stop: int) -> bool:
    # A bracket that never closes must not swallow the rest of a long line.
    if stop - start > 600:
        return False
    depth = 0
    for match in _BRACKET.finditer(view, start, stop):
        depth = depth + 1 if match[0] in "「『（(" else max(0, depth - 1)
    return depth > 0
