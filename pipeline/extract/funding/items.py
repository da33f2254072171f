"""Items: what a statement says of one grant, or of one foundation that gave without a number."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extract.funding.tokens import Token


@dataclass(slots=True)
class Item:
    """What belongs together; lists are in reading order. `carried` are the funder's tokens, taken over from the item before."""

    funders: list[Token] = field(default_factory=list)
    carried: list[Token] = field(default_factory=list)
    umbrella: Token | None = None  # KAKENHI, where its categories stand in brackets behind it
    heading: Token | None = None  # the programme over a table or list
    programs: list[Token] = field(default_factory=list)
    titles: list[Token] = field(default_factory=list)
    numbers: list[Token] = field(default_factory=list)
    people: list[Token] = field(default_factory=list)
    letter: str = ""
    before: Item | None = None
    sub: bool = False  # a programme within another body's programme: no grant of its own
    supported: bool = False  # a verb of receiving follows

    @property
    def tokens(self) -> list[Token]:
        """The item's own tokens, in reading order."""
        own = [*self.funders, *self.programs, *self.titles, *self.numbers, *self.people]
        return sorted(own, key=lambda token: (token.start, token.end))

    @property
    def empty(self) -> bool:
        """Whether nothing but people was put in."""
        return not (self.funders or self.programs or self.titles or self.numbers)

    @property
    def filled(self) -> bool:
        """Whether it has what an item ends with."""
        return bool(self.titles or self.numbers)

    @property
    def keys(self) -> frozenset[str]:
        """The funders that its funder, programme or number tells of."""
        named = {key for token in (*self.funders, *self.carried) for key in token.keys}
        told = {key for token in (*self.programs, *self.numbers) for key in token.keys if key}
        return frozenset(named or told)


def project_titles(item: Item) -> list[Token]:
    """The titles of the project: where a programme has areas, the first of two quotations is the area, a single one the project."""
    projects = [title for title in item.titles if not title.area]
    if len(projects) > 1 and has_areas(item):
        return projects[-1:]
    return projects or item.titles


def has_areas(item: Item) -> bool:
    """Whether the programme is one whose first quotation is a research area."""
    return any("JST" in token.keys or token.category or token.umbrella for token in item.programs)
