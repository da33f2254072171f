"""What `make soak` does with 2,000 releases, with fewer: every engine gives the same bytes, and 5 % are broken in their ways."""

from __future__ import annotations

import json

import pytest

from pipeline.batch import Options, run
from pipeline.engines import Limits, Settings, engine, processes
from tests.batch.releases import WAYS, document, is_broken, write
from tests.batch.soak import tree

COUNT = 60


@pytest.fixture(scope="module")
def releases(tmp_path_factory):
    """Sixty releases of which three are broken, and the seven ways to be broken that these have not."""
    folder = write(tmp_path_factory.mktemp("releases"), COUNT)
    for number in range(3, len(WAYS)):
        end, content = document(number * 20 + 19)
        (folder / f"broken-{number}{end}").write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def undisturbed(releases, tmp_path_factory):
    folder = tmp_path_factory.mktemp("serial") / "run"
    return run([str(releases)], folder, engine=engine("serial", Settings()), options=Options(ner=False)), tree(folder), folder


def test_broken_ones_fail_each_in_its_way_and_the_others_do_not(undisturbed):
    summary, _, folder = undisturbed
    assert summary.documents == summary.done == COUNT + len(WAYS) - 3
    assert summary.failed == {
        "source-binary": 1, "source-broken": 1, "source-empty": 2, "source-encrypted": 1, "source-unsupported": 4,
        "source-without-text": 1,
    }  # fmt: skip
    failures = [json.loads(line) for line in (folder / "failures.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(failures) == len(WAYS)
    assert {failure["stage"] for failure in failures} == {"read"}
    assert all(failure.keys() == {"document", "source", "stage", "code", "message"} for failure in failures)
    sound = {f"release-{number:05}" for number in range(COUNT) if not is_broken(number)}
    assert {path.stem for path in (folder / "documents").glob("*.json") if ".places" not in path.name} == sound


@pytest.mark.parametrize(("name", "workers", "recycle"), [("processes", 3, 7), ("processes-spawn", 2, 40), ("ray", None, None)])
def test_every_engine_gives_the_same_bytes(releases, undisturbed, tmp_path, monkeypatch, name, workers, recycle):
    if name == "processes-spawn":
        monkeypatch.setattr(processes, "can_share", lambda: False)
    made = engine(name.split("-")[0], Settings(workers=workers))
    limits = Limits(timeout=300, recycle=recycle)
    summary = run([str(releases)], tmp_path / "run", engine=made, options=Options(ner=False), limits=limits)
    assert summary.failed == undisturbed[0].failed
    assert tree(tmp_path / "run") == undisturbed[1]
