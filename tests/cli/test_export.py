"""`kisha export` and `kisha query`, as a user meets them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.errors import ExtraMissing, KishaError, OutputUnwritable, SourceNotFound, SourceUnreadable
from pipeline.write import to_json, to_json_line
from pipeline.write.outputs import outputs
from tests.write.sample import ALL, EXHIBIT, FULL, PROJECT

FORMATS = ["datacite", "crossref", "jsonld", "csl", "bibtex", "csv", "xlsx", "parquet", "docbin"]


def kisha(*arguments):
    """The result of a command; a KishaError is raised as it is."""
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    if isinstance(result.exception, KishaError):
        raise result.exception
    return result


@pytest.fixture
def one(tmp_path) -> Path:
    path = tmp_path / "one" / "motor.json"
    path.parent.mkdir()
    path.write_text(to_json(FULL), encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path) -> Path:
    """A folder as a batch leaves it."""
    folder = tmp_path / "run"
    (folder / "documents").mkdir(parents=True)
    (folder / "manifest.json").write_text("{}")
    for each in ALL:
        (folder / "documents" / f"{each.document.id}.json").write_text(to_json(each), encoding="utf-8")
    return folder


@pytest.mark.parametrize("to", ["datacite", "jsonld", "csl", "bibtex", "crossref"])
def test_one_release_goes_to_standard_output_or_a_file(one, tmp_path, to):
    shown = kisha("export", to, one)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert "JPMJCR2101" in shown.stdout or "Machines" in shown.stdout
    assert kisha("export", to, one, "-o", tmp_path / "new" / "file").stdout == ""
    assert (tmp_path / "new" / "file").read_text(encoding="utf-8") == shown.stdout


def test_what_is_left_out_is_said(run):
    shown = kisha("export", "csl", run)
    assert len(json.loads(shown.stdout)) == 2
    assert shown.stderr == "kisha: csl: left out 2 that announce no paper: exhibit, 事業\n"


def test_several_deposits_are_several_files(run, one, tmp_path):
    done = kisha("export", "crossref", run, "-o", tmp_path / "xml")
    assert sorted(path.name for path in (tmp_path / "xml").iterdir()) == ["motor.xml", "事業.xml"]
    assert done.stderr == "kisha: crossref: left out 2 whose grants name no funder: exhibit, 短信\n"
    assert kisha("export", "crossref", run).exit_code == 2
    with pytest.raises(OutputUnwritable):
        kisha("export", "crossref", run, "-o", one)
    (tmp_path / "xml2").mkdir()
    kisha("export", "crossref", one, "-o", tmp_path / "xml2")
    assert (tmp_path / "xml2/motor.xml").exists()


def test_tables_and_queries(run, tmp_path):
    assert "funding: 9 rows" in kisha("export", "parquet", run, "-o", tmp_path / "tables").stderr
    sql = (
        "SELECT funder, count(*) AS grants FROM funding WHERE own AND funder IS NOT NULL GROUP BY ALL ORDER BY grants DESC, funder"
    )
    shown = kisha("query", tmp_path / "tables", sql).stdout.splitlines()
    assert shown[0].split() == ["funder", "grants"]
    assert shown[2].split() == ["北浜財団", "2"]
    assert kisha("query", tmp_path / "tables", sql, "--csv").stdout.splitlines()[:2] == ["funder,grants", "北浜財団,2"]
    assert json.loads(kisha("query", tmp_path / "tables", sql, "--json").stdout)[0] == {"funder": "北浜財団", "grants": 2}
    assert kisha("query", tmp_path / "tables", sql, "--csv", "--json").exit_code == 2


def test_wrong_sql_is_one_line_and_status_2(one, tmp_path):
    kisha("export", "parquet", one, "-o", tmp_path)
    for sql in ("SELECT fundr FROM funding", "DROP VIEW funding"):
        command = [sys.executable, "-m", "pipeline", "query", str(tmp_path), sql]
        done = subprocess.run(command, capture_output=True, check=False)
        assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
        assert done.stderr.startswith(b"kisha: ")
        assert done.stderr.endswith(b"[query-failed]\n")


def test_spreadsheets(run, tmp_path):
    assert kisha("export", "csv", run, "-o", tmp_path / "csv").stderr == "kisha: csv: grants: 10 rows, people: 2 rows\n"
    assert sorted(path.name for path in (tmp_path / "csv").iterdir()) == ["grants.csv", "people.csv"]
    kisha("export", "xlsx", run, "-o", tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")


def test_docbin(tmp_path):
    (tmp_path / "a.txt").write_text("令和6年4月1日に始まる。\n", encoding="utf-8")
    assert kisha("extract", "--no-ner", "-q", tmp_path / "a.txt", "-o", tmp_path / "out" / "a.json").exit_code == 0
    done = kisha("export", "docbin", tmp_path / "out", "-o", tmp_path / "a.spacy", "--texts", tmp_path)
    assert done.stderr == "kisha: docbin: 1 documents, 1 spans; 0 mentions begin or end within a token\n"
    assert (tmp_path / "a.spacy").exists()


@pytest.mark.parametrize("to", ["csv", "xlsx", "parquet", "docbin"])
def test_what_needs_a_place_says_so(one, to):
    done = kisha("export", to, one)
    assert (done.exit_code, "-o" in done.stderr) == (2, True)


@pytest.mark.parametrize("to", FORMATS)
def test_bad_input_leaves_nothing(tmp_path, to):
    (tmp_path / "bad.json").write_text('{"mentions": 1}')
    with pytest.raises(SourceUnreadable):
        kisha("export", to, tmp_path / "bad.json", "-o", tmp_path / "out")
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file()] if (tmp_path / "out").is_dir() else True
    assert not (tmp_path / "out").is_file()
    with pytest.raises(SourceNotFound):
        kisha("export", to, tmp_path / "nothing.json", "-o", tmp_path / "out")


@pytest.mark.parametrize(("module", "command"), [("openpyxl", "xlsx"), ("pyarrow", "parquet")])
def test_a_missing_package_is_named(one, tmp_path, monkeypatch, module, command):
    for name in [name for name in sys.modules if name.split(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ExtraMissing, match=r"kisha\[tables\]"):
        kisha("export", command, one, "-o", tmp_path / "out")


def test_json_lines_and_equal_names(one, tmp_path):
    (tmp_path / "many.jsonl").write_text("".join(map(to_json_line, (FULL, EXHIBIT, FULL))) + "\n", encoding="utf-8")
    found = [each.release.document.id for each in outputs([one, tmp_path / "many.jsonl", one.parent])]
    assert found == ["motor", "motor-2", "exhibit", "motor-3", "motor-4"]
    (tmp_path / "many.jsonl").write_text(to_json_line(PROJECT) + "{}\n", encoding="utf-8")
    with pytest.raises(SourceUnreadable, match="line 2"):
        list(outputs([tmp_path / "many.jsonl"]))
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceNotFound):
        list(outputs([tmp_path / "empty"]))


def test_help_names_every_format():
    shown = kisha("export", "--help").stdout
    assert all(name in shown for name in FORMATS)
    assert "RUN_DIR" in kisha("query", "--help").stdout
