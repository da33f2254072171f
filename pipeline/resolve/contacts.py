"""The entries of the contact block: who is asked about what, and the lines under each name.

The block is read as a sequence of headings, bodies, persons and lines (telephone, fax, e-mail, address). A body or a person that
comes after a telephone or mail line begins the next entry; persons over one line share it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.model import Analysis, Contact, Line, Mention, MentionType, SectionKind
from pipeline.resolve.contact_headings import Heading, heading_at, source_words
from pipeline.resolve.people.desk import own_body

_BODIES = (MentionType.ORGANIZATION, MentionType.FUNDER)
_REACH = (MentionType.PHONE, MentionType.FAX, MentionType.EMAIL)
_PLACE = (MentionType.POSTAL_CODE, MentionType.ADDRESS)
_BEFORE = 8  # lines above a telephone or mail line outside a contact section that may name its desk
_PROSE = re.compile(r"。|(?:です|ます|した)$")
_ASIDE = re.compile(r"\([^()\n]*\)")
_HEAD = re.compile(r"代 ?表 ?者(?: ?名)?(?:[ :：\t]|の?役職)")
_KANA = re.compile(r"[ぁ-んァ-ヺー・ ]+")
_LATIN = re.compile(r"[A-Za-z.,'\- ]+")


@dataclass(frozen=True, slots=True)
class _Gap:
    """A blank line above a body that stands on its own: the desk above it is complete, with lines of its own or without any."""


@dataclass(slots=True)
class _Party:
    """Persons of one body (or of none), as written before the lines that they share."""

    bodies: list[Mention] = field(default_factory=list)
    persons: list[Mention] = field(default_factory=list)


@dataclass(slots=True)
class _Entry:
    heading: str | None
    parties: list[_Party] = field(default_factory=list)
    lines: dict[MentionType, Mention] = field(default_factory=dict)

    @property
    def reached(self) -> bool:
        return any(kind in self.lines for kind in _REACH)


def gather(mentions: tuple[Mention, ...], analysis: Analysis) -> tuple[Contact, ...]:
    """One Contact for each person or desk, in reading order."""
    entries: list[_Entry] = []
    entry = _Entry(None)
    before: Mention | None = None
    for step in _steps(mentions, analysis):
        if isinstance(step, Heading):
            entries.append(entry)
            entry, before = _Entry(step.words), None
            continue
        if isinstance(step, _Gap):
            entries.append(entry)
            entry, before = _Entry(entry.heading), None
            continue
        if step.type in (*_REACH, *_PLACE):
            entry.lines.setdefault(step.type, step)
        elif not _repeats(analysis.view, before, step):
            if entry.reached:
                entries.append(entry)
                entry = _Entry(entry.heading)
            _add(entry, step)
        before = step
    entries.append(entry)
    return tuple(_contacts(entries, analysis))


def _steps(mentions: tuple[Mention, ...], analysis: Analysis) -> Iterator[Heading | _Gap | Mention]:
    """The headings and the mentions of the contact lines, in reading order."""
    kinds = {*_BODIES, *_REACH, *_PLACE, MentionType.PERSON}
    wanted = [each for each in mentions if each.type in kinds]
    starts = [each.start for each in wanted]
    rows = analysis.layout.lines
    last = -1
    for index in _rows(wanted, analysis):
        row = rows[index]
        if index != last + 1:
            yield Heading(None)
        last = index
        inside = wanted[bisect_right(starts, row.start - 1) : bisect_right(starts, row.end - 1)]
        heading = heading_at(analysis, row, inside)
        if heading:
            yield heading
            inside = [each for each in inside if each.start >= heading.end]
        if _is_prose(analysis.view, row, inside) or _is_aside(analysis.view, row, inside):
            continue
        if row.blank_before and inside and inside[0].type in _BODIES and own_body(analysis.view[row.start : row.end]):
            yield _Gap()
        yield from inside


def _is_aside(view: str, row: Line, inside: list[Mention]) -> bool:
    """Whether a line says nothing of whom to ask: one in brackets (a stock code), or the head of the body in a letterhead."""
    if any(each.type in _REACH for each in inside):
        return False
    return _ASIDE.fullmatch(view, row.start, row.end) is not None or _HEAD.match(view, row.start, row.end) is not None


def _rows(wanted: list[Mention], analysis: Analysis) -> list[int]:
    """The indexes of the lines that belong to contacts: of contact sections, and above telephone or mail lines elsewhere."""
    layout = analysis.layout
    chosen = {index for index, row in enumerate(layout.lines) if layout.section_at(row.start).kind is SectionKind.CONTACT}
    for each in wanted:
        if each.type in _REACH and (index := layout.line_at(each.start)) not in chosen:
            section = layout.section_at(each.start)
            first = max(index - _BEFORE, layout.line_at(section.start))
            chosen.update(range(first, index + 1))
    return sorted(chosen)


def _is_prose(view: str, row: Line, inside: list[Mention]) -> bool:
    """Whether a line tells something instead of naming a desk."""
    reach = any(each.type in _REACH for each in inside)
    return not reach and bool(_PROSE.search(view, row.start, row.end)) and row.end - row.start > 24


def _repeats(view: str, before: Mention | None, mention: Mention) -> bool:
    """Whether a name in brackets says again, or only adds to, what stands before it: a reading, an abbreviation, a desk's note."""
    if before is None or view[mention.start - 1 : mention.start] != "(" or view[before.end : mention.start - 1].strip():
        return False
    if mention.type is MentionType.PERSON:
        words = view[mention.start : mention.end]
        return before.type is MentionType.PERSON and bool(_KANA.fullmatch(words) or _LATIN.fullmatch(words))
    return before.type in (*_BODIES, *_REACH)


