"""One record of the ROR data dump (schema version 2) → what linking needs of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.lexicon.registry.names import Kind, from_abroad, key, one_word, readable, without_legal_form

_ID = re.compile(r"https://ror\.org/([0-9a-z]{9})")
_FUNDER_ID = re.compile(r"(?:10\.13039/)?([0-9]{9,15})")
_TYPES = frozenset({"ror_display", "label", "alias", "acronym"})
_STATUSES = frozenset({"active", "inactive", "withdrawn"})


class Misfit(ValueError):
    """A record that is not of the shape; says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the registry. `id` is the last part of its ROR id, `keys` under which names it is found."""

    id: str
    name: str  # its Japanese name where the registry has one, else the one it shows
    country: str  # ISO 3166, two letters; "" where it has no place
    crossref: str  # its Crossref Funder id with the prefix 10.13039/; "" where it has none, or several of equal right
    keys: tuple[tuple[str, Kind], ...]


@dataclass(frozen=True, slots=True)
class _Name:
    value: str
    types: frozenset[str]
    language: str | None


def is_version_2(record: object) -> bool:
    """Whether a record looks like one of schema version 2."""
    return isinstance(record, Mapping) and isinstance(record.get("names"), list)


def is_version_1(record: object) -> bool:
    """Whether a record looks like one of schema version 1, which ROR gave up in 2025."""
    return isinstance(record, Mapping) and isinstance(record.get("name"), str) and "names" not in record


def body_of(record: object) -> Body | None:
    """The Body of a record; None for a withdrawn one, which stands for nothing. Raises Misfit."""
    if is_version_1(record):
        raise Misfit("is of schema version 1; take the dump of version 2 (…_schema_v2.json)")
    if not isinstance(record, Mapping):
        raise Misfit("is no record")
    match = _ID.fullmatch(str(record.get("id")))
    if match is None:
        raise Misfit("has no ROR id")
    if str(record.get("status")) not in _STATUSES:
        raise Misfit("has no status")
    names = tuple(_names(record))
    shown = next((name.value for name in names if "ror_display" in name.types), names[0].value)
    if record["status"] == "withdrawn":
        return None
    japanese = next((name.value for name in names if name.language == "ja" and name.types & {"ror_display", "label"}), shown)
    return Body(match[1], japanese, _country(record), _crossref(record), tuple(_keys(names)))


def changed_on(record: object) -> str:
    """The day on which a record was last changed, "" where it does not say."""
    admin = record.get("admin") if isinstance(record, Mapping) else None
    last = admin.get("last_modified") if isinstance(admin, Mapping) else None
    day = last.get("date") if isinstance(last, Mapping) else None
    return day if isinstance(day, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", day) else ""


def _names(record: Mapping[str, object]) -> Iterable[_Name]:
    listed = record.get("names")
    if not isinstance(listed, list) or not listed:
        raise Misfit("has no names")
    for each in listed:
        if not isinstance(each, Mapping):
            raise Misfit("has a name that is no object")
        value, types, language = each.get("value"), each.get("types"), each.get("lang")
        if not isinstance(value, str) or not value.strip():
            raise Misfit("has a name without a value")
        if not isinstance(types, list) or not _TYPES.issuperset(map(str, types)):
            raise Misfit("has a name of unknown type")
        if not isinstance(language, str | None):
            raise Misfit("has a name whose language is no text")
        yield _Name(value, frozenset(types), language)


def _keys(names: Iterable[_Name]) -> Iterable[tuple[str, Kind]]:
    """Each key once, with what it is at best."""
    found: dict[str, Kind] = {}
    for name in names:
        if not readable(name.value):
            continue
        whole = key(name.value)
        bare, form = without_legal_form(whole)
        short = not name.types & {"ror_display", "label"} and ("acronym" in name.types or one_word(name.value))
        kind = Kind.ACRONYM if short else Kind.ABROAD if from_abroad(name.value, name.language) else Kind.NAME
        for each, what in ((whole, kind), (bare, form if kind is Kind.NAME else kind)):
            if len(each) > 1:
                found[each] = min(what, found.get(each, what))
    return found.items()


def _country(record: Mapping[str, object]) -> str:
    places = record.get("locations")
    for place in places if isinstance(places, list) else ():
        details = place.get("geonames_details") if isinstance(place, Mapping) else None
        code = details.get("country_code") if isinstance(details, Mapping) else None
        if isinstance(code, str) and len(code) == 2:
            return code.upper()
    return ""


def _crossref(record: Mapping[str, object]) -> str:
    listed = record.get("external_ids")
    for each in listed if isinstance(listed, list) else ():
        if not isinstance(each, Mapping) or each.get("type") != "fundref":
            continue
        everything = each.get("all")
        several = everything if isinstance(everything, list) else []
        chosen = each.get("preferred") or (several[0] if len(several) == 1 else None)
        match = _FUNDER_ID.fullmatch(str(chosen))
        return f"10.13039/{match[1]}" if match else ""
    return ""
