"""`kisha view` and `kisha evaluate --html`, as a user meets them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.errors import KishaError
from tests.pages.parsed import assert_inert, assert_policy, parsed

ROOT = Path(__file__).parents[2]
TEXT = "令和6年4月1日\n\n北浜工科大学の青木一郎教授らは、ゆらぎ（※1）を見つけました。\n\n【用語解説】\n※1 ゆらぎ：揺れること。\n"


def kisha(*arguments) -> bytes:
    """Standard output of a command that goes well."""
    done = CliRunner().invoke(app, [str(each) for each in arguments])
    assert (done.exit_code, done.stderr) == (0, ""), done.exception
    return done.stdout_bytes


def refusal(*arguments) -> str:
    """The code of the error by which a command says no."""
    done = CliRunner().invoke(app, [str(each) for each in arguments])
    assert isinstance(done.exception, KishaError)
    assert done.stdout == ""
    return done.exception.code


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A release, and an output of it in a folder of its own; the current folder is above both."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "raw").mkdir()
    shutil.copy(ROOT / "examples/eras.txt", tmp_path / "raw/eras.txt")
    data = json.loads((ROOT / "gold/eras.json").read_bytes())
    data["document"]["source"] = "raw/eras.txt"
    (tmp_path / "out/eras.json").write_text(json.dumps(data), encoding="utf-8")
    return tmp_path


def test_a_release_becomes_a_page(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert kisha("view", "a.txt", "--no-ner", "-o", "pages/a.html").decode().startswith("→ pages/a.html (")
    page = (tmp_path / "pages/a.html").read_text(encoding="utf-8")
    assert_inert(page)
    assert_policy(page)
    tree = parsed(page)
    assert tree.css_first("mark[data-type=DATE]").text() == "令和6年4月1日"
    assert tree.css_first("mark[data-type=MARKER] a").attributes["href"] == "#note-0"


def test_standard_input_and_output(tmp_path):
    command = [sys.executable, "-m", "pipeline", "view", "-", "--no-ner", "--lang", "en"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False, input=TEXT.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b'<!doctype html>\n<html lang="en">')


def test_an_output_finds_its_text_by_what_it_says(folder, tmp_path_factory, monkeypatch):
    here = kisha("view", "out/eras.json")
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert kisha("view", folder / "out/eras.json", "-o", "-") == here
    mentions = json.loads((folder / "out/eras.json").read_bytes())["mentions"]
    assert len(parsed(here.decode()).css("main mark[id]")) == len(mentions)


def test_an_output_finds_its_text_beside_it_or_in_a_folder(folder):
    (folder / "raw/eras.txt").rename(folder / "out/eras.txt")
    kisha("view", "out/eras.json")
    (folder / "texts").mkdir()
    (folder / "out/eras.txt").rename(folder / "texts/eras.txt")
    assert refusal("view", "out/eras.json") == "text-not-found"
    kisha("view", "out/eras.json", "--texts", "texts")


def test_another_text_is_refused(folder):
    with (folder / "raw/eras.txt").open("a", encoding="utf-8") as file:
        file.write("。")
    assert refusal("view", "out/eras.json") == "text-mismatch"


def test_gold_for_another_text_is_refused(folder):
    assert refusal("view", "out/eras.json", "--gold", ROOT / "gold/fullwidth.json") == "text-mismatch"


def test_gold_is_compared(folder):
    tree = parsed(kisha("view", "out/eras.json", "--gold", ROOT / "gold/eras.json").decode())
    assert {node.attributes["class"] for node in tree.css("main mark")} == {"agreed"}


@pytest.mark.parametrize(
    ("file", "code"),
    [("nothing.json", "source-not-found"), ("broken.json", "source-unreadable"), ("nothing.txt", "source-not-found")],
)
def test_what_cannot_be_shown_is_an_error_with_a_code(tmp_path, monkeypatch, file, code):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.json").write_text('{"mentions": 3', encoding="utf-8")
    assert refusal("view", file) == code


def test_a_page_that_cannot_be_written(folder):
    assert refusal("view", "out/eras.json", "-o", "out/eras.json/page.html") == "output-unwritable"


def test_a_day_that_is_none(folder):
    done = CliRunner().invoke(app, ["view", "raw/eras.txt", "--reference-date", "3"])
    assert done.exit_code == 2
    assert "YYYY-MM-DD" in done.stderr


def test_evaluate_writes_its_report(folder):
    kisha("evaluate", "out", "-x", "patterns", "--html", "report.html")
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert_inert(page)
    assert_policy(page)
    assert "patterns" in parsed(page).css_first("table.figures thead").text()
