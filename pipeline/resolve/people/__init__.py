"""Which mentions are one person, and what the release says of each.

`identity` joins kanji, kana and Latin forms, `pairing` the last with the first; `posts` gives each post its owner; `bodies` finds
where each works; `desk` reads phone and mail from the contact block; `roles` says what part each plays.
"""

from __future__ import annotations

from pipeline.model import Analysis, Contact, Grant, Mention, MentionType, Person, Publication
from pipeline.resolve.people import bodies, desk, posts, roles
from pipeline.resolve.people.fullest import fullest
from pipeline.resolve.people.identity import someones
from pipeline.resolve.people.pairing import Someone
from pipeline.resolve.people.text import Sheet, is_latin


def join(
    mentions: tuple[Mention, ...],
    analysis: Analysis,
    publication: Publication,
    contacts: tuple[Contact, ...],
    grants: tuple[Grant, ...],
) -> tuple[Person, ...]:
    """One Person for each person, in order of first mention."""
    sheet = Sheet(analysis, mentions)
    people = someones(sheet)
    owned: dict[Mention, list[Mention]] = {}
    for post, owner in posts.owners(sheet).items():
        owned.setdefault(owner, []).append(post)
    entries = desk.entries(sheet)
    asked = {mention: contact for contact in contacts for mention in contact.mentions if mention not in entries}
    works = bodies.affiliations(sheet, entries)
    part = roles.Roles(sheet, publication, grants)
    return tuple(_person(sheet, each, owned, entries, asked, works, part) for each in people)


def _person(
    sheet: Sheet,
    someone: Someone,
    owned: dict[Mention, list[Mention]],
    entries: dict[Mention, desk.Entry],
    asked: dict[Mention, Contact],
    works: dict[Mention, tuple[str, ...]],
    part: roles.Roles,
) -> Person:
    named = someone.mentions
    own_posts = sorted((post for mention in dict.fromkeys(named) for post in owned.get(mention, ())), key=lambda post: post.start)
    at_desk: list[desk.Entry | Contact] = [entries[mention] for mention in named if mention in entries]
    at_desk = at_desk or [asked[mention] for mention in named if mention in asked]  # in a letterhead
    readings = tuple(mention for mention in (*named, *someone.readings) if mention.type is MentionType.PERSON)
    return Person(
        name=someone.name,
        reading=sheet.words(_clearest(sheet, someone.readings)) if someone.readings else None,
        romanized=someone.romanized,
        positions=posts.titles(sheet, own_posts),
        affiliations=fullest(_bodies(sheet, named, works)),
        email=next((mail for entry in at_desk if (mail := _mail(entry, someone.name))), None),
        phone=next((entry.phone for entry in at_desk if entry.phone), None),
        roles=part.of(named, at_desk=bool(at_desk)),
        mentions=tuple(sorted(readings, key=lambda mention: mention.start)),
    )


def _clearest(sheet: Sheet, readings: list[Mention]) -> Mention:
    """The reading that a blank parts, where another has the middle dot of foreign names (カコ・タカユキ); else the first."""
    return (
        next((each for each in readings if " " in sheet.text(each)), readings[0])
        if "・" in sheet.text(readings[0])
        else readings[0]
    )


def _mail(entry: desk.Entry | Contact, name: str) -> str | None:
    return entry.email if isinstance(entry, Contact) else entry.mail_of(name)


def _bodies(sheet: Sheet, named: list[Mention], works: dict[Mention, tuple[str, ...]]) -> list[str]:
    """The bodies of all mentions of a person; those of a list all in English only where the release names no other."""
    english = {mention for mention in named if is_latin(sheet.text(mention)) and all(map(is_latin, works.get(mention, ())))}
    japanese = any(works.get(mention) for mention in named if mention not in english)
    return [body for mention in named if not (japanese and mention in english) for body in works.get(mention, ())]


__all__ = ["join"]
