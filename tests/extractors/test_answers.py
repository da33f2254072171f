"""Every form of answer becomes the same annotation; what fits none is refused with a code that says why."""

from __future__ import annotations

from enum import Enum

import pytest

from pipeline.extractors import AnswerRefused, annotation, load
from pipeline.model.annotation import Mark

TEXT = "𠮷野は2024年に発表した。"
YEAR = Mark(3, 8, "DATE", "2024年", "2024")


def read(answer, text=TEXT):
    return annotation(answer, name="a", text=text)


@pytest.mark.parametrize("name", ["tuples", "mappings", "marks", "generator", "an_annotation", "document", "Loaded"])
def test_forms(name):
    found = read(load(f"tests.extractors.plugins:{name}")(TEXT))
    assert (found.id, found.marks, found.text) == ("a", (YEAR,), TEXT)


def test_a_mention_without_a_value():
    assert read(load("tests.extractors.plugins:triples")(TEXT)).marks == (Mark(3, 8, "DATE", "2024年"),)


def test_a_release_with_its_records():
    text = "本研究は、JSPS科研費 JP19K07120 の助成を受けた。\n"
    found = read(load("tests.extractors.plugins:release")(text), text)
    assert ("AWARD_NUMBER", "JP19K07120") in {(mark.type, mark.text) for mark in found.marks}
    assert found.records["funding"][0]["awards"][0]["number"] == "JP19K07120"


def test_marks_are_sorted_and_said_once():
    long, short = (0, 8, "X"), (0, 2, "X")
    assert [(mark.start, mark.end) for mark in read([short, (3, 8, "DATE"), long, short]).marks] == [(0, 8), (0, 2), (3, 8)]


def test_ids_in_records_become_those_of_the_sorted_marks():
    mentions = [{"id": "b", "type": "X", "start": 3, "end": 8}, {"id": "a", "type": "X", "start": 0, "end": 2}]
    records = {"glossary": [{"references": ["b", "a"], "aliases": ["b"], "term": "a"}]}
    found = read({"mentions": mentions, "records": records})
    assert found.records == {"glossary": [{"references": ["m2", "m1"], "aliases": ["b"], "term": "a"}]}
    assert records["glossary"][0]["references"] == ["b", "a"]  # the extractor's own object is left as it is


def test_no_records_are_none_and_empty_ones_are_not():
    assert read([]).records is None
    assert read({"mentions": []}).records is None
    assert read({"mentions": [], "records": {}}).records == {}


def test_types_and_values_as_others_write_them():
    class Type(str, Enum):  # noqa: UP042 - as many still write it
        DATE = "DATE"

    class Integer:
        def __index__(self):
            return 3

    assert read([(Integer(), 8, Type.DATE, 2024)]).marks == (YEAR,)


def test_without_a_text_only_the_upper_end_is_not_checked():
    assert read([(0, 10**6, "DATE")], None).marks == (Mark(0, 10**6, "DATE"),)
    with pytest.raises(AnswerRefused, match="outside"):
        read([(-1, 3, "DATE")], None)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (None, "answer-type"),
        (42, "answer-type"),
        ("DATE", "answer-type"),
        (b"DATE", "answer-type"),
        ({"entities": []}, "answer-type"),
        ({"mentions": {"DATE": [0, 1]}}, "answer-type"),
        ({"mentions": [], "records": []}, "answer-type"),
        ({"mentions": [], "records": {"a": {1}}}, "answer-type"),
        ({"mentions": [], "records": {"a": float("nan")}}, "answer-type"),
        (["DATE"], "answer-type"),
        ([(0, 1)], "answer-type"),
        ([("DATE", 0, 1)], "answer-type"),
        ([(0.0, 1.0, "DATE")], "answer-type"),
        ([(False, True, "DATE")], "answer-type"),
        ([(0, 1, None)], "answer-type"),
        ([(0, 1, "")], "answer-type"),
        ([(0, 1, "DATE", 1.5)], "answer-type"),
        ([{"type": "DATE", "start": 0}], "answer-type"),
        ([(5, 5, "DATE")], "span-empty"),
        ([(5, 4, "DATE")], "span-empty"),
        ([(0, len(TEXT) + 1, "DATE")], "span-outside-text"),
        ([(-1, 4, "DATE")], "span-outside-text"),
    ],
)
def test_what_is_refused(answer, code):
    with pytest.raises(AnswerRefused) as refused:
        read(answer)
    assert refused.value.code == code


def test_a_span_to_the_very_end_is_inside():
    assert read([(0, len(TEXT), "X")]).marks[0].text == TEXT
