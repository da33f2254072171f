"""`make bench`: every figure of docs/performance.md in one run, printed and stored in outputs/bench.json and outputs/bench.txt."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from benchmarks.machine import machine
from benchmarks.processes import ROOT, Finished, Worker, finished
from benchmarks.stages import shares
from benchmarks.stock import command

RELEASE = ROOT / "raw/release.txt"
ROUNDS = 7
COPIES = (1, 10, 100, 1000)  # of the release, about 5,000 characters each


def warm() -> dict[str, float]:
    """Median seconds of each worker for the release; they answer in turn, so that all meet the same load of the machine."""
    names = ("stock", "ner", "forgetful", "thorough", "no-ner")
    taken: dict[str, list[float]] = {name: [] for name in names}
    with ExitStack() as stack:
        workers = {name: stack.enter_context(Worker(name)) for name in names}
        for number in range(ROUNDS + 2):
            for name, worker in workers.items():
                seconds = worker.seconds(RELEASE)
                if number > 1:  # the first two load what is loaded once a process
                    taken[name].append(seconds)
    return {name: median(each) for name, each in taken.items()}


def cold(folder: Path) -> dict[str, Finished]:
    """Median seconds and megabytes of whole processes, from nothing to the result; they run in turn too."""
    kisha = [sys.executable, "-m", "pipeline", "extract", "--quiet", str(RELEASE), "-o", str(folder / "release.json")]
    commands = {"stock": [sys.executable, "-c", command(str(RELEASE))], "ner": kisha, "no-ner": [*kisha, "--no-ner"]}
    taken: dict[str, list[Finished]] = {name: [] for name in commands}
    for number in range(ROUNDS + 1):
        for name, arguments in commands.items():
            done = finished(arguments)
            if number:  # the first fills the caches: the disk's, and that of the model's arrays
                taken[name].append(done)
    return {
        name: Finished(median(each.seconds for each in runs), median(each.megabytes for each in runs))
        for name, runs in taken.items()
    }


def growth(folder: Path, copies: Sequence[int]) -> Iterator[tuple[int, float, float, float]]:
    """For longer and longer texts: characters, microseconds a character, the same as a multiple of one release's, megabytes.

    One release is read before and after each text, so that a load of the machine that comes and goes falls on both. The largest
    text is read once.
    """
    text = RELEASE.read_text(encoding="utf-8")
    for count in copies:
        path = folder / f"{count}.txt"
        path.write_text("\n".join([text] * count), encoding="utf-8")
        with Worker("ner") as worker:
            worker.seconds(RELEASE)
            seconds, ratios = [], []
            for _ in range(ROUNDS if count <= 100 else 1):
                before = median(worker.seconds(RELEASE) for _ in range(3))
                seconds.append(worker.seconds(path))
                megabytes = worker.megabytes
                after = median(worker.seconds(RELEASE) for _ in range(3))
                ratios.append(seconds[-1] / count / ((before + after) / 2))
            yield len(text) * count, median(seconds) / len(text) / count * 1e6, median(ratios), megabytes


def main() -> None:
    """Measures, prints and stores."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out the text of 5 million characters, which takes minutes")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        result = {
            "machine": machine(),
            "characters": len(RELEASE.read_text(encoding="utf-8")),
            "warm": warm(),
            "cold": {name: {"seconds": run.seconds, "megabytes": run.megabytes} for name, run in cold(folder).items()},
            "stages": shares(RELEASE.read_text(encoding="utf-8"), ROUNDS),
            "growth": list(growth(folder, COPIES[:-1] if quick else COPIES)),
        }
    from benchmarks.table import table

    text = table(result)
    (ROOT / "outputs").mkdir(exist_ok=True)
    (ROOT / "outputs/bench.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (ROOT / "outputs/bench.txt").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
