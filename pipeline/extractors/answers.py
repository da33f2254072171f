"""What an extractor answers, in any of the accepted forms → an Annotation; all that does not fit is refused with a stable code."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from operator import index
from typing import Any

from pipeline.model.annotation import Annotation, Mark

FORMS = "mappings {type, start, end[, value]}, tuples (start, end, type[, value]), Marks, or a mapping {mentions, records}"


class AnswerRefused(Exception):
    """An answer that cannot be taken; `code` is the code of the Failure that it becomes."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def annotation(answer: object, *, name: str, text: str | None) -> Annotation:
    """`answer` as an Annotation of the text `text` under the id `name`: marks sorted by (start, -end), equal ones once.

    Taken are an iterable of mentions (mappings `{type, start, end[, value]}`, tuples `(start, end, type[, value])`, Marks), an
    Annotation, a mapping `{"mentions": […], "records": {…}}` such as an output document, and a pydantic model of that shape such as
    a Release. Offsets are half-open code points into `text`; where it is None (not at hand) their upper end is not checked.
    Ids of mentions in the records become those of the sorted marks: `m1` is the first.

    Raises AnswerRefused: `answer-type` for another form, `span-outside-text`, `span-empty`.
    """
    mentions, records = _parts(answer)
    found = [(_mark(each, number, text), _id(each)) for number, each in enumerate(mentions, 1)]
    found.sort(key=lambda pair: (pair[0].start, -pair[0].end, pair[0].type, pair[0].value or ""))
    marks: list[Mark] = []
    ids: dict[str, str] = {}
    for mark, old in found:
        if not marks or marks[-1] != mark:
            marks.append(mark)
        if old is not None:
            ids[old] = f"m{len(marks)}"
    return Annotation(id=name, marks=tuple(marks), text=text, records=None if records is None else _plain(records, ids))


def _parts(answer: object) -> tuple[Iterable[object], Mapping[str, Any] | None]:
    """The mentions and the records of an answer."""
    dump = getattr(answer, "model_dump", None)
    if callable(dump):  # a Release, or any pydantic model of its shape; pydantic itself is not imported for it
        answer = dump(mode="json")
    if isinstance(answer, Annotation):
        return answer.marks, answer.records
    records: object = None
    if isinstance(answer, Mapping):
        if "mentions" not in answer:
            raise AnswerRefused("answer-type", f"a mapping without mentions; wanted are {FORMS}")
        records, answer = answer.get("records"), answer["mentions"]
    if records is not None and not isinstance(records, Mapping):
        raise AnswerRefused("answer-type", f"records are {_kind(records)}; wanted is a mapping, as in docs/contract.md")
    if isinstance(answer, str | bytes | Mapping) or not isinstance(answer, Iterable):
        raise AnswerRefused("answer-type", f"the answer is {_kind(answer)}; wanted are {FORMS}")
    return answer, records


def _mark(mention: object, number: int, text: str | None) -> Mark:
    where = f"mention {number}"
    start, end, kind, value = _cells(mention, where)
    start, end = _offset(start, f"{where}: start"), _offset(end, f"{where}: end")
    if not isinstance(kind, str) or not kind:
        raise AnswerRefused("answer-type", f"{where}: the type is {_kind(kind)}; wanted is a name such as DATE")
    where = f"{where}, {kind} [{start}, {end})"
    if start >= end:
        raise AnswerRefused("span-empty", f"{where}: it ends where it starts or before; spans are half-open")
    if start < 0 or (text is not None and end > len(text)):
        size = "" if text is None else f" of {len(text)} characters"
        raise AnswerRefused("span-outside-text", f"{where}: outside the text{size}; offsets are code points")
    said = text[start:end] if text is not None else str(_known_text(mention) or "")
    return Mark(start, end, str.__str__(kind), said, _value(value, where))  # str() of an enum's member may be its name


def _known_text(mention: object) -> object:
    return mention.get("text") if isinstance(mention, Mapping) else getattr(mention, "text", None)


def _cells(mention: object, where: str) -> tuple[Any, Any, Any, Any]:
    """Start, end, type and value of one mention, unchecked."""
    if isinstance(mention, Mark):
        return mention.start, mention.end, mention.type, mention.value
    if isinstance(mention, Mapping):
        missing = [key for key in ("type", "start", "end") if key not in mention]
        if missing:
            raise AnswerRefused("answer-type", f"{where}: there is no {', no '.join(missing)}")
        return mention["start"], mention["end"], mention["type"], mention.get("value")
    if isinstance(mention, tuple | list) and len(mention) in (3, 4):
        return mention[0], mention[1], mention[2], mention[3] if len(mention) == 4 else None
    raise AnswerRefused("answer-type", f"{where} is {_kind(mention)}; wanted are {FORMS}")


def _offset(value: Any, where: str) -> int:
    try:
        if not isinstance(value, bool):
            return index(value)  # integers of numpy too
    except TypeError:
        pass
    raise AnswerRefused("answer-type", f"{where} is {_kind(value)}; wanted is a whole number")


def _value(value: Any, where: str) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # the number of a note, as files write it that others have made
    raise AnswerRefused("answer-type", f"{where}: the value is {_kind(value)}; wanted is a string or None")


def _id(mention: object) -> str | None:
    named = mention.get("id") if isinstance(mention, Mapping) else None
    return named if isinstance(named, str) else None


def _plain(records: Mapping[str, Any], ids: Mapping[str, str]) -> Mapping[str, Any]:
    """The records as JSON has them, mention ids renewed. Raises AnswerRefused for what JSON cannot hold."""
    try:
        plain = json.loads(json.dumps(dict(records), allow_nan=False))
    except (TypeError, ValueError) as error:
        raise AnswerRefused("answer-type", f"the records hold what JSON cannot: {error}") from None
    renewed: Mapping[str, Any] = _renewed(plain, ids)
    return renewed


def _renewed(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_renewed(each, ids) for each in value]
    if isinstance(value, dict):
        return {
            key: [ids.get(each, each) for each in inner] if _lists_mentions(key, inner) else _renewed(inner, ids)
            for key, inner in value.items()
        }
    return value


def _lists_mentions(key: str, value: object) -> bool:
    return key in ("mentions", "references") and isinstance(value, list) and all(isinstance(each, str) for each in value)


def _kind(value: object) -> str:
    """What a value is, in words for a message."""
    if value is None:
        return "None"
    if isinstance(value, float) and not math.isfinite(value):
        return repr(value)
    return f"{type(value).__name__} {value!r}"[:60] if isinstance(value, str | int | float) else type(value).__name__
