"""Records that follow a correction, but for what a person wrote in them.

What a person wrote is the difference between the records as they stand and those that were resolved before: of two states of one
entry, field by field. So nothing has to be remembered of how it came to be, and gold that was opened keeps all that is in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

#: Fields that point to mentions; they say nothing of what an entry is.
_POINTERS: Final = ("mentions", "references")
_LISTS: Final = ("funding", "glossary", "people", "organizations", "contacts")
#: Fields that most entries have alike.
_COMMON: Final = (*_POINTERS, "kind", "own", "roles", "definition_start", "definition_end")

Entry = dict[str, Any]


def renamed(records: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """`records` with other ids of mentions; those that are not among `ids` are left out."""

    def moved(entry: Entry) -> Entry:
        return {key: [ids[each] for each in value if each in ids] if key in _POINTERS else value for key, value in entry.items()}

    return {key: [moved(entry) for entry in value] if key in _LISTS else value for key, value in records.items()}


def kept(before: Mapping[str, Any], records: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """`now`, with what a person changed from `before` to `records`. All are records of the contract, with the same ids."""
    paper = _fields(before["publication"], records["publication"], now["publication"])
    plain = {key: records[key] if records[key] != before[key] else now[key] for key in ("title", "released")}
    lists = {key: _list(before[key], records[key], now[key]) for key in _LISTS}
    result: dict[str, Any] = {**now, **plain, **lists}
    return result | {"publication": paper}


def _fields(before: Entry, edited: Entry, now: Entry) -> Entry:
    return {key: edited[key] if edited[key] != before[key] else now[key] for key in now}


def _list(before: list[Entry], edited: list[Entry], now: list[Entry]) -> list[Entry]:
    """Entries in the order of `now`; behind them those that only a person has."""
    to_edited, to_before = aligned(before, edited), {new: old for old, new in aligned(before, now).items()}
    own = [number for number in range(len(edited)) if number not in to_edited.values()]
    fresh = [number for number in range(len(now)) if number not in to_before]
    found = aligned([now[number] for number in fresh], [edited[number] for number in own])  # what a person wrote, resolved by now
    written = {fresh[one]: own[other] for one, other in found.items()}
    result: list[Entry] = []
    for number, entry in enumerate(now):
        old = to_before.get(number)
        if number in written:
            result.append(edited[written[number]] | {key: entry[key] for key in _POINTERS if key in entry})
        elif old is None:
            result.append(entry)
        elif old in to_edited:  # else a person took it out
            result.append(_fields(before[old], edited[to_edited[old]], entry))
    here = set(to_before.values())
    gone = [new for old, new in to_edited.items() if old not in here and _told(before[old]) != _told(edited[new])]
    alone = sorted({*gone, *own} - set(written.values()))
    return result + [edited[number] for number in alone]


def aligned(one: list[Entry], other: list[Entry]) -> dict[int, int]:
    """Which entry of `one` is which of `other`: equal ones first, then those with most values in common, in order."""
    pairs: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for number in reversed(range(len(other))):
        places.setdefault(_told(other[number]), []).append(number)
    for number, entry in enumerate(one):
        if places.get(_told(entry)):
            pairs[number] = places[_told(entry)].pop()
    taken = set(pairs.values())
    index: dict[tuple[str, str], list[int]] = {}
    for number, entry in enumerate(other):
        for value in _values(entry) if number not in taken else ():
            index.setdefault(value, []).append(number)
    left = [number for number in range(len(one)) if number not in pairs]
    shared = (
        (-count, number, match)
        for number in left
        for match, count in Counter(match for value in _values(one[number]) for match in index.get(value, ())).items()
    )
    for _, number, match in sorted(shared):
        if number not in pairs and match not in taken:
            pairs[number] = match
            taken.add(match)
    return pairs


def _told(entry: Entry) -> str:
    """An entry's words, without what points to mentions."""
    return repr([(key, value) for key, value in sorted(entry.items()) if key not in _POINTERS])


def _values(entry: Entry) -> Iterable[tuple[str, str]]:
    """What an entry may be known by."""
    for key, value in entry.items():
        if key not in _COMMON and value not in (None, [], {}, ""):
            for each in value if isinstance(value, list) else [value]:
                yield key, repr(each)
