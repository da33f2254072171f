"""What the figures were taken on."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

_PACKAGES = ("spacy", "ginza", "ja_ginza", "numpy", "SudachiPy", "fugashi")


def machine() -> dict[str, str]:
    """Processor, the kernel that NumPy's OpenBLAS chose for it, Python and the packages that matter."""
    from pipeline.analyse.network.threads import kernel

    return {
        "processor": _processor(), "cores": str(os.cpu_count()), "OpenBLAS kernel": kernel() or "unknown",
        "OPENBLAS_CORETYPE": os.environ.get("OPENBLAS_CORETYPE", "not set"), "Python": platform.python_version(),
        **{name: version(name) for name in _PACKAGES},
    }  # fmt: skip


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor())
