"""Marks that a person decided → the mentions that resolving starts from, as the extractors would have given them.

The resolvers read more of a mention than a person marks: the rule that found it and the construction that it belongs to. A mark
takes both from the candidate that it is, or overlaps; one that no extractor proposed belongs to the grant in whose words it
stands, or makes one of its sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from pipeline.analyse.grant_numbers import normalise, scheme_of
from pipeline.extract.dates.reread import reread
from pipeline.extract.funding.groups import Part, Role, decode, encode
from pipeline.model import Analysis, Decision, Facts, Mention, MentionType
from pipeline.model.annotation import Mark
from pipeline.resolve import resolve_decided

#: The rule of a mention that nobody but a person proposes.
BY_HAND: Final = "hand"
_GRANT: Final = frozenset({MentionType.FUNDER, MentionType.PROGRAM, MentionType.PROJECT, MentionType.AWARD_NUMBER})
_TIMES: Final = frozenset({MentionType.DATE, MentionType.DURATION})
_DATE_RULES: Final = ("dates.hand", "dates.figures")


@dataclass(frozen=True, slots=True)
class Resolved:
    """What marks say. `mark_of`: each mention's mark; `apart`: marks of which the view has nothing of its own."""

    facts: Facts
    mark_of: dict[tuple[MentionType, int, int], Mark]
    apart: tuple[Mark, ...]


def resolve_marks(
    marks: Iterable[Mark], candidates: tuple[Mention, ...], analysis: Analysis, *, reference: str | None = None
) -> Resolved:
    """What the release says when `marks` (source offsets, types of the contract) are its mentions.

    A mark without a value gets the one that its words tell; one with a value keeps it. Raises IndexError for a mark outside the
    text, ValueError for a type that is none.
    """
    placed, apart = _placed(marks, analysis)
    proposals = _Proposals(candidates, analysis)
    mentions = [proposals.mention(key, mark) for key, mark in placed.items()]
    facts = resolve_decided(tuple(map(Decision, mentions)), analysis, reference=reference)
    given = [mark.value for mark in placed.values()]
    differing = [value is not None and value != each.value for value, each in zip(given, facts.mentions, strict=True)]
    if any(differing):  # times get their values while resolving: those given by hand are held against that
        mentions = [
            replace(each, rule=BY_HAND, value=value) if differs else each
            for each, value, differs in zip(mentions, given, differing, strict=True)
        ]
        facts = resolve_decided(tuple(map(Decision, mentions)), analysis, reference=reference)
    return Resolved(facts, placed, apart)


def _placed(marks: Iterable[Mark], analysis: Analysis) -> tuple[dict[tuple[MentionType, int, int], Mark], tuple[Mark, ...]]:
    """The marks by type and place in the view, in reading order, and those of which the view has nothing, or another has it all."""
    placed: dict[tuple[MentionType, int, int], Mark] = {}
    apart: list[Mark] = []
    for mark in sorted(set(marks), key=lambda each: (each.start, -each.end, each.type)):
        start, end = analysis.layout.text.to_view(mark.start, mark.end)
        key = (MentionType(mark.type), start, end)
        if start == end or key in placed:
            apart.append(mark)
        else:
            placed[key] = mark
    return dict(sorted(placed.items(), key=lambda item: (item[0][1], -item[0][2], item[0][0]))), tuple(apart)


class _Proposals:
    """What the extractors proposed, by place."""

    def __init__(self, candidates: tuple[Mention, ...], analysis: Analysis) -> None:
        self._analysis = analysis
        self._exact = {(each.type, each.start, each.end): each for each in candidates}
        self._family = [each for each in candidates if each.type in _GRANT and each.rule.startswith("funding.")]
        self._markers = [each for each in candidates if each.type is MentionType.MARKER]
        parts = {(part.start, part.end, part.own) for each in self._family for part in decode(each.group)}
        self._items = sorted(parts, key=lambda item: (item[1] - item[0], item))

    def mention(self, key: tuple[MentionType, int, int], mark: Mark) -> Mention:
        """The mention that `mark`, at `key` in the view, is."""
        kind, start, end = key
        exact = self._exact.get(key)
        if exact is not None:
            usual = kind in _TIMES or mark.value is None
            return exact if usual else replace(exact, value=mark.value)
        made = Mention(kind, start, end, mark.value, BY_HAND)
        if kind in _TIMES:
            return self._time(made)
        if kind in _GRANT:
            return self._in_grant(made)
        if kind is MentionType.MARKER:
            return self._marker(made)
        return made

    def _time(self, made: Mention) -> Mention:
        """A time: a lapse that was told as the other kind of time, or a date that some rule reads in these words."""
        for other in _TIMES:
            if (lapse := self._exact.get((other, made.start, made.end))) and lapse.rule == "durations.offset":
                return lapse
        for rule in _DATE_RULES if made.type is MentionType.DATE else ():
            if reread(self._analysis.view, made.start, made.end, rule):
                return replace(made, rule=rule)
        return made

    def _in_grant(self, made: Mention) -> Mention:
        """A part of a grant: of those of the candidate that it overlaps, of the one whose words it stands in, of its sentence."""
        rivals = [each for each in self._family if each.start < made.end and made.start < each.end]
        rivals.sort(
            key=lambda each: (each.type is not made.type, -(min(each.end, made.end) - max(each.start, made.start)), each.start)
        )
        made = replace(made, value=self._award(made)) if made.type is MentionType.AWARD_NUMBER else made
        rule = f"funding.{BY_HAND}"
        if rivals:
            same = rivals[0].type is made.type
            parts = [part if same else replace(part, role=Role.MAIN) for part in decode(rivals[0].group)]
            return replace(made, rule=rule, group=encode(parts))
        around = next((item for item in self._items if item[0] <= made.start and made.end <= item[1]), None)
        low, high, own = around or (*self._sentence(made), True)
        return replace(made, rule=rule, group=encode([Part(low, high, own=own)]))

    def _award(self, made: Mention) -> str:
        number = made.value or "".join(self._analysis.view[made.start : made.end].split())
        scheme = None if made.value else scheme_of(number)
        return normalise(number, scheme) if scheme else number

    def _sentence(self, made: Mention) -> tuple[int, int]:
        around = (each for each in self._analysis.layout.sentences if each.start <= made.start and made.end <= each.end)
        found = next(around, None)
        return (found.start, found.end) if found else (made.start, made.end)

    def _marker(self, made: Mention) -> Mention:
        """A marker: of the family of the one that it overlaps, or of the marker nearest to it."""
        near = min(self._markers, key=lambda each: (abs(each.start - made.start), each.start), default=None)
        words = self._analysis.view[made.start : made.end]
        number = "".join(each for each in words if each.isdecimal()).lstrip("0")
        return replace(made, group=near.group if near else "", value=made.value or number or words.strip() or None)
