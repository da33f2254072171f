"""`kisha evaluate`, as a user meets it."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.cli import main

ROOT = Path(__file__).parents[2]
CRASH = "import os\n\n\ndef find(text):\n    if '2025' in text:\n        os._exit(3)\n    return [(0, 5, 'DATE')]\n"


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def kisha(monkeypatch, capfd):
    """Runs `kisha evaluate` with these arguments in the folder `cwd`."""

    def run(*arguments: object, cwd: Path) -> Done:
        monkeypatch.chdir(cwd)
        monkeypatch.setenv("COLUMNS", "100")
        monkeypatch.setattr(sys, "argv", ["kisha", "evaluate", *map(str, arguments)])
        status = 0
        try:
            main()
        except SystemExit as end:
            status = end.code or 0
        return Done(status, *capfd.readouterr())

    return run


def cells(stdout: str, row: str) -> list[str]:
    """The figures of the first row of that name."""
    line = next(line for line in stdout.splitlines() if line.strip().startswith(row))
    return line.replace(row, "", 1).split()


@pytest.fixture
def two(tmp_path) -> Path:
    """A folder with the gold of two small releases and their texts."""
    for name, text in (("eras", "examples/eras.txt"), ("awards-table", "examples/awards-table.txt")):
        for source, target in ((f"gold/{name}.json", f"gold/{name}.json"), (text, text)):
            (tmp_path / target).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / source, tmp_path / target)
    return tmp_path


@pytest.fixture
def small(tmp_path) -> Path:
    """A folder with gold of two lines, outputs, and an extractor that dies on the second."""
    for name, year in (("a", "2024"), ("b", "2025")):
        mentions = [{"type": "DATE", "start": 0, "end": 5, "text": f"{year}年", "value": year}]
        for folder, suffix in (("gold", ".gold.json"), ("outputs", ".json")):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / f"{name}{suffix}").write_text(json.dumps({"mentions": mentions}), encoding="utf-8")
        (tmp_path / "gold" / f"{name}.txt").write_text(f"{year}年に始めた。\n", encoding="utf-8")
    (tmp_path / "mine.py").write_text(CRASH, encoding="utf-8")
    return tmp_path


def test_side_by_side(kisha, two):
    done = kisha("gold", "-x", "kisha-rules", "--extractor", "patterns", "--json", "out/figures.json", cwd=two)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 documents" in done.stdout
    assert cells(done.stdout, "kisha-rules") == ["patterns"]
    ours, theirs = cells(done.stdout, "F1 all types")
    assert float(ours) > 0.95 > float(theirs) > 0
    assert cells(done.stdout, "AWARD_NUMBER")[0].startswith("(")
    assert cells(done.stdout, "PERSON")[-1] == "–"
    assert [value != "–" for value in cells(done.stdout, "peak memory, MB")] == [True, True]
    data = json.loads((two / "out/figures.json").read_text(encoding="utf-8"))
    assert [each["name"] for each in data["extractors"]] == ["kisha-rules", "patterns"]
    assert all(each["load_seconds"] >= 0 and each["peak_bytes"] > 0 for each in data["extractors"])
    assert data["documents"] == ["awards-table", "eras"]


def test_the_same_seed_gives_the_same_figures(kisha, small):
    runs = [kisha("gold", "outputs", "-x", "patterns", "--seed", "5", "--json", f"{n}.json", cwd=small) for n in (1, 2)]
    assert [run.returncode for run in runs] == [0, 0]
    first, second = (json.loads((small / f"{n}.json").read_bytes()) for n in (1, 2))
    for data in (first, second):
        for each in data["extractors"]:
            for key in ("seconds", "load_seconds", "characters_per_second", "peak_bytes"):
                del each[key]
    assert first == second


def test_an_output_folder_alone_needs_no_text(kisha, small):
    for text in (small / "gold").glob("*.txt"):
        text.unlink()
    (small / "outputs/b.json").unlink()
    done = kisha("gold", "outputs", "--by-document", "--errors", "--errors-by-kind", cwd=small)
    assert (done.returncode, done.stderr) == (0, "kisha: outputs: b: there is no output; it counts as empty\n")
    assert cells(done.stdout, "DATE") == ["2", "1", "1.000", "0.500", "0.667", "1.000", *cells(done.stdout, "DATE")[6:]]
    assert "| b | 0.00 | 0.000 |" in done.stdout
    assert "b [0, 5) missed DATE: '2025年'" in done.stdout
    assert "1  missed DATE" in done.stdout


def test_a_crash_is_told_by_name_and_the_run_goes_on(kisha, small):
    done = kisha("gold", "-x", "mine:find", "-x", "outputs", cwd=small)
    assert done.returncode == 0
    assert done.stderr == "kisha: mine:find: b: the process ended with status 3 [crashed]\n"
    assert cells(done.stdout, "F1 all types") == ["0.667", "1.000"]
    assert cells(done.stdout, "failures") == ["1", "0"]


def test_a_hang_is_ended(kisha, small):
    (small / "slow.py").write_text(CRASH.replace("os._exit(3)", "import time; time.sleep(600)"), encoding="utf-8")
    done = kisha("gold", "-x", "slow:find", "--timeout", "0.5", cwd=small)
    assert (done.returncode, done.stderr) == (0, "kisha: slow:find: b: no answer within 0.5 seconds [timed-out]\n")


def test_what_cannot_be_loaded_is_told_and_the_others_are_done(kisha, small):
    done = kisha("gold", "-x", "no_such_module:find", "-x", "outputs", cwd=small)
    assert done.returncode == 2
    assert "no_such_module:find: ModuleNotFoundError" in done.stderr
    assert "[not-loaded]" in done.stderr
    assert "Traceback" not in done.stderr
    assert cells(done.stdout, "all types")[:2] == ["2", "2"]
    assert kisha("gold", "-x", "no_such_module:find", cwd=small).returncode == 2


def test_floors(kisha, small):
    (small / "floors.toml").write_text('["mine:find"]\nmicro = 0.9\n[outputs]\nmicro = 1.0\n', encoding="utf-8")
    done = kisha("gold", "-x", "mine:find", "-x", "outputs", "--fail-under", "floors.toml", cwd=small)
    assert done.returncode == 1
    assert "kisha: below the floor: mine:find: strict micro: 0.667, at least 0.900 is wanted" in done.stderr
    (small / "floors.toml").write_text("[outputs]\nDATE = 1.0\n[outputs.value]\nDATE = 1.0\n", encoding="utf-8")
    assert kisha("gold", "outputs", "--fail-under", "floors.toml", cwd=small).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gold"], "ginza-ontonotes"),
        (["gold", "-x", "kisya"], "kisha, kisha-rules"),
        (["nowhere", "outputs"], "[source-not-found]"),
        (["outputs", "-x", "patterns"], "[text-not-found]"),
        (["gold", "outputs", "--fail-under", "nowhere.toml"], "[source-not-found]"),
        (["gold", "outputs", "--timeout", "0"], "timeout"),
    ],
)
def test_unusable_input_is_status_2(kisha, small, arguments, said):
    done = kisha(*arguments, cwd=small)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_texts_of_another_place(kisha, small):
    (small / "elsewhere").mkdir()
    for text in (small / "gold").glob("*.txt"):
        text.rename(small / "elsewhere" / text.name)
    assert kisha("gold", "-x", "patterns", "--texts", "elsewhere", cwd=small).returncode == 0
    (small / "elsewhere" / "a.txt").write_text("今は2024年。\n", encoding="utf-8")
    done = kisha("gold", "-x", "patterns", "--texts", "elsewhere", cwd=small)
    assert (done.returncode, "[text-mismatch]" in done.stderr) == (2, True)
