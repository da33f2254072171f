"""One thread for NumPy's matrix products: blocks as small as ours gain little by more, and releases run one a process."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

_NAMES = ("scipy_openblas_{}64_", "scipy_openblas_{}", "openblas_{}64_", "openblas_{}")
#: Where NumPy's wheels keep the library, beside the package or in it.
_FOLDERS = ("../numpy.libs", ".dylibs", ".libs")


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """While it lasts, OpenBLAS takes one thread; a NumPy with another library keeps its own number."""
    get, put = _function("get_num_threads"), _function("set_num_threads")
    before = get() if get and put else 1
    if put is None or before == 1:
        yield
        return
    put(1)
    try:
        yield
    finally:
        put(before)


def kernel() -> str:
    """The processor that OpenBLAS takes this one for, "" where that is not known; the benchmarks print it."""
    function = _function("get_corename")
    if function is None:
        return ""
    function.restype = ctypes.c_char_p
    name: bytes = function()
    return name.decode()


@cache
def _library() -> ctypes.CDLL | None:
    """The library that NumPy has loaded already."""
    home = Path(np.__file__).parent
    for folder in _FOLDERS:
        for path in sorted((home / folder).glob("*openblas*")):
            with contextlib.suppress(OSError):
                return ctypes.CDLL(str(path))
    return None


@cache
def _function(name: str) -> Any:
    library = _library()
    found = (getattr(library, pattern.format(name), None) for pattern in _NAMES) if library else ()
    return next((each for each in found if each is not None), None)
