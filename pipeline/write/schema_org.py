"""Release → schema.org JSON-LD: the press release, the paper that it announces, its grants and funders, its people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.assemble import Release
from pipeline.assemble.schema import GrantRecord, PersonRecord, PublicationRecord
from pipeline.write.exchange import doi, doi_url, grants, iso_day, one_line, paper, uri
from pipeline.write.joining import LeftOut, json_list, nothing
from pipeline.write.tables import money_from

#: The context of the whole file; each release is one node of its graph.
CONTEXT = "https://schema.org"
_Node = dict[str, Any]


def to_jsonld(releases: Iterable[Release], left_out: LeftOut = nothing) -> Iterator[str]:
    """The pieces of a JSON-LD document with a node for each of `releases`; it may stand in a page's `<script>` as it is.

    No release is left out, so `left_out` is never told of one.
    """
    yield f'{{\n  "@context": "{CONTEXT}",\n  "@graph": '
    for piece in json_list(releases, schema_org, left_out, indent=2):
        yield piece.replace("<", "\\u003c")  # no text can end the script
    yield "\n}\n"


def schema_org(release: Release) -> _Node:
    """The release as a NewsArticle whose genre is "press release".

    It is `about` the ScholarlyArticle, or about a ResearchProject where no paper is announced; that one has the `funding`, the
    release `mentions` its people. Dates without a day are left out: schema.org wants whole ones.
    """
    records = release.records
    work = paper(release)
    about = _paper(work, {each.name: each for each in records.people}) if work else {"@type": "ResearchProject"}
    about |= _said({"funding": [_grant(grant) for grant in grants(release)]})
    return {
        "@type": "NewsArticle",
        "genre": "press release",
        **_said({"headline": records.title, "datePublished": iso_day(records.released)}),
        **({"about": about} if len(about) > 1 else {}),
        **_said({"mentions": [_person(person) for person in records.people]}),
    }


def _paper(work: PublicationRecord, people: dict[str, PersonRecord]) -> _Node:
    identifier = doi(work)
    node: _Node = {"@type": "ScholarlyArticle"}
    if identifier:
        node["@id"] = doi_url(identifier)
    authors = [_author(author.name, people.get(author.person or "")) for author in work.authors]
    return node | _said(
        {
            "name": work.title or work.title_ja,
            "alternateName": work.title_ja if work.title else None,
            "author": authors,
            "isPartOf": {"@type": "Periodical", "name": one_line(work.journal)} if work.journal else None,
            "datePublished": iso_day(work.published),
            "identifier": {"@type": "PropertyValue", "propertyID": "doi", "value": identifier} if identifier else None,
            "url": uri(work.url),
        }
    )


def _author(name: str, person: PersonRecord | None) -> _Node:
    other = person.name if person and person.name != name else None
    return {"@type": "Person", **_said({"name": name, "alternateName": other})}


def _grant(grant: GrantRecord) -> _Node:
    numbers = [award.number for award in grant.awards]
    urls = [address for award in grant.awards if (address := uri(award.url))]
    funders = [_funder(grant)] if money_from(grant) else []
    return {
        "@type": "Grant",
        **_said(
            {
                "identifier": numbers,
                "name": grant.project or grant.program,
                "description": grant.program if grant.project else None,
                "url": urls[0] if len(urls) == 1 else None,
                "sameAs": urls if len(urls) > 1 else None,
                "funder": funders + [_organization(name) for name in grant.co_funders],
            }
        ),
    }


def _funder(grant: GrantRecord) -> _Node:
    name, ids = money_from(grant), grant.funder_ids
    others = [each for each in dict.fromkeys((grant.abbreviation, grant.funder_name)) if each and each != name]
    registry = doi_url(ids.crossref_funder) if ids.crossref_funder else None
    node: _Node = {"@type": "Organization"}
    if ids.ror:
        node["@id"] = ids.ror
    return node | _said({"name": name, "alternateName": others, "sameAs": registry})


def _organization(name: str) -> _Node:
    return {"@type": "Organization", "name": one_line(name)}


def _person(person: PersonRecord) -> _Node:
    others = [each for each in (person.reading, person.romanized) if each and each != person.name]
    return {
        "@type": "Person",
        **_said(
            {
                "name": person.name,
                "alternateName": others,
                "jobTitle": list(person.positions),
                "affiliation": [_organization(name) for name in person.affiliations],
                "email": person.email,
                "telephone": person.phone,
            }
        ),
    }


def _said(fields: _Node) -> _Node:
    """What of `fields` the release says: texts in one line, a list of one as that one."""
    lined = {name: [_lined(each) for each in value] if isinstance(value, list) else _lined(value) for name, value in fields.items()}
    alone = {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in lined.items()}
    return {name: value for name, value in alone.items() if value not in (None, [], "")}


def _lined(value: Any) -> Any:
    return one_line(value) if isinstance(value, str) else value
