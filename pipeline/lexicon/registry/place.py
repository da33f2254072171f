"""Where the index of the registry lies on this machine."""

from __future__ import annotations

import os
import sys
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
    folder = _data_folder()
    return folder / "kisha" / FILE_NAME if folder else None


def _data_folder() -> Path | None:
    """XDG_DATA_HOME where it is an absolute path, as its specification asks; else what the system's habit is."""
    named = os.environ.get("XDG_DATA_HOME")
    if named and Path(named).is_absolute():
        return Path(named)
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) if local else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / "Library/Application Support" if sys.platform == "darwin" else home / ".local/share"
