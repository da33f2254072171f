"""A place for a worker: whoever sits there is replaced when it dies, hangs, grows too large or has worked long enough."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from time import monotonic

from pipeline.engines.contract import Done, Fault, FaultKind, Limits, Task
from pipeline.engines.worker import RAISED, READY, REFUSED, Worker
from pipeline.errors import EngineUnavailable

_START = 600.0  # seconds that a worker has to load what it needs
GLANCE = 0.1  # seconds between two looks at a busy worker's memory


class Seat:
    """One worker at a time, one task at a time."""

    def __init__(self, start: Callable[[], Worker], limits: Limits) -> None:
        self._start, self._limits = start, limits
        self._task: Task | None = None
        self._worker: Worker | None = None
        self._ready = False
        self._deadline = 0.0
        self._worked = 0

    @property
    def worker(self) -> Worker | None:
        """Who sits here now."""
        return self._worker

    @property
    def task(self) -> Task | None:
        """What is being worked on."""
        return self._task

    def give(self, task: Task) -> None:
        """Has `task` worked on; there is none here now."""
        recycle = self._limits.recycle
        if recycle is not None and self._worked >= recycle:
            self.close()
        self._task = task
        if self._worker is None:
            self._worker, self._ready, self._worked = self._start(), False, 0
            self._deadline = monotonic() + _START
        if self._ready:
            self._send(self._worker, task)

    def _send(self, worker: Worker, task: Task) -> None:
        self._deadline = monotonic() + self._limits.timeout if self._limits.timeout is not None else float("inf")
        with contextlib.suppress(OSError):  # it has ended: the next look will tell
            worker.connection.send(task.payload)

    def look(self) -> Done | None:
        """What became of the task, if that is known by now. Raises what `prepare` raised in the worker, and EngineUnavailable."""
        task, worker = self._task, self._worker
        if task is None or worker is None:
            return None
        try:
            while worker.connection.poll():
                done = self._heard(worker, task, *worker.connection.recv())
                if done is not None:
                    return done
        except (EOFError, OSError):
            return self._crashed(worker, task)
        return self._overdue(worker, task)

    def _heard(self, worker: Worker, task: Task, word: str, said: object) -> Done | None:
        if word == READY:
            self._ready = True
            self._send(worker, task)
            return None
        if word == REFUSED:
            raise said if isinstance(said, Exception) else EngineUnavailable(f"no worker could be prepared: {said}")
        self._task = None
        self._worked += 1
        fault = Fault(FaultKind.RAISED, str(said)) if word == RAISED else None
        return Done(task.key, None if fault else said, fault, worker.memory(), worker.pid)

    def _crashed(self, worker: Worker, task: Task) -> Done:
        fault = worker.ended()
        if not self._ready:
            raise EngineUnavailable(f"a worker ended before it was ready: {fault.message}")
        return self._lost(task, fault)

    def _overdue(self, worker: Worker, task: Task) -> Done | None:
        if monotonic() > self._deadline:
            if not self._ready:
                raise EngineUnavailable(f"a worker was not ready within {_START:g} seconds")
            return self._lost(task, Fault(FaultKind.TIMEOUT, f"no end within {self._limits.timeout:g} seconds"))
        if self._limits.memory is not None and self._ready and (worker.memory() or 0) > self._limits.memory:
            return self._lost(task, Fault(FaultKind.MEMORY, f"the worker grew over {self._limits.memory // 1_000_000} MB"))
        return None

    def _lost(self, task: Task, fault: Fault) -> Done:
        self.close()
        return Done(task.key, fault=fault)

    def patience(self) -> float:
        """Seconds until somebody should look here again, if nothing is heard."""
        left = max(0.0, self._deadline - monotonic())
        return min(left, GLANCE) if self._limits.memory is not None else min(left, 1.0)

    def close(self) -> None:
        """Ends the worker, and what it is working on."""
        if self._worker is not None:
            self._worker.close()
        self._worker, self._task = None, None


def wait(seats: Iterable[Seat]) -> None:
    """Returns when one of the busy `seats` has something to say, or should be looked at."""
    from multiprocessing.connection import wait as heard

    busy = [seat for seat in seats if seat.task is not None]
    heard([seat.worker.connection for seat in busy if seat.worker], min((seat.patience() for seat in busy), default=0.0))


def work_alone(seat: Seat, task: Task) -> Done:
    """What becomes of `task` in a seat of its own."""
    seat.give(task)
    while (done := seat.look()) is None:
        wait([seat])
    return done
