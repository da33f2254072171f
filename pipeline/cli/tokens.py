"""`kisha tokens`: the words of a release with their readings."""

from __future__ import annotations

from typing import Annotated

import typer


def tokens(
    file: Annotated[str, typer.Argument(help="A release (text or Markdown); - is standard input.", metavar="FILE")],
) -> None:
    """Show the words of a release: start, end, word, reading, word class, lemma; tab-separated, offsets into the source text."""
    from pipeline.analyse.words import words
    from pipeline.normalise import normalise
    from pipeline.read import read
    from pipeline.segment import segment

    text = normalise(read(file))
    for word in words(segment(text)):
        span = text.to_source(word.start, word.end)
        classes = "-".join(part for part in word.pos if part != "*")
        typer.echo("\t".join((str(span.start), str(span.end), word.surface, word.reading, classes, word.lemma)))
