"""What only some systems tell or do: memory of a process, ending with the parent, how many processors are ours."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path

_PR_SET_PDEATHSIG = 1


def resident(process: int) -> int | None:
    """The resident bytes of a process, shared ones counted too; None where the system does not tell or it is gone."""
    try:
        pages = Path(f"/proc/{process}/statm").read_bytes().split()[1]
    except (OSError, IndexError):
        return None
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def end_with_parent() -> None:
    """Asks Linux to end this process when its parent ends, even in the middle of a task; elsewhere it ends behind that task."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
