"""What is known of a text before anything is extracted, and what an extractor says: view offsets throughout."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.text import Text


class SectionKind(StrEnum):
    """What a part of a release is about."""

    HEADER = "header"
    LEAD = "lead"
    BACKGROUND = "background"
    RESULTS = "results"
    OUTLOOK = "outlook"
    FUNDING = "funding"
    FIGURE = "figure"
    PUBLICATION = "publication"
    GLOSSARY = "glossary"
    CONTACT = "contact"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the view without its line break (wrapped lines are one line), blanks at both ends left out."""

    start: int
    end: int
    indent: int = 0  # blanks before `start`
    blank_before: bool = False  # an empty line, or the beginning of the text, stands before it


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text under one heading; sections tile the view."""

    kind: SectionKind
    heading: str | None
    start: int
    end: int
    heading_start: int | None = None  # of the heading's own words, without its ornaments
    heading_end: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a line that is none; sentences do not overlap and never cross a line."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The text with its parts."""

    text: Text
    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]

    def section_at(self, offset: int) -> Section:
        """The section that holds view offset `offset`."""
        return self.sections[max(0, bisect_right(self.sections, offset, key=lambda section: section.start) - 1)]

    def line_at(self, offset: int) -> int:
        """The index of the last line that starts at or before view offset `offset` (0 where none does)."""
        return max(0, bisect_right(self.lines, offset, key=lambda line: line.start) - 1)


@dataclass(frozen=True, slots=True)
class Word:
    """A morpheme as a dictionary sees it."""

    start: int
    end: int
    surface: str
    pos: tuple[str, str, str, str]  # UniDic: 名詞, 固有名詞, 人名, 姓
    lemma: str
    reading: str  # katakana, "" where the dictionary gives none


class Witness(StrEnum):
    """Who says that a stretch of text is a name."""

    UNIDIC = "unidic"
    SUDACHI = "sudachi"
    GINZA = "ginza"
    LEXICON = "lexicon"
    GRAMMAR = "grammar"


@dataclass(frozen=True, slots=True)
class Name:
    """One witness's opinion that a stretch is a name of a type; `label` is the witness's own word for it."""

    start: int
    end: int
    type: MentionType
    witness: Witness
    label: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """The layout with its words and what the witnesses say of names."""

    layout: Layout
    words: tuple[Word, ...]
    names: tuple[Name, ...]

    @property
    def view(self) -> str:
        """The normalised text that all offsets below refer to."""
        return self.layout.text.view

    def words_between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that lie wholly in view `[start, end)`."""
        first = bisect_left(self.words, start, key=lambda word: word.start)
        last = bisect_right(self.words, end, key=lambda word: word.end)
        return self.words[first:last]


class MentionType(StrEnum):
    """The contract's mention types."""

    PERSON = "PERSON"
    ORGANIZATION = "ORGANIZATION"
    FUNDER = "FUNDER"
    PROGRAM = "PROGRAM"
    PROJECT = "PROJECT"
    AWARD_NUMBER = "AWARD_NUMBER"
    LOCATION = "LOCATION"
    ADDRESS = "ADDRESS"
    POSTAL_CODE = "POSTAL_CODE"
    DATE = "DATE"
    DURATION = "DURATION"
    MARKER = "MARKER"
    HEADWORD = "HEADWORD"
    POSITION = "POSITION"
    JOURNAL = "JOURNAL"
    PAPER_TITLE = "PAPER_TITLE"
    DOI = "DOI"
    URL = "URL"
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    FAX = "FAX"
    TERM = "TERM"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the view that an extractor holds for a mention of `type`.

    `rule` names the rule or model that found it (`dates.era`), `cue` the words beside it that spoke for it. `group` ties
    mentions together that one construction yielded (the parts of one grant, the columns of one table row); only the resolver
    of that field reads it. `confidence` is 0–1: 1 where the form alone settles it (an e-mail address), lower where context was
    weighed.
    """

    type: MentionType
    start: int
    end: int
    value: str | None = None
    rule: str = ""
    cue: str = ""
    confidence: float = 1.0
    group: str = ""


def within(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """Those of `mentions`, which are in reading order, that lie wholly in view `[start, end)`; found without going through all."""
    found = []
    for index in range(bisect_left(mentions, start, key=lambda mention: mention.start), len(mentions)):
        if mentions[index].start >= end:
            break
        if mentions[index].end <= end:
            found.append(mentions[index])
    return found
