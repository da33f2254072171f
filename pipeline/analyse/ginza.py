"""What GiNZA (`ja_ginza`) says of names. It reads our sentences, not its parser's: its labels are mapped by a table.

The model is loaded when it is first asked. Only the tokenizer, tok2vec and ner run: the other components have no part in names.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from pipeline.errors import ModelMissing
from pipeline.lexicon import table
from pipeline.model import Layout, MentionType, Name, Sentence, Witness

if TYPE_CHECKING:
    from spacy.language import Language

_LARGEST = 12_000  # code points at once; Sudachi, which splits the words, refuses more than 49,149 UTF-8 bytes
_BATCH = 2_000  # code points a Doc: long enough to keep the network busy, short enough for a flat memory
#: Longer texts get no opinion from the network: it needs a second for about 4,000 characters.
LONGEST_TEXT = 300_000


@cache
def _model() -> Language:
    import spacy  # takes a second: only those pay who ask for the network

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return spacy.load(
                "ja_ginza", exclude=["parser", "attribute_ruler", "morphologizer", "compound_splitter", "bunsetu_recognizer"]
            )
    except OSError as error:
        raise ModelMissing("the model ja_ginza is not installed; run `pip install ja-ginza`") from error


@cache
def _labels() -> dict[str, MentionType]:
    return {row["label"]: MentionType(row["type"]) for row in table("name_labels") if row["witness"] == "ginza"}


def ginza_names(layout: Layout) -> Iterator[Name]:
    """One Name for each entity whose label the table maps to a type of ours; offsets into the view."""
    for start, end, sentences in _stretches(layout):
        yield from _of_stretch(layout.text.view[start:end], start, {sentence.start - start for sentence in sentences})


def _of_stretch(stretch: str, start: int, sentence_starts: set[int]) -> list[Name]:
    labels, model = _labels(), _model()
    with model.memory_zone():  # else spaCy keeps every string that it has ever seen
        doc = model.make_doc(stretch)
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx in sentence_starts
        for _, component in model.pipeline:
            doc = component(doc)
        return [
            Name(start + entity.start_char, start + entity.end_char, labels[entity.label_], Witness.GINZA, entity.label_)
            for entity in doc.ents
            if entity.label_ in labels
        ]


def _stretches(layout: Layout) -> Iterator[tuple[int, int, list[Sentence]]]:
    """Runs of sentences of at most `_BATCH` code points; a longer sentence is cut."""
    run: list[Sentence] = []
    for sentence in layout.sentences:
        if run and sentence.end - run[0].start > _BATCH:
            yield run[0].start, run[-1].end, run
            run = []
        if sentence.end - sentence.start > _LARGEST:
            for start in range(sentence.start, sentence.end, _LARGEST):
                piece = Sentence(start, min(sentence.end, start + _LARGEST))
                yield piece.start, piece.end, [piece]
        else:
            run.append(sentence)
    if run:
        yield run[0].start, run[-1].end, run
