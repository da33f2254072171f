"""What all exchange formats agree on: which work is described, which grants funded it, how dates, ids and names are written."""

from __future__ import annotations

import re
from urllib.parse import quote

from pipeline.assemble import Release
from pipeline.assemble.schema import GrantRecord, PublicationRecord

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T[0-9:.+\-Z]+)?")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


def paper(release: Release) -> PublicationRecord | None:
    """The announced paper, where the release gives a title or a DOI of it; a journal alone is none that could be cited."""
    found = release.records.publication
    return found if found.title or found.title_ja or found.doi else None


def grants(release: Release) -> tuple[GrantRecord, ...]:
    """The grants that funded the announced work: those that the release speaks of as its own."""
    return tuple(grant for grant in release.records.funding if grant.own)


def date_parts(edtf: str | None) -> tuple[int, ...]:
    """Year, month, day of a date, as far as it goes; () for none, and for intervals and dates with unknown digits."""
    match = _DATE.fullmatch(edtf or "")
    return tuple(int(part) for part in match.groups() if part) if match else ()


def iso_day(edtf: str | None) -> str | None:
    """`YYYY-MM-DD` of a date that has a day, as it is written there (no change of zone); else None."""
    parts = date_parts(edtf)
    return "{:04}-{:02}-{:02}".format(*parts) if len(parts) == 3 else None


def doi(work: PublicationRecord) -> str | None:
    """The DOI of `work`, where it has the shape of one."""
    return work.doi if work.doi and _DOI.fullmatch(work.doi) else None


def doi_url(identifier: str) -> str:
    """A DOI, or an id of the Crossref Funder Registry, as the address that stands for it."""
    return f"https://doi.org/{identifier}"


def uri(url: str | None) -> str | None:
    """A web address with every character that a URI (RFC 3986) cannot hold as percent signs; None where it is no web address."""
    if not url or not url.startswith(("http://", "https://")):
        return None
    return quote(url, safe="%:/?#@!$&'()*+,;=~-._")


def one_line(text: str) -> str:
    """`text` with line breaks and control characters as one blank each: no format below can hold them all."""
    return _CONTROL.sub(" ", text)
