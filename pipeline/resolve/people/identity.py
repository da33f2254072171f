"""Which PERSON mentions name one person.

First the Japanese forms are joined (a family name alone goes to the person last named so), then the Latin ones among themselves,
then each Latin name goes to the Japanese person whose bracket it stands in or whose name it spells.
"""

from __future__ import annotations

import re

from pipeline.extract.people.shape import family_alone
from pipeline.model import Mention, MentionType, SectionKind
from pipeline.resolve.people.pairing import Someone, matched
from pipeline.resolve.people.romanized import Likeness, latin, same
from pipeline.resolve.people.text import Sheet, is_hiragana, is_kana, is_latin, solid

_INTO_BRACKET = re.compile(r" ?\( ?")
_READING_BELOW = re.compile(r" ?\n ?\( ?")
_SAME_BRACKET = re.compile(r" ?[、,;/:] ?")
_JOINT = re.compile(r"[・=]")


def someones(sheet: Sheet) -> list[Someone]:
    """The people of `sheet`, in order of first mention, with their names settled."""
    reader = _Reader(sheet)
    for mention in sheet.people:
        reader.read(mention)
    people = reader.people()
    for someone in people:
        _settle(sheet, someone)
    return sorted(people, key=lambda someone: someone.start)


class _Reader:
    """Reads the mentions in order and keeps who has been named."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.japanese: list[Someone] = []
        self.latins: list[Mention] = []
        self.tied: dict[Mention, Someone] = {}  # Latin mention → the Japanese person beside it
        self.kana: dict[Mention, Mention] = {}  # Latin mention → its reading
        self.holders: dict[Mention, Someone] = {}
        self.previous: Mention | None = None

    def read(self, mention: Mention) -> None:
        """Places one mention."""
        text = self.sheet.text(mention)
        before = self.previous if self.previous and _bracketed(self.sheet, self.previous, mention) else None
        beside = self.holders.get(before) if before else None
        self.previous = mention
        if is_latin(text):
            self.latins.append(mention)
            if beside:
                self.tied[mention] = self.holders[mention] = beside
        elif before and beside is None and is_kana(text):
            self.kana[before] = mention
        elif beside and (is_hiragana(text) or (is_kana(text) and not is_kana(beside.text))):
            beside.readings.append(mention)
            self.holders[mention] = beside
        elif before and beside and is_kana(beside.text) and not is_kana(text) and " " in text:
            beside.forms.append(mention)  # キム・ドユン(金 度允)
            self.holders[mention] = beside
        else:
            someone = self._named(mention, text)
            self.holders[mention] = someone
            if before and is_latin(self.sheet.text(before)):
                self.tied[before] = someone

    def _named(self, mention: Mention, text: str) -> Someone:
        """The person whom a Japanese form names, the last one named so; a new one where nobody fits."""
        name = solid(text)
        for someone in reversed(self.japanese):
            known = solid(someone.text)
            if known == name or _family_of(known, name):
                someone.forms.append(mention)
                if known == name and " " in text:
                    someone.text = text
                return someone
            if _family_of(name, known) and sum(solid(each.text).startswith(known) for each in self.japanese) == 1:
                someone.text = text
                someone.forms.append(mention)
                return someone
        self.japanese.append(Someone(text, [mention]))
        return self.japanese[-1]

    def people(self) -> list[Someone]:
        """Everybody, each Latin name with its Japanese person or as a person of its own."""
        free = []
        for group in self._groups():
            someone = next((self.tied[mention] for mention in group if mention in self.tied), None)
            if someone:
                someone.letters += group
            else:
                free.append(group)
        found = list(self.japanese)
        for group, match in matched(self.sheet, self.japanese, free):
            if match is None:
                match = Someone("")
                found.append(match)
            match.letters += group
            match.readings += [self.kana[mention] for mention in group if mention in self.kana]
        return found

    def _groups(self) -> list[list[Mention]]:
        """Latin mentions that spell one name, the fullest form first."""
        groups: list[list[Mention]] = []
        for mention in sorted(self.latins, key=lambda each: (-len(latin(self.sheet.text(each)).pieces), each.start)):
            form = latin(self.sheet.text(mention))
            likes = [same(form, latin(self.sheet.text(group[0]))) for group in groups]
            best = max(likes, default=Likeness.NONE)
            if best and likes.count(best) == 1:
                groups[likes.index(best)].append(mention)
            else:
                groups.append([mention])
        return groups


def _bracketed(sheet: Sheet, before: Mention, mention: Mention) -> bool:
    """Whether `mention` stands in a bracket right behind `before`, or with it in one that holds nothing before it."""
    gap = sheet.view[before.end : mention.start]
    kana = is_kana(sheet.text(mention))
    if _INTO_BRACKET.fullmatch(gap) or (kana and _READING_BELOW.fullmatch(gap)):
        return not _begins_list(sheet, mention)
    bracket = sheet.view.rfind("(", max(0, before.start - 2), before.start)
    return bracket >= 0 and _SAME_BRACKET.fullmatch(gap) is not None and is_kana(sheet.text(before)) != is_kana(sheet.text(mention))


def _begins_list(sheet: Sheet, mention: Mention) -> bool:
    """Whether a name in the same letters follows: the bracket holds a list, …, Makoto Omi (出水諭史, 近江誠)."""
    behind = sheet.after(mention.end)
    if (
        behind is None
        or behind.type is not MentionType.PERSON
        or sheet.view[mention.end : behind.start].strip() not in (",", "、", "・")
    ):
        return False
    one, other = sheet.text(mention), sheet.text(behind)
    return is_kana(one) == is_kana(other) and is_latin(one) == is_latin(other)


def _family_of(full: str, short: str) -> bool:
    """Whether `short` is the family name of `full`."""
    if is_kana(full):
        return short in (_JOINT.split(full)[-1], _JOINT.split(full)[0]) and short != full
    return full.startswith(short) and 1 <= len(full) - len(short) <= 4 and family_alone(short)


def _cited(sheet: Sheet, mention: Mention) -> bool:
    """Whether a form stands elsewhere than in the block of the announced paper."""
    return sheet.analysis.layout.section_at(mention.start).kind is not SectionKind.PUBLICATION


def _settle(sheet: Sheet, someone: Someone) -> None:
    """Settles the name and the Latin form of `someone`: the fullest form that comes first."""
    spelled = sorted(
        someone.letters, key=lambda mention: (-len(latin(sheet.text(mention)).pieces), _cited(sheet, mention), mention.start)
    )
    someone.romanized = sheet.words(spelled[0]) if spelled else None
    full = solid(someone.text)
    first = next((mention for mention in someone.forms if solid(sheet.text(mention)) == full), None)
    someone.name = solid(sheet.words(first)) if first else someone.romanized or ""
