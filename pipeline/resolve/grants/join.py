"""Joins the mentions of each group into a Grant.

The field `funding` has tied the parts of a grant together (see `extract.funding.groups`); here the parts that stayed are read, and
the funder gets its fullest form and its ids.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.analyse.grant_numbers import scheme_of
from pipeline.extract.funding.funders import Funder, funder_by_key, key_of
from pipeline.extract.funding.groups import Part, Role, decode
from pipeline.extract.funding.programmes import Programme, programmes_in
from pipeline.model import Analysis, Grant, Mention, MentionType, Warning, within
from pipeline.resolve.grants.checks import mismatched_funder, mismatched_year
from pipeline.resolve.grants.distinct import distinct
from pipeline.resolve.grants.funder_names import FunderNames
from pipeline.resolve.grants.ids import with_ids
from pipeline.resolve.grants.numbers import award
from pipeline.resolve.grants.texts import reading

_PLAIN_NAME = re.compile(r"[一-龥々ぁ-んァ-ヶーA-Za-z.・'’\- ]{2,30}")
_CLASS = re.compile(r"\s?\([SABC]\)$|[SABC]$")

#: A mention with its part in one grant.
Member = tuple[Part, Mention]


def join(mentions: tuple[Mention, ...], analysis: Analysis) -> tuple[tuple[Grant, ...], tuple[Warning, ...]]:
    """One Grant for each distinct grant or foundation, in reading order, and contradictions."""
    joiner = _Joiner(mentions, analysis)
    grants = [joiner.grant(members) for members in _groups(mentions)]
    return tuple(distinct(grants)), tuple(joiner.warnings)


def _groups(mentions: tuple[Mention, ...]) -> list[list[Member]]:
    """The mentions of each grant, grants and mentions in reading order."""
    found: dict[tuple[int, int], list[Member]] = {}
    for mention in mentions:
        for part in decode(mention.group) if mention.rule.startswith("funding.") else ():
            found.setdefault((part.start, part.end), []).append((part, mention))
    return [members for _, members in sorted(found.items())]


class _Joiner:
    def __init__(self, mentions: tuple[Mention, ...], analysis: Analysis) -> None:
        self.text = analysis.layout.text
        self.view = analysis.view
        self.names = FunderNames(mentions, self.text)
        self.people = [mention for mention in mentions if mention.type is MentionType.PERSON]
        self.warnings: list[Warning] = []

    def grant(self, members: list[Member]) -> Grant:
        """The Grant of one group; what contradicts itself goes to `warnings`."""
        place = members[0][0]
        named = _of_type(members, MentionType.FUNDER)
        programs = _of_type(members, MentionType.PROGRAM)
        bodies = [(mention, self.names.known(self._view(mention))) for part, mention in named if part.role is not Role.ABBREVIATION]
        known = [funder for _, funder in bodies if funder]
        programmes = [found.programme for _, mention in programs for found in programmes_in(self.view, mention.start, mention.end)]
        keys = frozenset(funder.key for funder in known)
        topics = frozenset("科学研究費助成事業" if each.kakenhi else each.name for each in programmes)
        awards = tuple(award(mention.value or "", keys, topics) for _, mention in _of_type(members, MentionType.AWARD_NUMBER))
        titles = _of_type(members, MentionType.PROJECT)
        self.warnings += mismatched_funder(awards, known, members[0][1])
        self.warnings += mismatched_year(awards, self.view, place.start, place.end, members[0][1])
        parts = [mention for _, mention in members]
        people = [person for start, end in place.people for person in self._persons(start, end)]
        grant = Grant(
            program=self._program(programs, place.letter),
            project=self._read(titles[0][1]) if titles else None,
            awards=awards,
            recipients=tuple(name for start, end in place.people for name in self._people(start, end)),
            own=place.own,
            mentions=tuple(sorted({*parts, *people}, key=lambda mention: (mention.start, mention.end))),
        )
        if not bodies:
            return _with_inferred(grant, programmes)
        short = next((self._read(mention) for part, mention in named if part.role is Role.ABBREVIATION), None)
        return self._with_funder(grant, bodies, short)

    def _view(self, mention: Mention) -> str:
        return self.view[mention.start : mention.end]

    def _read(self, mention: Mention) -> str:
        return reading(self.text, mention.start, mention.end)

    def _program(self, programs: list[Member], letter: str) -> str | None:
        names = [self._read(mention) for part, mention in programs if part.role in (Role.HEADING, Role.MAIN)]
        if letter and names:
            return _CLASS.sub("", names[-1]) + f" {letter}"
        return " ".join(names) or None

    def _persons(self, start: int, end: int) -> list[Mention]:
        return within(self.people, start, end)

    def _people(self, start: int, end: int) -> list[str]:
        """The persons named in `[start, end)`; where none was found there, the words themselves if they may be a name."""
        inside = self._persons(start, end)
        if inside:
            return [_without_blank(self._read(mention)) for mention in inside]
        words = self.view[start:end].strip()
        return [_without_blank(reading(self.text, start, end))] if _PLAIN_NAME.fullmatch(words) else []

    def _with_funder(self, grant: Grant, bodies: list[tuple[Mention, Funder | None]], short: str | None) -> Grant:
        (first, funder), *others = bodies
        name = self._read(first)
        full = self.names.fullest(name, funder, first.start)
        if funder is None and self.view.startswith("社", first.end):
            full = self.names.company(full)
        together = [
            self.names.fullest(self._read(mention), other, mention.start)
            for mention, other in others
            if other is None or (other.kind != "unit" and other is not funder)
        ]
        return with_ids(
            replace(
                grant,
                funder=full,
                abbreviation=short if short and len(bodies) == 1 and short != full else self.names.short(name, full, funder),
                co_funders=tuple(together),
            ),
            funder,
            self._view(first),
            full,
        )


def _of_type(members: list[Member], kind: MentionType) -> list[Member]:
    return [(part, mention) for part, mention in members if mention.type is kind]


def _with_inferred(grant: Grant, programmes: list[Programme]) -> Grant:
    """`grant` with the funder that its programme or number settles."""
    told = [{key_of(scheme.funder)} for each in grant.awards if (scheme := scheme_of(each.number)) and scheme.funder]
    told += [{"JSPS"} if programme.kakenhi else set(programme.funders) for programme in programmes if programme.funders]
    keys = set.intersection(*told) if told else set()
    funder = funder_by_key(next(iter(keys))) if len(keys) == 1 else None
    return with_ids(replace(grant, funder_inferred=funder.short), funder) if funder else grant


def _without_blank(name: str) -> str:
    return name if name.isascii() else re.sub(r"\s", "", name)
