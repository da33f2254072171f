"""The worked example of docs/annotation.md can be followed, and ends as it says."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

from typer.testing import CliRunner

from pipeline.annotate import FORMATS, read_gold
from pipeline.cli import app

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "annotation.md").read_text(encoding="utf-8")
EXAMPLE = PAGE[PAGE.index("## A worked example") :]
BLOCKS = [textwrap.dedent(each).strip("\n") + "\n" for each in re.findall(r"(?:^    .*\n(?:\n(?=    ))*)+", EXAMPLE, re.MULTILINE)]


def _block(begins: str) -> str:
    return next(each for each in BLOCKS if each.startswith(begins))


def _run(command: str):
    words = command.removeprefix("$ kisha ").split()
    return CliRunner().invoke(app, words, catch_exceptions=False)


def test_the_worked_example(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("work").mkdir()
    Path("work/leaf-mirror.txt").write_text(_block("北浜工科大学、"), encoding="utf-8")
    Path("work/leaf-mirror.ann").write_text(_block("T1\t"), encoding="utf-8")
    done = _run(_block("$ kisha gold import").strip())
    assert (done.exit_code, done.output) == (0, "")
    gold = Path("mine/leaf-mirror.json")
    document = json.loads(gold.read_text(encoding="utf-8"))
    assert [each["id"] for each in document["mentions"]] == [f"m{n}" for n in range(1, 19)]
    document["records"] = json.loads(_block("{"))
    checks = [each.splitlines() for each in BLOCKS if each.startswith("$ kisha gold check")]
    assert len(checks) == 2
    for (command, *said), broken in zip(checks, (False, True), strict=True):
        if broken:
            document["records"]["glossary"][0]["references"] = ["m6"]
            document["records"]["released"] = "2024年5月17日"
        gold.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        done = _run(command)
        assert (done.stdout + done.stderr).splitlines() == said
        assert done.exit_code == int(broken)


def test_the_marks_are_what_the_program_itself_would_mark_in_this_text(tmp_path, monkeypatch):
    """The example must not teach what the guidelines forbid: the program, which follows them, agrees but for a word or two."""
    import pipeline

    monkeypatch.chdir(tmp_path)
    text = _block("北浜工科大学、")
    Path("leaf-mirror.txt").write_text(text, encoding="utf-8")
    Path("leaf-mirror.ann").write_text(_block("T1\t"), encoding="utf-8")
    _run("gold import brat leaf-mirror.ann -o mine")
    wanted = {(each.type, each.start, each.end) for each in read_gold(Path("mine/leaf-mirror.gold.json")).marks}
    found = {(str(each.type), each.start, each.end) for each in pipeline.extract(text, ner=False).mentions}
    assert len(wanted & found) >= 15, (wanted - found, found - wanted)


def test_every_format_has_its_line():
    page = (DOCS / "gold-formats.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([a-z0-9-]+)` \| (.+?) \|", page, re.MULTILINE)
    assert [name for name, _ in listed] == list(FORMATS)
    for name, files in listed:
        assert FORMATS[name].suffix in files
