"""Finds LOCATION and ADDRESS."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.places.addresses import addresses
from pipeline.extract.places.latin import latin_places
from pipeline.extract.places.local import local_places
from pipeline.extract.places.locations import locations
from pipeline.model import Analysis, Mention


def find(analysis: Analysis) -> Iterable[Mention]:
    """The candidates in `analysis`; view offsets."""
    return (*addresses(analysis.view), *locations(analysis), *local_places(analysis), *latin_places(analysis.view))
