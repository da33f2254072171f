"""W3C Web Annotation (JSON-LD): an AnnotationPage for each document, an Annotation for each mention.

The target is NAME.txt with a TextPositionSelector (code points, as the recommendation wants it) and a TextQuoteSelector; the body
has the type as a tag and the value as an identifier. The text itself is no part of the format: it lies beside.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote

from pipeline.annotate.marks import Left, mark, ordered, sound
from pipeline.annotate.texts import file_name
from pipeline.annotate.units import Offsets, Unit
from pipeline.errors import FormatBroken
from pipeline.model.annotation import Annotation, Mark

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # code points of prefix and suffix


def to_web_annotation(annotation: Annotation) -> dict[str, Any]:
    """The AnnotationPage. Raises TextNotFound and TextMismatch."""
    text = sound(annotation)
    source = f"{quote(file_name(annotation.id), safe='')}.txt"
    items = [_item(text, source, number, each) for number, each in enumerate(annotation.marks, 1)]
    return {"@context": _CONTEXT, "id": f"urn:kisha:{quote(annotation.id, safe='')}", "type": "AnnotationPage", "items": items}


def from_web_annotation(data: Any, name: str, text: str | None, left: Left | None = None) -> Annotation:
    """The annotation in a page, a collection, a list of annotations or a single one, all of one source.

    `text` is the source's text; without it the quotes and positions are believed. `left` counts annotations without a tag, a text
    position or a quote that stands once. Raises FormatBroken.
    """
    left = Left() if left is None else left
    marks = []
    counts = [Offsets(text or "", unit) for unit in Unit]
    for each in _items(data, name):
        found = _mark(each, text, counts, name, left)
        if found is not None:
            marks.append(found)
    return Annotation(_id(data) or name, ordered(marks), text)


def _item(text: str, source: str, number: int, each: Mark) -> dict[str, Any]:
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": each.type}]
    if each.value:
        bodies.append({"type": "TextualBody", "purpose": "identifying", "value": each.value})
    quoted = {
        "type": "TextQuoteSelector",
        "exact": text[each.start : each.end],
        "prefix": text[max(0, each.start - _AROUND) : each.start],
        "suffix": text[each.end : each.end + _AROUND],
    }
    position = {"type": "TextPositionSelector", "start": each.start, "end": each.end}
    target = {"source": source, "selector": [position, quoted]}
    return {"id": f"#m{number}", "type": "Annotation", "motivation": "tagging", "body": bodies, "target": target}


def _id(data: Any) -> str:
    """The id that our own pages carry; a page without items still has it."""
    id_ = data.get("id") if isinstance(data, dict) else None
    return unquote(id_.removeprefix("urn:kisha:")) if isinstance(id_, str) and id_.startswith("urn:kisha:") else ""


def _items(data: Any, name: str) -> list[dict[str, Any]]:
    while isinstance(data, dict) and data.get("type") == "AnnotationCollection":
        data = data.get("first") or data.get("items")
    if isinstance(data, dict):
        data = data.get("items", [data] if "target" in data else None)
    if not isinstance(data, list) or not all(isinstance(each, dict) for each in data):
        raise FormatBroken("this is no Web Annotation: there is no target and there are no items", source=name)
    return data


def _mark(item: dict[str, Any], text: str | None, counts: list[Offsets], name: str, left: Left) -> Mark | None:
    selectors = {each.get("type"): each for target in _list(item.get("target")) for each in _selectors(target)}
    tags, value = _bodies(item)
    if not tags:
        left["annotations without a tag"] += 1
        return None
    left["further tags of an annotation"] += len(tags) - 1
    position, quoted = selectors.get("TextPositionSelector"), selectors.get("TextQuoteSelector")
    exact = quoted.get("exact") if quoted else None
    if text is None:
        start, end = (position.get("start"), position.get("end")) if position else (None, None)
        if not isinstance(start, int) or not isinstance(end, int) or not isinstance(exact, str):
            left["annotations without a position and a quote"] += 1
            return None
        return Mark(start, end, tags[0], exact, value)
    span = _span(text, counts, position, quoted)
    if span is None:
        left["annotations whose place was not found"] += 1
        return None
    return mark(text, *span, tags[0], value, source=name)


def _span(
    text: str, counts: list[Offsets], position: dict[str, Any] | None, quoted: dict[str, Any] | None
) -> tuple[int, int] | None:
    """Where the selectors point; a position that does not fit its quote is tried in UTF-16 units, as browsers count."""
    exact = quoted.get("exact") if quoted else None
    if position is not None:
        for offsets in counts:
            try:
                start, end = offsets.back(int(position["start"])), offsets.back(int(position["end"]))
            except (ValueError, KeyError, TypeError):
                continue
            if start < end and (exact is None or text[start:end] == exact):
                return start, end
    if not quoted or not isinstance(exact, str) or not exact:
        return None
    before, after = str(quoted.get("prefix") or ""), str(quoted.get("suffix") or "")
    at = text.find(before + exact + after)
    if at < 0 or text.find(before + exact + after, at + 1) >= 0:
        return None
    return at + len(before), at + len(before) + len(exact)


def _bodies(item: dict[str, Any]) -> tuple[list[str], str | None]:
    tags: list[str] = []
    values: list[str] = []
    for body in _list(item.get("body")):
        said, purpose = (body, None) if isinstance(body, str) else (body.get("value"), body.get("purpose"))
        purpose = purpose or item.get("motivation")
        if isinstance(said, str) and said:
            (values if purpose == "identifying" else tags if purpose in ("tagging", "classifying") else []).append(said)
    return tags, values[0] if values else None


def _selectors(target: Any) -> Iterator[dict[str, Any]]:
    for each in _list(target.get("selector") if isinstance(target, dict) else None):
        while isinstance(each, dict):
            yield each
            each = each.get("refinedBy")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def source_name(data: Any, name: str) -> str:
    """The name of the text that a file's annotations are about, without folder and suffix; `name` where none is said."""
    for item in _items(data, name):
        for target in _list(item.get("target")):
            source = target.get("source") if isinstance(target, dict) else target
            source = source.get("id") if isinstance(source, dict) else source
            if isinstance(source, str):
                return PurePosixPath(unquote(source.split("#")[0].split("?")[0])).stem or name
    return name


def to_json(page: dict[str, Any]) -> str:
    """The page as it is stored."""
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"
