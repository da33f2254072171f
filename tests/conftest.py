"""Tests never see the registry that the user of this machine imported, nor write to the user's cache."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ["KISHA_REGISTRY"] = str(Path(tempfile.gettempdir()) / "kisha-tests" / "no-such-registry.sqlite3")
os.environ["KISHA_CACHE"] = str(Path(tempfile.gettempdir()) / "kisha-tests" / "cache")  # kept: making it takes seconds
