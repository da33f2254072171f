"""What Sudachi's word classes say of names: a second dictionary, and a better one for surnames."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sudachipy import Dictionary, SplitMode, Tokenizer

from pipeline.errors import ModelMissing
from pipeline.lexicon import table
from pipeline.model import Layout, MentionType, Name, Witness

_LARGEST = 12_000  # code points at once; Sudachi refuses more than 49,149 UTF-8 bytes


@cache
def dictionary() -> Dictionary:
    """Sudachi's core dictionary, opened once a process. Raises ModelMissing where it is not installed."""
    try:
        return Dictionary(dict="core")
    except Exception as error:  # SudachiPy raises several types, among them its own without a common root
        raise ModelMissing("sudachidict-core is not installed; run `pip install sudachidict-core`") from error


@cache
def _tokenizer() -> Tokenizer:
    return dictionary().create(mode=SplitMode.C)


@cache
def _labels() -> dict[str, MentionType]:
    return {row["label"]: MentionType(row["type"]) for row in table("name_labels") if row["witness"] == "sudachi"}


def sudachi_names(layout: Layout) -> Iterator[Name]:
    """One Name for each word that Sudachi holds for a proper name; offsets into the view."""
    view, labels = layout.text.view, _labels()
    for sentence in layout.sentences:
        for start in range(sentence.start, sentence.end, _LARGEST):
            for morpheme in _tokenizer().tokenize(view[start : min(sentence.end, start + _LARGEST)]):
                classes = morpheme.part_of_speech()
                if classes[1] != "固有名詞":
                    continue
                label = "-".join(classes[2:4]).removesuffix("-*")
                if label in labels:
                    yield Name(start + morpheme.begin(), start + morpheme.end(), labels[label], Witness.SUDACHI, label)
