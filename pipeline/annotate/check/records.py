"""Records: whether they point somewhere, and whether what they say stands in the text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from pipeline.annotate.check.findings import Finding, shown
from pipeline.annotate.check.values import complaint, edtf_complaint
from pipeline.assemble import Release
from pipeline.assemble.schema import MentionRecord, NoteRecord

_POINTED = {
    "funding": {"FUNDER", "ORGANIZATION", "PROGRAM", "PROJECT", "AWARD_NUMBER", "PERSON", "DATE"},
    "people": {"PERSON"},
    "organizations": {"ORGANIZATION", "FUNDER"},
}
#: What a record has as the text writes it, blanks and width apart.
_COPIED = {
    "publication": ("journal", "title", "title_ja", "doi"),
    "funding": ("funder", "abbreviation", "program", "project", "co_funders", "recipients"),
    "glossary": ("term", "aliases"),
    "people": ("name", "reading", "romanized", "positions", "affiliations"),
    "organizations": ("name", "abbreviation", "name_en", "parent"),
    "contacts": ("heading", "organization", "person", "address"),
}
_FORMS = {"phone": "PHONE", "fax": "FAX", "email": "EMAIL", "postal_code": "POSTAL_CODE"}


def check_records(release: Release, text: str | None) -> Iterator[Finding]:
    """What is wrong with the records of a document that has the schema's shape."""
    known = {each.id: each for each in release.mentions}
    yield from _pointers(release, known)
    yield from _unmarked(release)
    yield from _people(release)
    for number, note in enumerate(release.records.glossary):
        yield from _note(f"records.glossary[{number}]", note, known, text)
    yield from _values(release)
    if text is not None:
        yield from _copied(release, _folded(text))


def _pointers(release: Release, known: Mapping[str, MentionRecord]) -> Iterator[Finding]:
    for name, types in _POINTED.items():
        for number, record in enumerate(getattr(release.records, name)):
            where = f"records.{name}[{number}].mentions"
            if not record.mentions:
                yield Finding(where, "record-without-mentions", "the record points to no mention")
            yield from _targets(where, record.mentions, known, types)


def _unmarked(release: Release) -> Iterator[Finding]:
    """Values that are no mention's value: a number, an address."""
    values = {(str(each.type), each.value or each.text) for each in release.mentions}
    wanted = [
        (f"funding[{n}].awards", "AWARD_NUMBER", award.number)
        for n, grant in enumerate(release.records.funding)
        for award in grant.awards
    ]
    for name in ("people", "contacts"):
        for number, record in enumerate(getattr(release.records, name)):
            wanted += [(f"{name}[{number}].{field}", kind, getattr(record, field, None) or "") for field, kind in _FORMS.items()]
    for where, kind, value in wanted:
        if value and (kind, value) not in values:
            yield Finding(f"records.{where}", "record-unmarked", f"{shown(value)} is the value of no {kind}")


def _targets(where: str, ids: Iterable[str], known: Mapping[str, MentionRecord], types: set[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            yield Finding(where, "pointer", f"{each} is named twice")
        elif each not in known:
            yield Finding(where, "pointer", f"there is no mention {each}")
        elif known[each].type not in types:
            said = f"{each} is the {known[each].type} {shown(known[each].text)}"
            yield Finding(where, "pointer", f"{said}; {' or '.join(sorted(types))} belongs here")
        seen.add(each)


def _people(release: Release) -> Iterator[Finding]:
    records = release.records
    names = {person.name for person in records.people}
    named = [(f"publication.authors[{n}].person", author.person) for n, author in enumerate(records.publication.authors)]
    named += [(f"funding[{n}].recipients", name) for n, grant in enumerate(records.funding) for name in grant.recipients]
    named += [(f"contacts[{n}].person", contact.person) for n, contact in enumerate(records.contacts)]
    for where, name in named:
        if name and name not in names:
            yield Finding(f"records.{where}", "pointer", f"{shown(name)} is the name of nobody in people")


def _note(where: str, note: NoteRecord, known: Mapping[str, MentionRecord], text: str | None) -> Iterator[Finding]:
    yield from _targets(f"{where}.references", note.references, known, {"MARKER"})
    for each in note.references:
        value = known[each].value if each in known else None
        if value and note.number is not None and value != str(note.number):
            yield Finding(f"{where}.references", "pointer", f"{each} points to note {value}, this is note {note.number}")
    given = [each is not None for each in (note.definition, note.definition_start, note.definition_end)]
    if any(given) and not all(given):
        yield Finding(f"{where}.definition", "definition", "a definition has a start and an end")
    elif text is not None and note.definition is not None and note.definition != text[note.definition_start : note.definition_end]:
        yield Finding(f"{where}.definition", "definition", "the text at its offsets is another one")


def _values(release: Release) -> Iterator[Finding]:
    records = release.records
    dates = [("released", records.released), ("publication.published", records.publication.published)]
    dates += [
        (f"glossary[{n}].citation.published", note.citation.published) for n, note in enumerate(records.glossary) if note.citation
    ]
    for where, date in dates:
        wrong = edtf_complaint(date) if date else None
        if wrong:
            yield Finding(f"records.{where}", "value", f"{shown(date)}: {wrong}")
    for name in ("people", "contacts"):
        for number, record in enumerate(getattr(records, name)):
            for field, kind in _FORMS.items():
                value = getattr(record, field, None)
                wrong = complaint(kind, value) if value else None
                if wrong:
                    yield Finding(f"records.{name}[{number}].{field}", "value", f"{shown(value)}: {wrong}")


def _copied(release: Release, text: str) -> Iterator[Finding]:
    yield from _missing("title", release.records.title, text)
    for name, fields in _COPIED.items():
        records = getattr(release.records, name)
        for number, record in enumerate(records if isinstance(records, list) else [records]):
            place = f"{name}[{number}]" if isinstance(records, list) else name
            for field in fields:
                value = getattr(record, field)
                for each in value if isinstance(value, list) else [value]:
                    yield from _missing(f"{place}.{field}", each, text)


def _missing(where: str, value: str | None, text: str) -> Iterator[Finding]:
    """A finding where neither the whole value nor each of its parts between blanks stands in the text."""
    if value and _folded(value) not in text and not all(_folded(part) in text for part in value.split()):
        yield Finding(f"records.{where}", "record-not-in-text", f"{shown(value)} stands nowhere in the text")


def _folded(text: str) -> str:
    """Without width, case, blanks and the marks of Markdown."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in folded if not each.isspace() and each not in "\\*")
