"""Outputs that somebody has made already: a folder with a file for each document, one file, or JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import SourceUnreadable
from pipeline.evaluate.evaluation import Failure
from pipeline.extractors.answers import AnswerRefused, annotation
from pipeline.model.annotation import Annotation

#: A document's file in a folder is called so after its id: outputs, or what another annotator has marked.
SUFFIXES = (".json", ".gold.json")


@dataclass(frozen=True, slots=True)
class Found:
    """What the files say of the documents; a document of which none says anything is in neither."""

    annotations: Mapping[str, Annotation]
    failures: tuple[Failure, ...]


def read_answers(path: str | Path, documents: Sequence[Annotation]) -> Found:
    """The answers for `documents` at `path`.

    A folder holds `<id>.json` (or `<id>.gold.json`) for each. A file is the answer for the document whose id it gives
    (`document.id`, `id`) or is called after, and for the only document whatever it is called; in JSON Lines (`.jsonl`) each line
    gives its id. Each is an answer of any form that JSON has, see `answers.annotation`. A file that is broken or does not fit is
    a Failure. Raises SourceUnreadable for JSON Lines in which a line is no JSON or gives no id: nothing could be told apart.
    """
    place = Path(path)
    annotations: dict[str, Annotation] = {}
    failures: list[Failure] = []
    for document, answer in _answers(place, documents):
        try:
            annotations[document.id] = annotation(_parsed(answer), name=document.id, text=document.text)
        except AnswerRefused as error:
            failures.append(Failure(document.id, error.code, error.message))
    return Found(annotations, tuple(failures))


def _answers(place: Path, documents: Sequence[Annotation]) -> Iterator[tuple[Annotation, Any]]:
    """Each document that has an answer, with the answer or the file that holds it."""
    if place.is_file():
        yield from _of_file(place, documents)
        return
    for document in documents:
        files = (place / f"{document.id}{suffix}" for suffix in SUFFIXES)
        file = next((each for each in files if each.exists()), None)
        if file is not None:
            yield document, file


def _of_file(file: Path, documents: Sequence[Annotation]) -> Iterator[tuple[Annotation, Any]]:
    if file.suffix == ".jsonl":
        given = {_id(answer, file, number): answer for number, answer in _lines(file)}
        yield from ((document, given[document.id]) for document in documents if document.id in given)
    elif len(documents) == 1:
        yield documents[0], file
    else:
        try:
            name = _named(_parsed(file)) or file.name.split(".")[0]
        except AnswerRefused as error:
            raise SourceUnreadable(error.message, source=str(file)) from None
        yield from ((document, file) for document in documents if document.id == name)


def _parsed(answer: Any) -> Any:
    """`answer`, or what stands in the file that it is. Raises AnswerRefused (`output-unreadable`)."""
    if not isinstance(answer, Path):
        return answer
    try:
        return json.loads(answer.read_bytes())
    except (ValueError, RecursionError) as error:
        raise AnswerRefused("output-unreadable", f"{answer}: this is no JSON: {error}") from None
    except OSError as error:
        raise AnswerRefused("output-unreadable", f"{answer}: the system does not let me read it: {error.strerror}") from None


def _lines(file: Path) -> Iterator[tuple[int, Any]]:
    try:
        lines = file.read_bytes().split(b"\n")
    except OSError as error:
        raise SourceUnreadable(f"the system does not let me read it: {error.strerror}", source=str(file)) from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                raise SourceUnreadable(f"line {number} is no JSON", source=str(file)) from None


def _id(answer: Any, file: Path, number: int) -> str:
    name = _named(answer)
    if name is None:
        raise SourceUnreadable(f"line {number} does not say which document it is about (id)", source=str(file))
    return name


def _named(answer: Any) -> str | None:
    """The document's id that an answer gives."""
    if not isinstance(answer, Mapping):
        return None
    about = answer.get("document")
    name = about.get("id") if isinstance(about, Mapping) else answer.get("id")
    return name if isinstance(name, str) else None
