"""The process in which one extractor runs: a document a line comes in on standard input, an answer a line goes out.

What the extractor itself prints never meets the answers: they go out on a copy of standard output, and whoever writes to standard
output from then on writes to standard error. The lines are JSON in ASCII:

* out, once: `{"ready": seconds}` when loaded and warm, or `{"failed": message}`, and the process ends;
* in: `{"id": …, "text": …}`;
* out: `{"marks": [[start, end, type, value], …], "records": …, "seconds": …, "peak": bytes}`, or `{"code": …, "message": …, …}`.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from time import perf_counter
from typing import Any, TextIO

from pipeline.extractors.answers import AnswerRefused, annotation
from pipeline.extractors.find import Extractor, load

#: The first call loads models that are loaded when first asked; it is no document's time.
WARM_UP = "令和6年4月1日、青嶺大学の青木一郎教授らは、新しい方法を開発したと発表した。"


def serve(reference: str) -> None:
    """Loads the extractor `module:function` and answers until standard input ends."""
    requests, answers = _own_pipe()
    started = perf_counter()
    try:
        extractor = load(reference)
    except (Exception, SystemExit) as error:
        _say(answers, {"failed": _told(error)})
        return
    _answer(extractor, "warm-up", WARM_UP)
    _say(answers, {"ready": perf_counter() - started, "peak": peak_bytes()})
    for line in requests:
        document = json.loads(line)
        _say(answers, _answer(extractor, document["id"], document["text"]) | {"peak": peak_bytes()})


def _answer(extractor: Extractor, name: str, text: str) -> dict[str, Any]:
    started = perf_counter()
    try:
        found = annotation(extractor(text), name=name, text=text)
        seconds = perf_counter() - started
    except AnswerRefused as error:
        return {"code": error.code, "message": error.message, "seconds": perf_counter() - started}
    except (Exception, SystemExit) as error:
        return {"code": "raised", "message": _told(error), "seconds": perf_counter() - started}
    marks = [[mark.start, mark.end, mark.type, mark.value] for mark in found.marks]
    return {"marks": marks, "records": found.records, "seconds": seconds}


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".replace("\n", " ")[:500]


def _say(answers: TextIO, message: dict[str, Any]) -> None:
    answers.write(json.dumps(message) + "\n")
    answers.flush()


def _own_pipe() -> tuple[TextIO, TextIO]:
    """Copies of standard input and output for us alone; the extractor reads nothing and prints to standard error."""
    requests = os.fdopen(os.dup(0), "r", encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, answers


def peak_bytes() -> int | None:
    """The largest resident memory of this process so far; None where the system does not tell.

    Linux counts what the parent held before `exec` as the child's in `getrusage`, so that /proc is asked first.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    try:
        import resource
    except ImportError:  # Windows
        return None
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return largest if sys.platform == "darwin" else largest * 1024
