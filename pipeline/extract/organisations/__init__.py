"""Finds ORGANIZATION: names that the witnesses vouch for, desks of contact blocks, makers, acronyms and short forms."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.organisations.acronyms import acronyms
from pipeline.extract.organisations.desks import continued, desks
from pipeline.extract.organisations.echoes import echoes
from pipeline.extract.organisations.extended import extended
from pipeline.extract.organisations.found import Found
from pipeline.extract.organisations.listed import listed
from pipeline.extract.organisations.makers import makers
from pipeline.extract.organisations.referred import referred
from pipeline.extract.organisations.weigh import weigh
from pipeline.model import Analysis, Mention


def find(analysis: Analysis) -> Iterable[Mention]:
    """The candidates in `analysis`; view offsets. Later rules build on the names that earlier ones found."""
    found = Found(analysis)
    found.add(weigh(analysis))
    found.add(continued(analysis, found))
    found.add(desks(analysis, found))
    found.add(referred(analysis, found))
    found.add(makers(analysis))
    found.add(listed(analysis))
    found.add(acronyms(analysis, found))
    found.add(echoes(analysis, found))
    return list(extended(analysis, found.mentions))
