"""Label Studio JSON: a task for each document, with its text in `data.text` and a region for each mention.

Versions before 1.9 count UTF-16 units, later ones code points. Each region carries its text, so that the unit is found out when a
file is read, and only where it makes a difference. The value is the text of a `TextArea` of the same region. `configuration`
gives the labelling interface with the names that are used here: `label` and `value` for the controls, `text` for the object.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import quoteattr

from pipeline.annotate.marks import Left, mark, ordered, sound
from pipeline.annotate.units import Offsets, Unit
from pipeline.errors import FormatBroken
from pipeline.model.annotation import Annotation, Mark

_LABELS = ("labels", "hypertextlabels")


def to_label_studio(annotation: Annotation, unit: Unit = Unit.UTF16) -> dict[str, Any]:
    """The task. Raises TextNotFound and TextMismatch."""
    text = sound(annotation)
    offsets = Offsets(text, unit)
    regions: list[dict[str, Any]] = []
    for number, each in enumerate(annotation.marks, 1):
        place = {"start": offsets.there(each.start), "end": offsets.there(each.end)}
        about = {"id": f"m{number}", "to_name": "text", "origin": "manual"}
        label = {
            "from_name": "label",
            "type": "labels",
            "value": {**place, "text": text[each.start : each.end], "labels": [each.type]},
        }
        regions.append(about | label)
        if each.value:
            regions.append(about | {"from_name": "value", "type": "textarea", "value": {**place, "text": [each.value]}})
    return {"data": {"text": text, "document": annotation.id}, "annotations": [{"result": regions, "ground_truth": True}]}


def from_label_studio(task: Any, name: str, unit: Unit = Unit.UTF16, left: Left | None = None) -> Annotation:
    """The annotation in one exported task; `name` where it names no document, `unit` where its regions do not tell.

    `left` counts further annotations and predictions of the task, relations, and regions that are no label on its text.

    Raises FormatBroken.
    """
    left = Left() if left is None else left
    data = task.get("data") if isinstance(task, dict) else None
    text = data.get("text") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(text, str):
        raise FormatBroken("a task has no data.text; tasks whose text lies elsewhere cannot be read", source=name)
    id_ = str(data.get("document") or name)
    results = [each for each in task.get("annotations") or task.get("completions") or () if not each.get("was_cancelled")]
    left.update({"further annotations of a task": max(0, len(results) - 1), "predictions": len(task.get("predictions") or ())})
    regions = results[0].get("result") or () if results else ()
    labels = [each for each in regions if _is_label(each)]
    values = {each.get("id"): each for each in regions if each.get("type") == "textarea"}
    left.update(
        relations=sum(each.get("type") == "relation" for each in regions),
        regions=sum(each.get("type") not in ("relation", "textarea") and not _is_label(each) for each in regions),
    )
    offsets = Offsets(text, _unit(text, labels, unit))
    marks = [found for each in labels for found in _marks(text, offsets, each, values.get(each.get("id")), id_)]
    return Annotation(id_, ordered(marks), text)


def configuration(types: set[str]) -> str:
    """The labelling interface for `types`: blanks are kept, and each region has a box for its value."""
    labels = "\n".join(f"    <Label value={quoteattr(each)}/>" for each in sorted(types))
    return (
        "<View>\n  <Style>.htx-text { white-space: pre-wrap; }</Style>\n"
        f'  <Labels name="label" toName="text">\n{labels}\n  </Labels>\n'
        '  <Text name="text" value="$text" saveTextResult="yes"/>\n'
        '  <TextArea name="value" toName="text" perRegion="true" maxSubmissions="1" placeholder="value"/>\n</View>\n'
    )


def tasks(data: bytes, name: str) -> list[Any]:
    """The tasks of an export. Raises FormatBroken."""
    try:
        read = json.loads(data)
    except ValueError:
        raise FormatBroken("this is no JSON", source=name) from None
    return read if isinstance(read, list) else [read]


def _is_label(region: dict[str, Any]) -> bool:
    value = region.get("value")
    return region.get("type") in _LABELS and isinstance(value, dict) and isinstance(value.get("start"), int)


def _unit(text: str, labels: Iterable[dict[str, Any]], given: Unit) -> Unit:
    """The unit in which all regions that carry their text fit; `given` where both do or none does."""
    said = [each["value"] for each in labels if isinstance(each["value"].get("text"), str)]
    fitting = [unit for unit in Unit if all(_fits(text, offsets, each) for offsets in [Offsets(text, unit)] for each in said)]
    return fitting[0] if len(fitting) == 1 else given


def _fits(text: str, offsets: Offsets, value: dict[str, Any]) -> bool:
    try:
        return bool(text[offsets.back(value["start"]) : offsets.back(value["end"])] == value["text"])
    except (ValueError, KeyError, TypeError):
        return False


def _marks(text: str, offsets: Offsets, region: dict[str, Any], note: dict[str, Any] | None, name: str) -> Iterator[Mark]:
    value = region["value"]
    said = note["value"].get("text") if note else None
    normal = str(said[0] if isinstance(said, list) else said) if said else None
    try:
        start, end = offsets.back(value["start"]), offsets.back(value["end"])
    except (ValueError, KeyError, TypeError) as error:
        raise FormatBroken(f"a region does not fit the text: {error}; see --offsets", source=name) from None
    for kind in value.get("labels") or value.get("hypertextlabels") or ():
        yield mark(text, start, end, str(kind), normal, source=name)
