"""doccano JSON Lines: a line for each document, in both of doccano's forms.

`{"text": …, "label": [[start, end, type], …]}` is what is written and what doccano's sequence labelling takes; what doccano
exports with relations (`entities` and `relations`) is read too. doccano has no place for values: they travel as `values`, one of
the document's other fields, which doccano keeps and gives back. Its editor counts UTF-16 units.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pipeline.annotate.marks import Left, mark, ordered, sound
from pipeline.annotate.units import Offsets, Unit
from pipeline.errors import FormatBroken
from pipeline.model.annotation import Annotation, Mark

Span = tuple[int, int, str]


def to_doccano(annotation: Annotation, unit: Unit = Unit.UTF16) -> str:
    """One line of JSON, without a line break. Raises TextNotFound and TextMismatch."""
    text = sound(annotation)
    offsets = Offsets(text, unit)
    spans = [(offsets.there(each.start), offsets.there(each.end), each.type) for each in annotation.marks]
    values = [[*span, each.value] for span, each in zip(spans, annotation.marks, strict=True) if each.value]
    line: dict[str, Any] = {"text": text, "label": spans, "document": annotation.id}
    return json.dumps(line | ({"values": values} if values else {}), ensure_ascii=False)


def from_doccano(line: str, name: str, unit: Unit = Unit.UTF16, left: Left | None = None) -> Annotation:
    """The annotation in one line; `name` where the line names no document. `left` counts relations, comments, stale values.

    Raises FormatBroken.
    """
    left = Left() if left is None else left
    try:
        data = json.loads(line)
    except ValueError:
        raise FormatBroken("a line is no JSON", source=name) from None
    text = data.get("text", data.get("data")) if isinstance(data, dict) else None
    if not isinstance(text, str):
        raise FormatBroken("a line has no text", source=name)
    id_ = str(data.get("document") or name)
    offsets = Offsets(text, unit)
    values = _values(data.get("values", ()), id_)
    marks = []
    for start, end, kind in _spans(data, id_):
        known = values.get((start, end, kind))
        marks.append(_mark(text, offsets, (start, end, kind), known.pop(0) if known else None, id_))
    left.update(
        relations=len(data.get("relations") or ()),
        comments=len(data.get("Comments") or data.get("comments") or ()),
        **{"values whose span is gone": sum(map(len, values.values()))},
    )
    return Annotation(id_, ordered(marks), text)


def _spans(data: dict[str, Any], name: str) -> Iterable[Span]:
    try:
        if "entities" in data:
            return [(int(each["start_offset"]), int(each["end_offset"]), str(each["label"])) for each in data["entities"]]
        rows = data.get("label", data.get("labels")) or ()
        return [(int(start), int(end), str(kind)) for start, end, kind in rows]
    except (KeyError, TypeError, ValueError):
        raise FormatBroken("its labels are no [start, end, type] and no entities of doccano", source=name) from None


def _values(rows: Any, name: str) -> dict[Span, list[str]]:
    values: dict[Span, list[str]] = {}
    try:
        for start, end, kind, value in rows:
            values.setdefault((start, end, kind), []).append(str(value))
    except (TypeError, ValueError):
        raise FormatBroken("its values are no [start, end, type, value]", source=name) from None
    return values


def _mark(text: str, offsets: Offsets, span: Span, value: str | None, name: str) -> Mark:
    try:
        return mark(text, offsets.back(span[0]), offsets.back(span[1]), span[2], value, source=name)
    except ValueError as error:
        raise FormatBroken(f"{error}; does doccano count in another unit? see --offsets", source=name) from None
