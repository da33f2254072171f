"""All work in this process, one task after the other: to look into, to profile, and to compare with.

A task that takes too long is broken off where the system has an alarm clock and this is the main thread. Nothing keeps a task that
crashes, or eats all memory, from ending this process: the other engines are there for that.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable, Iterator
from types import FrameType

from pipeline.engines.contract import Done, Fault, FaultKind, Limits, Prepare, Settings, Task, Work
from pipeline.engines.system import resident


class _TimeIsUp(BaseException):
    """Not an Exception: work that goes on after any error must not go on after this one."""


class Serial:
    """The engine `serial`. `workers` and `address` mean nothing to it."""

    def __init__(self, settings: Settings) -> None:
        del settings

    def run(self, prepare: Prepare, tasks: Iterable[Task], limits: Limits) -> Iterator[Done]:
        """See `pipeline.engines.contract.Engine`."""
        work = prepare()
        clock = limits.timeout is not None and hasattr(signal, "setitimer") and _is_main_thread()
        for task in tasks:
            yield _timed(work, task, limits.timeout or 0) if clock else _done(work, task)


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _timed(work: Work, task: Task, seconds: float) -> Done:
    before = signal.signal(signal.SIGALRM, _ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            return _done(work, task)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except _TimeIsUp:
        return Done(task.key, fault=Fault(FaultKind.TIMEOUT, f"no end within {seconds:g} seconds"))
    finally:
        signal.signal(signal.SIGALRM, before)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise _TimeIsUp


def _done(work: Work, task: Task) -> Done:
    try:
        result = work(task.payload)
    except Exception as error:
        return Done(task.key, fault=Fault(FaultKind.RAISED, type(error).__name__))
    return Done(task.key, result, memory=resident(os.getpid()), worker=os.getpid())
