"""Extractors for the tests: one for each form of answer, and one for each way to misbehave.

What most of them do not need is imported where it is needed: every test starts a process that imports this module.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from types import MappingProxyType

#: A document with this in it is the one on which the extractors below misbehave.
BAD = "毒"


def _years(text: str) -> list[tuple[int, int, str, str]]:
    at = text.find("2024年")
    return [] if at < 0 else [(at, at + 5, "DATE", "2024")]


def tuples(text):
    return _years(text)


def triples(text):
    return [found[:3] for found in _years(text)]


def mappings(text):
    return [{"type": kind, "start": start, "end": end, "value": value, "score": 0.9} for start, end, kind, value in _years(text)]


def marks(text):
    from pipeline.model.annotation import Mark

    return tuple(Mark(start, end, kind, value=value) for start, end, kind, value in _years(text))


def generator(text):
    yield from _years(text)


def an_annotation(text):
    from pipeline.model.annotation import Annotation

    return Annotation("whatever", marks(text), records={"title": "題"})


class Whole:
    """A whole number that is no int, as numpy's are."""

    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


def numpy_like(text):
    return [
        MappingProxyType({"start": Whole(a), "end": Whole(b), "type": kind, "value": value}) for a, b, kind, value in _years(text)
    ]


def document(text):
    mentions = [{"id": "x9", **each} for each in mappings(text)]
    return {"mentions": mentions, "records": {"people": [{"name": "青木一郎", "mentions": ["x9"]}]}}


def release(text):
    import pipeline
    from pipeline.assemble import Release

    found = pipeline.extract(text, ner=False)
    assert isinstance(found, Release)
    return found


class Loaded:
    """A class: made once, called for each text."""

    made = 0

    def __init__(self) -> None:
        type(self).made += 1
        assert self.made == 1

    def __call__(self, text):
        return _years(text)


def crashes(text):
    if BAD in text:
        print("about to go", file=sys.stderr, flush=True)
        os._exit(3)
    return _years(text)


def is_killed(text):
    if BAD in text:
        os.kill(os.getpid(), signal.SIGKILL)
    return _years(text)


def leaves(text):
    if BAD in text:
        sys.exit("no more")
    return _years(text)


def raises(text):
    if BAD in text:
        raise LookupError("no such\nword")
    return _years(text)


def raises_later(text):
    yield from _years(text)
    if BAD in text:
        raise LookupError("in the middle")


def hangs(text):
    while BAD in text:
        time.sleep(0.01)
    return _years(text)


def hangs_with_a_child(text):
    if BAD in text:
        child = os.fork()
        if child == 0:
            time.sleep(600)
        Path(text.split()[1]).write_text(str(child), encoding="ascii")
        time.sleep(600)
    return _years(text)


def crashes_with_a_child(text):
    if BAD in text:
        if os.fork() == 0:
            time.sleep(600)
        os._exit(3)
    return _years(text)


def outside(text):
    return [*_years(text), (0, len(text) + 1, "DATE")] if BAD in text else _years(text)


def negative(text):
    return [(-3, 2, "DATE")] if BAD in text else _years(text)


def empty_span(text):
    return [(2, 2, "DATE")] if BAD in text else _years(text)


def reversed_span(text):
    return [(3, 1, "DATE")] if BAD in text else _years(text)


def number(text):
    return 42 if BAD in text else _years(text)


def nothing(text):
    return None if BAD in text else _years(text)


def a_string(text):
    return "DATE" if BAD in text else _years(text)


def float_offsets(text):
    return [(0.0, 1.0, "DATE")] if BAD in text else _years(text)


def no_type(text):
    return [{"start": 0, "end": 1}] if BAD in text else _years(text)


def odd_value(text):
    return [(0, 1, "DATE", ["2024"])] if BAD in text else _years(text)


def odd_records(text):
    return {"mentions": _years(text), "records": {"title": {1, 2}}} if BAD in text else _years(text)


class Span:
    start, end, type, value = 0, 1, "DATE", None


def foreign_objects(text):
    return [Span()] if BAD in text else _years(text)


def views(text):
    """A Mention of ours counts in another text, the normalised view: it is not taken for a mark."""
    from pipeline.model import Mention, MentionType

    return [Mention(MentionType.DATE, 0, 1)] if BAD in text else _years(text)


def bytes_answer(text):
    return b"DATE" if BAD in text else _years(text)


def endless_depth(text):
    inner: list[object] = []
    inner.append(inner)
    return inner if BAD in text else _years(text)


def prints(text):
    print("noise")
    os.write(1, b'{"marks": [], "seconds": 0}\n')
    os.system("echo noise of a child")  # noqa: S605
    assert sys.stdin.read() == ""
    return _years(text)


def remembers(text, _seen=[]):  # noqa: B006
    """Answers only as long as the process lives that has seen the first document."""
    _seen.append(text)
    if BAD in text:
        os._exit(1)
    return [(0, min(len(_seen), len(text)), "COUNT")]


class CannotBeMade:
    def __init__(self) -> None:
        raise OSError("the model is not there")


def _dies_when_called_first(text):
    os._exit(4)


NOT_CALLABLE = 3
