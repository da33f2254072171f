"""The figures, on documents small enough to count by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate import Failure, Run, evaluate
from pipeline.evaluate.evaluation import CRITERIA, TYPED_CRITERIA
from pipeline.model.annotation import Annotation
from tests.evaluate.annotations import annotation, marks, run

PAGE = Path(__file__).parents[2] / "docs/measures.md"


def result(gold, output, **options):
    return evaluate([gold], [run(output)], resamples=0, **options).extractors[0]


def hits(found):
    return {name: score.count.hits for name, score in found.micro.items()}


def test_the_example_of_the_page():
    """The sentence in docs/measures.md, with the figures that it gives."""
    text = "青木一郎教授は北浜工科大学で2024年4月1日に発表した。"
    gold = annotation(("PERSON", 0, 4), ("POSITION", 4, 6), ("ORGANIZATION", 7, 13), ("DATE", 14, 23, "2024-04-01"), text=text)
    output = annotation(("PERSON", 0, 4), ("LOCATION", 7, 9), ("ORGANIZATION", 9, 13), ("DATE", 14, 23, "2024-04-10"))
    found = result(gold, output)
    assert [text[mark.start : mark.end] for mark in gold.marks] == ["青木一郎", "教授", "北浜工科大学", "2024年4月1日"]
    page = PAGE.read_text(encoding="utf-8")
    assert text in page
    for name in CRITERIA:
        score = found.micro[name]
        assert f"| {name} | {score.count.hits} | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} |" in page
    assert (found.micro["strict"].count.right, found.micro["strict"].count.valued) == (0, 1)
    assert f"macro F1 {found.macro['strict'].f1:.3f}" in page
    for mistake in found.mistakes:
        assert f"| {mistake.type} | {mistake.kind} |" in page
    assert len(found.mistakes) == 4


def test_criteria_on_one_mark():
    gold = annotation(("PERSON", 10, 20))
    expected = {
        ("PERSON", 10, 20): (1, 1, 1, 1, 1),
        ("PERSON", 12, 18): (0, 1, 1, 0, 1),
        ("PERSON", 13, 20): (0, 0, 1, 0, 1),
        ("DATE", 10, 20): (0, 0, 0, 1, 1),
        ("DATE", 19, 30): (0, 0, 0, 0, 1),
        ("PERSON", 20, 30): (0, 0, 0, 0, 0),  # half-open: they touch no common character
    }
    for mark, wanted in expected.items():
        assert tuple(hits(result(gold, annotation(mark))).values()) == wanted, mark


def test_tolerance_can_be_set():
    gold, output = annotation(("PERSON", 10, 20)), annotation(("PERSON", 13, 20))
    assert hits(result(gold, output, tolerance=3))["tolerant"] == 1
    assert hits(result(gold, output, tolerance=0))["tolerant"] == 0


def test_tolerant_marks_share_a_character():
    assert hits(result(annotation(("PERSON", 10, 11)), annotation(("PERSON", 11, 12))))["tolerant"] == 0


def test_a_funder_is_an_organization_too_and_counts_once():
    gold = annotation(("FUNDER", 0, 4), ("ORGANIZATION", 10, 14))
    found = result(gold, annotation(("ORGANIZATION", 0, 4), ("ORGANIZATION", 10, 14)))
    assert found.types["ORGANIZATION"]["strict"].f1 == 1
    assert found.types["FUNDER"]["strict"].recall == 0
    assert found.micro["strict"].count.gold == 2
    assert hits(found) == dict.fromkeys(CRITERIA, 2)


def test_an_organization_and_a_funder_at_one_place_are_one_organization():
    found = result(annotation(("FUNDER", 0, 4)), annotation(("FUNDER", 0, 4), ("ORGANIZATION", 0, 4)))
    assert all(score.count.output == score.count.hits == 1 for score in found.micro.values())


def test_terms_are_scored_where_the_gold_has_any():
    with_terms, without = annotation(("TERM", 0, 4), of="a"), annotation(("PERSON", 0, 4), of="b")
    output = [annotation(("TERM", 0, 4), ("TERM", 5, 9), of=name) for name in "ab"]
    count = evaluate([with_terms, without], [run(*output)], resamples=0).extractors[0].types["TERM"]["strict"].count
    assert (count.gold, count.output, count.hits) == (1, 2, 1)
    assert "TERM" not in result(annotation(("PERSON", 0, 4)), annotation(("TERM", 0, 4))).types


def test_types_that_the_gold_does_not_know_are_not_scored():
    found = result(annotation(("Product", 0, 4)), annotation(("Product", 0, 4), ("Event", 5, 9), ("FAX", 9, 12)))
    assert list(found.types) == ["FAX", "Product"]
    assert found.unscored == {"Event": 1}
    assert found.micro["strict"].count.output == 2


def test_what_is_said_twice_counts_once():
    found = result(annotation(("DATE", 0, 4, "2024")), annotation(("DATE", 0, 4, "2025"), ("DATE", 0, 4, "2024"), ("DATE", 0, 4)))
    score = found.types["DATE"]["strict"]
    assert (score.count.output, score.value) == (1, 1.0)


def test_values_are_judged_among_strict_hits_with_a_gold_value():
    gold = annotation(("DATE", 0, 4, "2024"), ("DATE", 5, 9, "2025"), ("DATE", 10, 14), ("DATE", 15, 19, "2026"))
    found = result(gold, annotation(("DATE", 0, 4, "2024"), ("DATE", 5, 9), ("DATE", 10, 14, "2030"), ("DATE", 15, 18, "2026")))
    score = found.micro["strict"]
    assert (score.count.valued, score.count.right, score.value) == (2, 1, 0.5)


def test_macro_is_the_mean_over_types():
    gold = annotation(("PERSON", 0, 4), ("PERSON", 5, 9), ("DATE", 10, 14))
    found = result(gold, annotation(("PERSON", 0, 4), ("DATE", 10, 14), ("FAX", 20, 24)))
    assert found.macro["strict"].types == 3
    assert found.macro["strict"].f1 == pytest.approx((2 / 3 + 1 + 0) / 3)
    assert found.macro["strict"].recall == pytest.approx((1 / 2 + 1 + 1) / 3)


def test_a_document_without_output_counts_as_empty_and_is_named():
    gold = [annotation(("PERSON", 0, 4), of="a", text="あ" * 10), annotation(("PERSON", 0, 4), of="b", text="あ" * 30)]
    failed = Run("x", {"a": gold[0]}, seconds=2.0, peak_bytes=5, failures=(Failure("b", "crashed", "it did"),))
    found = evaluate(gold, [failed], resamples=0).extractors[0]
    assert found.micro["strict"].recall == 0.5
    assert found.missing == ("b",)
    assert [each.missing for each in found.documents] == [False, True]
    assert (found.characters_per_second, found.peak_bytes, found.failures) == (5.0, 5, failed.failures)


def test_records_are_left_out_where_gold_or_extractor_gives_none():
    gold = [annotation(of="a", records={"title": "題"}), annotation(of="b")]
    mentions_only = run(annotation(of="a"), annotation(of="b"))
    assert evaluate(gold, [mentions_only], resamples=0).extractors[0].records == {}
    some = run(annotation(of="b", records={"title": "余計"}))
    (found,) = evaluate(gold, [some], resamples=0).extractors
    assert (found.records["title"].count.gold, found.records["title"].count.output) == (1, 0)


def test_two_gold_annotations_of_one_id():
    with pytest.raises(ValueError, match="same id"):
        evaluate([annotation(), annotation()], [])


def test_nothing_at_all():
    assert result(annotation(), annotation()).micro["strict"].f1 == 1
    evaluation = evaluate([], [run(), run(name="other")])
    assert evaluation.extractors[0].macro["strict"].types == 0
    assert evaluation.comparisons[0].p == 1


def test_offsets_that_make_no_sense_do_no_harm():
    found = result(annotation(("DATE", 2, 4), text="短い文"), annotation(("DATE", -5, 2), ("DATE", 90, 99), ("DATE", 8, 3)))
    assert found.micro["strict"].count.output == 3
    assert {each.kind for each in found.mistakes} == {"missed", "spurious"}


SPANS = st.tuples(st.sampled_from(["PERSON", "ORGANIZATION", "FUNDER", "DATE", "Event"]), st.integers(0, 20), st.integers(1, 6))
DOCUMENTS = st.lists(SPANS, max_size=10).map(
    lambda spans: annotation(*((name, start, start + size) for name, start, size in spans))
)


@given(DOCUMENTS, DOCUMENTS, st.randoms())
def test_the_order_of_marks_does_not_matter(gold, output, shuffle):
    def mixed(document):
        members = list(document.marks)
        shuffle.shuffle(members)
        return Annotation("d", tuple(members))

    assert result(mixed(gold), mixed(output)) == result(gold, output)


@given(DOCUMENTS, DOCUMENTS)
def test_stricter_criteria_find_less(gold, output):
    found = result(gold, output)
    for scores in (found.micro, *found.types.values()):
        counts = [scores[name].count.hits for name in TYPED_CRITERIA]
        assert counts == sorted(counts)
    assert found.micro["strict"].count.hits <= found.micro["exact"].count.hits <= found.micro["place"].count.hits
    assert found.micro["overlap"].count.hits <= found.micro["place"].count.hits


@given(DOCUMENTS, DOCUMENTS)
def test_precision_and_recall_change_places_with_gold_and_output(gold, output):
    types = {mark.type for mark in gold.marks} & {mark.type for mark in output.marks}
    gold, output = (Annotation("d", tuple(mark for mark in each.marks if mark.type in types)) for each in (gold, output))
    here, there = result(gold, output), result(output, gold)
    for name in CRITERIA:
        assert here.micro[name].count.hits == there.micro[name].count.hits
        if gold.marks and output.marks:
            assert (here.micro[name].precision, here.micro[name].recall) == (there.micro[name].recall, there.micro[name].precision)


@given(DOCUMENTS)
def test_everything_is_right_about_itself(document):
    found = result(document, document)
    assert all(score.f1 == 1 for score in found.micro.values())
    assert not found.mistakes


def test_json_has_everything_and_is_the_same_each_time():
    gold = [annotation(("DATE", 0, 4, "2024"), of=name, text="令和六年です。", records={"title": "題"}) for name in "abc"]
    runs = [run(*gold, name="one"), run(annotation(("DATE", 0, 3), of="a", records={}), name="two")]
    one, two = (json.dumps(evaluate(gold, runs).to_dict(), ensure_ascii=False) for _ in range(2))
    assert one == two
    data = json.loads(one)
    assert list(data) == ["evaluation_version", "documents", "characters", "tolerance", "resamples", "extractors", "comparisons"]
    first, second = data["extractors"]
    assert list(first["micro"]) == list(CRITERIA)
    assert first["types"]["DATE"]["strict"]["intervals"]["f1"] == [1.0, 1.0]
    assert second["mistakes"][0]["gold"] == [{"type": "DATE", "start": 0, "end": 4, "text": "令和六年", "value": "2024"}]
    assert second["mistakes"][0]["context"]["text"] == "令和六年です。"
    assert {test["measure"] for test in data["comparisons"]} == {"micro", "DATE", "records:title"}


def test_marks_helper_makes_half_open_spans():
    assert [mark.text for mark in marks(("A", 0, 2), ("A", 2, 3))] == ["xx", "x"]
