"""Outputs that are there already: a folder, a file, JSON Lines; what is broken costs its own document only."""

from __future__ import annotations

import json

import pytest

from pipeline.errors import SourceUnreadable
from pipeline.extractors import locate, read_answers, run
from pipeline.model.annotation import Annotation, Mark

A, B = Annotation("a", text="2024年に。"), Annotation("b", text="今年は2025年。")
MENTION_A = {"type": "DATE", "start": 0, "end": 5, "value": "2024"}
MENTION_B = {"type": "DATE", "start": 3, "end": 8, "value": "2025"}
MARK_A, MARK_B = Mark(0, 5, "DATE", "2024年", "2024"), Mark(3, 8, "DATE", "2025年", "2025")


def write(path, answer):
    path.write_text(answer if isinstance(answer, str) else json.dumps(answer), encoding="utf-8")
    return path


def marks(found):
    return {id: each.marks for id, each in found.annotations.items()}


def test_a_folder_of_output_documents_and_bare_mentions(tmp_path):
    about = {"id": "a", "source": "a.txt"}
    write(tmp_path / "a.json", {"schema_version": "1.0", "document": about, "mentions": [MENTION_A], "records": {"title": "題"}})
    write(tmp_path / "b.gold.json", [[3, 8, "DATE", "2025"]])
    found = read_answers(tmp_path, [A, B])
    assert marks(found) == {"a": (MARK_A,), "b": (MARK_B,)}
    assert (found.annotations["a"].records, found.annotations["b"].records) == ({"title": "題"}, None)
    assert found.failures == ()


def test_what_is_broken_or_not_there(tmp_path):
    write(tmp_path / "a.json", '{"mentions": [')
    found = read_answers(tmp_path, [A, B])
    assert found.annotations == {}
    assert [(failure.document, failure.code) for failure in found.failures] == [("a", "output-unreadable")]
    write(tmp_path / "a.json", [{**MENTION_A, "end": 99}])
    write(tmp_path / "b.json", {"mentions": [MENTION_B]})
    found = read_answers(tmp_path, [A, B])
    assert marks(found) == {"b": (MARK_B,)}
    assert [(failure.document, failure.code) for failure in found.failures] == [("a", "span-outside-text")]


def test_one_file_for_the_only_document(tmp_path):
    assert marks(read_answers(write(tmp_path / "out.json", {"mentions": [MENTION_A]}), [A])) == {"a": (MARK_A,)}


def test_one_file_among_several_documents_is_told_by_its_id_or_name(tmp_path):
    inside = write(tmp_path / "x.json", {"document": {"id": "b"}, "mentions": [MENTION_B]})
    assert marks(read_answers(inside, [A, B])) == {"b": (MARK_B,)}
    assert marks(read_answers(write(tmp_path / "a.json", [MENTION_A]), [A, B])) == {"a": (MARK_A,)}


def test_json_lines(tmp_path):
    lines = [{"document": {"id": "b"}, "mentions": [MENTION_B]}, {"id": "a", "mentions": [MENTION_A]}]
    file = write(tmp_path / "run.jsonl", "\n".join(map(json.dumps, lines)) + "\n\n")
    measured = run(locate(str(file)), [A, B])
    assert marks(measured.run) == {"a": (MARK_A,), "b": (MARK_B,)}
    assert (measured.run.seconds, measured.run.peak_bytes, measured.load_seconds) == (None, None, None)


@pytest.mark.parametrize(("line", "said"), [('{"id": ', "line 2 is no JSON"), ('{"mentions": []}', "line 2 does not say")])
def test_json_lines_that_cannot_be_told_apart(tmp_path, line, said):
    file = write(tmp_path / "run.jsonl", '{"id": "a", "mentions": []}\n' + line)
    with pytest.raises(SourceUnreadable, match=said):
        read_answers(file, [A, B])
