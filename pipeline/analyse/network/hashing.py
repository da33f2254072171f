"""The hashes by which the model knows words: spaCy's of strings and thinc's of rows, over whole arrays at once.

Both are variants of MurmurHash (public domain): 64A with seed 1 for strings, 3 for the rows of a hash embedding.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.analyse.network.weights import Places

Ids = NDArray[np.uint64]

_M = np.uint64(0xC6A4A7935BD1E995)
_SEED = 1
_47 = np.uint64(47)
_31, _33 = np.uint64(31), np.uint64(33)
_ROW_1, _ROW_2 = np.uint64(0x87C37B91114253D5), np.uint64(0x4CF5AD432745937F)
_MIX_1, _MIX_2 = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)
_LOW = np.uint64(0xFFFFFFFF)
_BLOCK = 8  # bytes
#: Longer strings are hashed one by one: one of them would make the array of all others as wide.
_WIDE = 64


def string_ids(strings: Sequence[str]) -> Ids:
    """The 64-bit id of each string, as spaCy's StringStore gives it to strings that are no symbols of its own."""
    encoded = [string.encode() for string in strings]
    ids = np.empty(len(encoded), np.uint64)
    short = [index for index, each in enumerate(encoded) if len(each) <= _WIDE]
    ids[short] = _hashes([encoded[index] for index in short])
    for index, each in enumerate(encoded):
        if len(each) > _WIDE:
            ids[index] = _hashes([each])[0]
    return ids


def _hashes(strings: Sequence[bytes]) -> Ids:
    if not strings:
        return np.empty(0, np.uint64)
    lengths = np.array([len(each) for each in strings], np.uint64)
    blocks = int(lengths.max()) // _BLOCK + 1
    padded = b"".join(each.ljust(blocks * _BLOCK, b"\0") for each in strings)
    values = np.frombuffer(padded, "<u8").reshape(len(strings), blocks).astype(np.uint64)
    whole, rest = lengths // np.uint64(_BLOCK), lengths % np.uint64(_BLOCK) > 0
    found = np.uint64(_SEED) ^ (lengths * _M)
    for block in range(blocks):
        value = values[:, block]
        mixed = value * _M
        mixed = (mixed ^ (mixed >> _47)) * _M
        at_end = (found ^ value) * _M
        found = np.where(whole > block, (found ^ mixed) * _M, np.where((whole == block) & rest, at_end, found))
    found = (found ^ (found >> _47)) * _M
    return found ^ (found >> _47)


def table_rows(ids: Ids, seed: int, rows: int) -> Places:
    """The four rows, of a table of `rows`, whose sum stands for each id: an array of shape (ids, 4)."""
    salt = np.uint64(seed)
    eight = np.uint64(_BLOCK)
    first = ids * _ROW_1
    first = ((first << _31) | (first >> _33)) * _ROW_2
    first = first ^ salt ^ eight
    second = np.full_like(first, salt ^ eight)
    first = first + second
    second = second + first
    first, second = _mixed(first), _mixed(second)
    first = first + second
    second = second + first
    keys = np.stack([first & _LOW, first >> np.uint64(32), second & _LOW, second >> np.uint64(32)], axis=1)
    return (keys % np.uint64(rows)).astype(np.intp)


def _mixed(values: Ids) -> Ids:
    values = (values ^ (values >> _33)) * _MIX_1
    values = (values ^ (values >> _33)) * _MIX_2
    return values ^ (values >> _33)
