"""`kisha batch`, `status` and `diff`, as a user meets them."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.errors import KishaError
from tests.cli.test_commands import TEXT, kisha


@pytest.fixture
def sources(tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        (tmp_path / f"in/{name}.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "in"


def test_a_run_its_status_and_its_difference(sources, tmp_path):
    done = kisha("batch", "--no-ner", "--workers", 1, "in", "-o", "run", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert "2 documents: 2 done" in done.stdout.decode()
    assert b"2 of 2" in done.stderr
    made = {path.relative_to(tmp_path / "run").as_posix() for path in (tmp_path / "run").rglob("*") if path.is_file()}
    wanted = {"documents/a.json", "records.jsonl", "mentions.parquet", "records/funding.parquet", "failures.jsonl", "done/b.json"}
    assert wanted <= made
    state = json.loads(_here("status", tmp_path / "run", "--json").stdout)
    assert state == {"documents": 2, "done": 2, "failed": {}, "left": 0, "complete": True, "running": False}
    (sources / "b.txt").write_bytes(b"")
    again = kisha("batch", "--no-ner", "--workers", 1, "-", "-o", "other", "-q", stdin=b"in/a.txt\nin/b.txt\n", cwd=tmp_path)
    assert (again.returncode, again.stdout, again.stderr) == (3, b"", b"")
    assert "source-empty: 1" in _here("status", tmp_path / "other").stdout
    different = _here("diff", tmp_path / "run", tmp_path / "other")
    assert different.exit_code == 1
    assert "! b: done → source-empty" in different.stdout
    assert _here("diff", tmp_path / "run", tmp_path / "run").exit_code == 0


def _here(*arguments):
    """The command in this process: what it prints, its exit status, what it raised."""
    return CliRunner().invoke(app, [str(each) for each in arguments])


def test_more_failures_than_may_give_exit_status_4(sources, tmp_path):
    (sources / "a.txt").write_bytes(b"")
    done = _here("batch", "--no-ner", sources, "-o", tmp_path / "run", "--max-failures", "0", "--engine", "serial")
    assert done.exit_code == 4
    assert "stopped: more failed than may" in done.stdout


@pytest.mark.parametrize(
    ("option", "value"),
    [("--memory", "much"), ("--max-failures", "many"), ("--workers", "0"), ("--reference-date", "soon"), ("--timeout", "0")],
)
def test_wrong_options_are_told(sources, tmp_path, option, value):
    done = _here("batch", sources, "-o", tmp_path / "run", option, value)
    assert done.exit_code == 2
    assert option in done.stderr
    assert not (tmp_path / "run").exists()


def test_unusable_sources_folders_and_engines_are_errors_of_ours(sources, tmp_path):
    for arguments in (
        [tmp_path / "none", "-o", tmp_path / "x"],
        [sources, "-o", sources],
        [sources, "-o", tmp_path, "--engine", "abacus"],
    ):
        assert isinstance(_here("batch", *arguments).exception, KishaError)
