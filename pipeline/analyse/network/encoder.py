"""Tokens → vectors: the embedding of words and the layers over their neighbours.

Two things are saved against a plain pass, and neither changes a vector. What depends on a word alone (its embedding, and its part
in the first layer) is kept for the words seen last. And only those rows are computed that a wanted token's vector depends on: a
layer sees one neighbour to either side, so each layer down needs one row more at either end.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.analyse.network.hashing import Ids, string_ids, table_rows
from pipeline.analyse.network.weights import Flags, Floats, Places, Weights

_PIECES = 3
_SIDES = 3  # the word before, the word, the word behind
_BLOCK = 1024  # rows at once: enough for the products, few enough for a flat memory
_MOST_WORDS = 4096  # kept; each takes 10 kB
_TINY = np.float32(1e-8)
_LONG_WORD = 100  # code points


class Encoder:
    """Gives tokens their vectors. Not for several threads at once."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        width, parts = weights.width, _SIDES * _PIECES * weights.width
        first = weights.window[0].reshape(_SIDES, width, _PIECES * width)
        self._first = np.ascontiguousarray(first.transpose(1, 0, 2)).reshape(width, parts)
        self._seen = np.empty((_BLOCK, _SIDES * width), np.float32)
        self._made = np.empty((_BLOCK, _PIECES * width), np.float32)
        self._words: dict[str, int] = {}
        self._embedded = np.zeros((_MOST_WORDS + 1, width), np.float32)  # row 0 is the padding round a text
        self._in_first = np.zeros((_MOST_WORDS + 1, parts), np.float32)

    def vectors(self, texts: Sequence[Sequence[str]], wanted: Sequence[Flags]) -> list[Floats]:
        """For each text, given as its tokens' words, the vectors of its tokens, a row each.

        Rows of tokens that are not `wanted` hold anything. All texts together may have at most 4,096 tokens.
        """
        reach = self._weights.reach
        starts, words = [], [""] * reach  # the texts one after the other, `reach` rows of padding round each
        for text in texts:
            starts.append(len(words))
            words += [*text, *[""] * reach]
        mask = np.zeros(len(words), np.bool_)
        for start, each in zip(starts, wanted, strict=True):
            mask[start : start + len(each)] = each
        levels = _levels(mask, reach)
        rows = self._rows(words, levels[0])
        layer = self._first_layer(rows, levels[1])
        other = np.empty_like(layer)
        for index in range(1, reach):
            self._window(index, layer, other, levels[index + 1])
            layer, other = other, layer
        return [layer[start : start + len(text)] for start, text in zip(starts, texts, strict=True)]

    def forget(self) -> None:
        """Drops what is kept of words."""
        self._words.clear()

    # Words alone

    def _rows(self, words: Sequence[str], needed: Places) -> Places:
        """For each of `words` its row among the kept ones, where it is `needed`; 0 for padding."""
        asked = [words[row] for row in needed.tolist()]
        missing = dict.fromkeys(word for word in asked if word and word not in self._words)
        if len(self._words) + len(missing) > _MOST_WORDS:
            self.forget()
            missing = dict.fromkeys(word for word in asked if word)
        if missing:
            self._learn(list(missing))
        rows = np.zeros(len(words), np.intp)
        rows[needed] = [self._words[word] if word else 0 for word in asked]
        return rows

    def _learn(self, words: list[str]) -> None:
        first = len(self._words) + 1
        embedded = self._embed(words)
        self._embedded[first : first + len(words)] = embedded
        np.matmul(embedded, self._first, out=self._in_first[first : first + len(words)])
        self._words.update(zip(words, range(first, first + len(words)), strict=True))

    def _embed(self, words: list[str]) -> Floats:
        weights, width = self._weights, self._weights.width
        forms, shapes = self._ids(words), self._ids([word_shape(word) for word in words])
        joined = np.zeros((len(words), _SIDES * width), np.float32)
        for at, ids, table, seed in (
            (0, forms, weights.form, weights.form_seed),
            (width, shapes, weights.shape, weights.shape_seed),
        ):
            for row in table_rows(ids, seed, len(table)).T:
                joined[:, at : at + width] += table[row]
        found = np.minimum(np.searchsorted(weights.vector_keys, forms), len(weights.vector_keys) - 1)
        known = np.flatnonzero(weights.vector_keys[found] == forms)
        joined[known, 2 * width :] = weights.vectors[weights.vector_rows[found[known]]]
        made = joined @ weights.mix
        return _normalised(made, weights.mix_bias, weights.mix_gain, weights.mix_shift)

    def _ids(self, strings: list[str]) -> Ids:
        ids = string_ids(strings)
        symbols = self._weights.symbols
        for index, string in enumerate(strings):
            if string in symbols:
                ids[index] = symbols[string]
        return ids

    # Words among others

    def _first_layer(self, rows: Places, wanted: Places) -> Floats:
        weights, width = self._weights, self._weights.width
        parts = self._in_first.reshape(-1, _SIDES, _PIECES * width)
        layer = np.empty((len(rows), width), np.float32)
        for block in _blocks(wanted):
            made = parts[rows[block - 1], 0] + parts[rows[block], 1]
            made += parts[rows[block + 1], 2]
            made = _normalised(made, weights.window_bias[0], weights.window_gain[0], weights.window_shift[0])
            made += self._embedded[rows[block]]
            layer[block] = made
        return layer

    def _window(self, index: int, before: Floats, behind: Floats, wanted: Places) -> None:
        weights, width = self._weights, self._weights.width
        sides = np.arange(-1, 2)
        for block in _blocks(wanted):
            seen, made = self._seen[: len(block)], self._made[: len(block)]
            np.take(before, block[:, None] + sides, axis=0, out=seen.reshape(len(block), _SIDES, width), mode="clip")
            np.matmul(seen, weights.window[index], out=made)
            made = _normalised(made, weights.window_bias[index], weights.window_gain[index], weights.window_shift[index])
            made += seen[:, width : 2 * width]
            behind[block] = made


