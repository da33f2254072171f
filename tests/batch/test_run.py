"""What a run does about failures, changes, and documents that are named no longer."""

from __future__ import annotations

import json
import os

import pytest

from pipeline.batch import MaxFailures, Options, Order, compare, reading, run, status, versions
from pipeline.engines import Limits, Settings, engine
from pipeline.errors import RunUnreadable, VersionsDiffer
from tests.batch.soak import tree

TEXT = "令和6年4月1日\n\n新しい方法を開発\n\n本研究は、JSPS科研費 JP19K0712{} の助成を受けたものです。\n"
OPTIONS = Options(ner=False)


@pytest.fixture
def sources(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        (folder / f"r{number}.txt").write_text(TEXT.format(number), encoding="utf-8")
    return folder


def _run(sources, folder, options=OPTIONS, name="serial", limits=None, **order):
    made = engine(name, Settings(workers=2))
    return run([str(sources)], folder, engine=made, options=options, limits=limits, order=Order(**order))


def _failures(folder):
    lines = (folder / "failures.jsonl").read_text(encoding="utf-8").splitlines()
    return {each["document"]: each for each in map(json.loads, lines)}


def test_a_changed_source_is_done_again_and_only_that(sources, tmp_path):
    _run(sources, tmp_path / "run")
    (sources / "r2.txt").write_text(TEXT.format(9), encoding="utf-8")
    summary = _run(sources, tmp_path / "run")
    assert (summary.done, summary.kept) == (1, 5)
    _run(sources, tmp_path / "fresh")
    assert tree(tmp_path / "run") == tree(tmp_path / "fresh")


def test_another_version_or_option_has_all_done_again(sources, tmp_path, monkeypatch):
    _run(sources, tmp_path / "run")
    assert _run(sources, tmp_path / "run", Options(ner=False, reference_date="2024-04-01")).done == 6
    assert _run(sources, tmp_path / "run", Options(ner=False, reference_date="2024-04-01")).done == 0
    monkeypatch.setattr(versions, "SCHEMA_VERSION", "1.1")
    assert _run(sources, tmp_path / "run", Options(ner=False, reference_date="2024-04-01")).done == 6


def test_what_is_named_no_longer_goes(sources, tmp_path):
    _run(sources, tmp_path / "run")
    (sources / "r1.txt").unlink()
    (sources / "r3.txt").rename(sources / "s3.txt")
    summary = _run(sources, tmp_path / "run")
    assert (summary.removed, summary.done, summary.documents) == (2, 1, 5)
    _run(sources, tmp_path / "fresh")
    assert tree(tmp_path / "run") == tree(tmp_path / "fresh")


def test_sources_of_one_name_have_ids_of_their_own(sources, tmp_path):
    (sources / "deep").mkdir()
    (sources / "deep/r1.txt").write_text(TEXT.format(8), encoding="utf-8")
    _run(sources, tmp_path / "run")
    lines = [json.loads(line) for line in (tmp_path / "run/records.jsonl").read_text(encoding="utf-8").splitlines()]
    named = {line["document"]["source"].removeprefix(str(sources)): line["document"]["id"] for line in lines}
    assert len(set(named.values())) == 7
    assert named["/r2.txt"] == "r2"
    assert named["/r1.txt"].startswith("r1-")
    for id_ in named.values():
        assert json.loads((tmp_path / f"run/documents/{id_}.json").read_bytes())["document"]["id"] == id_


def _spoil(monkeypatch, what):
    read = reading.read_one

    def spoilt(document, *, options):
        if document.name.endswith(("r1.txt", "r4.txt")):
            return what(document)
        return read(document, options=options)

    monkeypatch.setattr(reading, "read_one", spoilt)


def test_a_defect_of_ours_is_a_failure_that_says_where_and_quotes_nothing(sources, tmp_path, monkeypatch):
    from pipeline import flow

    def broken(_layout, **_options):
        raise KeyError("本研究は")

    with monkeypatch.context() as patch:
        patch.setattr(flow, "analyse", broken)
        summary = _run(sources, tmp_path / "run")
    assert summary.failed == {"unexpected-error": 6}
    failure = _failures(tmp_path / "run")["r0"]
    assert failure["message"].startswith("KeyError in flow.py:")
    assert "本研究" not in (tmp_path / "run/failures.jsonl").read_text(encoding="utf-8")
    assert _run(sources, tmp_path / "run").done == 0  # the same source and version fail the same way
    again = _run(sources, tmp_path / "run", retry_failures=True)
    assert (again.done, again.failed) == (6, {})


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the workers have to share the spoilt function")
def test_crashes_and_timeouts_end_alone_and_are_tried_again_by_the_next_run(sources, tmp_path, monkeypatch):
    def hang_or_die(document):
        if document.name.endswith("r1.txt"):
            os._exit(3)
        while True:
            pass

    with monkeypatch.context() as patch:
        _spoil(patch, hang_or_die)
        summary = _run(sources, tmp_path / "run", name="processes", limits=Limits(timeout=1))
    assert summary.failed == {"document-crash": 1, "document-timeout": 1}
    failures = _failures(tmp_path / "run")
    assert {id_: each["code"] for id_, each in failures.items()} == {"r1": "document-crash", "r4": "document-timeout"}
    assert {each["stage"] for each in failures.values()} == {"worker"}
    found = status(tmp_path / "run")
    assert (found.done, found.failed, found.left, found.complete) == (4, summary.failed, 0, True)
    again = _run(sources, tmp_path / "run", name="processes")
    assert (again.done, again.kept, again.failed) == (2, 4, {})
    _run(sources, tmp_path / "fresh")
    assert tree(tmp_path / "run") == tree(tmp_path / "fresh")


def test_more_failures_than_may_stop_the_run(sources, tmp_path):
    for number in (1, 2, 3):
        (sources / f"r{number}.txt").write_bytes(b"")
    summary = _run(sources, tmp_path / "run", max_failures=MaxFailures.parse("1"))
    assert summary.stopped
    assert summary.done < 6
    found = status(tmp_path / "run")
    assert not found.complete
    assert found.left == 6 - summary.done
    assert len(_failures(tmp_path / "run")) == 2
    assert not (tmp_path / "run/records.jsonl").exists()
    assert not _run(sources, tmp_path / "run", max_failures=MaxFailures.parse("50%")).stopped
    _run(sources, tmp_path / "fresh")
    assert tree(tmp_path / "run") == tree(tmp_path / "fresh")


@pytest.mark.parametrize(
    ("words", "failed", "passed"), [("0", 1, True), ("0", 0, False), ("5%", 5, False), ("0.05", 6, True), ("1", 1, False)]
)
def test_max_failures(words, failed, passed):
    assert MaxFailures.parse(words).passed(failed, 100) is passed


def test_a_worker_of_another_version_is_refused():
    with pytest.raises(VersionsDiffer, match="lexicon"):
        reading.prepare(OPTIONS, {**versions.versions(OPTIONS), "lexicon": "another"})


def test_a_folder_with_something_else_is_left_alone(sources, tmp_path):
    with pytest.raises(RunUnreadable):
        _run(sources, sources)
    with pytest.raises(RunUnreadable):
        status(sources)
    with pytest.raises(RunUnreadable):
        compare(sources, sources)
    assert len(list(sources.iterdir())) == 6


def test_difference_between_two_runs(sources, tmp_path):
    _run(sources, tmp_path / "one")
    assert compare(tmp_path / "one", tmp_path / "one").is_empty
    (sources / "r0.txt").unlink()
    (sources / "r1.txt").write_bytes(b"")
    (sources / "r2.txt").write_text(TEXT.format(9), encoding="utf-8")
    (sources / "new.txt").write_text(TEXT.format(7), encoding="utf-8")
    _run(sources, tmp_path / "two", Options(ner=False, reference_date="2024-04-01"))
    found = compare(tmp_path / "one", tmp_path / "two")
    assert (found.only_first, found.only_second, found.same) == (("r0",), ("new",), 3)
    assert found.outcomes == {"r1": (None, "source-empty")}
    assert found.versions == {"reference_date": (None, "2024-04-01")}
    (changes,) = found.changed.values()
    by_kind = {change.kind: change for change in changes}
    assert [each["value"] for each in by_kind["mentions"].removed] == ["JP19K07122"]
    assert [each["value"] for each in by_kind["mentions"].added] == ["JP19K07129"]
    assert [each["number"] for grant in by_kind["funding"].added for each in grant["awards"]] == ["JP19K07129"]
    assert "people" not in by_kind
