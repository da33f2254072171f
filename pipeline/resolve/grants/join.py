"""Joins the mentions of each group into a Grant.

The field `funding` has tied the parts of a grant together (see `extract.funding.groups`); here the parts that stayed are read, the
funder gets its fullest form and its ids, and grants that say the same are one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.funding.funders import Funder, funder_by_key, key_of
from pipeline.extract.funding.groups import Part, Role, decode
from pipeline.extract.funding.programmes import Programme, programmes_in
from pipeline.lexicon.grant_numbers import scheme_of
from pipeline.model import Analysis, Grant, Mention, MentionType, Warning
from pipeline.resolve.grants.checks import mismatched_funder, mismatched_year
from pipeline.resolve.grants.funder_names import FunderNames
from pipeline.resolve.grants.numbers import award
from pipeline.resolve.grants.texts import reading

_ROR = "https://ror.org/"
_PLAIN_NAME = re.compile(r"[一-龥々ぁ-んァ-ヶーA-Za-z.・'’\- ]{2,30}")
_CLASS = re.compile(r"\s?\([SABC]\)$|[SABC]$")


def join(mentions: tuple[Mention, ...], analysis: Analysis) -> tuple[tuple[Grant, ...], tuple[Warning, ...]]:
    """One Grant for each distinct grant or foundation, in reading order, and contradictions."""
    joiner = _Joiner(mentions, analysis)
    grants = [joiner.grant(part, members) for part, members in joiner.groups()]
    return tuple(_distinct(grants)), tuple(joiner.warnings)


class _Joiner:
    def __init__(self, mentions: tuple[Mention, ...], analysis: Analysis) -> None:
        self.text = analysis.layout.text
        self.view = analysis.view
        self.mentions = mentions
        self.names = FunderNames(mentions, self.text)
        self.people = [mention for mention in mentions if mention.type is MentionType.PERSON]
        self.warnings: list[Warning] = []

    def groups(self) -> list[tuple[Part, list[tuple[Part, Mention]]]]:
        """Each grant's place with its mentions, in reading order."""
        found: dict[tuple[int, int], list[tuple[Part, Mention]]] = {}
        for mention in self.mentions:
            for part in decode(mention.group) if mention.rule.startswith("funding.") else ():
                found.setdefault((part.start, part.end), []).append((part, mention))
        return [(members[0][0], members) for _, members in sorted(found.items())]

    def grant(self, part: Part, members: list[tuple[Part, Mention]]) -> Grant:
        """The Grant of one group."""
        named = [(each.role, mention) for each, mention in members if mention.type is MentionType.FUNDER]
        programs = [(each.role, mention) for each, mention in members if mention.type is MentionType.PROGRAM]
        numbers = [mention for _, mention in members if mention.type is MentionType.AWARD_NUMBER]
        known_programs = [found.programme for _, mention in programs for found in programmes_in(self.view, mention.start, mention.end)]
        bodies = [mention for role, mention in named if role is not Role.ABBREVIATION]
        known = [self.names.known(self.view[mention.start : mention.end]) for mention in bodies]
        keys = frozenset(funder.key for funder in known if funder)
        awards = tuple(
            award(mention.value or "", keys, frozenset(map(_programme_name, known_programs))) for mention in numbers
        )
        grant = Grant(
            program=self._program(programs, part.letter),
            project=next((self._read(mention) for _, mention in members if mention.type is MentionType.PROJECT), None),
            awards=awards,
            recipients=tuple(name for start, end in part.people for name in self._people(start, end)),
            own=part.own,
            mentions=tuple(sorted({mention for _, mention in members}, key=lambda mention: (mention.start, mention.end))),
        )
        at = members[0][1]
        self.warnings += mismatched_funder(awards, [funder for funder in known if funder], at)
        self.warnings += mismatched_year(awards, self.view, part.start, part.end, at)
        return self._with_funder(grant, named, bodies, known) if bodies else _with_inferred(grant, known_programs)

    def _read(self, mention: Mention) -> str:
        return reading(self.text, mention.start, mention.end)

    def _program(self, programs: list[tuple[Role, Mention]], letter: str) -> str | None:
        names = [self._read(mention) for role, mention in programs if role in (Role.HEADING, Role.MAIN)]
        if letter and names:
            return _CLASS.sub("", names[-1]) + f" {letter}"
        return " ".join(names) or None

    def _people(self, start: int, end: int) -> list[str]:
        """The persons named in `[start, end)`; where no person was found there, the words themselves if they may be a name."""
        inside = [mention for mention in self.people if start <= mention.start and mention.end <= end]
        if inside:
            return [_without_blank(self._read(mention)) for mention in inside]
        words = self.view[start:end].strip()
        return [_without_blank(reading(self.text, start, end))] if _PLAIN_NAME.fullmatch(words) else []

    def _with_funder(
        self, grant: Grant, named: list[tuple[Role, Mention]], bodies: list[Mention], known: list[Funder | None]
    ) -> Grant:
        name = self._read(bodies[0])
        full = self.names.fullest(name, known[0], bodies[0].start)
        beside = next((self._read(mention) for role, mention in named if role is Role.ABBREVIATION), None)
        others = [
            self.names.fullest(self._read(mention), funder, mention.start)
            for mention, funder in zip(bodies[1:], known[1:], strict=True)
            if not (funder and (funder.kind == "unit" or funder is known[0]))
        ]
        funder = known[0]
        return replace(
            grant,
            funder=full,
            abbreviation=beside if beside and len(bodies) == 1 else self.names.short(name, full, funder),
            co_funders=tuple(others),
            **_ids(funder),
        )


