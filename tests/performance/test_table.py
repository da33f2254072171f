"""The table of `make bench` says what was reached. Nothing is timed here."""

from __future__ import annotations

import sys

from benchmarks.processes import Worker, finished
from benchmarks.table import table

RESULT = {
    "machine": {"processor": "x"},
    "characters": 5_000,
    "warm": {"stock": 2.0, "ner": 0.1, "forgetful": 0.11, "thorough": 0.3, "no-ner": 0.05},
    "cold": {
        "stock": {"seconds": 4.0, "megabytes": 600.0},
        "ner": {"seconds": 1.2, "megabytes": 300.0},
        "no-ner": {"seconds": 1.0, "megabytes": 250.0},
    },
    "growth": [(5_000, 20.0, 1.0, 300.0), (50_000, 21.9, 1.09, 310.0), (500_000, 22.1, 1.11, 320.0)],
    "stages": {"normalise": 0.002, "extract": 0.02},
}


def line(start: str) -> str:
    (found,) = [each for each in table(RESULT).splitlines() if each.startswith(start)]
    return found


def test_ratios_and_verdicts():
    assert "20.0  (wanted ≥ 12: reached)" in line("whole flow with NER")
    assert "40.0  (wanted ≥ 60: missed)" in line("whole flow without NER")
    assert line("kisha extract  ").endswith("(wanted ≤ 0.25: missed; ≤ 0.6: reached)")
    assert line("              50,000").endswith("reached)")
    assert line("             500,000").endswith("missed)")
    assert line("extract").endswith("91%")


def test_workers_answer_and_commands_are_measured(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("令和6年4月1日\n\n北浜工科大学の青木一郎教授\n", encoding="utf-8")
    with Worker("no-ner") as worker:
        assert worker.seconds(path) > 0
        assert worker.megabytes > 10
    run = finished([sys.executable, "-c", "pass"])
    assert run.seconds > 0
    assert run.megabytes > 1
