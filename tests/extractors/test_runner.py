"""Whatever an extractor does, its document alone is lost, and the reason is told."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from pipeline.extractors import Kind, Located, run
from pipeline.model.annotation import Annotation, Mark

GOOD, BAD, LAST = (
    Annotation("good", text="青嶺大学、2024年。"),
    Annotation("bad", text="毒が2024年に見つかった。"),
    Annotation("last", text="2024年の終わり。"),
)
FOUND = {"good": (Mark(5, 10, "DATE", "2024年", "2024"),), "last": (Mark(0, 5, "DATE", "2024年", "2024"),)}


def plugin(name: str) -> Located:
    return Located(name, Kind.CALLABLE, f"tests.extractors.plugins:{name}")


def marks(measured) -> dict[str, tuple[Mark, ...]]:
    return {id: found.marks for id, found in measured.run.annotations.items()}


@pytest.mark.parametrize("name", ["tuples", "mappings", "marks", "generator", "an_annotation", "document", "numpy_like", "Loaded"])
def test_every_form_of_answer_comes_through(name):
    measured = run(plugin(name), [GOOD, LAST])
    assert (marks(measured), measured.run.failures) == (FOUND, ())


def test_records_come_through():
    assert run(plugin("an_annotation"), [GOOD]).run.annotations["good"].records == {"title": "題"}
    (person,) = run(plugin("document"), [GOOD]).run.annotations["good"].records["people"]
    assert person == {"name": "青木一郎", "mentions": ["m1"]}
    assert run(plugin("release"), [GOOD]).run.annotations["good"].records["people"] == []


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("crashes", "crashed", "status 3: about to go"),
        ("is_killed", "crashed", "SIGKILL"),
        ("leaves", "raised", "SystemExit: no more"),
        ("raises", "raised", "LookupError: no such word"),
        ("raises_later", "raised", "in the middle"),
        ("outside", "span-outside-text", "[0, 15)"),
        ("negative", "span-outside-text", "[-3, 2)"),
        ("empty_span", "span-empty", "[2, 2)"),
        ("reversed_span", "span-empty", "[3, 1)"),
        ("number", "answer-type", "int 42"),
        ("nothing", "answer-type", "None"),
        ("a_string", "answer-type", "str 'DATE'"),
        ("float_offsets", "answer-type", "float 0.0"),
        ("no_type", "answer-type", "no type"),
        ("odd_value", "answer-type", "list"),
        ("odd_records", "answer-type", "set"),
        ("foreign_objects", "answer-type", "Span"),
        ("views", "answer-type", "Mention"),
        ("bytes_answer", "answer-type", "bytes"),
        ("endless_depth", "answer-type", "written down"),
    ],
)
def test_misbehaviour_costs_one_document(name, code, said):
    measured = run(plugin(name), [GOOD, BAD, LAST])
    assert marks(measured) == FOUND
    (failure,) = measured.run.failures
    assert (measured.run.name, failure.document, failure.code) == (name, "bad", code)
    assert said in failure.message
    assert "\n" not in failure.message


def test_a_hang_is_ended_and_the_run_goes_on():
    measured = run(plugin("hangs"), [GOOD, BAD, LAST], timeout=0.5)
    assert marks(measured) == FOUND
    assert [(failure.document, failure.code) for failure in measured.run.failures] == [("bad", "timed-out")]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the extractor of this test forks")
def test_what_a_hanging_extractor_started_ends_with_it(tmp_path):
    note = tmp_path / "child"
    document = Annotation("bad", text=f"毒 {note}")
    measured = run(plugin("hangs_with_a_child"), [document, LAST], timeout=1)
    assert [failure.code for failure in measured.run.failures] == ["timed-out"]
    child = int(note.read_text(encoding="ascii"))
    deadline = time.monotonic() + 10
    while _alive(child) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _alive(child)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the extractor of this test forks")
def test_a_crash_is_no_hang_though_a_child_holds_the_pipe():
    measured = run(plugin("crashes_with_a_child"), [BAD, LAST], timeout=60)
    assert [(failure.document, failure.code) for failure in measured.run.failures] == [("bad", "crashed")]
    assert marks(measured) == {"last": FOUND["last"]}


def _alive(process: int) -> bool:
    """Whether it runs; one that has ended and waits for somebody to ask how does not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not (status.exists() and status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z")


def test_a_worker_is_started_anew_after_a_crash():
    measured = run(plugin("remembers"), [GOOD, GOOD, BAD, LAST])
    assert measured.run.annotations["good"].marks[0].end == 3  # the warm-up call was the first
    assert measured.run.annotations["last"].marks[0].end == 2


def test_what_it_prints_meets_no_answer(capfd):
    measured = run(plugin("prints"), [GOOD, LAST])
    assert (marks(measured), measured.run.failures) == (FOUND, ())
    assert capfd.readouterr() == ("", "")


def test_what_it_took_is_measured():
    measured = run(plugin("tuples"), [GOOD, LAST])
    assert measured.loaded
    assert measured.load_seconds > 0
    assert measured.run.seconds > 0
    assert measured.run.peak_bytes > 1_000_000


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("tests.extractors.plugins:CannotBeMade", "OSError: the model is not there"),
        ("tests.extractors.plugins:NOT_CALLABLE", "cannot be called"),
        ("tests.extractors.plugins:absent", "absent"),
        ("tests.extractors.absent:it", "No module named"),
        ("tests.extractors.plugins:_dies_when_called_first", "status 4"),
    ],
)
def test_what_cannot_be_loaded_is_told_once(reference, said):
    measured = run(Located("x", Kind.CALLABLE, reference), [GOOD, LAST])
    assert not measured.loaded
    assert measured.run.annotations == {}
    (failure,) = measured.run.failures
    assert (failure.document, failure.code) == ("", "not-loaded")
    assert said in failure.message


def test_progress_and_no_documents():
    done: list[int] = []
    run(plugin("crashes"), [GOOD, BAD, LAST], progress=done.append)
    assert done == [1, 2, 3]
    assert run(plugin("tuples"), []).run.failures == ()