def _levels(mask: Flags, reach: int) -> list[Places]:
    """The rows that each layer has to give, from the words themselves (0) to the last layer (`reach`)."""
    levels = [np.flatnonzero(mask)]
    for _ in range(reach):
        wider = mask.copy()
        wider[:-1] |= mask[1:]
        wider[1:] |= mask[:-1]
        mask = wider
        levels.append(np.flatnonzero(mask))
    return levels[::-1]


def _blocks(rows: Places) -> list[Places]:
    return [rows[at : at + _BLOCK] for at in range(0, len(rows), _BLOCK)]


def _normalised(made: Floats, bias: Floats, gain: Floats, shift: Floats) -> Floats:
    """The largest of each output's pieces, brought to mean 0 and variance 1, times `gain`, plus `shift`."""
    width = len(gain)
    made += bias
    best = np.maximum(made[:, :width], made[:, width : 2 * width])
    np.maximum(best, made[:, 2 * width :], out=best)
    best -= best.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", best, best) / np.float32(width) + _TINY
    best *= (variance ** np.float32(-0.5))[:, None]
    best *= gain
    best += shift
    return best


def word_shape(word: str) -> str:
    """What kinds of characters `word` has: X, x and d for capitals, other letters and digits, at most four of one kind in a row.

    >>> word_shape("JP19K07120")
    'XXddXdddd'
    """
    if len(word) >= _LONG_WORD:
        return "LONG"
    shape: list[str] = []
    last, run = "", 0
    for character in word:
        kind = ("X" if character.isupper() else "x") if character.isalpha() else "d" if character.isdigit() else character
        run = run + 1 if kind == last else 0
        last = kind
        if run < 4:
            shape.append(kind)
    return "".join(shape)
