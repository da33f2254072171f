"""What Sudachi's word classes say of names: a second dictionary, and a better one for surnames."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from unicodedata import normalize

from sudachipy import Dictionary, SplitMode, Tokenizer

from pipeline.errors import ModelMissing
from pipeline.lexicon import table
from pipeline.model import Layout, MentionType, Name, Witness

_LARGEST = 12_000  # code points at once
_MOST_BYTES = 49_149  # of UTF-8 that Sudachi takes, also after its own folding, which makes 33 bytes of ﷺ
_MOST_FOLDED = _MOST_BYTES // 33


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


def fits(text: str) -> bool:
    """Whether Sudachi takes `text` at once."""
    return len(normalize("NFKC", text).encode("utf-8")) <= _MOST_BYTES


def pieces(view: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """`view[start:end]` in pieces that Sudachi takes, each with where it begins; mostly it is one."""
    for at in range(start, end, _LARGEST):
        text = view[at : min(end, at + _LARGEST)]
        if fits(text):
            yield at, text
        else:
            yield from ((at + shift, text[shift : shift + _MOST_FOLDED]) for shift in range(0, len(text), _MOST_FOLDED))


def sudachi_names(layout: Layout) -> Iterator[Name]:
    """One Name for each word that Sudachi holds for a proper name; offsets into the view."""
    view, labels = layout.text.view, _labels()
    for sentence in layout.sentences:
        for start, piece in pieces(view, sentence.start, sentence.end):
            for morpheme in _tokenizer().tokenize(piece):
                classes = morpheme.part_of_speech()
                if classes[1] != "固有名詞":
                    continue
                label = "-".join(classes[2:4]).removesuffix("-*")
                if label in labels:
                    yield Name(start + morpheme.begin(), start + morpheme.end(), labels[label], Witness.SUDACHI, label)
