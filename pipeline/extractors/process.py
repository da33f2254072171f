"""One worker process seen from outside: started, asked with a time limit, ended for sure."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any

_SCRIPT = Path(__file__).with_name("worker.py")
_GRACE = 5.0  # seconds that a worker has to leave by itself
_GLANCE = 0.5  # seconds between two looks at whether it still lives


class WorkerCrashed(Exception):
    """The process ended without an answer; the message says how, and what it last wrote to standard error."""


class WorkerTimedOut(Exception):
    """There was no answer within the time limit."""


class Worker:
    """A process of its own for the extractor `module:function`; it sees the modules that this process sees, and the current folder.

    A new interpreter is started (`-P` keeps the folder of our own modules off its path), so that neither `fork` is needed nor
    anything of ours counts as the extractor's memory.
    """

    def __init__(self, reference: str) -> None:
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close()
        process = subprocess.Popen(  # noqa: S603 - our own interpreter; running what the user names is what it is for
            [sys.executable, "-P", str(_SCRIPT), json.dumps(_path()), reference],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            start_new_session=True,  # so that what the extractor starts itself can be ended with it
        )
        if process.stdin is None or process.stdout is None:
            raise AssertionError("both are pipes")
        self._process, self._requests, self._answers = process, process.stdin, process.stdout
        self._lines: SimpleQueue[bytes | None] = SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self._answers:
            self._lines.put(line)
        self._lines.put(None)

    def ask(self, text: str, *, timeout: float) -> dict[str, Any]:
        """The worker's answer to one text. Raises WorkerCrashed and WorkerTimedOut; the worker is of no use after either."""
        try:
            self._requests.write(json.dumps({"text": text}).encode("ascii") + b"\n")
            self._requests.flush()
        except OSError:
            raise WorkerCrashed(self._end()) from None
        return self.answer(timeout=timeout)

    def answer(self, *, timeout: float) -> dict[str, Any]:
        """The worker's next line, within `timeout` seconds. Raises as `ask` does."""
        line = self._next_line(timeout)
        if line is None or not line.endswith(b"\n"):
            raise WorkerCrashed(self._end())
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _next_line(self, timeout: float) -> bytes | None:
        """None where the process has ended; a child that it left behind may still hold the other end of the pipe."""
        deadline = monotonic() + timeout
        while True:
            ended = self._process.poll() is not None
            try:
                return self._lines.get(timeout=max(0.0, min(_GLANCE, deadline - monotonic())))
            except Empty:
                if ended:
                    return None
                if monotonic() >= deadline:
                    raise WorkerTimedOut(f"no answer within {timeout:g} seconds") from None

    def _end(self) -> str:
        """How the process ended, in words."""
        try:
            status = self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            return "the process closed its output and went on"
        how = f"the process ended with status {status}" if status >= 0 else f"the process was ended by {_signal(-status)}"
        self._stderr.seek(max(0, self._stderr.seek(0, os.SEEK_END) - 2000))
        said = self._stderr.read().decode("utf-8", errors="replace").strip().splitlines()
        return f"{how}: {said[-1].strip()[:300]}" if said else how

    def close(self, *, at_once: bool = False) -> None:
        """Ends the process and what it started: it may finish by itself unless `at_once`."""
        with suppress(OSError):  # what was still to be written cannot be any more
            self._requests.close()
        if not at_once:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_GRACE)
        _end_group(self._process)
        self._process.wait()
        self._stderr.close()


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """Ends the process and its children, those too that outlived it."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # the group's id is the process's: it began a session of its own
    else:
        process.kill()


def _path() -> list[str]:
    """Where modules are looked for: as in this process, and at the very end in the current folder, for `module:function`."""
    here = str(Path.cwd())
    path = [each or here for each in sys.path]
    return path if here in path else [*path, here]


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
