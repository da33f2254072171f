"""The ids of a grant's funder: the known funder's, or those that the imported registry has for its name."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.funding.funders import Funder
from pipeline.model import Grant
from pipeline.resolve.linking import ROR, listed, registered_as


def with_ids(grant: Grant, funder: Funder | None, *names: str) -> Grant:
    """`grant` with name and ids of its funder: `funder` where it is a known one; `names` are what the text calls it.

    An id of the table of funders counts where the registry still has it. The Crossref id of a known funder is the table's.
    """
    known = (funder.name,) if funder else ()
    body = next((found for name in (*names, *known) if (found := registered_as(name))), None)
    if funder is None:
        return replace(grant, funder_name=body.name, ror=ROR + body.id, crossref_funder=body.crossref or None) if body else grant
    ror = funder.ror if listed(funder.ror) else body.id if body else ""
    crossref = funder.crossref.replace("|", " ") or (body.crossref if body else "")
    return replace(grant, funder_name=funder.name, ror=ROR + ror if ror else None, crossref_funder=crossref or None)
