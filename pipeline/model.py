"""What travels through the house: one frozen type for each step's result.

Three kinds of position occur, and the types keep them apart:

* **source offsets** (`Span`): half-open Unicode code-point offsets into `Source.text`, the decoded file. They appear in the
  output only.
* **view offsets**: half-open code-point offsets into `Text.view`, the normalised view that all matching works on. Every
  `start`/`end` of a type below `Text` is a view offset. `Text.to_source` is the one way back.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch `[start, end)` of the source text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it came in: the decoded text, untouched but for a dropped byte-order mark."""

    text: str
    name: str  # path or URL as given; "-" for standard input
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    sha256: str = ""

    @property
    def id(self) -> str:
        """The document's id: the file name without folder and last suffix."""
        base = self.name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
        stem, dot, _ = base.rpartition(".")
        return stem if dot and stem else base


@dataclass(frozen=True, slots=True)
class Edit:
    """One place where view and source differ: `source[start:end]` stands in the view as `replacement`."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Text:
    """The normalised view of a source with its offset map.

    `edits` are sorted and disjoint; outside them view and source have the same number of code points, so that a piece of
    the map is one pair of numbers. `_view_starts[i]`/`_source_starts[i]` say where piece `i` begins on either side; odd pieces
    are the edits.
    """

    source: Source
    view: str
    edits: tuple[Edit, ...] = ()
    _view_starts: tuple[int, ...] = field(default=(0,), repr=False)
    _source_starts: tuple[int, ...] = field(default=(0,), repr=False)

    def to_source(self, start: int, end: int) -> Span:
        """The source span behind view `[start, end)`; an empty view span gives an empty source span."""
        if not 0 <= start <= end <= len(self.view):
            raise IndexError(f"view span [{start}, {end}) outside [0, {len(self.view)})")
        if start == end:
            at = len(self.source.text) if start == len(self.view) else self._interval(start)[0]
            return Span(at, at)
        return Span(self._interval(start)[0], self._interval(end - 1)[1])

    def to_view(self, start: int, end: int) -> tuple[int, int]:
        """The view span of source `[start, end)`: all view characters that come from a character inside it."""
        if not 0 <= start <= end <= len(self.source.text):
            raise IndexError(f"source span [{start}, {end}) outside [0, {len(self.source.text)})")
        first = self._view_position(start, after=False)
        last = self._view_position(end, after=True)
        return first, max(first, last)

    def _interval(self, index: int) -> tuple[int, int]:
        piece = bisect_right(self._view_starts, index) - 1
        source_start = self._source_starts[piece]
        if piece % 2:  # an edit: every replacement character stands for the whole replaced stretch
            edit = self.edits[piece // 2]
            return edit.start, edit.end
        at = source_start + index - self._view_starts[piece]
        return at, at + 1

    def _view_position(self, offset: int, *, after: bool) -> int:
        """The boundary in the view at source `offset`; inside an edit its outer end on the side that is asked for."""
        piece = bisect_right(self._source_starts, offset) - 1
        if not piece % 2:
            return self._view_starts[piece] + offset - self._source_starts[piece]
        edit = self.edits[piece // 2]
        if offset == edit.start or not after:
            return self._view_starts[piece]
        return self._view_starts[piece] + len(edit.replacement)


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


@dataclass(frozen=True, slots=True)
class Decision:
    """A mention that stays, with the rival candidates that it beat."""

    mention: Mention
    beat: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Warning:
    """Something a careful reader would want to know: two facts that disagree, a marker that points nowhere."""

    code: str  # kebab-case, listed in docs/warnings.md
    message: str
    start: int | None = None  # view offsets
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """A grant number with what its own form tells."""

    number: str  # normalised
    scheme: str | None = None
    fiscal_year: int | None = None  # 年度: the year of adoption that the number carries
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """One grant, or one foundation that gave without a number."""

    funder: str | None = None
    abbreviation: str | None = None
    funder_name: str | None = None
    ror: str | None = None
    crossref_funder: str | None = None
    funder_inferred: str | None = None
    co_funders: tuple[str, ...] = ()
    program: str | None = None
    project: str | None = None
    awards: tuple[Award, ...] = ()
    recipients: tuple[str, ...] = ()
    own: bool = True
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """What a note that is a reference points to."""

    doi: str | None = None
    url: str | None = None
    journal: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A glossary note: the term it explains, and the markers in running text that point to it."""

    number: int | None
    marker: str
    term: str | None
    aliases: tuple[str, ...] = ()
    kind: str = "definition"  # or "citation"
    definition_start: int | None = None  # view offsets
    definition_end: int | None = None
    references: tuple[Mention, ...] = ()
    citation: Citation | None = None
    headword: Mention | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One person, joined over kanji, kana and Latin forms."""

    name: str  # without inner space, save in names known only in Latin letters
    reading: str | None = None
    romanized: str | None = None
    positions: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    email: str | None = None
    phone: str | None = None
    roles: tuple[str, ...] = ()  # author, contact, investigator, quoted
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Organization:
    """One body, joined over its forms."""

    name: str
    abbreviation: str | None = None
    name_en: str | None = None
    ror: str | None = None
    parent: str | None = None
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """One entry of the contact block: a person or a desk with its lines."""

    heading: str | None = None
    organization: str | None = None
    person: str | None = None
    phone: str | None = None
    fax: str | None = None
    email: str | None = None
    postal_code: str | None = None
    address: str | None = None
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """An author as the paper block writes the name, and the person of the release that it is."""

    name: str
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """The announced paper."""

    journal: str | None = None
    title: str | None = None
    title_ja: str | None = None
    authors: tuple[Author, ...] = ()
    doi: str | None = None
    published: str | None = None
    url: str | None = None
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the release says, resolved: one field for each question that a room of `resolve/` answers."""

    analysis: Analysis
    decisions: tuple[Decision, ...] = ()
    title: tuple[int, int] | None = None  # view offsets
    released: str | None = None
    publication: Publication = Publication()
    grants: tuple[Grant, ...] = ()
    notes: tuple[Note, ...] = ()
    people: tuple[Person, ...] = ()
    organizations: tuple[Organization, ...] = ()
    contacts: tuple[Contact, ...] = ()
    warnings: tuple[Warning, ...] = ()

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions that stay, in reading order."""
        return tuple(decision.mention for decision in self.decisions)