def _add(entry: _Entry, name: Mention) -> None:
    """Puts a body or a person into the party it belongs to, or into a new one."""
    party = entry.parties[-1] if entry.parties else None
    person = name.type is MentionType.PERSON
    if party is None or _is_full(party, person=person):
        party = _Party()
        entry.parties.append(party)
    (party.persons if person else party.bodies).append(name)


def _is_full(party: _Party, *, person: bool) -> bool:
    """Whether a party needs no more of a kind: a body after body and person, a person after person and body."""
    if not party.bodies or not party.persons:
        return False
    bodies_first = party.bodies[0].start < party.persons[0].start
    return bodies_first is not person


def _contacts(entries: list[_Entry], analysis: Analysis) -> Iterator[Contact]:
    bodies: list[Mention] = []
    heading: str | None = None
    for entry in entries:
        if entry.heading != heading:
            bodies, heading = [], entry.heading
        for party in entry.parties or [_Party()]:
            bodies = party.bodies or bodies  # the next person of the body above
            if entry.reached:
                yield from _of_party(entry, party, bodies, analysis)


def _of_party(entry: _Entry, party: _Party, bodies: list[Mention], analysis: Analysis) -> Iterator[Contact]:
    lines = entry.lines
    organization = " ".join(source_words(analysis, each.start, each.end) for each in bodies) or None
    values = {kind: mention.value for kind, mention in lines.items()}
    address = lines.get(MentionType.ADDRESS)
    persons: list[Mention | None] = [*party.persons]
    for person in persons or [None]:
        yield Contact(
            heading=entry.heading,
            organization=organization,
            person=_name(source_words(analysis, person.start, person.end)) if person else None,
            phone=values.get(MentionType.PHONE),
            fax=values.get(MentionType.FAX),
            email=values.get(MentionType.EMAIL),
            postal_code=values.get(MentionType.POSTAL_CODE),
            address=source_words(analysis, address.start, address.end, glue=" ") if address else None,
            mentions=(*bodies, *((person,) if person else ()), *lines.values()),
        )


def _name(words: str) -> str:
    """A person's name without inner blanks; one in Latin letters keeps them."""
    return re.sub(r"\s+", " ", words) if words.isascii() else re.sub(r"\s", "", words)
