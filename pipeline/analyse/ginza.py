"""What GiNZA (`ja_ginza`) says of names. It reads our sentences, not its parser's: its labels are mapped by a table.

Only its tokenizer, tok2vec and ner are asked: the other components have no part in names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import tee

from pipeline.analyse.network import Engine, Stretch, reader
from pipeline.analyse.sudachi import fits, pieces
from pipeline.lexicon import table
from pipeline.model import Layout, MentionType, Name, Sentence, Witness

_LARGEST = 2_000  # code points a Stretch: long enough to keep the network busy, short enough for a flat memory
_LONGEST_SENTENCE = 4_000  # a longer one, such as a line of numbers, is cut


@cache
def _labels() -> dict[str, MentionType]:
    return {row["label"]: MentionType(row["type"]) for row in table("name_labels") if row["witness"] == "ginza"}


def ginza_names(layout: Layout, wanted: Collection[Sentence] | None = None, *, engine: Engine = Engine.FAST) -> Iterator[Name]:
    """One Name for each entity whose label the table maps to a type of ours; offsets into the view.

    `wanted` are the sentences of `layout` that are asked for; None asks for all. Raises ModelMissing.
    """
    labels = _labels()
    pieces, again = tee(_pieces(layout, wanted))
    for piece, entities in zip(pieces, reader(engine).read(map(_Piece.stretch, again)), strict=True):
        for entity in entities:
            if entity.label in labels:
                start, end = piece.start + entity.start, piece.start + entity.end
                yield Name(start, end, labels[entity.label], Witness.GINZA, entity.label)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of sentences with the view's text from the first to the last, and those of them that are wanted."""

    start: int
    text: str
    sentences: list[Sentence]
    wanted: list[Sentence]

    def stretch(self) -> Stretch:
        asked = tuple((each.start - self.start, each.end - self.start) for each in self.wanted)
        return Stretch(self.text, frozenset(each.start - self.start for each in self.sentences), asked)


def _pieces(layout: Layout, wanted: Collection[Sentence] | None) -> Iterator[_Piece]:
    """Runs of at most `_LARGEST` code points in which something is wanted; a sentence that is too long is cut."""
    view = layout.text.view
    for run in _runs(layout.sentences):
        asked = run if wanted is None else [each for each in run if each in wanted]
        if not asked:
            continue
        start, end = run[0].start, run[-1].end
        if end - start <= _LONGEST_SENTENCE and fits(view[start:end]):
            yield _Piece(start, view[start:end], run, asked)
            continue
        for at in range(start, end, _LONGEST_SENTENCE):
            for begin, text in pieces(view, at, min(end, at + _LONGEST_SENTENCE)):
                part = Sentence(begin, begin + len(text))
                yield _Piece(begin, text, [part], [part])


def _runs(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    run: list[Sentence] = []
    for sentence in sentences:
        if run and sentence.end - run[0].start > _LARGEST:
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run
