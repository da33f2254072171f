"""`kisha gold`, as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.annotate import FORMATS, bare_gold, read_gold
from pipeline.annotate.texts import stored
from pipeline.cli import app
from pipeline.evaluate import load
from tests.annotate.nasty import NASTY, UNMARKED

ROOT = Path(__file__).parents[2]


def gold(*arguments):
    done = CliRunner().invoke(app, ["gold", *map(str, arguments)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture
def folder(tmp_path) -> Path:
    for each in (NASTY, UNMARKED):
        (tmp_path / f"{each.id}.gold.json").write_text(bare_gold(each), encoding="utf-8")
        (tmp_path / f"{each.id}.txt").write_bytes(stored(each.text))
    return tmp_path


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "iob2"])
def test_there_and_back(folder, name):
    there, back = folder / "there", folder / "back"
    done = gold("export", name, folder, "-o", there)
    assert done.exit_code == 0
    assert [line for line in done.stderr.splitlines() if "not held" in line] == []
    assert ("6" in done.stderr) == FORMATS[name].counts  # doccano and Label Studio: six astral characters
    files = sorted(there.glob(f"*{FORMATS[name].suffix}"))
    assert gold("import", name, *files, "-o", back).exit_code == 0
    for each in (NASTY, UNMARKED):
        assert read_gold(back / f"{each.id}.gold.json") == each
        assert (back / f"{each.id}.txt").read_bytes() == stored(each.text)


def test_iob2_says_what_it_does_not_hold(folder):
    done = gold("export", "iob2", folder, "-o", folder / "there")
    assert done.stderr.splitlines() == ["kisha: iob2: not held: mentions DOI: 1", "kisha: iob2: not held: values: 4"]
    gold("import", "iob2", folder / "there", "-o", folder / "back")
    assert len(read_gold(folder / "back" / "nasty.gold.json").marks) == len(NASTY.marks) - 1


def test_records_and_sections_are_no_marks(tmp_path):
    done = gold("export", "brat", ROOT / "gold" / "eras.json", "-o", tmp_path, "--texts", ROOT / "examples")
    assert "kisha: brat: not held: records people: " in done.stderr
    assert "kisha: brat: not held: sections: " in done.stderr


def test_types_with_blanks_are_said(folder):
    data = {"mentions": [{"type": "人 名", "start": 1, "end": 2, "text": "𠮷", "value": "v"}]}
    (folder / "nasty.gold.json").write_text(json.dumps(data), encoding="utf-8")
    for name in ("brat", "iob2"):
        assert f"kisha: {name}: not held: mentions 人 名: 1" in gold("export", name, folder, "-o", folder / name).stderr


def test_unknown_types_and_new_names(tmp_path):
    line = {"text": "青木一郎は北浜大学", "label": [[0, 4, "PER"], [5, 9, "ORG"]]}
    (tmp_path / "all.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    done = gold("import", "doccano", tmp_path / "all.jsonl", "-o", tmp_path / "out", "--rename", "ORG=ORGANIZATION")
    assert done.stderr == "kisha: doccano: mentions of a type that the contract does not have, PER: 1\n"
    assert [mark.type for mark in read_gold(tmp_path / "out" / "all.gold.json").marks] == ["PER", "ORGANIZATION"]
    assert gold("import", "doccano", tmp_path / "all.jsonl", "-o", tmp_path / "out", "--rename", "ORG").exit_code == 2


def test_import_onto_the_texts_that_a_tool_was_given(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_bytes("青木\r\n一郎\r\n".encode())
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "青木\n一郎", "label": [[0, 5, "PERSON"]]}), encoding="utf-8")
    done = gold("import", "doccano", tmp_path / "a.jsonl", "-o", tmp_path / "out", "--texts", tmp_path / "texts")
    assert done.stderr == "kisha: doccano: mentions moved over changed blanks: 1\n"
    (mark,) = read_gold(tmp_path / "out" / "a.gold.json").marks
    assert (mark.start, mark.end, mark.text) == (0, 6, "青木\r\n一郎")


def test_web_annotations_without_a_text(tmp_path):
    gold("export", "web-annotation", ROOT / "gold" / "eras.json", "-o", tmp_path, "--texts", ROOT / "examples")
    (tmp_path / "eras.txt").unlink()
    done = gold("import", "web-annotation", tmp_path, "-o", tmp_path / "out")
    assert "documents whose text was not found: 1" in done.stderr
    assert read_gold(tmp_path / "out" / "eras.gold.json").marks == read_gold(ROOT / "gold" / "eras.json").marks


def test_imported_gold_is_evaluated(tmp_path):
    gold("export", "docbin", ROOT / "gold", "-o", tmp_path / "there", "--texts", ROOT / "examples")
    gold("import", "docbin", tmp_path / "there", "-o", tmp_path / "back")
    assert gold("check", tmp_path / "back").exit_code == 0
    assert len(load(tmp_path / "back" / "eras.gold.json").mentions) == len(load(ROOT / "gold" / "eras.json").mentions)
    done = gold("agreement", ROOT / "gold", tmp_path / "back")
    assert "1.000   1.000" in next(line for line in done.stdout.splitlines() if line.startswith("all types"))


def test_check(folder):
    done = gold("check", folder)
    assert done.exit_code == 1
    assert f"{folder}/nasty.gold.json: mentions[1] DATE " not in done.stdout
    assert f"{folder}/nasty.gold.json: mentions[3] PERSON 16–24: value: " in done.stdout
    good = gold("check", ROOT / "gold" / "eras.json")
    assert (good.exit_code, good.stdout, good.stderr) == (0, "", "1 files: 0 errors, 0 warnings\n")


def test_check_warns_and_lets_pass(tmp_path):
    (tmp_path / "a.json").write_text('{"mentions": [{"type": "DATE", "start": 0, "end": 1}]}', encoding="utf-8")
    done = gold("check", tmp_path)
    assert done.exit_code == 0
    assert [line.split(": ")[2:4] for line in done.stdout.splitlines()] == [["warning", "text-not-found"], ["warning", "no-value"]]


def test_agreement(folder):
    other = folder / "other"
    other.mkdir()
    kept = {"mentions": json.loads(bare_gold(NASTY))["mentions"][1:]}
    (other / "nasty.gold.json").write_text(json.dumps(kept), encoding="utf-8")
    done = gold("agreement", folder, other, "--json", folder / "out.json")
    assert "only-a ORGANIZATION 0–5" in done.stdout
    assert done.stderr == "kisha: unmarked: only one of the two has it; it is left aside\n"
    figures = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert figures["all_types"] == {"a": 10, "b": 9, "both": 9, "f1": 18 / 19, "value": 1.0}
    assert [(each["document"], each["kind"], each["a"]["type"]) for each in figures["differences"]] == [
        ("nasty", "only-a", "ORGANIZATION")
    ]
    two = gold("agreement", folder / "nasty.gold.json", other / "nasty.gold.json")
    assert "only-a ORGANIZATION 0–5" in two.stdout


def test_what_cannot_be_done(folder, tmp_path):
    from pipeline.errors import FormatBroken, OutputUnwritable, SourceNotFound, TextMismatch, TextNotFound

    def error(*arguments):
        return type(CliRunner().invoke(app, ["gold", *map(str, arguments)]).exception)

    assert error("check", folder / "none") is SourceNotFound
    assert error("import", "brat", folder, "-o", folder / "out") is SourceNotFound
    assert error("export", "brat", folder / "nasty.gold.json", folder / "nasty.gold.json", "-o", folder / "out") is OutputUnwritable
    (folder / "bad.jsonl").write_text("{", encoding="utf-8")
    assert error("import", "doccano", folder / "bad.jsonl", "-o", folder / "out") is FormatBroken
    (folder / "nasty.txt").write_text("別の文", encoding="utf-8")
    assert error("export", "brat", folder / "nasty.gold.json", "-o", folder / "out") is TextMismatch
    (folder / "other").mkdir()
    (folder / "other" / "nasty.gold.json").write_text(bare_gold(NASTY), encoding="utf-8")
    (folder / "other" / "nasty.txt").write_text("また別の文", encoding="utf-8")
    assert error("agreement", folder, folder / "other") is TextMismatch
    (folder / "nasty.txt").unlink()
    assert error("export", "brat", folder / "nasty.gold.json", "-o", folder / "out") is TextNotFound
