"""Which mentions are one body, and its ids.

Two mentions are one body where they differ in blanks and legal form only, where one is given in brackets behind the other, where
the same acronym stands for both, or where the lexicon knows both as names of one body. The ROR id is the lexicon's; null where it
knows two bodies of the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pipeline.analyse.body_owner import owner_end
from pipeline.analyse.body_words import alternatives, role
from pipeline.analyse.gazetteer import bodies_known_as
from pipeline.lexicon import Row, table
from pipeline.model import Analysis, Mention, MentionType, Organization

_TYPES = (MentionType.ORGANIZATION, MentionType.FUNDER)
_ACRONYM = re.compile(r"[A-Za-z][A-Za-z0-9&+'\-]{1,14}(?: [A-Z][A-Za-z0-9\-]{1,8})?")
_OPENED = re.compile(r" ?\((?:以下)?[、「『]?")
_CLOSED = re.compile(r"[)、,/:;」』 ]|$")
_BREAK = re.compile(r"\s*[\r\n]\s*")
_PART_RULES = ("organisations.desk", "organisations.stacked", "organisations.continued")
_LONG_PART = 5  # characters: a shorter department (広報課) says too little to be the end of another one's name
_ROR = "https://ror.org/"


def join(mentions: tuple[Mention, ...], analysis: Analysis) -> tuple[Organization, ...]:
    """One Organization for each body, in order of first mention."""
    bodies = [mention for mention in mentions if mention.type in _TYPES]
    groups = _Groups(len(bodies))
    keys: dict[str, int] = {}
    for index, mention in enumerate(bodies):
        for key in _keys(analysis.view[mention.start : mention.end]):
            groups.unite(index, keys.setdefault(key, index))
        if index and _in_brackets(analysis.view, bodies[index - 1], mention):
            groups.unite(index, index - 1)
    _unite_parts(bodies, analysis, groups)
    return tuple(_organization([bodies[index] for index in group], analysis) for group in groups.all())


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
    core = bare(words)
    yield core
    rows = _rows(words)
    if len({row["name"] or row["acronyms"] for row in rows}) == 1 or len({row["ror"] for row in rows}) == 1:
        for row in rows:
            yield "lexicon:" + (row["ror"] or row["name"] or row["acronyms"])


def bare(words: str) -> str:
    """A name without blanks, article and legal form."""
    if words.isascii():
        return re.sub(r"\s+", " ", words.removeprefix("The ")).casefold()
    words = re.sub(r"\s+", "", words)
    shorter = _legal().sub("", words)
    return shorter if len(shorter) > 1 else words


@cache
def _legal() -> re.Pattern[str]:
    forms = alternatives(role("legal"))
    return re.compile(rf"^(?:{forms})+|(?:株式会社|有限会社|合同会社|\(株\)|\(有\))$")


def _rows(words: str) -> tuple[Row, ...]:
    """The lexicon's rows for a name as the view has it. An acronym counts only where it stands for a body without a cue."""
    if _ACRONYM.fullmatch(words):
        known = bodies_known_as(words)
        sure = tuple(row for row in known if row in table("known_bodies"))
        return sure or tuple(row for row in known if words in row["name"].split("|"))
    return bodies_known_as(words) or bodies_known_as(re.sub(r"\s+", "", words)) or bodies_known_as(bare(words))


def _in_brackets(view: str, before: Mention, mention: Mention) -> bool:
    """Whether `mention` is given in brackets behind `before`, as its short or foreign name."""
    if not _OPENED.fullmatch(view, before.end, mention.start) or not _CLOSED.match(view, mention.end):
        return False
    name, short = view[before.start : before.end], view[mention.start : mention.end]
    if short.isascii():
        return bool(_ACRONYM.fullmatch(short)) or not name.isascii()
    letters = iter(name)
    return name.isascii() or (len(short) < len(name) and all(letter in letters for letter in short))


def _unite_parts(bodies: list[Mention], analysis: Analysis, groups: _Groups) -> None:
    """A department that stands alone on its line is the one whose full name ends with it, where there is only one such."""
    names = [bare(analysis.view[mention.start : mention.end]) for mention in bodies]
    for index, mention in enumerate(bodies):
        if mention.rule not in _PART_RULES or len(names[index]) < _LONG_PART:
            continue
        longer = {groups.first(at) for at, name in enumerate(names) if name != names[index] and name.endswith(names[index])}
        if len(longer) == 1:
            groups.unite(index, longer.pop())


def _organization(mentions: list[Mention], analysis: Analysis) -> Organization:
    view = analysis.view
    named = {id(mention): view[mention.start : mention.end] for mention in mentions}
    shorts = [mention for mention in mentions if _is_short(mention, named)]
    full = [mention for mention in mentions if mention not in shorts] or mentions
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
        ror=_ror([named[id(mention)] for mention in full]),
        parent=_as_written(name.start, owner, analysis) if owner else None,
        mentions=tuple(mentions),
    )


def _is_short(mention: Mention, named: dict[int, str]) -> bool:
    """Whether it is an acronym or a shortening beside a fuller name of the same body."""
    words = named[id(mention)]
    if _ACRONYM.fullmatch(words) and " " not in words:
        return any(not _ACRONYM.fullmatch(other) for other in named.values())
    return mention.rule.startswith("organisations.acronym") or (
        len(words) <= 6 and any(len(bare(other)) > 2 * len(words) - 1 and not other.isascii() for other in named.values())
    )


def _ror(names: list[str]) -> str | None:
    """The one ROR id that the lexicon has for these names; None where there is none, or where two bodies fit."""
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        found = {row["ror"] for row in _rows(name) if row["ror"]}
        if found:
            return _ROR + found.pop() if len(found) == 1 else None
    return None


def _as_written(start: int, end: int, analysis: Analysis) -> str:
    """The source's own words, joined over a line break."""
    span = analysis.layout.text.to_source(start, end)
    return _BREAK.sub("", analysis.layout.text.source.text[span.start : span.end])
