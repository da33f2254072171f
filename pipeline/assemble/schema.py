"""The output document, schema version 1: see docs/contract.md. The same models read gold files.

Offsets are half-open code-point offsets into the source text. A field that the text does not give is null or empty, never guessed.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.model import MentionType, SectionKind

#: Major.minor: fields may be added in a minor version; a field's meaning never changes.
SCHEMA_VERSION = "1.0"

Offset = Annotated[int, Field(ge=0)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RedactionInfo(_Model):
    """What was taken out of the document and of everything that is said of it: see docs/privacy.md."""

    level: Literal["contacts", "people", "all"]
    cover: Annotated[str, Field(description="stands in the text for each code point that was taken out")]


class DocumentInfo(_Model):
    """Where the text came from."""

    id: str
    source: str
    media_type: str
    encoding: str
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$", description="of the bytes as they came in; empty when redacted")]
    characters: Annotated[int, Field(ge=0, description="code points of the source text")]
    redaction: Annotated[RedactionInfo | None, Field(description="with --redact; left out otherwise")] = None


class SectionRecord(_Model):
    """A part of the release; the sections tile the text."""

    kind: SectionKind
    heading: str | None = None
    start: Offset
    end: Offset


class Rival(_Model):
    """A candidate that lost against a mention."""

    type: str
    start: Offset
    end: Offset
    text: str
    rule: str


class MentionRecord(_Model):
    """A stretch of the source text: `text == source[start:end]`."""

    id: str
    type: MentionType
    start: Offset
    end: Offset
    text: str
    value: str | None = None
    extractor: str | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    cue: Annotated[str | None, Field(description="with --explain: the words that spoke for it")] = None
    beat: Annotated[list[Rival] | None, Field(description="with --explain: the candidates that lost against it")] = None


class AuthorRecord(_Model):
    """An author of the paper and the person of the release that it is."""

    name: str
    person: str | None = None


class PublicationRecord(_Model):
    """The announced paper."""

    journal: str | None = None
    title: str | None = None
    title_ja: str | None = None
    authors: list[AuthorRecord] = []
    doi: str | None = None
    published: Annotated[str | None, Field(description="EDTF")] = None
    url: str | None = None


class FunderIds(_Model):
    """Ids from the lexicon; null where a funder is unknown or a name fits two."""

    ror: str | None = None
    crossref_funder: str | None = None


class AwardRecord(_Model):
    """A grant number, normalised, with what its form tells."""

    number: str
    scheme: str | None = None
    fiscal_year: int | None = None
    url: str | None = None


class GrantRecord(_Model):
    """One grant, or one foundation that gave without a number."""

    funder: str | None = None
    abbreviation: str | None = None
    funder_name: str | None = None
    funder_ids: FunderIds = FunderIds()
    funder_inferred: str | None = None
    co_funders: list[str] = []
    program: str | None = None
    project: str | None = None
    awards: list[AwardRecord] = []
    recipients: list[str] = []
    own: bool = True
    mentions: list[str] = []


class CitationRecord(_Model):
    """What a note that is a reference points to."""

    doi: str | None = None
    url: str | None = None
    journal: str | None = None
    published: str | None = None


class NoteRecord(_Model):
    """A glossary note."""

    number: int | None = None
    marker: str
    term: str | None = None
    aliases: list[str] = []
    kind: Literal["definition", "citation"] = "definition"
    definition: str | None = None
    definition_start: Offset | None = None
    definition_end: Offset | None = None
    references: Annotated[list[str], Field(description="ids of the markers that point here")] = []
    citation: CitationRecord | None = None


class PersonRecord(_Model):
    """One person, joined over kanji, kana and Latin forms."""

    name: str
    reading: str | None = None
    romanized: str | None = None
    positions: list[str] = []
    affiliations: list[str] = []
    email: str | None = None
    phone: str | None = None
    roles: list[Literal["author", "contact", "investigator", "quoted"]] = []
    mentions: list[str] = []


class OrganizationIds(_Model):
    """Ids from the lexicon."""

    ror: str | None = None


class OrganizationRecord(_Model):
    """One body, joined over its forms."""

    name: str
    abbreviation: str | None = None
    name_en: str | None = None
    ids: OrganizationIds = OrganizationIds()
    parent: str | None = None
    mentions: list[str] = []


class ContactRecord(_Model):
    """One entry of the contact block."""

    heading: str | None = None
    organization: str | None = None
    person: str | None = None
    phone: str | None = None
    fax: str | None = None
    email: str | None = None
    postal_code: str | None = None
    address: str | None = None


class Records(_Model):
    """What a reader would write down."""

    title: str | None = None
    released: Annotated[str | None, Field(description="EDTF")] = None
    publication: PublicationRecord = PublicationRecord()
    funding: list[GrantRecord] = []
    glossary: list[NoteRecord] = []
    people: list[PersonRecord] = []
    organizations: list[OrganizationRecord] = []
    contacts: list[ContactRecord] = []


class WarningRecord(_Model):
    """Something that does not fit together."""

    code: str
    message: str
    start: Offset | None = None
    end: Offset | None = None


class Release(_Model):
    """One release: what was found in it and what it says."""

    schema_version: str = SCHEMA_VERSION
    document: DocumentInfo
    sections: list[SectionRecord] = []
    mentions: list[MentionRecord] = []
    records: Records = Records()
    warnings: list[WarningRecord] = []
