"""Which mentions are one body, and its id.

Two mentions are one body where they differ in blanks and legal form only, where one is given in brackets behind the other, where
the same acronym stands for both, or where the lexicon or the registry knows both as names of one body. The ROR id is null where two
bodies have the name, and a warning says so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import islice

from pipeline.analyse.body_owner import owner_end
from pipeline.model import Analysis, Mention, MentionType, Organization, Warning
from pipeline.resolve.linking import ACRONYM, ROR, bare, ids_for_all, own_name, registered_as, rows_for

_TYPES = (MentionType.ORGANIZATION, MentionType.FUNDER)
_OPENED = re.compile(r" ?\((?:以下)?[、「『]?")
_CLOSED = re.compile(r"[)、,/:;」』 ]|$")
_BREAK = re.compile(r"(?<!\s)[^\S\r\n]*+[\r\n]\s*+")
_PART_RULES = tuple(f"organisations.{rule}" for rule in ("desk", "stacked", "continued", "referred", "over-people", "echo"))
_LONG_PART = 5  # characters: a shorter department (広報課) says too little to be the end of another one's name
_MOST_IDS = 4  # that a warning lists


def join(mentions: tuple[Mention, ...], analysis: Analysis) -> tuple[tuple[Organization, ...], tuple[Warning, ...]]:
    """One Organization for each body, in order of first mention, and which names fit several registered bodies."""
    bodies = [mention for mention in mentions if mention.type in _TYPES]
    groups = _Groups(len(bodies))
    keys: dict[str, int] = {}
    for index, mention in enumerate(bodies):
        for key in _keys(analysis.view[mention.start : mention.end]):
            groups.unite(index, keys.setdefault(key, index))
        if index and _in_brackets(analysis.view, bodies[index - 1], mention):
            groups.unite(index, index - 1)
    _unite_parts(bodies, analysis, groups)
    warnings: list[Warning] = []
    found = tuple(_organization([bodies[index] for index in group], analysis, warnings) for group in groups.all())
    return found, tuple(warnings)


class _Groups:
    """Which of the numbers below `size` belong together."""

    def __init__(self, size: int) -> None:
        self._first = list(range(size))

    def unite(self, one: int, other: int) -> None:
        """Puts the groups of two numbers together; the lower number leads."""
        low, high = sorted((self.first(one), self.first(other)))
        self._first[high] = low

    def first(self, index: int) -> int:
        """The lowest number of the group of `index`."""
        while self._first[index] != index:
            self._first[index] = self._first[self._first[index]]
            index = self._first[index]
        return index

    def all(self) -> Iterable[list[int]]:
        """The groups in order of their first number."""
        found: dict[int, list[int]] = {}
        for index in range(len(self._first)):
            found.setdefault(self.first(index), []).append(index)
        return found.values()


def _keys(words: str) -> Iterable[str]:
    """What mentions of one body have in common: the bare name, and the lexicon's entry."""
    yield bare(words)
    rows = rows_for(words) or rows_for(own_name(words))
    if len({row["name"] or row["acronyms"] for row in rows}) == 1 or len({row["ror"] for row in rows}) == 1:
        for row in rows:
            yield "lexicon:" + (row["ror"] or row["name"] or row["acronyms"])
    registered = registered_as(words)
    if registered:
        yield "lexicon:" + registered.id


def _in_brackets(view: str, before: Mention, mention: Mention) -> bool:
    """Whether `mention` is given in brackets behind `before`, as its short or foreign name."""
    if not _OPENED.fullmatch(view, before.end, mention.start) or not _CLOSED.match(view, mention.end):
        return False
    name, short = view[before.start : before.end], view[mention.start : mention.end]
    if short.isascii():
        return bool(ACRONYM.fullmatch(short)) or not name.isascii()
    letters = iter(name)
    return name.isascii() or (len(short) < len(name) and all(letter in letters for letter in short))


