"""Each kind of error, its sentence, and who was taken for whom."""

from __future__ import annotations

import pytest
from hypothesis import given

from pipeline.evaluate import evaluate
from pipeline.evaluate.evaluation import MISTAKE_KINDS, Confusion
from tests.evaluate.annotations import annotation, run
from tests.evaluate.test_measure import DOCUMENTS, result

KINDS = {
    "missed": ([("DATE", 10, 20)], []),
    "spurious": ([], [("DATE", 10, 20)]),
    "too long": ([("DATE", 10, 20)], [("DATE", 10, 21)]),
    "too short": ([("DATE", 10, 20)], [("DATE", 11, 19)]),
    "shifted left": ([("DATE", 10, 20)], [("DATE", 9, 19)]),
    "shifted right": ([("DATE", 10, 20)], [("DATE", 11, 25)]),
    "split": ([("DATE", 10, 20)], [("DATE", 10, 14), ("DATE", 15, 20)]),
    "merged": ([("DATE", 10, 14), ("DATE", 15, 20)], [("DATE", 10, 20)]),
    "type": ([("DATE", 10, 20)], [("DURATION", 10, 20)]),
    "type and boundary": ([("DATE", 10, 20)], [("DURATION", 10, 18)]),
    "value": ([("DATE", 10, 20, "2024")], [("DATE", 10, 20)]),
}


def test_every_kind_has_an_example():
    assert set(KINDS) == set(MISTAKE_KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_kind(kind):
    gold, output = KINDS[kind]
    (mistake,) = result(annotation(*gold), annotation(*output)).mistakes
    assert mistake.kind == kind
    assert [(mark.start, mark.end) for mark in mistake.gold] == [each[1:3] for each in gold]
    assert [(mark.start, mark.end) for mark in mistake.output] == [each[1:3] for each in output]
    assert mistake.type == "DATE"
    assert mistake.taken_for == ("DURATION" if kind.startswith("type") else None)


def test_outputs_that_overlap_each_other_are_no_split():
    found = result(annotation(("DATE", 10, 20)), annotation(("DATE", 10, 15), ("DATE", 10, 19)))
    assert [(each.kind, each.output[0].end) for each in found.mistakes] == [("spurious", 15), ("too short", 19)]


def test_the_same_type_is_looked_for_first():
    found = result(annotation(("PERSON", 0, 10)), annotation(("PERSON", 0, 4), ("POSITION", 0, 10)))
    assert [each.kind for each in found.mistakes] == ["too short", "spurious"]


def test_a_second_mark_over_a_hit_is_spurious():
    found = result(annotation(("PERSON", 0, 10)), annotation(("PERSON", 0, 10), ("PERSON", 0, 4)))
    assert [(each.kind, each.output[0].end) for each in found.mistakes] == [("spurious", 4)]


def test_a_funder_taken_for_an_organization_is_said():
    (mistake,) = result(annotation(("FUNDER", 0, 4)), annotation(("ORGANIZATION", 0, 4))).mistakes
    assert (mistake.kind, mistake.taken_for) == ("type", "ORGANIZATION")


def test_the_sentence_around_an_error():
    text = "前の文です。今日は\r\n青木一郎が話した！\n\n次の段落です。"
    start = text.index("青木")
    (mistake,) = result(annotation(("PERSON", start, start + 4), text=text), annotation()).mistakes
    context = mistake.context
    assert context.text == "今日は\r\n青木一郎が話した！"
    assert text[context.start : context.end] == context.text
    assert mistake.gold[0].text == "青木一郎"


def test_a_long_sentence_is_cut_and_an_unknown_text_is_none():
    text = "あ" * 500
    (mistake,) = result(annotation(("PERSON", 200, 204), text=text), annotation()).mistakes
    assert (mistake.context.start, mistake.context.end) == (140, 264)
    (mistake,) = result(annotation(("PERSON", 200, 204)), annotation()).mistakes
    assert mistake.context is None


def test_groups_count_the_most_frequent_kind_first():
    gold = annotation(*(("DATE", 10 * n, 10 * n + 5) for n in range(6)), ("PERSON", 70, 74))
    output = annotation(("DATE", 0, 6), *(("DURATION", 10 * n, 10 * n + 5) for n in range(1, 6)), ("PERSON", 80, 84))
    found = [(each.type, each.kind, each.taken_for, each.count, len(each.examples)) for each in result(gold, output).groups]
    assert found == [
        ("PERSON", "missed", None, 1, 1),
        ("PERSON", "spurious", None, 1, 1),
        ("DATE", "type", "DURATION", 5, 3),
        ("DATE", "too long", None, 1, 1),
    ]


def test_confusion():
    gold = annotation(("PERSON", 0, 4), ("DATE", 10, 15), ("DATE", 20, 30), ("FAX", 40, 44))
    output = annotation(("PERSON", 0, 4), ("DURATION", 10, 14), ("DATE", 20, 24), ("DATE", 25, 30), ("URL", 50, 54))
    assert set(result(gold, output).confusion) == {
        Confusion("PERSON", "PERSON", 1), Confusion("DATE", "DURATION", 1), Confusion("DATE", "DATE", 1),
        Confusion(None, "DATE", 1), Confusion("FAX", None, 1), Confusion(None, "URL", 1),
    }  # fmt: skip


@given(DOCUMENTS, DOCUMENTS)
def test_every_mark_is_a_hit_or_in_one_error(gold, output):
    found = result(gold, output)
    known = {"PERSON", "ORGANIZATION", "FUNDER", "DATE", *(mark.type for mark in gold.marks)}
    wanted, given = set(gold.marks), {mark for mark in output.marks if mark.type in known}
    hits = wanted & given
    in_gold = [mark for each in found.mistakes for mark in each.gold]
    in_output = [mark for each in found.mistakes for mark in each.output]
    assert (set(in_gold), len(in_gold)) == (wanted - hits, len(wanted - hits))
    assert (set(in_output), len(in_output)) == (given - hits, len(given - hits))
    assert sum(each.count for each in found.confusion if each.gold) == len(wanted)
    assert sum(each.count for each in found.confusion if each.output) == len(given)


def test_errors_stand_in_the_order_of_documents_and_text():
    gold = [annotation(("DATE", 30, 35), ("PERSON", 0, 4), of=name) for name in "ba"]
    found = evaluate(gold, [run()], resamples=0).extractors[0].mistakes
    assert [(each.document, each.gold[0].start) for each in found] == [("b", 0), ("b", 30), ("a", 0), ("a", 30)]
