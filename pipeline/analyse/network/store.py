"""The weights as one file: a line of facts, then the arrays, which are mapped and not read."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import zlib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.analyse.network.weights import Weights

_MAGIC = b"kisha network\n"
_ALIGNED = 64  # bytes: a line of the processor's cache


def write(weights: Weights, key: str, path: Path) -> None:
    """Puts `weights` at `path`, which then holds all of it or what it held before. Raises OSError."""
    arrays = {name: value for name, value in _parts(weights).items() if isinstance(value, np.ndarray)}
    facts = {name: value for name, value in _parts(weights).items() if name not in arrays}
    at, places = 0, {}
    for name, array in arrays.items():
        places[name] = {"at": at, "shape": array.shape, "type": array.dtype.str, "crc": zlib.crc32(array.tobytes())}
        at = _aligned(at + array.nbytes)
    head = _MAGIC + json.dumps({"key": key, "size": at, "facts": facts, "arrays": places}).encode() + b"\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(head.ljust(_aligned(len(head)), b"\n"))
            for array in arrays.values():
                file.write(array.tobytes().ljust(_aligned(array.nbytes), b"\0"))
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)  # one cache may serve several users
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def read(key: str, path: Path) -> Weights | None:
    """The weights at `path`; None where there are none, or others, or they are damaged."""
    try:
        with path.open("rb") as file:
            if file.readline() != _MAGIC:
                return None
            head = json.loads(file.readline())
            start = _aligned(file.tell())
        whole = np.memmap(path, np.uint8, mode="r", offset=0)
        if head["key"] != key or len(whole) != start + head["size"]:
            return None
        parts: dict[str, Any] = {name: _array(whole[start:], place) for name, place in head["arrays"].items()}
        return Weights(**parts, **_facts(head["facts"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _array(data: np.ndarray[Any, np.dtype[np.uint8]], place: Mapping[str, Any]) -> np.ndarray[Any, Any]:
    """One array. Raises ValueError where its bytes are not those that were written."""
    kind = np.dtype(place["type"])
    piece = data[place["at"] : place["at"] + kind.itemsize * int(np.prod(place["shape"], dtype=np.int64))]
    if zlib.crc32(piece.data) != place["crc"]:
        raise ValueError("damaged")
    array: np.ndarray[Any, Any] = np.asarray(piece).view(kind).reshape(place["shape"])
    return array


def _facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()}


def _parts(weights: Weights) -> dict[str, Any]:
    return {field.name: getattr(weights, field.name) for field in fields(weights)}


def _aligned(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
