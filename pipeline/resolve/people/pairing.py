"""Which Japanese person a Latin name is, told by lists side by side, readings, sounds, initials, and by who is left over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from pipeline.extract.people.shape import family_alone
from pipeline.model import Mention
from pipeline.resolve.people.aligned import aligned
from pipeline.resolve.people.romanized import Likeness, continental, latin, likeness, shares_given
from pipeline.resolve.people.sounds import closeness, spells_initials
from pipeline.resolve.people.text import Sheet, is_hiragana, is_kana, solid

_ALIKE = 0.74  # of two names that sound alike
_AHEAD = 0.12  # by which the best pair has to lead every other of either name


@dataclass
class Someone:
    """A person: the fullest Japanese form as the view has it ("" where there is none), and all mentions by kind."""

    text: str
    forms: list[Mention] = field(default_factory=list)  # Japanese
    letters: list[Mention] = field(default_factory=list)  # Latin
    readings: list[Mention] = field(default_factory=list)
    name: str = ""
    romanized: str | None = None

    @property
    def mentions(self) -> list[Mention]:
        """The names of the person, without readings, in reading order."""
        return sorted((*self.forms, *self.letters), key=lambda mention: mention.start)

    @property
    def start(self) -> int:
        """Where the person is first named."""
        return min(mention.start for mention in (*self.forms, *self.letters))


class _Level(IntEnum):
    """How sure a pair is; the surest are taken first."""

    FULL = 6  # the list beside says so
    SPELLED = 5
    SOUND = 4
    INITIAL = 3
    FAMILY = 2
    GIVEN = 1


_OF = {Likeness.FULL: _Level.SPELLED, Likeness.INITIAL: _Level.INITIAL, Likeness.FAMILY: _Level.FAMILY}
_Pair = tuple[int, int]  # the number of a group of Latin forms, that of a Japanese person


def matched(sheet: Sheet, japanese: list[Someone], groups: list[list[Mention]]) -> list[tuple[list[Mention], Someone | None]]:
    """Each group of Latin forms with the Japanese person that it spells, the likeliest pairs first; doubtful ones with nobody."""
    people = [someone for someone in japanese if not someone.letters]
    levels = {level: list(pairs) for level, pairs in _by_level(sheet, people, groups)}
    taken: dict[int, int] = {}
    for level in sorted(_Level, reverse=True):
        pairs = _sounding(sheet, people, groups, taken) if level is _Level.SOUND else levels.get(level, [])
        held = set(taken.values())
        left = [(number, place) for number, place in pairs if number not in taken and place not in held]
        for number, place in left:
            rivals = sum(pair[0] == number or pair[1] == place for pair in left)
            if number not in taken and place not in taken.values() and (level >= _Level.SPELLED or rivals == 1):
                taken[number] = place
    return [(group, people[taken[number]] if number in taken else None) for number, group in enumerate(groups)]


def _by_level(sheet: Sheet, people: list[Someone], groups: list[list[Mention]]) -> Iterator[tuple[_Level, list[_Pair]]]:
    """The pairs that lists and spellings speak for."""
    found: dict[_Level, list[_Pair]] = {level: [] for level in _Level}
    numbers = {mention: number for number, group in enumerate(groups) for mention in group}
    places = {mention: place for place, someone in enumerate(people) for mention in someone.forms}
    for first, mention in aligned(sheet):
        if first in numbers and mention in places:
            found[_Level.FULL].append((numbers[first], places[mention]))
    for number, group in enumerate(groups):
        form = latin(sheet.text(group[0]))
        for place, someone in enumerate(people):
            if (kana := _foreign(sheet, someone)) and spells_initials(form, kana):
                found[_Level.INITIAL].append((number, place))
            reading = sheet.text(someone.readings[0]) if someone.readings else None
            if like := likeness(form, someone.text, reading, alone=family_alone(someone.text)):
                found[_OF[like]].append((number, place))
            elif reading is None and shares_given(form, someone.text):
                found[_Level.GIVEN].append((number, place))
    yield from found.items()


def _sounding(sheet: Sheet, people: list[Someone], groups: list[list[Mention]], taken: dict[int, int]) -> list[_Pair]:
    """The pairs of those left that sound alike, and more so than either with any other."""
    said = {
        place: kana for place, someone in enumerate(people) if place not in taken.values() and (kana := _foreign(sheet, someone))
    }
    if not said:
        return []
    scores = {
        (number, place): closeness(kana, sheet.text(group[0]))
        for number, group in enumerate(groups)
        if number not in taken
        for place, kana in said.items()
    }
    found = []
    for (number, place), score in scores.items():
        if score < _ALIKE:
            continue
        others = (other for pair, other in scores.items() if (pair[0] == number) != (pair[1] == place))
        if score - max(others, default=0.0) >= _AHEAD:
            found.append((number, place))
    return found


def _foreign(sheet: Sheet, someone: Someone) -> str | None:
    """The katakana that say a foreign name: the name itself in two parts, or the reading of a Chinese or Korean one."""
    if is_kana(someone.text) and not is_hiragana(someone.text):
        return someone.text if len(solid(someone.text)) > 3 and any(mark in someone.text for mark in "・= ") else None
    if someone.readings and continental(someone.text.split(" ")[0] if " " in someone.text else someone.text[:1]):
        return sheet.text(someone.readings[0])
    return None
