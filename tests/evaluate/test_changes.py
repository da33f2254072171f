"""What got better and what worse between two runs, and the command that says so."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from pipeline.evaluate import changes
from tests.evaluate.annotations import annotation

GOLD = annotation(
    ("PERSON", 0, 4), ("DATE", 10, 20, "2024"), ("ORGANIZATION", 30, 40), ("FAX", 50, 60), ("URL", 90, 99),
    records={"title": "題", "people": [{"name": "青木一郎"}]},
)  # fmt: skip
BEFORE = annotation(
    ("PERSON", 0, 4), ("DATE", 10, 20, "2025"), ("ORGANIZATION", 30, 39), ("PHONE", 70, 74), ("URL", 90, 99),
    records={"title": "題", "people": [{"name": "青木"}]},
)  # fmt: skip
AFTER = annotation(
    ("PERSON", 0, 3), ("DATE", 10, 20, "2024"), ("ORGANIZATION", 30, 41), ("LOCATION", 80, 84), ("URL", 90, 99),
    records={"title": "別", "people": [{"name": "青木一郎"}]},
)  # fmt: skip


def test_without_gold():
    found = changes({"d": BEFORE}, {"d": AFTER})
    assert [(each.kind, each.type, each.start) for each in found.marks] == [
        ("changed", "PERSON", 0), ("changed", "DATE", 10), ("changed", "ORGANIZATION", 30),
        ("removed", "PHONE", 70), ("added", "LOCATION", 80),
    ]  # fmt: skip
    assert [(each.kind, each.record, each.what) for each in found.records] == [
        ("removed", "title", ("題",)), ("added", "title", ("別",)),
        ("removed", "people", ("青木",)), ("added", "people", ("青木一郎",)),
    ]  # fmt: skip


def test_with_gold():
    found = changes({"d": BEFORE}, {"d": AFTER}, [GOLD])
    assert [(each.kind, each.type, each.start) for each in found.marks] == [
        ("newly wrong", "PERSON", 0), ("newly right", "DATE", 10), ("wrong otherwise", "ORGANIZATION", 30),
        ("no longer spurious", "PHONE", 70), ("newly spurious", "LOCATION", 80),
    ]  # fmt: skip
    assert [(each.kind, each.record, each.what) for each in found.records] == [
        ("newly wrong", "title", ("題",)), ("newly spurious", "title", ("別",)),
        ("newly right", "people", ("青木一郎",)), ("no longer spurious", "people", ("青木",)),
    ]  # fmt: skip
    assert found.counts()["DATE"] == {
        "newly right": 1, "no longer spurious": 0, "newly wrong": 0, "newly spurious": 0, "wrong otherwise": 0,
    }  # fmt: skip


def test_another_type_at_the_same_place_is_a_change():
    (change,) = changes({"d": annotation(("DATE", 0, 4))}, {"d": annotation(("DURATION", 0, 5))}).marks
    assert (change.kind, change.before[0].type, change.after[0].type) == ("changed", "DATE", "DURATION")


@pytest.mark.parametrize("gold", [None, [GOLD]])
def test_a_run_does_not_differ_from_itself(gold):
    found = changes({"d": BEFORE}, {"d": BEFORE}, gold)
    assert not found.marks
    assert not found.records
    assert not found.counts()


def test_documents_of_one_run_only():
    found = changes({"d": BEFORE}, {"e": AFTER})
    assert (found.documents, found.only_first, found.only_second, found.marks) == ((), ("d",), ("e",), ())
    with_gold = changes({"d": GOLD}, {}, [GOLD])
    assert {each.kind for each in with_gold.marks} == {"newly wrong"}
    assert len(with_gold.marks) == 5


def test_runs_without_records_have_none_to_compare():
    assert not changes({"d": annotation()}, {"d": AFTER}).records


def write(folder, document):
    folder.mkdir(exist_ok=True)
    mentions = [
        {"type": each.type, "start": each.start, "end": each.end, "text": each.text, "value": each.value} for each in document.marks
    ]
    data = {"mentions": mentions, "records": document.records}
    (folder / "d.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return folder


def kisha(*arguments):
    command = [sys.executable, "-m", "pipeline", "compare", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8")


def test_command(tmp_path):
    before, after, gold = (
        write(tmp_path / name, each) for name, each in (("before", BEFORE), ("after", AFTER), ("gold", GOLD))
    )  # fmt: skip
    done = kisha(before, after, "--gold", gold, "--json", tmp_path / "changes.json")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "d:0 PERSON newly wrong: was PERSON [0, 4) 「xxxx」, is PERSON [0, 3) 「xxx」" in lines
    assert "d title newly wrong: 題" in lines
    assert "strict F1 over all types 0.600 → 0.400 (-0.200, p = 1.0000)" in lines
    data = json.loads((tmp_path / "changes.json").read_text(encoding="utf-8"))
    assert data["counts"]["PERSON"]["newly wrong"] == 1
    assert data["f1"] == [pytest.approx(0.6), pytest.approx(0.4)]
    assert data["mentions"][0]["after"][0]["end"] == 3
    plain = kisha(before / "d.json", after / "d.json", "--summary")
    assert plain.returncode == 0
    assert [line.split() for line in plain.stdout.splitlines()][:2] == [
        ["1", "document", "added", "removed", "changed"], ["PERSON", "0", "0", "1"],
    ]  # fmt: skip


def test_command_on_what_is_not_there(tmp_path):
    done = kisha(tmp_path / "no", tmp_path / "no")
    assert done.returncode == 2
    assert "[source-not-found]" in done.stderr