def _unite_parts(bodies: list[Mention], analysis: Analysis, groups: _Groups) -> None:
    """A department that stands alone on its line is the one whose full name ends with it, where there is only one such."""
    names = [bare(analysis.view[mention.start : mention.end]) for mention in bodies]
    backwards = sorted((name[::-1], at) for at, name in enumerate(names))  # names with the same end stand together
    for index, mention in enumerate(bodies):
        if mention.rule not in _PART_RULES or len(names[index]) < _LONG_PART:
            continue
        end = names[index][::-1]
        longer: set[int] = set()
        for name, at in islice(backwards, bisect_right(backwards, (end, len(names))), None):
            if not name.startswith(end) or len(longer) > 1:
                break
            longer.add(groups.first(at))
        if len(longer) == 1:
            groups.unite(index, longer.pop())


def _organization(mentions: list[Mention], analysis: Analysis, warnings: list[Warning]) -> Organization:
    """The Organization of one body's mentions; a name that fits several registered bodies goes to `warnings`."""
    view = analysis.view
    named = {id(mention): view[mention.start : mention.end] for mention in mentions}
    words = frozenset(named.values())
    acronyms = words if any(not ACRONYM.fullmatch(each) for each in words) else frozenset()
    shorter = acronyms, frozenset(each for each in words if _is_shortening(each, words))
    shorts = [mention for mention in mentions if _is_short(mention, named[id(mention)], *shorter)]
    full = [mention for mention in mentions if not _is_short(mention, named[id(mention)], *shorter)] or mentions
    japanese = [mention for mention in full if not named[id(mention)].isascii()]
    english = [mention for mention in full if named[id(mention)].isascii()]
    name = max(japanese or english, key=lambda mention: len("".join(named[id(mention)].split())))
    foreign = max(english, key=lambda mention: mention.end - mention.start) if japanese and english else None
    short = shorts[0] if shorts and shorts[0] is not name else None
    owner = owner_end(analysis, name.start, name.end)
    return Organization(
        name=_as_written(name.start, name.end, analysis),
        abbreviation=_as_written(short.start, short.end, analysis) if short else None,
        name_en=_as_written(foreign.start, foreign.end, analysis) if foreign else None,
        ror=_ror([(named[id(mention)], mention) for mention in full], warnings),
        parent=_as_written(name.start, owner, analysis) if owner else None,
        mentions=tuple(mentions),
    )


def _is_short(mention: Mention, words: str, acronyms: frozenset[str], shortenings: frozenset[str]) -> bool:
    """Whether it is an acronym or a shortening beside a fuller name of the same body."""
    if ACRONYM.fullmatch(words) and " " not in words:
        return words in acronyms
    return mention.rule.startswith("organisations.acronym") or words in shortenings


def _is_shortening(words: str, names: frozenset[str]) -> bool:
    return len(words) <= 6 and any(len(bare(other)) > 2 * len(words) - 1 and not other.isascii() for other in names)


def _ror(names: list[tuple[str, Mention]], warnings: list[Warning]) -> str | None:
    """The one ROR id for these names of a body; None where there is none, or where several bodies fit."""
    ids, told = ids_for_all(name for name, _ in names)
    if len(ids) == 1:
        return ROR + next(iter(ids))
    if ids:
        at = next(mention for name, mention in names if name == told)
        listed = ", ".join(sorted(ids)[:_MOST_IDS]) + (", …" if len(ids) > _MOST_IDS else "")
        message = f"{told} is the name of {len(ids)} bodies ({listed}); it is linked to none of them"
        warnings.append(Warning("ambiguous-organization", message, at.start, at.end))
    return None


def _as_written(start: int, end: int, analysis: Analysis) -> str:
    """The source's own words, joined over a line break."""
    span = analysis.layout.text.to_source(start, end)
    return _BREAK.sub("", analysis.layout.text.source.text[span.start : span.end])
