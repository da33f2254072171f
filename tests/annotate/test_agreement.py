"""Two annotators: the same figures either way round, and every difference in its place."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from pipeline.annotate.agreement import Count, agreement, all_types
from pipeline.annotate.marks import ordered
from pipeline.model.annotation import Annotation, Mark
from tests.annotate.nasty import annotations

TEXT = "青木一郎は北浜大学の准教授である。\n5月17日に発表した。"


def _annotation(*marks, records=None):
    return Annotation(
        "a", ordered(Mark(start, end, kind, TEXT[start:end], value) for start, end, kind, value in marks), TEXT, records
    )


A = _annotation(
    (0, 4, "PERSON", None),
    (5, 9, "ORGANIZATION", None),
    (10, 13, "POSITION", None),
    (18, 23, "DATE", "2024-05-17"),
    (24, 26, "TERM", None),
)
B = _annotation((0, 4, "PERSON", None), (5, 13, "ORGANIZATION", None), (5, 7, "LOCATION", None), (18, 23, "DATE", "2025-05-17"))


def test_counts_by_type():
    found = agreement(A, B)
    assert found.types == {
        "DATE": Count(1, 1, 1, 1, 0),
        "LOCATION": Count(0, 1, 0),
        "ORGANIZATION": Count(1, 1, 0),
        "PERSON": Count(1, 1, 1),
        "POSITION": Count(1, 0, 0),
        "TERM": Count(1, 0, 0),
    }
    assert all_types(found.types).f1 == 2 * 2 / 9


def test_differences_are_paired_and_shown_in_their_place():
    said = [(each.kind, each.a and each.a.type, each.b and each.b.type) for each in agreement(A, B).differences]
    assert said == [
        ("only-b", None, "LOCATION"),
        ("span", "ORGANIZATION", "ORGANIZATION"),
        ("only-a", "POSITION", None),
        ("value", "DATE", "DATE"),
        ("only-a", "TERM", None),
    ]
    span = agreement(A, B).differences[1]
    assert span.context == "青木一郎は⟦北浜大学の准教授⟧である。⏎5月17日に発表し"


def test_one_span_of_two_types_is_one_difference():
    found = agreement(_annotation((0, 4, "PERSON", None)), _annotation((0, 4, "ORGANIZATION", None)))
    assert [each.kind for each in found.differences] == ["type"]


def test_records():
    a = {"released": "2024-05-17", "people": [{"name": "青木 一郎", "reading": "あおき"}, {"name": "乙"}]}
    b = {"released": "2024-05-18", "people": [{"name": "青木一郎", "reading": "あおき"}]}
    found = agreement(replace(A, records=a), replace(B, records=b))
    assert found.records["people"] == Count(2, 1, 1)
    assert found.records["person-reading"] == Count(1, 1, 1)
    assert {(each.record, each.only, each.said) for each in found.record_differences} == {
        ("released", "a", "2024-05-17"), ("released", "b", "2024-05-18"), ("people", "a", "乙"),
    }  # fmt: skip
    assert agreement(replace(A, records=a), B).records == {}


@settings(max_examples=60, deadline=None)
@given(one=annotations(), two=annotations())
def test_symmetry_and_sums(one, two):
    there, back = agreement(one, two), agreement(two, one)
    for kind, count in there.types.items():
        other = back.types[kind]
        assert (count.a, count.b, count.both, count.valued, count.same) == (other.b, other.a, other.both, other.valued, other.same)
    alone = [each for each in there.differences if each.kind != "value"]
    total = all_types(there.types)
    assert sum(each.a is not None for each in alone) == total.a - total.both
    assert sum(each.b is not None for each in alone) == total.b - total.both
    assert not agreement(one, one).differences
    assert all(count.f1 == 1 for count in agreement(one, one).types.values())
