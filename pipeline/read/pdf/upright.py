"""Vertical writing: upright characters one below the other, in columns from right to left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.read.pdf.glyphs import Glyph

_JAPANESE = re.compile(r"[\u3000-\u9fff\uf900-\uffef0-9A-Za-z\U00020000-\U0003ffff]")
_FEWEST = 4  # characters: two or three below each other are lines of a narrow cell


class Stack(NamedTuple):
    """A column of characters."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


def parted(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Stack]]:
    """The glyphs that stand on lines, and the stacks of the others."""
    lying: list[Glyph] = []
    stacks: list[Stack] = []
    for run in _runs(glyphs):
        if len(run) >= _FEWEST:
            stacks.append(_stack(run))
        else:
            lying += run
    return lying, stacks


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs as the file has them, cut wherever the next is not the one below."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _is_below(glyph, run[-1]):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _is_below(glyph: Glyph, above: Glyph) -> bool:
    shift = min(abs(glyph.left - above.left), abs(glyph.left + glyph.right - above.left - above.right) / 2)
    return (
        shift <= 0.25 * glyph.size
        and 0.7 * glyph.size <= above.base - glyph.base <= 1.6 * glyph.size
        and abs(glyph.size - above.size) <= 0.1 * glyph.size
        and bool(_JAPANESE.match(glyph.char))
    )


def _stack(run: list[Glyph]) -> Stack:
    return Stack(
        "".join(glyph.char for glyph in run),
        min(glyph.left for glyph in run),
        run[-1].bottom,
        max(glyph.right for glyph in run),
        run[0].top,
        run[0].size,
    )
