"""Nothing is lost and nothing is done twice, whenever a run is ended, and by whatever."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import random
import signal
import sys
import time
import traceback

import pytest

from pipeline.batch import Options, Order, run
from pipeline.batch.reading import prepare
from pipeline.batch.versions import versions
from pipeline.engines import Settings, engine
from pipeline.errors import KishaError, OutputUnwritable
from tests.batch.releases import write
from tests.batch.soak import tree

OPTIONS = Options(ner=False)
COUNT = 12
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are ended in processes that are forked off")


@pytest.fixture(scope="module")
def releases(tmp_path_factory):
    prepare(OPTIONS, versions(OPTIONS))  # the dictionaries are loaded once, here
    return str(write(tmp_path_factory.mktemp("releases"), COUNT))


@pytest.fixture(scope="module")
def undisturbed(releases, tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed") / "run"
    began = time.monotonic()
    _run(releases, folder, "processes")
    return tree(folder), time.monotonic() - began


def _run(releases, folder, name, **more):
    return run([releases], folder, engine=engine(name, Settings(workers=2)), options=OPTIONS, **more)


@contextlib.contextmanager
def _in_a_process(what):
    """Runs `what` in a process of its own; gives its id."""
    pid = os.fork()
    if pid == 0:
        try:
            what()
        except KishaError:
            os._exit(7)
        except BaseException:
            traceback.print_exc(file=sys.stderr)
            os._exit(1)
        os._exit(0)
    yield pid


def _status(pid):
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_killed_at_random_moments(releases, undisturbed, tmp_path):
    """Killed at least 20 times: started again with the same command it ends with the same bytes.

    Each try of a run gets longer than the last may have been: on a busy machine too it comes to its end.
    """
    whole, seconds = undisturbed
    chance = random.Random(6)  # noqa: S311 - no secret
    kills = 0
    for number in itertools.count():
        folder = tmp_path / f"run-{number}"
        for tries in itertools.count(1):
            with _in_a_process(lambda: _run(releases, folder, "processes")) as pid:  # noqa: B023 - called at once
                time.sleep(chance.uniform(0, seconds / 2 * 1.1**tries))
                os.kill(pid, signal.SIGKILL)
                if _status(pid) == 0:
                    break
                kills += 1
        assert tree(folder) == whole
        if kills >= 20:
            return


@pytest.mark.parametrize("call", ["fsync", "rename", "unlink"])
def test_killed_at_each_step_of_writing(releases, undisturbed, tmp_path, call):
    """Killed before its first call of the kind, started again and killed before its second, and so on until it comes to its end."""
    for step in itertools.count(1):
        with _in_a_process(lambda: _killed_at(step, call, lambda: _run(releases, tmp_path / "run", "serial"))) as pid:  # noqa: B023
            if _status(pid) == 0:
                break
    assert tree(tmp_path / "run") == undisturbed[0]
    assert step >= 5


def _killed_at(number, call, what):
    """Ends this process instead of the call of that number."""
    calls = itertools.count(1)
    place, name = {"fsync": (os, "fsync"), "rename": (os, "replace"), "unlink": (os, "unlink")}[call]
    done = getattr(place, name)

    def counted(*arguments, **more):
        if next(calls) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return done(*arguments, **more)

    setattr(place, name, counted)
    what()


def test_a_full_disk(releases, undisturbed, tmp_path, monkeypatch):
    """No space, at the seventh file: one error that says so; with space again the run goes on."""
    calls = itertools.count(1)
    fsync = os.fsync

    def full(handle):
        if next(calls) >= 7:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OutputUnwritable, match="No space left"):
            _run(releases, tmp_path / "run", "processes")
    assert not list((tmp_path / "run").rglob("*.part"))
    summary = _run(releases, tmp_path / "run", "processes")
    assert summary.kept > 0
    assert tree(tmp_path / "run") == undisturbed[0]


def test_nothing_is_done_twice(releases, undisturbed, tmp_path):
    folder = tmp_path / "run"
    assert _run(releases, folder, "serial").done == COUNT
    times = {path: path.stat().st_mtime_ns for path in folder.rglob("*.*") if path.is_file() and path.name != ".lock"}
    again = _run(releases, folder, "serial")
    assert (again.done, again.kept) == (0, COUNT)
    assert {path: path.stat().st_mtime_ns for path in times} == times
    forced = _run(releases, folder, "serial", order=Order(force=True))
    assert (forced.done, forced.kept) == (COUNT, 0)
    assert tree(folder) == undisturbed[0]


def test_damage_is_found_and_mended(releases, undisturbed, tmp_path):
    folder = tmp_path / "run"
    _run(releases, folder, "serial")
    (folder / "documents/release-00003.json").write_bytes(b"{")
    (folder / "done/release-00004.json").write_bytes(b"")
    (folder / "mentions.parquet").unlink()
    (folder / "documents/.release-00005.json.x.part").write_bytes(b"half")
    (folder / "documents/of-nobody.json").write_bytes(b"{}")
    assert _run(releases, folder, "serial").done == 2
    assert tree(folder) == undisturbed[0]


def test_two_runs_in_one_folder_are_refused_and_a_dead_one_holds_nothing(releases, tmp_path):
    folder = tmp_path / "run"
    held_r, held_w = os.pipe()

    def hold():
        _run(releases, folder, "serial", watch=lambda progress: os.write(held_w, b"!") and progress.done and signal.pause())

    with _in_a_process(hold) as pid:
        os.read(held_r, 2)
        with _in_a_process(lambda: _run(releases, folder, "serial")) as second:
            assert _status(second) == 7
        os.kill(pid, signal.SIGKILL)
        assert _status(pid) == -signal.SIGKILL
    assert _run(releases, folder, "serial").documents == COUNT
