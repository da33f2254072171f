"""One run at a time in a folder: a lock that the system takes away when its holder dies, however it dies."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import OutputUnwritable, RunLocked

NAME = ".lock"
_held: set[str] = set()  # the system's lock keeps other processes out, not this one


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the folder while it lasts; the folder is there. Raises RunLocked, OutputUnwritable."""
    here = os.path.realpath(folder)
    if here in _held:
        raise RunLocked("this process is at work in it already", source=str(folder))
    try:
        file = (folder / NAME).open("a+b")
    except OSError as error:
        raise OutputUnwritable(f"the result cannot be written there: {error.strerror}", source=str(folder)) from None
    with file:
        if not _take(file):
            raise RunLocked(f"{_holder(file)} is at work in it; wait for it, or choose another folder", source=str(folder))
        _held.add(here)
        try:
            file.truncate(0)
            file.write(str(os.getpid()).encode())
            file.flush()
            yield
        finally:
            _held.discard(here)
            file.truncate(0)


def is_held(folder: Path) -> bool:
    """Whether a run is at work there now."""
    if os.path.realpath(folder) in _held:
        return True
    try:
        with (folder / NAME).open("r+b") as file:
            return not _take(file)
    except OSError:
        return False


def _holder(file: BinaryIO) -> str:
    file.seek(0)
    number = file.read(20).decode("ascii", errors="replace")
    return f"process {number}" if number.isdecimal() else "another process"


def _take(file: BinaryIO) -> bool:
    """Asks for the lock without waiting. A forked worker does not inherit it, so that one that outlives its run holds nothing."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(1 << 30)  # beyond what is written, or nobody else could read it
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
