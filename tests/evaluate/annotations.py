"""Annotations and runs in one line, for the tests of this folder."""

from __future__ import annotations

from pipeline.evaluate import Run
from pipeline.model.annotation import Annotation, Mark


def marks(*given) -> tuple[Mark, ...]:
    """From tuples (type, start, end[, value])."""
    return tuple(Mark(start, end, type, "x" * (end - start), *value) for type, start, end, *value in given)


def annotation(*given, of="d", text=None, records=None) -> Annotation:
    return Annotation(of, marks(*given), text, records)


def run(*documents, name="run") -> Run:
    return Run(name, {each.id: each for each in documents})
