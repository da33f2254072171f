"""The crew: worker processes with one model each, and the queue before them.

Threads were tried first and are out: SudachiPy's tokenizer refuses to be asked by two at once, and the interpreter's lock lets only
one of them work. Each worker process has a thread here that hires it, hands it one document at a time, and hires another when it
ends; a worker must not outlive the thread that started it, since Linux ends it with that thread.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import queue
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Any

from pipeline.engines.contract import Prepare
from pipeline.engines.worker import READY, REFUSED, RESULT, Worker
from pipeline.errors import EngineUnavailable
from pipeline.serve.problems import KINDS, refused
from pipeline.serve.reading import Answer, Document, Failure

LOG = logging.getLogger("kisha.serve")
_GLANCE = 0.5  # seconds between two looks at a worker that has nothing to do
_BACK_OFF = 30.0  # seconds at most between two attempts to hire


@dataclass(slots=True, eq=False)
class _Ticket:
    """A document in the queue. `taken` and `answered` belong to the event loop."""

    document: Document
    loop: asyncio.AbstractEventLoop
    taken: asyncio.Future[None]
    answered: asyncio.Future[Answer]
    given_up: bool = False
    overdue: bool = False
    seconds: float = 0.0  # that it was worked on
    alarm: asyncio.TimerHandle | None = field(default=None, repr=False)


class _Seat:
    """The thread of one worker."""

    def __init__(self, crew: Crew, number: int) -> None:
        self._crew = crew
        self._lock = threading.Lock()  # around `worker` and `ticket`
        self.worker: Worker | None = None
        self.ticket: _Ticket | None = None
        self.ready = False
        self._thread = threading.Thread(target=self._run, name=f"worker-{number}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def join(self) -> None:
        self.kill()
        self._thread.join(10)

    def kill(self, ticket: _Ticket | None = None) -> None:
        """Ends the worker, if it still works on `ticket`; without one in any case."""
        with self._lock:
            if self.worker is not None and ticket in (None, self.ticket):
                if ticket is not None:
                    ticket.overdue = True
                os.kill(self.worker.pid, signal.SIGKILL)

    def memory(self) -> int | None:
        """Resident bytes of the worker."""
        with self._lock:
            return self.worker.memory() if self.worker is not None else None

    def _run(self) -> None:
        failures = 0
        while not self._crew.closing.is_set():
            if self._hire():
                failures = 0
                self._work()
            else:
                failures += 1
                self._crew.closing.wait(min(_BACK_OFF, 2.0**failures / 2))
            self._dismiss()

    def _hire(self) -> bool:
        """Starts a worker and waits until its models are loaded."""
        worker = Worker(self._crew.prepare, shared=False)
        with self._lock:
            self.worker = worker
        if self._crew.closing.is_set():  # close() may have looked for a worker before there was one
            return False
        try:
            word, said = worker.connection.recv()
        except (EOFError, OSError):
            word, said = REFUSED, EngineUnavailable(f"a worker ended before it was ready: {worker.ended().message}")
        self.ready = word == READY
        if not self.ready:
            self._crew.was_refused(said if isinstance(said, Exception) else EngineUnavailable(str(said)))
        return self.ready

    def _dismiss(self) -> None:
        self.ready = False
        with self._lock:
            worker, self.worker = self.worker, None
        if worker is not None:
            worker.close()

    def _work(self) -> None:
        """Gives the worker documents until it ends, or the crew is closed."""
        worker = self.worker
        while worker is not None and not self._crew.closing.is_set():
            ticket = self._crew.next(_GLANCE)
            if worker.connection.poll():  # it never speaks unasked: it has ended
                if ticket is not None:
                    self._crew.put_back(ticket)
                self._crew.lost("idle")
                return
            if ticket is not None and not self._serve(worker, ticket):
                return

    def _serve(self, worker: Worker, ticket: _Ticket) -> bool:
        """Whether the worker is there for the next document."""
        with self._lock:
            self.ticket = ticket
        self._crew.call(ticket, self._crew.on_taken, ticket, self)
        began = monotonic()
        try:
            worker.connection.send(ticket.document)
            word, said = worker.connection.recv()
        except (EOFError, OSError):
            word, said = "", None
        with self._lock:
            self.ticket = None
        ticket.seconds = monotonic() - began
        self._crew.call(ticket, self._crew.on_answered, ticket, self._heard(worker, ticket, word, said))
        return bool(word)

    def _heard(self, worker: Worker, ticket: _Ticket, word: str, said: Any) -> Answer:
        if word == RESULT:
            return said  # type: ignore[no-any-return]
        if word:
            return Failure("unexpected-error", str(said))
        self._crew.lost("timeout" if ticket.overdue else "crash")
        if ticket.overdue:
            return Failure(
                "document-timeout", f"it was not read within {self._crew.timeout:g} seconds; split it, or ask with ner=false"
            )
        return Failure("worker-lost", f"{worker.ended().message}; it is being replaced")


class Crew:
    """Workers and their queue. `ask` is for the event loop; all else may be called anywhere."""

    def __init__(self, prepare: Prepare, workers: int, timeout: float) -> None:
        """`prepare` is run in each worker; `timeout` in seconds, of work on one document."""
        self.prepare, self.timeout = prepare, timeout
        self.closing = threading.Event()
        self.losses: dict[str, int] = {"idle": 0, "timeout": 0, "crash": 0}
        self.refusal: Exception | None = None
        self.on_refusal: Callable[[], None] = lambda: None
        self.pace = 0.0  # seconds a document, lately
        self._was_ready = False
        self._waiting = 0
        self._queue: queue.SimpleQueue[_Ticket | None] = queue.SimpleQueue()
        self._again: queue.SimpleQueue[_Ticket] = queue.SimpleQueue()  # what comes before the queue
        self._seats = [_Seat(self, number) for number in range(workers)]

    def start(self) -> None:
        """Begins to load models; documents may be asked about at once, and wait."""
        for seat in self._seats:
            seat.start()

    def close(self) -> None:
        """Ends all workers, whatever they do."""
        self.closing.set()
        for seat in self._seats:
            self._queue.put(None)
            seat.kill()
        for seat in self._seats:
            seat.join()

    @property
    def ready(self) -> bool:
        """Whether all workers have been ready once, and one is now."""
        here = sum(seat.ready for seat in self._seats)
        self._was_ready = self._was_ready or here == len(self._seats)
        return self._was_ready and here > 0

    @property
    def states(self) -> dict[str, int]:
        """How many workers are busy, idle, or being started."""
        busy = sum(seat.ticket is not None for seat in self._seats)
        ready = sum(seat.ready for seat in self._seats)
        return {"busy": busy, "idle": max(0, ready - busy), "starting": len(self._seats) - ready}

    @property
    def waiting(self) -> int:
        """How many documents wait for a worker."""
        return self._waiting

    @property
    def memory(self) -> list[int]:
        """Resident bytes of each worker, where the system tells."""
        return [seat.memory() or 0 for seat in self._seats]

    @property
    def delay(self) -> int:
        """Whole seconds, from 1 to 60, after which there may be room again."""
        return int(min(60, max(1, self.pace * self._waiting / len(self._seats))))

    async def ask(self, document: Document, *, patience: float | None) -> tuple[bytes, float]:
        """The answer to `document` and the seconds that it took. `patience`: seconds that it may wait for its turn, None for ever.

        Raises Refused. When the caller is cancelled, a document that still waits is not read.
        """
        loop = asyncio.get_running_loop()
        ticket = _Ticket(document, loop, loop.create_future(), loop.create_future())
        self._queue.put(ticket)
        self._waiting += 1
        try:
            async with asyncio.timeout(patience):
                await ticket.taken
            said = await ticket.answered
        except TimeoutError:
            raise refused("overloaded", "its turn did not come in time; try again later", retry_after=self.delay) from None
        finally:
            if not ticket.taken.done() or ticket.taken.cancelled():
                self._waiting -= 1
            ticket.given_up = True
        if isinstance(said, Failure):
            if said.code not in KINDS:  # an error of the command line's world
                raise refused("unexpected-error", f"{said.message} [{said.code}]")
            raise refused(said.code, said.message, retry_after=1 if said.code == "worker-lost" else None)
        return said, ticket.seconds

    def next(self, seconds: float) -> _Ticket | None:
        """The next document that somebody still waits for; None when there is none for so long."""
        with contextlib.suppress(queue.Empty):
            return self._again.get_nowait()
        with contextlib.suppress(queue.Empty):
            while (ticket := self._queue.get(timeout=seconds)) is not None:
                if not ticket.given_up:
                    return ticket
        return None

    def put_back(self, ticket: _Ticket) -> None:
        """Lets another worker take what was given to one that had ended before."""
        self._again.put(ticket)

    def lost(self, reason: str) -> None:
        """Counts a worker that ended."""
        if not self.closing.is_set():
            self.losses[reason] += 1
            LOG.warning("a worker ended (%s) and is replaced", reason)

    def was_refused(self, error: Exception) -> None:
        """Notes why a worker could not be prepared; before any was, nobody can serve."""
        if self.closing.is_set():
            return
        LOG.warning("a worker could not be prepared: %s", type(error).__name__)
        if not self.ready and not self._was_ready and self.refusal is None:
            self.refusal = error
            self.on_refusal()

    def call(self, ticket: _Ticket, function: Callable[..., None], *arguments: Any) -> None:
        """Has the event loop that asked do something."""
        with contextlib.suppress(RuntimeError):  # it is closed: nobody waits any more
            ticket.loop.call_soon_threadsafe(partial(function, *arguments))

    def on_taken(self, ticket: _Ticket, seat: _Seat) -> None:
        """In the event loop: its turn has come, and its time runs."""
        ticket.alarm = ticket.loop.call_later(self.timeout, seat.kill, ticket)
        if not ticket.taken.done():  # else whoever asked has gone
            self._waiting -= 1
            ticket.taken.set_result(None)

    def on_answered(self, ticket: _Ticket, answer: Answer) -> None:
        """In the event loop: the answer is there."""
        if ticket.alarm is not None:
            ticket.alarm.cancel()
        self.pace = ticket.seconds if not self.pace else 0.9 * self.pace + 0.1 * ticket.seconds
        if not ticket.answered.done():
            ticket.answered.set_result(answer)
