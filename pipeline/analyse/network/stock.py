"""`ja_ginza` as spaCy runs it: the reference, the source of the fast path's weights, and what is used where those do not fit."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from pipeline.analyse.network.stretch import Entity, Stretch
from pipeline.errors import ModelMissing

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def model() -> Language:
    """The model with what names need: tokenizer, tok2vec and ner. Raises ModelMissing where it is not installed."""
    try:
        import spacy  # takes a second: only those pay who need it

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return spacy.load(
                "ja_ginza", exclude=["parser", "attribute_ruler", "morphologizer", "compound_splitter", "bunsetu_recognizer"]
            )
    except (ImportError, OSError) as error:
        raise ModelMissing("the model ja_ginza is not installed; run `pip install ja-ginza`") from error


class Stock:
    """Reads names as spaCy does, one Doc a stretch."""

    def read(self, stretches: Iterable[Stretch]) -> Iterator[list[Entity]]:
        """The entities of each stretch; those in sentences that are not wanted are left out."""
        for stretch in stretches:
            yield self._of(stretch) if stretch.wanted != () else []

    def _of(self, stretch: Stretch) -> list[Entity]:
        nlp = model()
        with nlp.memory_zone():  # else spaCy keeps every string that it has ever seen
            doc = nlp.make_doc(stretch.text)
            for token in doc:
                token.is_sent_start = token.i == 0 or token.idx in stretch.starts
            for _, component in nlp.pipeline:
                doc = component(doc)
            return [
                Entity(entity.start_char, entity.end_char, entity.label_)
                for entity in doc.ents
                if stretch.wants(entity.sent.start_char, entity.sent.end_char)
            ]
