"""Vectors → entities: the greedy walk of the model's transition system (begin, in, last, unit, out), sentence by sentence.

Outside an entity the scores depend on the token alone, so those of all tokens are one product. Inside one only "in" and "last" of
its label are allowed, and no others are computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.analyse.network.weights import Floats, Places, Weights

_FEATURES = 3  # the word in hand, the entity's first word, the word before the one in hand


class Decoder:
    """Walks over tokens and yields entities."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._labels = (*weights.begin_labels, *weights.unit_labels)
        self._out = len(self._labels)

    def entities(
        self, vectors: Floats, blank: Sequence[bool], sentences: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, int, str]]:
        """First token, token behind the last, and label of each entity in the `sentences` (first token, token behind the last).

        `vectors` has a row for each token; `blank` says which of them are white space. Sentences are in order; nothing outside
        them is read.
        """
        if not sentences:
            return
        tokens = np.concatenate([np.arange(start, end) for start, end in sentences])
        features = self._features(vectors[tokens])
        best = self._closed(features, blank, sentences, tokens)
        offset = 0
        for start, end in sentences:
            length = end - start
            here = features[offset : offset + length]
            for first, behind, label in self._walk(here, best[offset : offset + length]):
                yield start + first, start + behind, label
            offset += length

    def _features(self, vectors: Floats) -> Floats:
        """Shape (tokens, 3, 2 * hidden): what a token gives to a state as each of the three words."""
        weights = self._weights
        narrow = vectors @ weights.narrow
        narrow += weights.narrow_bias
        features: Floats = np.matmul(narrow, weights.state)
        return features.reshape(len(vectors), _FEATURES, -1)

    def _closed(self, features: Floats, blank: Sequence[bool], sentences: Sequence[tuple[int, int]], tokens: Places) -> list[int]:
        """The best move of each token outside an entity: an index into `_labels`, or `_out`."""
        weights = self._weights
        state = features[:, 0] + weights.state_missing[1] + weights.state_missing[2]
        scores = _hidden(state, weights.state_bias) @ weights.closed
        scores += weights.closed_bias
        begins = len(weights.begin_labels)
        ends = np.cumsum([end - start for start, end in sentences]) - 1
        scores[ends, :begins] = -np.inf  # an entity that begins with a sentence's last word would cross into the next
        scores[[bool(blank[token]) for token in tokens.tolist()], : self._out] = -np.inf
        best: list[int] = scores.argmax(axis=1).tolist()
        return best

    def _walk(self, features: Floats, best: list[int]) -> Iterator[tuple[int, int, str]]:
        """The entities of one sentence, from its tokens' features and best moves outside an entity."""
        begins, at, length = len(self._weights.begin_labels), 0, len(best)
        while at < length:
            move = best[at]
            if move == self._out:
                at += 1
            elif move >= begins:
                yield at, at + 1, self._labels[move]
                at += 1
            else:
                behind = self._last(features, at, move) + 1
                yield at, behind, self._labels[move]
                at = behind

    def _last(self, features: Floats, first: int, label: int) -> int:
        """The last token of an entity that begins at `first`: where "last" scores more than "in", at the latest the sentence's."""
        weights = self._weights
        for at in range(first + 1, len(features) - 1):
            state = features[at, 0] + features[first, 1] + features[at - 1, 2]
            inside, last = _hidden(state[None], weights.state_bias)[0] @ weights.opened[label] + weights.opened_bias[label]
            if last > inside:
                return at
        return len(features) - 1


def _hidden(state: Floats, bias: Floats) -> Floats:
    """The larger of each hidden unit's two pieces; the first pieces stand first."""
    state = state + bias
    half = state.shape[1] // 2
    return np.maximum(state[:, :half], state[:, half:])
