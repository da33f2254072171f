"""Finds ORGANIZATION: names that grammar, lexicon and network vouch for, makers, acronyms, desks of contact blocks, and short forms."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.organisations.acronyms import acronyms
from pipeline.extract.organisations.continued import continued
from pipeline.extract.organisations.desks import desks
from pipeline.extract.organisations.echoes import echoes
from pipeline.extract.organisations.found import Found
from pipeline.extract.organisations.makers import makers
from pipeline.extract.organisations.weigh import weigh
from pipeline.model import Analysis, Mention


def find(analysis: Analysis) -> Iterable[Mention]:
    """The candidates in `analysis`; view offsets. Later rules build on the names that earlier ones found."""
    found = Found(analysis)
    for rule in (weigh, continued, desks, makers, acronyms, echoes):
        found.add(rule(analysis, found))
    return found.mentions
