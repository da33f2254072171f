"""Words with their readings: fugashi (MeCab) with unidic-lite."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache

import fugashi

from pipeline.errors import ModelMissing
from pipeline.lexicon import table
from pipeline.model import Layout, MentionType, Name, Witness, Word

# Columns of unidic-lite (UniDic 2.1.2): pos1–pos4, …, 7 lemma, …, 17 kana.
_LEMMA, _KANA = 7, 17
_LARGEST = 12_000  # code points at once; MeCab ends the process at about a million


@cache
def _tagger() -> fugashi.Tagger:
    try:
        return fugashi.Tagger()
    except RuntimeError as error:
        raise ModelMissing("unidic-lite is not installed; run `pip install unidic-lite`") from error


def words(layout: Layout) -> tuple[Word, ...]:
    """The words of each sentence, in order; offsets into the view."""
    view = layout.text.view
    found: list[Word] = []
    for sentence in layout.sentences:
        for start in range(sentence.start, sentence.end, _LARGEST):
            found += _of_stretch(view, start, min(sentence.end, start + _LARGEST))
    return tuple(found)


def _of_stretch(view: str, start: int, end: int) -> Iterator[Word]:
    at = start
    for node in _tagger()(view[start:end]):
        surface: str = node.surface
        at = view.index(surface, at, end)
        features = _features(node.feature_raw)
        yield Word(at, at + len(surface), surface, features[0], features[1], features[2])
        at += len(surface)


@cache
def _features(raw: str) -> tuple[tuple[str, str, str, str], str, str]:
    cells = next(csv.reader([raw])) if '"' in raw else raw.split(",")
    cells += ["*"] * (_KANA + 1 - len(cells))
    lemma, kana = cells[_LEMMA], cells[_KANA]
    return (cells[0], cells[1], cells[2], cells[3]), "" if lemma == "*" else lemma, "" if kana == "*" else kana


@cache
def _labels() -> dict[str, MentionType]:
    return {row["label"]: MentionType(row["type"]) for row in table("name_labels") if row["witness"] == "unidic"}


def unidic_names(found: tuple[Word, ...]) -> Iterator[Name]:
    """What UniDic's word classes say of names: one Name a word."""
    labels = _labels()
    for word in found:
        if word.pos[1] != "固有名詞":
            continue
        label = "-".join(word.pos[2:]).removesuffix("-*")
        if label in labels:
            yield Name(word.start, word.end, labels[label], Witness.UNIDIC, label)
