"""Workers that answer in turn, and commands that run from start to end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[1]


class Worker:
    """A process of `benchmarks.worker`, to be used in a `with`."""

    def __init__(self, what: str) -> None:
        command = [sys.executable, "-m", "benchmarks.worker", what]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)  # noqa: S603

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def seconds(self, path: Path) -> float:
        """How long the text at `path` takes."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the worker has no pipes")
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline().split()
        if not answer:
            raise RuntimeError("a worker ended; its message stands above")
        self.megabytes = float(answer[1])
        return float(answer[0])


@dataclass(frozen=True, slots=True)
class Finished:
    """What a command took."""

    seconds: float
    megabytes: float  # peak of resident memory


def finished(command: Sequence[str]) -> Finished:
    """Runs `command` from start to end. Raises RuntimeError where it fails."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)  # noqa: S603
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return Finished(seconds, usage.ru_maxrss / 1024)
