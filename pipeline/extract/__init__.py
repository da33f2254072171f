"""Analysis → Mentions: one folder a field. Extractors never look at each other; `resolve/` chooses between their candidates."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.extract import awards, dates, funding, glossary, identifiers, organisations, people, places, publication
from pipeline.model import Analysis, Mention

Finder = Callable[[Analysis], Iterable[Mention]]

#: Field → its finder. The order has no meaning.
FIELDS: dict[str, Finder] = {
    "dates": dates.find,
    "identifiers": identifiers.find,
    "funding": funding.find,
    "awards": awards.find,
    "people": people.find,
    "organisations": organisations.find,
    "places": places.find,
    "glossary": glossary.find,
    "publication": publication.find,
}


def extract(analysis: Analysis) -> tuple[Mention, ...]:
    """The candidates of all fields, in reading order; they may overlap."""
    found = [mention for find in FIELDS.values() for mention in find(analysis)]
    return tuple(sorted(found, key=lambda mention: (mention.start, -mention.end, mention.type, mention.rule)))


__all__ = ["FIELDS", "Finder", "extract"]
