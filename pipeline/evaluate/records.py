"""Records and relations as sets of tuples, so that two documents can be compared whatever order and ids they have.

Names are compared width-folded, without blanks, in lower case; numbers and dates as they are. An annotation may write a person's
post and affiliation as one (`position`) or as a list (`positions`, of which the first counts), authors and awards as strings or as
objects, and how often a note is pointed to as `references` or as `reference_count`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from pipeline.evaluate.counts import Count

#: In the order in which reports list them: what a reader would write down, and what holds between two things.
RECORDS = (
    "title", "released", "publication", "authors", "funders", "awards", "funder-award", "grants", "glossary", "glossary-refs",
    "glossary-kind", "people", "person-position", "person-affiliation", "person-reading", "person-romanized", "person-email",
)  # fmt: skip

Sets = dict[str, AbstractSet[Hashable]]
_Record = Mapping[str, Any]


def record_counts(gold: Mapping[str, Any], output: Mapping[str, Any] | None) -> dict[str, Count]:
    """For each of RECORDS how many the gold has, how many the output, and how many are the same."""
    wanted, found = record_sets(gold), record_sets(output or {})
    return {name: Count(len(wanted[name]), len(found[name]), len(wanted[name] & found[name])) for name in RECORDS}


def record_sets(records: Mapping[str, Any]) -> Sets:
    """The set for each of RECORDS; what has not the shape of the contract is left aside."""
    publication = records.get("publication")
    return {
        "title": {folded(records.get("title"))} - {""},
        "released": {_plain(records.get("released"))} - {None},
        **_publication(publication if isinstance(publication, Mapping) else {}),
        **_funding(_rows(records, "funding")),
        **_glossary(_rows(records, "glossary")),
        **_people(_rows(records, "people")),
    }


def folded(value: object) -> str:
    """`value` for comparison: NFKC, without blanks, lower case; empty for what is no text."""
    return re.sub(r"[\s　]+", "", unicodedata.normalize("NFKC", value)).lower() if isinstance(value, str) else ""


def _publication(record: _Record) -> Sets:
    fields = {name: folded(record.get(name)) for name in ("journal", "title", "title_ja", "doi") if record.get(name)}
    if record.get("published"):
        fields["published"] = str(record["published"])
    authors = record.get("authors")
    names = {_named(author, "name") for author in authors} if isinstance(authors, list | tuple) else set()
    return {"publication": set(fields.items()), "authors": names}


def _funding(rows: list[_Record]) -> Sets:
    awards = {(folded(row.get("funder")), number) for row in rows for number in _numbers(row)}
    return {
        "funders": {folded(row.get("funder")) for row in rows} - {""},
        "awards": {number for _, number in awards},
        "funder-award": awards,
        "grants": {(*(folded(row.get(name)) for name in ("funder", "program", "project")), _numbers(row)) for row in rows},
    }


def _numbers(row: _Record) -> tuple[str, ...]:
    awards = row.get("awards")
    return tuple(sorted(_named(award, "number") for award in awards)) if isinstance(awards, list | tuple) else ()


def _glossary(rows: list[_Record]) -> Sets:
    return {
        "glossary": {(str(row.get("number")), folded(row.get("term"))) for row in rows},
        "glossary-refs": {(str(row.get("number")), _references(row)) for row in rows},
        "glossary-kind": {(str(row.get("number")), _plain(row.get("kind"))) for row in rows},
    }


def _references(row: _Record) -> Hashable:
    if "reference_count" in row:
        return _plain(row["reference_count"])
    references = row.get("references")
    return len(references) if isinstance(references, list | tuple) else 0


def _people(rows: list[_Record]) -> Sets:
    named = [(folded(row.get("name")), row) for row in rows]
    sets: Sets = {"people": {name for name, _ in named}}
    for field, many in (("position", "positions"), ("affiliation", "affiliations")):
        sets[f"person-{field}"] = {(name, _first(row, field, many)) for name, row in named if _first(row, field, many)}
    for field in ("reading", "romanized", "email"):
        sets[f"person-{field}"] = {(name, folded(row.get(field))) for name, row in named if row.get(field)}
    return sets


def _first(row: _Record, one: str, many: str) -> str:
    value = row.get(one)
    several = row.get(many)
    if value is None and isinstance(several, list | tuple) and several:
        value = several[0]
    return _named(value, "name")


def _named(value: object, field: str) -> str:
    return folded(value.get(field) if isinstance(value, Mapping) else value)


def _rows(records: Mapping[str, Any], name: str) -> list[_Record]:
    rows = records.get(name)
    found: Iterable[Any] = rows if isinstance(rows, list | tuple) else ()
    return [row for row in found if isinstance(row, Mapping)]


def _plain(value: object) -> Hashable:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
