"""Reading something that may be refused, but may take neither long nor much."""

from __future__ import annotations

import time
import tracemalloc

from pipeline.errors import KishaError
from pipeline.read import read_bytes

CEILING = 10.0  # processor seconds; what is refused takes a few hundredths, what is read at most one or two


def outcome(data: bytes, *, megabytes: int | None = None) -> str:
    """The text that is read, or the code of the error; asserts the bounds. `megabytes`: what Python may allocate on the way."""
    if megabytes is not None:
        tracemalloc.start()
    before = time.process_time()
    try:
        found = read_bytes(data, "hostile", apart=False).text
    except KishaError as error:
        found = error.code if error.message else "an error that does not say what to do"
    taken = time.process_time() - before
    if megabytes is not None:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < megabytes * 1_000_000, f"{peak / 1e6:.0f} MB"
    assert taken < CEILING, f"{taken:.1f} s"
    return found
