"""Release → DataCite metadata (kernel 4, JSON) of the announced work, with `fundingReferences`.

Schema: DataCite Metadata Schema 4.5, which 4.6 reads too. What the schema wants and the release does not say is `(:unav)`, the
schema's standard value for what is not available (its appendix 3); all else that is not said is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.assemble import Release
from pipeline.assemble.schema import FunderIds, GrantRecord, PublicationRecord
from pipeline.write.exchange import date_parts, doi, doi_url, grants, one_line, paper, uri
from pipeline.write.joining import LeftOut, json_list, nothing
from pipeline.write.tables import money_from

_UNAVAILABLE = "(:unav)"


def to_datacite(releases: Iterable[Release], left_out: LeftOut = nothing) -> Iterator[str]:
    """The pieces of a JSON list of the records of `releases`; `left_out` is told the ids of those without one."""
    yield from json_list(releases, datacite, left_out)
    yield "\n"


def datacite(release: Release) -> dict[str, Any] | None:
    """The record of the paper, or of the release itself where it announces none; None where no year is said: the schema wants one.

    A paper whose own date is not said gets the year of the release, and no date.
    """
    work, released = paper(release), release.records.released
    date = work.published if work else released
    year = date_parts(date) or date_parts(released)
    if not year:
        return None
    record: dict[str, Any] = {}
    if work and (identifier := doi(work)):
        record["doi"] = identifier
    general, kind = ("JournalArticle", "Journal article") if work else ("Text", "Press release")
    record["types"] = {"resourceTypeGeneral": general, "resourceType": kind}
    record["creators"] = [{"name": one_line(each.name)} for each in (work.authors if work else ())] or [{"name": _UNAVAILABLE}]
    record["titles"] = _titles(work, release.records.title)
    record["publisher"] = {"name": _UNAVAILABLE}
    record["publicationYear"] = f"{year[0]:04}"
    if date_parts(date):
        record["dates"] = [{"date": date, "dateType": "Issued"}]
    if work and work.journal:
        record["container"] = {"type": "Journal", "title": one_line(work.journal)}
    if work and (address := uri(work.url)):
        record["url"] = address
    if references := funding_references(release):
        record["fundingReferences"] = references
    record["schemaVersion"] = "http://datacite.org/schema/kernel-4"
    return record


def funding_references(release: Release) -> list[dict[str, str]]:
    """The `fundingReferences` of the work: one for each grant number, one for a grant without any, one for each co-funder."""
    found = (reference for grant in grants(release) for reference in _references(grant))
    return [dict(each) for each in dict.fromkeys(tuple(each.items()) for each in found)]  # the schema wants each once


def _references(grant: GrantRecord) -> Iterator[dict[str, str]]:
    title = grant.project or grant.program
    about = {"awardTitle": one_line(title)} if title else {}
    funder = {"funderName": one_line(money_from(grant) or _UNAVAILABLE), **_identifier(grant.funder_ids)}
    for award in grant.awards:
        address = uri(award.url)
        yield {**funder, "awardNumber": award.number, **({"awardUri": address} if address else {}), **about}
    if not grant.awards and (money_from(grant) or about):
        yield {**funder, **about}
    for name in grant.co_funders:
        yield {"funderName": one_line(name), **about}  # whose number it is, the text does not say


def _identifier(ids: FunderIds) -> dict[str, str]:
    if ids.ror:
        return {"funderIdentifier": ids.ror, "funderIdentifierType": "ROR"}
    if ids.crossref_funder:
        return {"funderIdentifier": doi_url(ids.crossref_funder), "funderIdentifierType": "Crossref Funder ID"}
    return {}


def _titles(work: PublicationRecord | None, release_title: str | None) -> list[dict[str, str]]:
    if work is None:
        return [{"title": one_line(release_title or _UNAVAILABLE)}]
    titles = [{"title": one_line(work.title)}] if work.title else []
    if work.title_ja:
        translated = {"titleType": "TranslatedTitle"} if work.title else {}
        titles.append({"title": one_line(work.title_ja), **translated, "lang": "ja"})
    return titles or [{"title": _UNAVAILABLE}]
