"""Tests never see the registry that the user of this machine imported."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ["KISHA_REGISTRY"] = str(Path(tempfile.gettempdir()) / "kisha-tests" / "no-such-registry.sqlite3")
