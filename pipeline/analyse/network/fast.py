"""The fast path: the same tokens, vectors and entities as the model gives in spaCy, without spaCy."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from pipeline.analyse.network.decoder import Decoder
from pipeline.analyse.network.encoder import Encoder
from pipeline.analyse.network.stretch import Entity, Stretch
from pipeline.analyse.network.threads import one_thread
from pipeline.analyse.network.tokens import tokens
from pipeline.analyse.network.weights import Flags, Weights

_BATCH = 4_000  # code points of stretches computed together; as many tokens at most


class Fast:
    """Reads names with the weights given. Threads may share it; they are served one after the other."""

    def __init__(self, weights: Weights) -> None:
        self._lock = threading.Lock()  # the encoder has one set of buffers, and Sudachi's tokenizer is not for two at once
        self._encoder = Encoder(weights)
        self._decoder = Decoder(weights)

    def read(self, stretches: Iterable[Stretch]) -> Iterator[list[Entity]]:
        """The entities of each stretch, in order; those in sentences that are not wanted are left out, and not computed."""
        for batch in _batches(stretches):
            with self._lock:
                entities = self._of([_Tokens(stretch) for stretch in batch])
            yield from entities

    def forget(self) -> None:
        """Drops what is kept of the words seen so far, as at the start."""
        self._encoder.forget()

    def _of(self, batch: list[_Tokens]) -> list[list[Entity]]:
        with one_thread():
            asked = [tokens for tokens in batch if tokens.sentences]
            vectors = self._encoder.vectors([each.words for each in asked], [each.mask() for each in asked]) if asked else []
            for tokens, of_tokens in zip(asked, vectors, strict=True):
                for first, behind, label in self._decoder.entities(of_tokens, tokens.blank, tokens.sentences):
                    end = tokens.begins[behind - 1] + len(tokens.words[behind - 1])
                    tokens.entities.append(Entity(tokens.begins[first], end, label))
        return [tokens.entities for tokens in batch]


class _Tokens:
    """A stretch's tokens and which of its sentences are asked for, as (first token, token behind the last)."""

    def __init__(self, stretch: Stretch) -> None:
        self.entities: list[Entity] = []
        self.begins: list[int] = []
        self.words: list[str] = []
        self.sentences: list[tuple[int, int]] = []
        if stretch.wanted == ():
            return
        for begin, word in tokens(stretch.text):
            self.begins.append(begin)
            self.words.append(word)
        self.blank = [word.isspace() for word in self.words]
        firsts = [index for index, begin in enumerate(self.begins) if index == 0 or begin in stretch.starts]
        for first, behind in pairwise([*firsts, len(self.words)]):
            if stretch.wants(self.begins[first], self.begins[behind - 1] + len(self.words[behind - 1])):
                self.sentences.append((first, behind))

    def mask(self) -> Flags:
        """Which tokens lie in a sentence that is asked for."""
        mask = np.zeros(len(self.words), np.bool_)
        for first, behind in self.sentences:
            mask[first:behind] = True
        return mask


def _batches(stretches: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    batch: list[Stretch] = []
    size = 0
    for stretch in stretches:
        if batch and size + len(stretch.text) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(stretch)
        size += len(stretch.text)
    if batch:
        yield batch
