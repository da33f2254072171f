"""The contact block, entry by entry: who is named there, for which body, with which phone and mail."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.model import Line, Mention, MentionType, SectionKind
from pipeline.resolve.contact_headings import heading_at
from pipeline.resolve.people.text import BODIES, Sheet, is_kana, solid
from pipeline.resolve.people.units import is_dependent

_OWNER = re.compile(r" ?\(([一-龥々ァ-ヶー ]{1,10}?)(?:宛て?|教授|准教授|助教|講師)?\)")  # aoki@example.jp(青木)
_DETAILS = frozenset(
    (MentionType.EMAIL, MentionType.PHONE, MentionType.FAX, MentionType.ADDRESS, MentionType.POSTAL_CODE, MentionType.URL)
)
_CITED = "people.author-list"
# A body that stands on its own and is no part of the one in the line above.
# 都市工学専攻, 省エネルギー研究室 and 法人営業部 are departments: what looks like a state there is a part of a word.
_OWN_BODY = re.compile(
    r"大学(?!院)|株式会社|有限会社|合同会社|法人(?!営業)|財団|(?<=[一-龥]{2})省(?!エネ|資源|電力|略|力)|(?<=[一-龥])庁"
    r"|(?<=[^都\s])市(?!場|街)|(?<=[一-龥]{2})県|東京都|大阪府|京都府|北海道(?!大)|Inc|Ltd|University"
)


@dataclass
class Entry:
    """One entry: its bodies by line, its people, its first phone, and its mails."""

    bodies: list[Mention] = field(default_factory=list)
    people: list[Mention] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # of `people`, without blanks
    phone: str | None = None
    mails: list[tuple[str, str | None]] = field(default_factory=list)  # each with the name in the bracket behind it
    detailed: bool = False
    inherited: bool = False  # whether the bodies are those of the entry before

    def mail_of(self, name: str) -> str | None:
        """The mail of the person called `name`: the one marked as theirs, else the first that is nobody's."""
        marked = [(mail, owner) for mail, owner in self.mails if owner and any(each.startswith(owner) for each in self.names)]
        own = next((mail for mail, owner in marked if name.startswith(owner)), None)
        return own or next((mail for mail, owner in self.mails if (mail, owner) not in marked), None)


def entries(sheet: Sheet) -> dict[Mention, Entry]:
    """Each PERSON mention of the contact block with its entry."""
    layout = sheet.analysis.layout
    found: dict[Mention, Entry] = {}
    entry, section = Entry(), None
    for line in layout.lines:
        here = layout.section_at(line.start)
        if here.kind is not SectionKind.CONTACT:
            continue
        if here is not section:
            entry, section = Entry(), here
        entry = _read(sheet, line, entry)
        for mention in entry.people:
            found[mention] = entry
    return found


def _read(sheet: Sheet, line: Line, entry: Entry) -> Entry:
    """The entry that `line` belongs to, with what the line says put into it."""
    here = sheet.inside(line.start, line.end)
    if heading := heading_at(sheet.analysis, line, list(here)):
        here = tuple(mention for mention in here if mention.start >= heading.end)
        if entry.detailed or entry.people:
            entry = Entry()
    bodies = [mention for mention in here if mention.type in BODIES and not _abbreviation(sheet, mention)]
    people = [mention for mention in here if mention.type is MentionType.PERSON and _may_be_asked(sheet, mention)]
    details = [mention for mention in here if mention.type in _DETAILS]
    leads = (bodies or people) and not (details and details[0].start < min(each.start for each in (*bodies, *people)))
    if leads and entry.detailed and (bodies or entry.people):
        entry = Entry(bodies=[] if bodies else list(entry.bodies), inherited=not bodies)
    elif bodies and entry.inherited and not is_dependent(sheet.text(bodies[0]), centres=False):
        entry.bodies, entry.inherited = [], False  # the person's own stands below the name
    elif bodies and entry.bodies and not entry.detailed and (entry.people or own_body(sheet.text(bodies[0]))):
        entry = Entry()
    entry.inherited = entry.inherited and not bodies
    entry.bodies += bodies
    entry.people += people
    entry.names += [solid(sheet.text(mention)) for mention in people]
    for mention in details:
        entry.detailed = True
        if mention.type is MentionType.PHONE:
            entry.phone = entry.phone or mention.value
        elif mention.type is MentionType.EMAIL:
            owner = _OWNER.match(sheet.view, mention.end)
            if mention.value:
                entry.mails.append((mention.value, solid(owner[1]) if owner else None))
    return entry


def _may_be_asked(sheet: Sheet, mention: Mention) -> bool:
    """Whether a person is one of the block's own, no reading and no author of what a note below the block cites."""
    return not is_kana(sheet.text(mention)) and mention.rule != _CITED


def _abbreviation(sheet: Sheet, mention: Mention) -> bool:
    """Whether a body is only the bracketed short form of the one before it."""
    return sheet.view[max(0, mention.start - 1) : mention.start] == "(" and sheet.view[mention.end : mention.end + 1] == ")"


def own_body(name: str) -> bool:
    """Whether a body of this name stands on its own and is no department of the body in the line above."""
    return _OWN_BODY.search(name) is not None
