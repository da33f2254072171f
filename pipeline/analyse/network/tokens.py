"""Text → tokens, as spaCy's Japanese tokenizer cuts it for `ja_ginza`: Sudachi's longest words, blanks put together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sudachipy import SplitMode, Tokenizer

from pipeline.analyse.sudachi import dictionary


@cache
def _tokenizer() -> Tokenizer:
    return dictionary().create(mode=SplitMode.C)


def tokens(text: str) -> list[tuple[int, str]]:
    """The tokens of `text` in order: where each begins (code points), and what it says.

    One blank behind a word belongs to no token; any other run of white space is a token of its own. `text` may be as long as
    Sudachi takes it (49,149 bytes of UTF-8).
    """
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    at, behind_word = 0, False
    for morpheme in _tokenizer().tokenize(text):
        surface = morpheme.surface()
        if not surface:  # … is three full stops to Sudachi; two of them say nothing
            continue
        if surface.isspace():
            at += behind_word and surface == " "
            behind_word = False
            continue
        start = text.index(surface, at)
        if start > at:
            yield at, text[at:start]
        yield start, surface
        at, behind_word = start + len(surface), True
    if at < len(text):
        yield at, text[at:]
