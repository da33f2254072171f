"""What a server is asked for."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from pipeline.engines.system import processors


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of `kisha serve`; docs/serve.md says what each does.

    `max_bytes`: of one request's body, or of one line of a batch. `timeout`: seconds that a document may be worked on, and that a
    request may wait for its turn, or a body for its next bytes. `concurrency`: requests that are taken at once, at work or waiting.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 0  # 0: one for each processor
    token: str | None = None
    max_bytes: int = 20_000_000
    timeout: float = 60.0
    concurrency: int = 64
    ner: bool = True
    quiet: bool = False
    allowed_hosts: tuple[str, ...] = ()
    workspace: Path | None = None  # the folder with gold that the workbench reads and writes
    texts: Path | None = None  # where texts of that gold lie too
    second: Path | None = None  # another annotator's gold of the same names

    @property
    def crew(self) -> int:
        """How many workers there are."""
        return self.workers or processors()

    @property
    def loopback(self) -> bool:
        """Whether only programs of this machine can reach the server."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Whether `host`, a name or an address, is this machine and nothing else."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
