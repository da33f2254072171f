"""Where the index of the registry lies on this machine."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path

FILE_NAME = "registry.sqlite3"


def place() -> Path | None:
    """The index's path, whether it is there or not: KISHA_REGISTRY (a file, or a folder for it), else the user's data folder.

    None where the user has no home.
    """
    named = os.environ.get("KISHA_REGISTRY")
    if named:
        path = Path(named)
        return path / FILE_NAME if path.is_dir() else path
    environment = os.environ
    return _in_data_folder(environment.get("XDG_DATA_HOME"), environment.get("LOCALAPPDATA"), environment.get("HOME"))


@lru_cache(maxsize=4)  # asked for every name of a text; a path takes longer to build than to look up
def _in_data_folder(xdg: str | None, local: str | None, home: str | None) -> Path | None:
    """`xdg` where it is an absolute path, as its specification asks; else what the system's habit is. `home` is but a key."""
    del home
    folder = _data_folder(xdg, local)
    return folder / "kisha" / FILE_NAME if folder else None


def _data_folder(xdg: str | None, local: str | None) -> Path | None:
    if xdg and Path(xdg).is_absolute():
        return Path(xdg)
    if sys.platform == "win32":
        return Path(local) if local else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / "Library/Application Support" if sys.platform == "darwin" else home / ".local/share"
