"""Release → rows of flat tables: fixed columns with fixed types, for parquet, SQL and spreadsheets.

`TABLES` is the whole layout; docs/exports.md shows it, and a test holds the two together. Columns may be added at the end of a
table in a later minor version of the schema; a column's name, type and meaning never change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pipeline.assemble import Release
from pipeline.assemble.schema import GrantRecord

#: One row: a value for each column of its table; None where the release gives nothing, [] where a list is empty.
Row = dict[str, Any]


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    TEXTS = "texts"  # a list of texts, possibly empty, never null
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `required` ones are never null."""

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False


def _key(name: str) -> Column:
    return Column(name, required=True)


def _number(name: str) -> Column:
    return Column(name, Kind.INTEGER, required=True)


def _text(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


def _texts(name: str) -> Column:
    return Column(name, Kind.TEXTS, required=True)


def _integers(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.INTEGER) for name in names)


#: Every table: its name → its columns in order. `document` is the document's id; `grant`, `person` and the like count from 1 in a
#: document; `start` and `end` are half-open code-point offsets into the source text.
TABLES: dict[str, tuple[Column, ...]] = {
    "documents": (
        *map(_key, ("document", "source", "media_type", "encoding", "sha256")),
        _number("characters"),
        *_text("title", "released"),
        *map(_number, ("mentions", "grants", "people", "notes", "warnings")),
        _texts("warning_codes"),
    ),
    "mentions": (
        *map(_key, ("document", "id", "type")),
        *map(_number, ("start", "end")),
        _key("text"),
        *_text("value", "extractor"),
        Column("confidence", Kind.NUMBER),
        *_text("section"),
    ),
    "funding": (
        _key("document"),
        _number("grant"),
        *_text("funder", "abbreviation", "funder_name", "ror", "crossref_funder", "funder_inferred"),
        _texts("co_funders"),
        *_text("program", "project"),
        *map(_texts, ("award_numbers", "recipients")),
        Column("own", Kind.BOOLEAN, required=True),
        _texts("mentions"),
    ),
    "awards": (
        _key("document"),
        *map(_number, ("grant", "award")),
        _key("number"),
        *_text("scheme"),
        *_integers("fiscal_year"),
        *_text("url", "funder", "program"),
        Column("own", Kind.BOOLEAN, required=True),
    ),
    "people": (
        _key("document"),
        _number("person"),
        _key("name"),
        *_text("reading", "romanized"),
        *map(_texts, ("positions", "affiliations")),
        *_text("email", "phone"),
        *map(_texts, ("roles", "mentions")),
    ),
    "organizations": (
        _key("document"),
        _number("organization"),
        _key("name"),
        *_text("abbreviation", "name_en", "ror", "parent"),
        _texts("mentions"),
    ),
    "glossary": (
        _key("document"),
        _number("note"),
        *_integers("number"),
        _key("marker"),
        *_text("term"),
        _texts("aliases"),
        _key("kind"),
        *_text("definition"),
        *_integers("definition_start", "definition_end"),
        _texts("references"),
        *_text("citation_doi", "citation_url", "citation_journal", "citation_published"),
    ),
    "publications": (
        _key("document"),
        *_text("journal", "title", "title_ja"),
        _texts("authors"),
        *_text("doi", "published", "url"),
    ),
}  # fmt: skip


def rows(release: Release, document: str | None = None) -> dict[str, list[Row]]:
    """The rows of `release` for every table of `TABLES`, in the order of the release; a table may be empty.

    `document` is written in the place of the release's own id, where ids of many releases could meet.
    """
    id_ = release.document.id if document is None else document
    makers = {
        "documents": _documents,
        "mentions": _mentions,
        "funding": _funding,
        "awards": _awards,
        "people": _people,
        "organizations": _organizations,
        "glossary": _glossary,
        "publications": _publications,
    }
    return {name: [{"document": id_, **row} for row in makers[name](release)] for name in TABLES}


def money_from(grant: GrantRecord) -> str | None:
    """Who gave the money: as the text says it, or where only a programme or number tells, who that settles."""
    return grant.funder or grant.funder_inferred


def _documents(release: Release) -> Iterator[Row]:
    document, records = release.document, release.records
    yield {
        "source": document.source,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "sha256": document.sha256,
        "characters": document.characters,
        "title": records.title,
        "released": records.released,
        "mentions": len(release.mentions),
        "grants": len(records.funding),
        "people": len(records.people),
        "notes": len(records.glossary),
        "warnings": len(release.warnings),
        "warning_codes": sorted({each.code for each in release.warnings}),
    }


def _mentions(release: Release) -> Iterator[Row]:
    starts = [section.start for section in release.sections]
    for mention in release.mentions:
        at = bisect_right(starts, mention.start) - 1
        yield {
            "id": mention.id,
            "type": str(mention.type),
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "value": mention.value,
            "extractor": mention.extractor,
            "confidence": mention.confidence,
            "section": str(release.sections[at].kind) if at >= 0 else None,
        }


def _funding(release: Release) -> Iterator[Row]:
    for number, grant in enumerate(release.records.funding, 1):
        yield {
            "grant": number,
            "funder": grant.funder,
            "abbreviation": grant.abbreviation,
            "funder_name": grant.funder_name,
            "ror": grant.funder_ids.ror,
            "crossref_funder": grant.funder_ids.crossref_funder,
            "funder_inferred": grant.funder_inferred,
            "co_funders": grant.co_funders,
            "program": grant.program,
            "project": grant.project,
            "award_numbers": [award.number for award in grant.awards],
            "recipients": grant.recipients,
            "own": grant.own,
            "mentions": grant.mentions,
        }


def _awards(release: Release) -> Iterator[Row]:
    for number, grant in enumerate(release.records.funding, 1):
        for place, award in enumerate(grant.awards, 1):
            yield {
                "grant": number,
                "award": place,
                **award.model_dump(),
                "funder": money_from(grant),
                "program": grant.program,
                "own": grant.own,
            }


def _people(release: Release) -> Iterator[Row]:
    for number, person in enumerate(release.records.people, 1):
        yield {"person": number, **person.model_dump(mode="json")}


def _organizations(release: Release) -> Iterator[Row]:
    for number, body in enumerate(release.records.organizations, 1):
        yield {"organization": number, **body.model_dump(exclude={"ids"}), "ror": body.ids.ror}


def _glossary(release: Release) -> Iterator[Row]:
    for number, note in enumerate(release.records.glossary, 1):
        cited = note.citation
        yield {
            "note": number,
            **note.model_dump(exclude={"citation"}),
            "citation_doi": cited and cited.doi,
            "citation_url": cited and cited.url,
            "citation_journal": cited and cited.journal,
            "citation_published": cited and cited.published,
        }


def _publications(release: Release) -> Iterator[Row]:
    paper = release.records.publication
    if any((paper.journal, paper.title, paper.title_ja, paper.authors, paper.doi, paper.published, paper.url)):
        yield {**paper.model_dump(exclude={"authors"}), "authors": [author.name for author in paper.authors]}
