"""Which documents, records and mentions differ between two runs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.batch.store import Marker, Store
from pipeline.errors import RunUnreadable

_LISTS = ("funding", "glossary", "people", "organizations", "contacts")
_SINGLE = ("title", "released", "publication")
#: Ids of mentions are numbers in the order of the text: one more mention and all behind it have others.
_POINTERS = ("mentions", "references")


@dataclass(frozen=True, slots=True)
class Change:
    """What is only in the first run, and what only in the second, of one kind: `mentions`, or a field of the records."""

    kind: str
    removed: tuple[Any, ...] = ()
    added: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """How the second run differs from the first."""

    only_first: tuple[str, ...] = ()
    only_second: tuple[str, ...] = ()
    #: id → the failure's code before and now; None: no failure
    outcomes: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)
    changed: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    same: int = 0
    #: what made the results: name → before, now
    versions: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether the two runs say the same of the same documents."""
        return not (self.only_first or self.only_second or self.outcomes or self.changed)


def compare(first: str | Path, second: str | Path) -> Difference:
    """The difference between the runs in two folders. Raises RunUnreadable."""
    stores = _opened(first), _opened(second)
    ids = set(stores[0].ids()), set(stores[1].ids())
    outcomes: dict[str, tuple[str | None, str | None]] = {}
    changed: dict[str, tuple[Change, ...]] = {}
    same = 0
    for id_ in sorted(ids[0] & ids[1]):
        one, other = stores[0].marker(id_), stores[1].marker(id_)
        before, now = _code(one), _code(other)
        if before != now:
            outcomes[id_] = before, now
        elif before is not None or one is None or other is None or one.files == other.files:
            same += 1
        elif changes := tuple(_changes(_document(stores[0], id_), _document(stores[1], id_))):
            changed[id_] = changes
        else:
            same += 1
    return Difference(
        *(tuple(sorted(ids[0] - ids[1])), tuple(sorted(ids[1] - ids[0])), outcomes, changed, same), _versions(*stores)
    )


def _opened(folder: str | Path) -> Store:
    store = Store(Path(folder))
    if not store.is_run:
        raise RunUnreadable("there is no run in this folder", source=str(folder))
    return store


def _code(marker: Marker | None) -> str | None:
    return marker.failure.code if marker is not None and marker.failure is not None else None


def _document(store: Store, id_: str) -> dict[str, Any]:
    path = store.documents / f"{id_}.json"
    try:
        found: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError):
        raise RunUnreadable("this document of the run is damaged; run the batch again", source=str(path)) from None
    return found


def _changes(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Change]:
    yield from _change("mentions", _mentions(one), _mentions(other))
    for name in _LISTS:
        yield from _change(name, map(_record, one["records"][name]), map(_record, other["records"][name]))
    for name in _SINGLE:
        yield from _change(name, [one["records"][name]], [other["records"][name]])
    yield from _change("warnings", one["warnings"], other["warnings"])
    yield from _change("document", [one["document"]], [other["document"]])


def _mentions(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    return ({key: each[key] for key in ("type", "start", "end", "text", "value")} for each in document["mentions"])


def _record(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in _POINTERS}


def _change(kind: str, one: Iterable[Any], other: Iterable[Any]) -> Iterator[Change]:
    """The two as bags: order does not count."""
    before, now = Counter(map(_text, one)), Counter(map(_text, other))
    if before != now:
        yield Change(kind, *(tuple(map(json.loads, bag.elements())) for bag in (before - now, now - before)))


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _versions(one: Store, other: Store) -> dict[str, tuple[Any, Any]]:
    sides = [_made_by(store.manifest() or {}) for store in (one, other)]
    names = sorted({*sides[0], *sides[1]})
    return {name: (sides[0].get(name), sides[1].get(name)) for name in names if sides[0].get(name) != sides[1].get(name)}


def _made_by(manifest: Mapping[str, Any]) -> dict[str, Any]:
    return {**manifest.get("versions", {}), **manifest.get("options", {})}
