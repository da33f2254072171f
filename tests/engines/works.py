"""Work for engines to spread: of the kinds that go well, and of all kinds that do not."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from pipeline.errors import ModelMissing


def doubling():
    """Doubles numbers; other payloads say what goes wrong."""
    return _double


def refusing():
    raise ModelMissing("the dictionary of doubles is not installed")


def _double(payload):
    if isinstance(payload, int):
        return payload * 2
    what, value = payload
    return {"raise": _raise, "sleep": _sleep, "die": _die, "die once": _die_once, "fill": _fill, "pid": _pid}[what](value)


def _raise(value):
    raise ValueError(f"the text of a document: {value}")


def _sleep(seconds):
    time.sleep(seconds)
    return "awake"


def _die(_value):
    os.kill(os.getpid(), signal.SIGKILL)


def _die_once(place):
    path = Path(place)
    if not path.exists():
        path.write_text("once", encoding="utf-8")
        _die(None)
    return "alive"


def _fill(seconds):
    held = bytearray(400_000_000)
    for at in range(0, len(held), 4096):
        held[at] = 1
    time.sleep(seconds)
    return len(held)


def _pid(_value):
    return os.getpid()
