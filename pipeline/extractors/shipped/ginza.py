"""`ginza` and `ginza-ontonotes`: the model ja_ginza as it comes, whole pipeline, its labels mapped to our types by a table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from pipeline.errors import ModelMissing
from pipeline.extractors.shipped.labels import types_of
from pipeline.model.annotation import Mark

if TYPE_CHECKING:
    from spacy.language import Language

_LARGEST = 10_000  # code points at once; Sudachi, which splits the words, refuses more than 49,149 UTF-8 bytes


@cache
def _model() -> Language:
    import spacy  # takes a second: only those pay who ask for it

    try:
        return spacy.load("ja_ginza")
    except OSError as error:
        raise ModelMissing("the model ja_ginza is not installed; run `pip install ja-ginza`") from error


@cache
def _ontonotes() -> dict[str, str]:
    """GiNZA's own mapping of its extended named entities to OntoNotes labels."""
    from ginza.ene_ontonotes_mapper import ENE_ONTONOTES_MAPPING

    mapping: dict[str, str] = ENE_ONTONOTES_MAPPING
    return mapping


def ginza(text: str) -> list[Mark]:
    """The entities whose extended label means a type of ours."""
    types = types_of("ene")
    return [Mark(start, end, types[label]) for start, end, label in _entities(text) if label in types]


def ginza_ontonotes(text: str) -> list[Mark]:
    """The entities whose OntoNotes label, as GiNZA maps it, means a type of ours."""
    types, coarse = types_of("ontonotes"), _ontonotes()
    found = ((start, end, coarse.get(label, "")) for start, end, label in _entities(text))
    return [Mark(start, end, types[label]) for start, end, label in found if label in types]


def _entities(text: str) -> Iterator[tuple[int, int, str]]:
    for start, end in _stretches(text):
        if text[start:end].strip():
            for entity in _model()(text[start:end]).ents:
                yield start + entity.start_char, start + entity.end_char, entity.label_


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The text whole, or in pieces that the model takes, cut at ends of lines where there are any."""
    start = 0
    while len(text) - start > _LARGEST:
        cut = text.rfind("\n", start, start + _LARGEST) + 1
        end = cut if cut > start else start + _LARGEST
        yield start, end
        start = end
    yield start, len(text)
