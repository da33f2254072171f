"""The process in which one extractor runs: a document a line comes in on standard input, an answer a line goes out.

It is run as a script and imports nothing of ours, so that what is measured is the extractor's. What the extractor prints never
meets the answers: they go out on a copy of standard output, and what is written to standard output from then on goes to standard
error. An answer is checked by who reads it. The lines are JSON in ASCII:

* out, once: `{"ready": seconds, "peak": bytes}` when loaded and warm, or `{"failed": message}`, and the process ends;
* in: `{"text": …}`;
* out: `{"answer": …, "seconds": …, "peak": bytes}`, or `{"code": …, "message": …, "peak": bytes}`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from operator import index
from pathlib import Path
from time import perf_counter
from typing import Any, TextIO

Extractor = Callable[[str], object]

#: The first call loads models that are loaded when first asked; it is no document's time.
WARM_UP = "令和6年4月1日、青嶺大学の青木一郎教授らは、新しい方法を開発したと発表した。"


def load(reference: str) -> Extractor:
    """The callable behind `module:function`; a class is instantiated, without arguments.

    Raises whatever the import or the class raises, and TypeError for what cannot be called.
    """
    module, _, attribute = reference.partition(":")
    found: object = import_module(module)
    for part in attribute.split(".") if attribute else ():
        found = getattr(found, part)
    if isinstance(found, type):
        found = found()
    if not callable(found):
        raise TypeError(f"{reference} is {type(found).__name__} and cannot be called; an extractor is a callable: text → mentions")
    return found


def serve(reference: str) -> None:
    """Loads the extractor `module:function` and answers until standard input ends."""
    requests, answers = _own_pipe()
    started = perf_counter()
    try:
        extractor = load(reference)
    except (Exception, SystemExit) as error:
        _say(answers, json.dumps({"failed": _told(error)}))
        return
    _answer(extractor, WARM_UP)
    _say(answers, json.dumps({"ready": perf_counter() - started, "peak": peak_bytes()}))
    for line in requests:
        _say(answers, _answer(extractor, json.loads(line)["text"]))


def _answer(extractor: Extractor, text: str) -> str:
    """The line for one text."""
    started = perf_counter()
    try:
        found = _portable(extractor(text))
    except (Exception, SystemExit) as error:
        return json.dumps({"code": "raised", "message": _told(error), "peak": peak_bytes()})
    seconds = perf_counter() - started
    try:
        return json.dumps({"answer": found, "seconds": seconds, "peak": peak_bytes()}, default=_plain, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        return json.dumps({"code": "answer-type", "message": f"the answer cannot be written down: {error}", "peak": peak_bytes()})


def _portable(answer: Any) -> Any:
    """The answer in a shape that JSON has, where it has a known form; otherwise as it is."""
    if callable(dump := getattr(answer, "model_dump", None)):  # a Release, or any pydantic model of its shape
        answer = dump(mode="json")
    if _is_ours(answer, "Annotation"):
        answer = {"mentions": answer.marks, "records": answer.records}
    if isinstance(answer, Mapping):
        known = {key: answer[key] for key in ("mentions", "records") if key in answer}
        return known | ({"mentions": _mentions(known["mentions"])} if "mentions" in known else {})
    return _mentions(answer)


def _mentions(found: Any) -> Any:
    if isinstance(found, str | bytes | Mapping) or not isinstance(found, Iterable):
        return found
    return [[each.start, each.end, each.type, each.value] if _is_ours(each, "Mark") else each for each in found]


def _is_ours(value: object, name: str) -> bool:
    """Whether it is of that class of `pipeline.model.annotation`; nobody has made one who has not imported it."""
    module = sys.modules.get("pipeline.model.annotation")
    return module is not None and isinstance(value, getattr(module, name))


def _plain(value: object) -> object:
    """What JSON has for a value that it does not know: other mappings, and whole numbers of numpy. Raises TypeError."""
    if isinstance(value, Mapping):
        return dict(value)
    try:
        return index(value)  # type: ignore[arg-type]
    except TypeError:
        raise TypeError(f"it holds a {type(value).__name__}") from None


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".replace("\n", " ")[:500]


def _say(answers: TextIO, line: str) -> None:
    answers.write(line + "\n")
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


if __name__ == "__main__":
    sys.path[:] = json.loads(sys.argv[1])
    serve(sys.argv[2])
