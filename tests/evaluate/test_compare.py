"""Matching and scoring on documents made by hand."""

import pytest

from pipeline.assemble.schema import (
    AwardRecord,
    DocumentInfo,
    GrantRecord,
    MentionRecord,
    PersonRecord,
    Records,
    Release,
)
from pipeline.evaluate import Count, Score, by_record_field, compare, micro
from pipeline.evaluate.report import headline

INFO = DocumentInfo(id="d", source="d.txt", media_type="text/plain", encoding="utf-8", sha256="", characters=100)


def release(*mentions, records=None):
    found = [
        MentionRecord(id=f"m{n}", type=kind, start=start, end=end, text="x" * (end - start), value=value)
        for n, (kind, start, end, value) in enumerate(mentions, 1)
    ]
    return Release(document=INFO, mentions=found, records=records or Records())


def test_a_mention_counts_where_type_and_both_ends_agree():
    gold = release(("PERSON", 0, 4, None), ("DATE", 5, 9, "2022"), ("DATE", 20, 29, "2023"))
    found = release(("PERSON", 0, 3, None), ("DATE", 5, 9, "2022"), ("DATE", 20, 29, "2024"))
    comparison = compare(gold, found)
    scores = {name: Score(count) for name, count in comparison.types.items()}
    assert scores["PERSON"].f1 == 0
    assert (scores["DATE"].f1, scores["DATE"].value) == (1, 0.5)
    assert {(each.kind, each.where) for each in comparison.differences} == {
        ("missed", "PERSON"), ("spurious", "PERSON"), ("value", "DATE"),
    }  # fmt: skip
    assert micro([comparison]).f1 == pytest.approx(2 / 3)


def test_a_funder_is_an_organization_too():
    gold = release(("FUNDER", 0, 4, None))
    types = compare(gold, release(("ORGANIZATION", 0, 4, None))).types
    assert types["ORGANIZATION"].hits == 1
    assert (types["FUNDER"].gold, types["FUNDER"].hits) == (1, 0)


def test_no_output_counts_as_empty():
    gold = release(("PERSON", 0, 4, None))
    assert compare(gold, None).types["PERSON"] == Count(gold=1)


def test_records_are_compared_field_by_field():
    here = Records(
        title="題",
        people=[PersonRecord(name="青木一郎", positions=["教授"])],
        funding=[GrantRecord(funder="JST", awards=[AwardRecord(number="JPMJCR2001")])],
    )
    there = Records(title="題", people=[PersonRecord(name="青木一郎", positions=["准教授"])])
    comparison = compare(release(records=here), release(records=there))
    fields = by_record_field([comparison])
    assert fields["title"].f1 == 1
    assert fields["people"].f1 == 1
    assert fields["people.positions"].f1 == 0
    assert fields["funding"].recall == 0
    assert any("people[青木一郎].positions" in each.where for each in comparison.differences)


def test_the_same_document_agrees_with_itself():
    document = release(("PERSON", 0, 4, None), records=Records(title="題"))
    comparison = compare(document, document)
    assert not comparison.differences
    assert "F1 1.000" in headline(comparison)


def test_mention_ids_are_compared_by_what_they_point_to():
    gold = release(("PERSON", 0, 4, None), records=Records(people=[PersonRecord(name="青", mentions=["m1"])]))
    other = release(
        ("DATE", 0, 0, None), ("PERSON", 0, 4, None), records=Records(people=[PersonRecord(name="青", mentions=["m2"])])
    )
    assert not [each for each in compare(gold, other).differences if each.kind == "record"]
