"""Degenerate texts must not blow up: a rule that takes quadratic time or worse needs minutes for what here takes a moment.

This is no measure of speed (that is a benchmark's business): the ceiling lies some fifty times over the usual time, so that a busy
machine does not reach it.
"""

from __future__ import annotations

import time
from collections.abc import Callable

CEILING = 20.0  # seconds of this process
MOMENT = 3.0  # seconds of this process; linear work on the texts in question takes a fifth of it


def assert_no_blowup(call: Callable[[], object]) -> None:
    """Fails where `call` takes more than `CEILING` seconds of processor time."""
    before = time.process_time()
    call()
    assert time.process_time() - before < CEILING


def assert_linear(of_length: Callable[[int], Callable[[], object]], length: int) -> None:
    """Fails where four times the length takes far more than four times the time; less than `MOMENT` is never too much."""
    of_length(length // 4)()  # what is loaded once
    times = []
    for size in (length, 4 * length):
        call = of_length(size)
        before = time.process_time()
        call()
        times.append(time.process_time() - before)
    assert times[1] < max(MOMENT, 10 * times[0]), times
