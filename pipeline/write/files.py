"""Writes a file so that nobody ever sees half of it: beside its place first, then renamed."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import OutputUnwritable


def write_beside(path: Path, content: str | bytes) -> None:
    """Puts `content` (text as UTF-8) at `path`, which is either the old file or the whole new one, whatever happens.

    Makes missing folders. Raises OutputUnwritable.
    """
    with open_beside(path) as file:
        file.write(content.encode("utf-8") if isinstance(content, str) else content)


@contextlib.contextmanager
def open_beside(path: Path) -> Iterator[BinaryIO]:
    """A file to write into that takes the place `path` when the block ends; where the block raises, nothing has changed.

    Makes missing folders. Raises OutputUnwritable, also for an OSError of the block itself.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
        temporary = None
    except OSError as error:
        raise OutputUnwritable(f"the result cannot be written there: {error.strerror or error}", source=str(path)) from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
