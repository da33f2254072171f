"""Finds DOI, URL, EMAIL, PHONE, FAX, POSTAL_CODE; AWARD_NUMBER is found in `extract/funding`."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.identifiers.doi import dois
from pipeline.extract.identifiers.mail import addresses
from pipeline.extract.identifiers.phone import numbers
from pipeline.extract.identifiers.postal import codes
from pipeline.extract.identifiers.web import urls
from pipeline.model import Analysis, Mention


def find(analysis: Analysis) -> Iterable[Mention]:
    """The candidates in `analysis`; view offsets."""
    pages = urls(analysis.view)
    return (*pages, *dois(analysis.view, pages), *addresses(analysis.view), *numbers(analysis), *codes(analysis.view))
