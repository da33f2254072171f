"""One worker process, from both sides: what runs in it, and the handle that its owner holds."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterable
from multiprocessing.connection import Connection
from typing import Any

from pipeline.engines.contract import Fault, FaultKind, Prepare, Work
from pipeline.engines.system import end_with_parent, resident

READY, REFUSED, RESULT, RAISED = "ready", "refused", "result", "raised"


def can_share() -> bool:
    """Whether workers can be forked off, so that they share what is loaded.

    Only Linux does it soundly, and only from a process in which no other thread could hold a lock at that moment.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def _serve(own: Connection, others: Iterable[Connection], prepare: Prepare) -> None:
    """Runs in the worker: answers until the owner closes its end. `others` are ends that a fork copied and nobody uses here."""
    for other in others:
        other.close()
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the owner decides what Ctrl-C means
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        work = _prepared(own, prepare)
        if work is not None:
            own.send((READY, None))
            while True:
                own.send(_answer(work, own.recv()))


def _prepared(own: Connection, prepare: Prepare) -> Work | None:
    try:
        return prepare()
    except Exception as error:
        own.send((REFUSED, error))
        return None


def _answer(work: Work, payload: Any) -> tuple[str, Any]:
    try:
        return RESULT, work(payload)
    except Exception as error:
        return RAISED, type(error).__name__


class Worker:
    """A worker process as its owner sees it. It is of no use once it has ended."""

    def __init__(self, prepare: Prepare, *, shared: bool, siblings: Iterable[Worker] = ()) -> None:
        """Starts it, forked off where `shared` (`prepare` then gives what is there already), else as a new interpreter."""
        context = multiprocessing.get_context("fork" if shared else "spawn")
        self.connection, end = context.Pipe()
        copied = [self.connection, *(each.connection for each in siblings)] if shared else []
        process = context.Process(target=_serve, args=(end, copied, prepare), daemon=True)  # type: ignore[attr-defined]
        process.start()
        end.close()
        self._process = process

    @property
    def pid(self) -> int:
        """The process's id."""
        return int(self._process.pid)

    def memory(self) -> int | None:
        """Its resident bytes, where the system tells."""
        return resident(self.pid)

    def ended(self) -> Fault:
        """What to say of a worker that ended by itself."""
        self._process.join(5)
        status = self._process.exitcode
        if status is not None and status < 0:
            with contextlib.suppress(ValueError):
                return Fault(FaultKind.CRASH, f"the worker was ended by {signal.Signals(-status).name}")
        return Fault(FaultKind.CRASH, f"the worker ended with status {status}")

    def close(self) -> None:
        """Ends it at once, whatever it does."""
        self.connection.close()
        if self._process.is_alive():
            os.kill(self.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        self._process.join()
        self._process.close()
