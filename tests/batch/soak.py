"""Many releases through every engine: the same bytes, how fast, how much memory. `make soak` runs it with 2,000, tests with fewer.

python -m tests.batch.soak 2000 [--no-ner] [--engines serial,processes,ray]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import sys
import tempfile
import time
from pathlib import Path

from pipeline.batch import Options, run
from pipeline.engines import Limits, Settings, engine
from tests.batch.releases import is_broken, write

_LIMITS = Limits(timeout=300, memory=4_000_000_000)


def tree(folder: Path) -> dict[str, str]:
    """Every file of a run folder but the lock, with its hash."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


class Recording:
    """An engine that writes down what its workers take."""

    def __init__(self, inner):
        self._inner = inner
        self.memory: list[int] = []

    def run(self, prepare, tasks, limits):
        for done in self._inner.run(prepare, tasks, limits):
            self.memory.append(done.memory or 0)
            yield done


def ceiling() -> float:
    """How much faster two processes are here than one, in work that needs nothing but a processor."""
    alone = _together(1)
    return 2 * alone / _together(2)


def _together(count: int) -> float:
    processes = [multiprocessing.Process(target=_count) for _ in range(count)]
    began = time.perf_counter()
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return time.perf_counter() - began


def _count() -> None:
    number = 0
    while number < 60_000_000:
        number += 1


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("--no-ner", action="store_true")
    parser.add_argument("--engines", default="serial,processes,ray")
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        return _soak(asked, asked.keep or Path(temporary))


def _soak(asked: argparse.Namespace, home: Path) -> int:
    releases = write(home / "in", asked.count)
    size = sum(path.stat().st_size for path in releases.rglob("*") if path.is_file())
    print(f"{asked.count} releases, {sum(map(is_broken, range(asked.count)))} of them broken, {size / asked.count:,.0f} bytes each")
    options, trees, rates, good = Options(ner=not asked.no_ner), {}, {}, True
    for name in asked.engines.split(","):
        limit = ceiling() if name == "processes" else 0.0
        folder, began = home / name, time.perf_counter()
        summary = run([str(releases)], folder, engine=engine(name, Settings(workers=2)), options=options, limits=_LIMITS)
        seconds = time.perf_counter() - began
        trees[name], rates[name] = tree(folder), asked.count / seconds
        line = f"{name}: {seconds:.0f} s, {rates[name]:.1f}/s, {summary.failed}, largest worker {summary.memory / 1e6:.0f} MB"
        if limit and "serial" in rates:
            limit = (limit + ceiling()) / 2
            line += f"; {rates[name] / rates['serial']:.2f} times serial (a bare loop in two processes: {limit:.2f} times)"
        print(line, flush=True)
    first = next(iter(trees))
    for name, of_engine in trees.items():
        if of_engine != trees[first]:
            good = False
            print(f"{name} differs from {first}: {[key for key in of_engine if of_engine[key] != trees[first].get(key)][:5]}")
    stored = sum(path.stat().st_size for path in (home / first).rglob("*") if path.is_file())
    print(f"{len(trees[first])} files, {stored / asked.count:,.0f} bytes a document: {'the same bytes' if good else 'DIFFERENT'}")
    return 0 if _memory(releases, home, options) and good else 1


def _memory(releases: Path, home: Path, options: Options) -> bool:
    """One worker that is never replaced: what it takes after a tenth of the documents, and after all."""
    recording = Recording(engine("processes", Settings(workers=1)))
    began = time.perf_counter()
    run([str(releases)], home / "one-worker", engine=recording, options=options, limits=Limits(recycle=None))
    early, late = recording.memory[len(recording.memory) // 10], recording.memory[-1]
    print(f"one worker: {early / 1e6:.0f} MB after {len(recording.memory) // 10} documents, {late / 1e6:.0f} MB after all", end=" ")
    print(f"({late / early:.2f} times), {time.perf_counter() - began:.0f} s")
    print(json.dumps({"memory": [round(each / 1e6) for each in recording.memory[:: max(1, len(recording.memory) // 20)]]}))
    return late <= 1.2 * early


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
