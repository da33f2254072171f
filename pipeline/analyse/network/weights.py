"""What of the model the fast path needs, as arrays: made once out of the installed model, then read from the cache."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Places = NDArray[np.intp]  # indices
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Weights:
    """The arrays, and the words that go with them.

    Of a maxout layer's outputs the first pieces stand first, then the second, then the third, so that each is one block.
    Matrices stand as (in, out).
    """

    # a word's own vector: rows by the hash of its form and of its shape, its static vector, and the layer that joins them
    form: Floats  # (rows, width)
    shape: Floats  # (rows, width)
    vector_keys: NDArray[np.uint64]  # sorted ids of words that have a vector
    vector_rows: NDArray[np.int32]  # their rows in:
    vectors: Floats  # (rows, width), projected to the network's width
    mix: Floats  # (3 * width, pieces * width)
    mix_bias: Floats
    mix_gain: Floats
    mix_shift: Floats
    # the layers over a word and its two neighbours
    window: Floats  # (layers, 3 * width, pieces * width)
    window_bias: Floats  # (layers, pieces * width)
    window_gain: Floats  # (layers, width)
    window_shift: Floats  # (layers, width)
    # the decoder
    narrow: Floats  # (width, hidden)
    narrow_bias: Floats
    state: Floats  # (hidden, 3 * 2 * hidden): for the word in hand, the entity's first word, the word before
    state_bias: Floats  # (2 * hidden,)
    state_missing: Floats  # (3, 2 * hidden): where there is no such word
    closed: Floats  # (hidden, moves): B of each label, U of each label, O
    closed_bias: Floats
    opened: Floats  # (labels, hidden, 2): I and L of each label
    opened_bias: Floats  # (labels, 2)

    begin_labels: tuple[str, ...]  # in the order of B in `closed`, and of `opened`
    unit_labels: tuple[str, ...]  # in the order of U in `closed`
    symbols: dict[str, int]  # strings whose id is no hash
    form_seed: int
    shape_seed: int

    @property
    def width(self) -> int:
        """How many numbers a vector has."""
        return int(self.form.shape[1])

    @property
    def reach(self) -> int:
        """How many tokens to either side have a part in a token's vector."""
        return int(self.window.shape[0])
