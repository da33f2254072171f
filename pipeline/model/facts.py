"""What a release says: decided mentions and the records that `resolve/` makes of them. View offsets throughout."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.analysis import Analysis, Mention


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
