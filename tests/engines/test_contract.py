"""One contract for all engines: `pipeline.engines.contract`."""

from __future__ import annotations

import contextlib
import os
import re
import time
from pathlib import Path

import pytest

from pipeline.engines import FaultKind, Limits, Settings, Task, engine, processes
from pipeline.errors import EngineUnavailable, ModelMissing
from tests.engines.works import doubling, refusing

#: name → what else it takes to have it; those that keep a bad task from ending the run
ENGINES = {"serial": "", "processes": "", "processes-spawn": "spawn", "ray": "cluster"}
ISOLATING = [name for name in ENGINES if name != "serial"]


@contextlib.contextmanager
def _made(name):
    with pytest.MonkeyPatch.context() as patch:
        if ENGINES[name] == "spawn":
            patch.setattr(processes, "can_share", lambda: False)
        if ENGINES[name] != "cluster":
            yield engine(name.split("-")[0], Settings(workers=2))
            return
        import ray

        ray.init(address="local", num_cpus=3, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
        try:
            yield engine(name, Settings(workers=1))
        finally:
            ray.shutdown()


@pytest.fixture(scope="module", params=ENGINES)
def any_engine(request):
    with _made(request.param) as made:
        yield made


def _anonymous():
    """The bytes of this process that a forked one starts with; mapped files are not among them until it reads them."""
    status = Path("/proc/self/status")
    found = re.search(r"^RssAnon:\s*([0-9]+) kB", status.read_text(), re.MULTILINE) if status.exists() else None
    return 1000 * int(found[1]) if found else 80_000_000


def _isolates(made):
    return type(made).__name__ != "Serial"


def test_good_tasks_and_one_bad_one_of_each_kind(any_engine, tmp_path):
    """What raises, hangs, dies or grows too large ends alone, what dies once has its result, the others have theirs."""
    payloads = [*range(25), ("raise", "secret"), ("sleep", 600), ("pid", None), ("pid", None), ("pid", None)]
    wanted = {25: FaultKind.RAISED, 26: FaultKind.TIMEOUT}
    limits = Limits(timeout=0.3)
    if _isolates(any_engine):
        payloads += [("die", None), ("fill", 600), ("die once", str(tmp_path / "once"))]
        wanted |= {30: FaultKind.CRASH, 31: FaultKind.MEMORY}
        forked = type(any_engine).__name__ == "Processes" and processes.can_share()
        shared = _anonymous() if forked else 80_000_000  # a worker that is forked off counts what it shares with us
        limits = Limits(timeout=2, memory=shared + 300_000_000, recycle=10)
    supply = _Supply(payloads)
    running = any_engine.run(doubling, supply, limits)
    done = [next(running)]
    assert supply.taken <= 8  # tasks are taken as they are needed
    done += running
    assert sorted(int(one.key) for one in done) == list(range(len(payloads)))  # each once
    found = {int(one.key): one for one in done}
    assert [found[number].result for number in range(25)] == [2 * number for number in range(25)]
    assert {number: one.fault.kind for number, one in found.items() if one.fault} == wanted
    assert "secret" not in found[25].fault.message  # what the work says could quote the text
    workers = {one.worker for one in done if one.worker}
    if not _isolates(any_engine):
        assert workers == {os.getpid()}
        return
    assert "SIGKILL" in found[30].fault.message
    assert found[32].result == "alive"
    assert len(workers) >= 4  # two that ended or were ended, and those that had done ten
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)


class _Supply:
    """Tasks that count how many of them were taken."""

    def __init__(self, payloads):
        self._payloads = payloads
        self.taken = 0

    def __iter__(self):
        for number, payload in enumerate(self._payloads):
            self.taken += 1
            yield Task(str(number), payload)


def test_what_prepare_raises_is_raised(any_engine):
    with pytest.raises(ModelMissing, match="dictionary of doubles"):
        list(any_engine.run(refusing, _Supply([1, 2]), Limits()))


def test_a_run_that_is_left_ends_its_workers(any_engine):
    running = any_engine.run(doubling, _Supply([("pid", None), *[("sleep", 600)] * 5]), Limits())
    pid = next(running).result
    running.close()
    deadline = time.monotonic() + 20  # Ray ends an actor when it comes to it
    while pid != os.getpid() and Path(f"/proc/{pid}").exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_no_tasks(any_engine):
    assert list(any_engine.run(doubling, [], Limits())) == []


def test_an_unknown_engine_is_told_with_those_that_there_are():
    with pytest.raises(EngineUnavailable, match="serial, processes, ray"):
        engine("abacus", Settings())


def test_without_ray_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    with pytest.raises(EngineUnavailable, match=r"kisha\[ray\]"):
        engine("ray", Settings())
