"""A server in a process of its own, as a user starts it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import httpx

_PATIENCE = 60.0


def until(true: Callable[[], bool], what: str) -> None:
    """Returns once `true()`; fails after a minute."""
    end = monotonic() + _PATIENCE
    while not true():
        assert monotonic() < end, f"waited in vain: {what}"
        sleep(0.02)


def has_ended(pid: int) -> bool:
    """Whether a process has closed all it had open (Linux)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


class Running:
    """`kisha serve` on a free port. `log` is what it wrote to standard error."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.log_file = folder / "serve.log"
        command = [sys.executable, "-m", "pipeline", "serve", "--port", "0", *options]
        with self.log_file.open("wb") as log:
            self.process = subprocess.Popen(command, stderr=log, stdout=log, cwd=Path(__file__).parents[2])
        until(lambda: self._address() is not None or self.process.poll() is not None, "the address")
        self.url = self._address()
        assert self.url is not None, self.log
        self.client = httpx.Client(base_url=self.url, timeout=60)
        self.until_ready()

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8")

    @property
    def port(self) -> int:
        return httpx.URL(self.url).port

    def _address(self) -> str | None:
        found = re.search(r"kisha serves at (\S+)", self.log)
        return found and found[1]

    def until_ready(self) -> None:
        until(lambda: self.process.poll() is not None or self.client.get("/readyz").status_code == 200, "readiness")
        assert self.process.poll() is None, self.log

    def figure(self, sample: str) -> float:
        """The value of one sample of /metrics, named with its labels."""
        (line,) = [each for each in self.client.get("/metrics").text.splitlines() if each.startswith(f"{sample} ")]
        return float(line.rpartition(" ")[2])

    def workers(self) -> list[int]:
        """The process ids of the workers (Linux)."""
        children = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        found = [int(pid) for each in children for pid in each.read_text().split()]
        return [pid for pid in found if not has_ended(pid) and b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def signal_workers(self, number: signal.Signals) -> None:
        for pid in self.workers():
            os.kill(pid, number)

    def stop(self) -> int:
        """Asks it to go; its exit status."""
        self.client.close()
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def kill(self) -> None:
        self.client.close()
        self.process.kill()
        self.process.wait()
