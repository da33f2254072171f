"""Outputs that cannot be written: one line that says what to do, exit status 2, nothing half-written, nothing lost."""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.errors import OutputUnwritable
from pipeline.write import write_beside

TEXT = "令和6年5月15日（水）\n\n北浜工科大学\n\n水滴の動きを予測\n\n　北浜工科大学の青木一郎教授らは、水滴の動きを予測しました。\n"
ROOT = Path(__file__).parents[2]
FULL = Path("/dev/full")


@pytest.fixture
def release(tmp_path):
    path = tmp_path / "raw" / "release.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


def _kisha(*arguments, **more):
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120, **more)


def _refused(result, path):
    """One line that names the place, the stable code, status 2."""
    assert result.returncode == 2, result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("kisha: ")
    assert "[output-unwritable]" in result.stderr
    assert str(path) in result.stderr


def _parts(folder):
    return [path.name for path in folder.rglob("*.part")]


def test_a_disk_that_is_full_in_the_middle_of_a_file(release, tmp_path):
    """The system itself cuts the file off after 600 bytes; what stood there before stays."""
    out = tmp_path / "out" / "release.json"
    write_beside(out, "before")
    result = _kisha(
        *("extract", release, "--no-ner", "-q", "-o", out), preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))
    )
    _refused(result, out)
    assert out.read_text() == "before"
    assert _parts(tmp_path) == []


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("command", ["extract", "view"])
def test_standard_output_that_is_full(release, command):
    with FULL.open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "pipeline", command, str(release), "--no-ner"],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=120,
        )  # fmt: skip
    _refused(result, "standard output")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_whatever_the_system_refuses_at_whichever_step(tmp_path, monkeypatch, step, code):
    path = tmp_path / "a.json"
    path.write_text("before")

    def refuse(*_, **__):
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse) if step == "fsync" else patch.setattr(Path, "replace", refuse)
        with pytest.raises(OutputUnwritable, match=os.strerror(code)):
            write_beside(path, "after")
    assert path.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


def test_a_folder_stands_where_the_file_should(release, tmp_path):
    (tmp_path / "out.json" / "x").mkdir(parents=True)
    page = tmp_path / "page.html"
    page.mkdir()
    _refused_here(["extract", release, "--no-ner", "-o", str(tmp_path / "none" / ".." / "raw" / "release.txt" / "x.json")])
    _refused_here(["view", release, "--no-ner", "-o", page])


def test_a_file_stands_where_the_folder_should(release, tmp_path):
    (tmp_path / "file").write_text("mine")
    for command in (
        ["extract", release, "--no-ner", "-o", tmp_path / "file" / "a.json"],
        ["batch", release, "-o", tmp_path / "file"],
    ):
        _refused_here(command)
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="this system has no folder in which even root can write nothing")
def test_a_folder_that_nobody_can_write_to(release):
    for command in (["extract", release, "--no-ner", "-o", "/proc/a.json"], ["batch", release, "-o", "/proc/run"]):
        _refused_here(command)


def _refused_here(command):
    result = CliRunner().invoke(app, [str(each) for each in command])
    assert isinstance(result.exception, OutputUnwritable | SystemExit), result.exception
    said = str(result.exception) if isinstance(result.exception, OutputUnwritable) else result.output
    assert "[output-unwritable]" in said


def test_killed_just_before_the_file_appears(release, tmp_path):
    """The old output is whole; the next run replaces it, whatever the dead one left."""
    out = tmp_path / "out" / "release.json"
    write_beside(out, "before")
    code = (
        "import os, signal, sys, pathlib\n"
        "pathlib.Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from pipeline.cli import main\n"
        "main()\n"
    )
    command = [sys.executable, "-c", code, "extract", str(release), "--no-ner", "-q", "-o", str(out)]
    killed = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, timeout=120)
    assert killed.returncode == -signal.SIGKILL
    assert out.read_text() == "before"
    result = CliRunner().invoke(app, ["extract", str(release), "--no-ner", "-q", "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert json.loads(out.read_bytes())["document"]["id"] == "release"


def test_a_second_run_into_the_same_folder(release, tmp_path):
    from pipeline.batch.lock import locked

    run = tmp_path / "run"
    run.mkdir()
    with locked(run):
        result = _kisha("batch", release, "--no-ner", "--engine", "serial", "-q", "-o", run)
        assert result.returncode == 2, result.stderr
        assert result.stderr.count("\n") == 1
        assert f"process {os.getpid()}" in result.stderr
        assert "[run-locked]" in result.stderr
        assert [path.name for path in run.iterdir()] == [".lock"]
    assert _kisha("batch", release, "--no-ner", "--engine", "serial", "-q", "-o", run).returncode == 0
