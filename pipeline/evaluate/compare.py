"""One gold document against one output document: which mentions and which record fields are the same.

A mention is the same where type, start and end are (strict). A FUNDER is an ORGANIZATION too when that type is scored. Records of a
list are paired by what names them (a person by the name, a grant by funder, programme, title and numbers), the rest field by field;
lists of mention ids are compared as the spans that they point to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from pipeline.assemble import Release
from pipeline.evaluate.counting import count_type
from pipeline.evaluate.counts import Count
from pipeline.evaluate.scored import of_type, scored_marks, scored_types
from pipeline.model.annotation import Annotation, Mark

Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which gold and output differ; `kind` is missed, spurious, value or record."""

    kind: str
    where: str  # a mention type, or a path such as people[出山諭司].reading
    gold: str | None
    output: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything in which two documents agree and differ."""

    id: str
    types: dict[str, Count]
    fields: dict[str, Count]
    differences: tuple[Difference, ...]


def compare(gold: Release, output: Release | None) -> Comparison:
    """`output` (None: there is none) against `gold`."""
    other = output or Release(document=gold.document)
    differences: list[Difference] = []
    fields: dict[str, Count] = {}
    wanted = _annotation(gold)
    names = scored_types([wanted])
    here, there = scored_marks(wanted, _annotation(other), names)
    types = {name: _type(name, of_type(here, name), of_type(there, name), differences) for name in names}
    _records(gold, other, fields, differences)
    return Comparison(gold.document.id, {k: v for k, v in types.items() if v.gold or v.output}, fields, tuple(differences))


def _annotation(release: Release) -> Annotation:
    return Annotation(
        release.document.id, tuple(Mark(each.start, each.end, str(each.type), each.text, each.value) for each in release.mentions)
    )


def _type(name: str, gold: list[Mark], output: list[Mark], differences: list[Difference]) -> Count:
    expected = {(mark.start, mark.end): mark for mark in gold}
    found = {(mark.start, mark.end): mark for mark in output}
    hits = expected.keys() & found.keys()
    wrong = [key for key in sorted(hits) if expected[key].value and expected[key].value != found[key].value]
    differences += [Difference("missed", name, expected[key].text, None) for key in sorted(expected.keys() - hits)]
    differences += [Difference("spurious", name, None, found[key].text) for key in sorted(found.keys() - hits)]
    differences += [Difference("value", name, str(expected[key].value), str(found[key].value)) for key in wrong]
    return count_type(gold, output)


#: What names a record of each list; the other fields are compared between records of the same name.
_NAMES: dict[str, Callable[[Any], Any]] = {
    "funding": lambda grant: (grant.funder, grant.program, grant.project, tuple(sorted(each.number for each in grant.awards))),
    "glossary": lambda note: (note.number, note.marker),
    "people": lambda person: person.name,
    "organizations": lambda body: body.name,
    "contacts": lambda contact: (contact.heading, contact.person, contact.organization),
}


def _records(gold: Release, output: Release, fields: dict[str, Count], differences: list[Difference]) -> None:
    spans = _spans(gold), _spans(output)
    for name in ("title", "released"):
        _field(name, name, getattr(gold.records, name), getattr(output.records, name), fields, differences)
    _fields("publication", "publication", gold.records.publication, output.records.publication, spans, fields, differences)
    for name, named in _NAMES.items():
        expected = {named(each): each for each in getattr(gold.records, name)}
        found = {named(each): each for each in getattr(output.records, name)}
        for key in sorted(expected.keys() | found.keys(), key=str):
            label = f"{name}[{_label(key)}]"
            here, there = (label if key in expected else None), (label if key in found else None)
            _field(name, label, here, there, fields, differences)
            if here and there:
                _fields(name, label, expected[key], found[key], spans, fields, differences)


def _fields(
    name: str,
    label: str,
    gold: BaseModel,
    output: BaseModel,
    spans: tuple[dict[str, Key], dict[str, Key]],
    fields: dict[str, Count],
    differences: list[Difference],
) -> None:
    for field in type(gold).model_fields:
        wanted = _comparable(field, getattr(gold, field), spans[0])
        found = _comparable(field, getattr(output, field), spans[1])
        _field(f"{name}.{field}", f"{label}.{field}", wanted, found, fields, differences)


def _field(name: str, label: str, gold: Any, output: Any, fields: dict[str, Count], differences: list[Difference]) -> None:
    empty: tuple[Any, ...] = (None, (), [], "")
    count = Count(int(gold not in empty), int(output not in empty), int(gold == output and gold not in empty))
    fields[name] = fields.get(name, Count()) + count
    if gold != output and not (gold in empty and output in empty):
        differences.append(Difference("record", label, _shown(gold), _shown(output)))


def _comparable(field: str, value: Any, spans: dict[str, Key]) -> Any:
    if field in ("mentions", "references"):
        return tuple(sorted(spans[each] for each in value if each in spans))
    if isinstance(value, BaseModel):
        return None if not any(value.model_dump().values()) else value
    return tuple(value) if isinstance(value, list) else value


def _spans(release: Release) -> dict[str, Key]:
    return {each.id: (str(each.type), each.start, each.end) for each in release.mentions}


def _label(key: Any) -> str:
    parts: Iterable[Any] = key if isinstance(key, tuple) else (key,)
    return " ".join(_shown(part) or "–" for part in parts if part not in (None, ()))


def _shown(value: Any) -> str | None:
    if value in (None, (), []):
        return None
    if isinstance(value, tuple):
        return ", ".join(_shown(each) or "" for each in value)
    return str(value)
