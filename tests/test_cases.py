"""Every marked sentence of tests/cases, through the whole flow without the neural model."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.flow import understand
from pipeline.model import Source
from tests.marked import Case, load

CASES = Path(__file__).parent / "cases"

#: Which mention types a file of cases speaks of; all others are left aside in it.
FIELDS = {
    "dates": {"DATE", "DURATION"},
    "identifiers": {"DOI", "URL", "EMAIL", "PHONE", "FAX", "POSTAL_CODE"},
    "awards": {"AWARD_NUMBER"},
    "funding": {"FUNDER", "PROGRAM", "PROJECT", "AWARD_NUMBER"},
    "people": {"PERSON", "POSITION"},
    "organisations": {"ORGANIZATION", "FUNDER"},
    "places": {"LOCATION", "ADDRESS"},
    "glossary": {"MARKER", "HEADWORD", "TERM"},
    "publication": {"JOURNAL", "PAPER_TITLE"},
}


def _cases() -> list[tuple[str, Case]]:
    return [(path.stem, case) for path in sorted(CASES.glob("*.txt")) for case in load(path)]


@pytest.mark.parametrize(("field", "case"), _cases(), ids=lambda value: value.name if isinstance(value, Case) else "")
def test_marked_sentence(field: str, case: Case) -> None:
    facts = understand(Source(case.text, "case.txt"), ner=False)
    found = {}
    for mention in facts.mentions:
        if mention.type in FIELDS[field]:
            span = facts.analysis.layout.text.to_source(mention.start, mention.end)
            found[_kind(field, mention.type), span.start, span.end] = mention.value
    wanted = {(_kind(field, each.type), each.start, each.end): each.value for each in case.expected}
    said = [(kind, case.text[start:end]) for kind, start, end in sorted(found, key=lambda key: key[1])]
    assert said == [(kind, case.text[start:end]) for kind, start, end in sorted(wanted, key=lambda key: key[1])], case.text
    assert set(found) == set(wanted)
    for key, value in wanted.items():
        assert value is None or found[key] == value, (case.text[key[1] : key[2]], found[key])


def _kind(field: str, mention_type: str) -> str:
    return "ORGANIZATION" if field == "organisations" else str(mention_type)
