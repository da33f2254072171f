"""Maps facts to the output document: view offsets become source offsets, mentions get ids, records point to them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.assemble import schema
from pipeline.model import Decision, Facts, Grant, Mention, MentionType, Note, Organization, Person, Publication, Text

_BLANK_IN_WORD = re.compile(r"(?<!\s)[^\S\n]*+\n\s*+")


def assemble(facts: Facts, *, explain: bool = False) -> schema.Release:
    """The output document for `facts`; with `explain` each mention says why it was found and what it beat."""
    return _Assembler(facts, explain).release()


class _Assembler:
    def __init__(self, facts: Facts, explain: bool) -> None:
        self.facts = facts
        self.explain = explain
        self.text: Text = facts.analysis.layout.text
        self.ids = {_key(mention): f"m{number}" for number, mention in enumerate(facts.mentions, 1)}

    def release(self) -> schema.Release:
        source = self.text.source
        return schema.Release(
            document=schema.DocumentInfo(
                id=source.id,
                source=source.name,
                media_type=source.media_type,
                encoding=source.encoding,
                sha256=source.sha256,
                characters=len(source.text),
            ),
            sections=self._sections(),
            mentions=[self._mention(decision) for decision in self.facts.decisions],
            records=self._records(),
            warnings=[self._warning(*self._place(each.start, each.end), each.code, each.message) for each in self.facts.warnings],
        )

    def _sections(self) -> list[schema.SectionRecord]:
        """The sections, tiling the source: each begins with its line, even where the view lacks the line's first marks (**)."""
        sections = self.facts.analysis.layout.sections
        starts = [0, *(self._line_start(section.start) for section in sections[1:])]
        ends = [*starts[1:], len(self.text.source.text)]
        return [
            schema.SectionRecord(
                kind=section.kind, heading=self._slice(section.heading_start, section.heading_end), start=start, end=end
            )
            for section, start, end in zip(sections, starts, ends, strict=True)
            if end > start or len(sections) == 1
        ]

    def _line_start(self, offset: int) -> int:
        at = self.text.to_source(offset, offset).start
        line = self.text.source.text.rfind("\n", 0, at) + 1
        in_view, _ = self.text.to_view(line, line)
        return line if in_view == offset else at

    def _mention(self, decision: Decision) -> schema.MentionRecord:
        mention = decision.mention
        span = self.text.to_source(mention.start, mention.end)
        return schema.MentionRecord(
            id=self.ids[_key(mention)],
            type=mention.type,
            start=span.start,
            end=span.end,
            text=self.text.source.text[span.start : span.end],
            value=mention.value,
            extractor=mention.rule or None,
            confidence=round(mention.confidence, 2),
            cue=(mention.cue or None) if self.explain else None,
            beat=[self._rival(each) for each in decision.beat] if self.explain else None,
        )

    def _rival(self, mention: Mention) -> schema.Rival:
        span = self.text.to_source(mention.start, mention.end)
        text = self.text.source.text[span.start : span.end]
        return schema.Rival(type=mention.type, start=span.start, end=span.end, text=text, rule=mention.rule)

    def _records(self) -> schema.Records:
        facts = self.facts
        title = self._slice(*facts.title) if facts.title else None
        return schema.Records(
            title=_BLANK_IN_WORD.sub("", title) if title else None,
            released=facts.released,
            publication=self._publication(facts.publication),
            funding=[self._grant(grant) for grant in facts.grants],
            glossary=[self._note(note) for note in facts.notes],
            people=[self._person(person) for person in facts.people],
            organizations=[self._organization(body) for body in facts.organizations],
            contacts=[
                schema.ContactRecord(
                    heading=contact.heading,
                    organization=contact.organization,
                    person=contact.person,
                    phone=contact.phone,
                    fax=contact.fax,
                    email=contact.email,
                    postal_code=contact.postal_code,
                    address=contact.address,
                )
                for contact in facts.contacts
            ],
        )

    def _publication(self, paper: Publication) -> schema.PublicationRecord:
        return schema.PublicationRecord(
            journal=paper.journal,
            title=paper.title,
            title_ja=paper.title_ja,
            authors=[schema.AuthorRecord(name=author.name, person=author.person) for author in paper.authors],
            doi=paper.doi,
            published=paper.published,
            url=paper.url,
        )

    def _grant(self, grant: Grant) -> schema.GrantRecord:
        return schema.GrantRecord(
            funder=grant.funder,
            abbreviation=grant.abbreviation,
            funder_name=grant.funder_name,
            funder_ids=schema.FunderIds(ror=grant.ror, crossref_funder=grant.crossref_funder),
            funder_inferred=grant.funder_inferred,
            co_funders=list(grant.co_funders),
            program=grant.program,
            project=grant.project,
            awards=[
                schema.AwardRecord(number=award.number, scheme=award.scheme, fiscal_year=award.fiscal_year, url=award.url)
                for award in grant.awards
            ],
            recipients=list(grant.recipients),
            own=grant.own,
            mentions=self._ids(grant.mentions),
        )

    def _note(self, note: Note) -> schema.NoteRecord:
        start, end = self._place(note.definition_start, note.definition_end)
        return schema.NoteRecord(
            number=note.number,
            marker=note.marker,
            term=note.term,
            aliases=list(note.aliases),
            kind="citation" if note.kind == "citation" else "definition",
            definition=self._slice(note.definition_start, note.definition_end),
            definition_start=start,
            definition_end=end,
            references=self._ids(note.references),
            citation=schema.CitationRecord(
                doi=note.citation.doi, url=note.citation.url, journal=note.citation.journal, published=note.citation.published
            )
            if note.citation
            else None,
        )

    def _person(self, person: Person) -> schema.PersonRecord:
        return schema.PersonRecord.model_validate(
            {
                "name": person.name,
                "reading": person.reading,
                "romanized": person.romanized,
                "positions": list(person.positions),
                "affiliations": list(person.affiliations),
                "email": person.email,
                "phone": person.phone,
                "roles": list(person.roles),
                "mentions": self._ids(person.mentions),
            }
        )

    def _organization(self, body: Organization) -> schema.OrganizationRecord:
        return schema.OrganizationRecord(
            name=body.name,
            abbreviation=body.abbreviation,
            name_en=body.name_en,
            ids=schema.OrganizationIds(ror=body.ror),
            parent=body.parent,
            mentions=self._ids(body.mentions),
        )

    def _ids(self, mentions: Iterable[Mention]) -> list[str]:
        """The ids of those of `mentions` that stayed, each once, in reading order."""
        found = {self.ids[_key(mention)] for mention in mentions if _key(mention) in self.ids}
        return sorted(found, key=lambda id_: int(id_[1:]))

    def _place(self, start: int | None, end: int | None) -> tuple[int | None, int | None]:
        if start is None or end is None:
            return None, None
        span = self.text.to_source(start, end)
        return span.start, span.end

    def _slice(self, start: int | None, end: int | None) -> str | None:
        start, end = self._place(start, end)
        return None if start is None else self.text.source.text[start:end]

    @staticmethod
    def _warning(start: int | None, end: int | None, code: str, message: str) -> schema.WarningRecord:
        return schema.WarningRecord(code=code, message=message, start=start, end=end)


def _key(mention: Mention) -> tuple[MentionType, int, int]:
    return mention.type, mention.start, mention.end
