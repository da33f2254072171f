"""A PDF read in a process of its own, which may be ended: pdfium cannot be interrupted, and a small file can ask for hours.

The process is a bare interpreter that loads this room alone. It gets the PDF on its standard input and answers with JSON, so that
a PDF that takes hold of it has no way to run anything here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pipeline.errors
from pipeline.errors import KishaError, SourceBroken, SourceTooLarge
from pipeline.model import Place, Source
from pipeline.read import limits

_FOLDER = Path(pipeline.errors.__file__).parent
#: Loads this module without the package's own first lines, which load every room. Arguments: its folder, limits, package folders.
_START = """
import sys, types
package = types.ModuleType("pipeline")
package.__path__ = [sys.argv[1]]
sys.modules["pipeline"] = package
sys.path[:] = [*sys.argv[4:], *sys.path]
from pipeline.read.pdf.apart import answer
answer(*sys.argv[2:4])
"""
_CHECKED_AGAIN = 5.0  # seconds that the process has beyond its own limit, to say so itself


def read(data: bytes, name: str, sha256: str) -> Source:
    """The text of a PDF as a Source. Raises as `pipeline.read.pdf.read` does, SourceTooLarge where time or memory end."""
    told = [str(_FOLDER), str(limits.MAX_SECONDS), str(limits.MAX_MEMORY)]
    command = [sys.executable, "-I", "-c", _START, *told, *(path for path in sys.path if path)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limits.MAX_SECONDS + _CHECKED_AGAIN, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise SourceTooLarge("this PDF takes too long; print it to a new PDF and try again", source=name) from None
    try:
        told_back: dict[str, Any] = json.loads(done.stdout)
    except ValueError:  # it was ended by the system, or by pdfium itself, which does so when there is no memory left
        raise SourceBroken(
            "this PDF is damaged or takes too much memory; open it in a viewer, print it to a new PDF and try again", source=name
        ) from None
    if "error" in told_back:
        kind = next((one for one in KishaError.__subclasses__() if one.code == told_back["error"]), SourceBroken)
        raise kind(str(told_back["message"]), source=name)
    places = tuple(Place(*one) for one in told_back["places"])
    return Source(str(told_back["text"]), name, "application/pdf", "utf-8", sha256, made=True, places=places)


def answer(seconds: str, memory: str) -> None:
    """The other side: reads standard input, writes the text or what is wrong to standard output."""
    limits.MAX_SECONDS = float(seconds)
    from pipeline.read import pdf

    _bound(int(memory), int(float(seconds) + _CHECKED_AGAIN))
    try:
        source = pdf.read(sys.stdin.buffer.read(), "-", "")
        told: dict[str, Any] = {"text": source.text, "places": [astuple(place) for place in source.places]}
    except KishaError as error:
        told = {"error": error.code, "message": error.message}
    except MemoryError:
        told = {"error": SourceTooLarge.code, "message": "this PDF takes too much memory; print it to a new PDF and try again"}
    sys.stdout.write(json.dumps(told))


def _bound(memory: int, seconds: int) -> None:
    """Sets what this process may take, where the system can be told."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (most, hard))
        except (ValueError, OSError):  # macOS has no such bound on memory
            continue
