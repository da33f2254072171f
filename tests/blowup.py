"""Degenerate texts must not blow up: a rule that takes quadratic time or worse needs minutes for what here takes a moment.

This is no measure of speed (that is a benchmark's business): the ceiling lies some fifty times over the usual time, so that a busy
machine does not reach it.
"""

from __future__ import annotations

import time
from collections.abc import Callable

CEILING = 20.0  # seconds of this process


def assert_no_blowup(call: Callable[[], object]) -> None:
    """Fails where `call` takes more than `CEILING` seconds of processor time."""
    before = time.process_time()
    call()
    assert time.process_time() - before < CEILING
