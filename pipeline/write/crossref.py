"""Release → the funding part of a Crossref deposit: an `fr:program` element (fundref.xsd) to put into the paper's own deposit.

One `fundgroup` for each grant that names who gave it. A funder with an id of the Funder Registry is written as its name with the id
nested in it, one with a ROR id alone as that (Crossref takes the name from ROR), any other by its name.
"""

from __future__ import annotations

from xml.etree.ElementTree import Comment, Element, SubElement, indent, tostring

from pipeline.assemble import Release
from pipeline.assemble.schema import GrantRecord
from pipeline.write.exchange import doi, doi_url, grants, one_line, paper
from pipeline.write.tables import money_from

_NAMESPACE = "http://www.crossref.org/fundref.xsd"


def crossref(release: Release) -> str | None:
    """The XML of the funding of the announced paper, with a final line break; None where no grant names who gave it.

    The paper's DOI stands in a comment, where the release gives one: the element itself has no place for it.
    """
    given = [grant for grant in grants(release) if money_from(grant) or grant.co_funders]
    if not given:
        return None
    program = Element("fr:program", {"xmlns:fr": _NAMESPACE, "name": "fundref"})
    work = paper(release)
    if work and (identifier := doi(work)):
        program.append(Comment(f" funding of {doi_url(identifier).replace('--', '-%2D')} "))  # no comment holds two hyphens
    said = set()
    for grant in given:
        group = _group(grant)
        if (written := tostring(group)) not in said:  # two grants of one funder may differ in what this element cannot say
            said.add(written)
            program.append(group)
    indent(program)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(program, encoding="unicode") + "\n"


def _group(grant: GrantRecord) -> Element:
    group = Element("fr:assertion", {"name": "fundgroup"})
    funder, ids = money_from(grant), grant.funder_ids
    if funder and ids.crossref_funder:
        _assertion(_assertion(group, "funder_name", funder), "funder_identifier", doi_url(ids.crossref_funder))
    elif funder and ids.ror:
        _assertion(group, "ror", ids.ror)
    elif funder:
        _assertion(group, "funder_name", funder)
    for name in grant.co_funders:
        _assertion(group, "funder_name", name)
    for award in grant.awards:
        _assertion(group, "award_number", award.number)
    return group


def _assertion(parent: Element, name: str, text: str | None = None) -> Element:
    element = SubElement(parent, "fr:assertion", {"name": name})
    element.text = one_line(text) if text else None
    return element