def _ids(funder: Funder | None) -> dict[str, str | None]:
    if funder is None:
        return {"funder_name": None, "ror": None, "crossref_funder": None}
    return {
        "funder_name": funder.name,
        "ror": _ROR + funder.ror if funder.ror else None,
        "crossref_funder": funder.crossref.replace("|", " ") or None,
    }


def _with_inferred(grant: Grant, programmes: list[Programme]) -> Grant:
    """`grant` with the funder that its programme or number settles."""
    told = [{key} for each in grant.awards if (scheme := scheme_of(each.number)) and (key := key_of(scheme.funder))]
    told += [{"JSPS"} if programme.kakenhi else set(programme.funders) for programme in programmes if programme.funders]
    keys = set.intersection(*told) if told else set()
    funder = funder_by_key(next(iter(keys))) if len(keys) == 1 else None
    if funder is None:
        return grant
    return replace(grant, funder_inferred=funder.short, **_ids(funder))


def _programme_name(programme: Programme) -> str:
    return "科学研究費助成事業" if programme.kakenhi else programme.name


def _without_blank(name: str) -> str:
    return name if name.isascii() else re.sub(r"\s", "", name)


def _distinct(grants: list[Grant]) -> list[Grant]:
    """Each grant once: the same numbers, or the same words, are one grant; a bare funder says nothing beside its grants."""
    kept: list[Grant] = []
    for grant in grants:
        same = next((index for index, other in enumerate(kept) if _same(grant, other)), None)
        if same is None:
            kept.append(grant)
        else:
            kept[same] = _merged(kept[same], grant)
    return _without_bare(kept)


def _without_bare(grants: list[Grant]) -> list[Grant]:
    """`grants` without those that name no more than a funder, or the beginning of a programme's name, of another; these learn from them."""
    kept = list(grants)
    for grant in grants:
        if grant.project or grant.awards:
            continue
        fuller = next((other for other in kept if other is not grant and _is_fuller(other, grant)), None)
        if fuller is None:
            continue
        if fuller.funder is None and grant.funder:
            fuller = _with_funder_of(fuller, grant)
        index = next(index for index, other in enumerate(kept) if _is_fuller(other, grant) and other is not grant)
        kept[index] = replace(fuller, mentions=(*grant.mentions, *(each for each in fuller.mentions if each not in grant.mentions)))
        kept.remove(grant)
    return kept


def _is_fuller(other: Grant, grant: Grant) -> bool:
    if grant.program is None:
        return bool(grant.funder) and other.funder == grant.funder and bool(other.program or other.project or other.awards)
    plain, longer = (re.sub(r"\s", "", each or "") for each in (grant.program, other.program))
    same_funder = other.funder is None or grant.funder is None or other.funder == grant.funder
    return same_funder and longer.startswith(plain) and longer != plain


def _with_funder_of(grant: Grant, other: Grant) -> Grant:
    return replace(
        grant,
        funder=other.funder,
        abbreviation=other.abbreviation,
        funder_name=other.funder_name,
        ror=other.ror,
        crossref_funder=other.crossref_funder,
        funder_inferred=None,
        co_funders=other.co_funders,
    )


def _same(one: Grant, other: Grant) -> bool:
    numbers, others = {each.number for each in one.awards}, {each.number for each in other.awards}
    if numbers or others:
        return numbers == others
    plain = re.compile(r"\s")
    return all(
        plain.sub("", left or "") == plain.sub("", right or "")
        for left, right in ((one.funder, other.funder), (one.program, other.program), (one.project, other.project))
    )


def _merged(first: Grant, second: Grant) -> Grant:
    """The first with what only the second says."""
    return replace(
        first,
        funder=first.funder or second.funder,
        program=first.program or second.program,
        project=first.project or second.project,
        recipients=first.recipients or second.recipients,
        own=first.own or second.own,
        mentions=(*first.mentions, *(mention for mention in second.mentions if mention not in first.mentions)),
    )

