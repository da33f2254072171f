"""Nothing that was taken out is in any output: every file, the terminal, logs, pages, tables, packed ones unpacked."""

from __future__ import annotations

import json
import logging
import zipfile

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.privacy import Level
from pipeline.privacy.folded import folded
from tests.privacy.samples import CONTACTS, KEPT, PEOPLE, RELEASE

GONE = {"contacts": CONTACTS, "people": PEOPLE, "all": (*CONTACTS, *PEOPLE)}
STAYS = {
    "contacts": ("青木一郎", "あおきいちろう", "Marina"),
    "people": ("0355500187", "kouhou@example.ac.jp", "5630099"),
    "all": (),
}


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    path = tmp_path_factory.mktemp("raw") / "release.txt"
    path.write_text(RELEASE, encoding="utf-8")
    return path


@pytest.fixture(scope="module", params=list(Level))
def outputs(request, source, tmp_path_factory):
    """(level, name of an output → what it holds) over every command and format."""
    level, out = str(request.param), tmp_path_factory.mktemp("out")
    said = {"extract": _run("extract", source, "--explain", "--no-ner", "--redact", level, "-o", out / "release.json")}
    said["lines"] = _run("extract", source, source, "--no-ner", "--redact", level)
    said["view"] = _run("view", source, "--no-ner", "--redact", level, "-o", out / "fresh.html")
    said["again"] = _run("view", out / "release.json", "-o", out / "again.html")
    said["batch"] = _run("batch", source, "--engine", "serial", "--no-ner", "--redact", level, "-o", out / "run")
    plain = source.parent / "plain.json"  # not redacted: export takes out
    _run("extract", source, "--no-ner", "-q", "-o", plain)
    for kind in ("datacite", "crossref", "jsonld", "csl", "bibtex"):
        said[kind] = _run("export", kind, plain, "--redact", level)
    for kind, name in (("csv", "csv"), ("xlsx", "all.xlsx"), ("parquet", "parquet"), ("docbin", "all.spacy")):
        said[kind] = _run("export", kind, plain, "--redact", level, "--texts", source.parent, "-o", out / name)
    return level, said | dict(_files(out))


def _run(*arguments):
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def _files(folder):
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as packed:
                yield path.name, "".join(packed.read(name).decode("utf-8") for name in packed.namelist())
        elif path.suffix == ".parquet":
            yield str(path), json.dumps(pq.read_table(path).to_pylist(), ensure_ascii=False, default=str)
        elif path.suffix == ".spacy":
            import spacy
            from spacy.tokens import DocBin

            docs = list(DocBin().from_disk(path).get_docs(spacy.blank("ja").vocab))
            yield path.name, "".join(doc.text + json.dumps(doc.user_data, ensure_ascii=False, default=str) for doc in docs)
        elif path.is_file() and path.parent.name != "done":  # the run's own notes: hashes and names of sources
            yield str(path), path.read_text(encoding="utf-8")


def test_nothing_is_left(outputs):
    level, held = outputs
    assert len(held) >= 30
    for name, content in held.items():
        letters = folded(content)
        assert [each for each in GONE[level] if folded(each) in letters] == [], name


def test_the_rest_is_still_there(outputs):
    level, held = outputs
    text = next(content for name, content in held.items() if name.endswith("/release.txt"))
    letters = folded(text)
    assert [each for each in (*KEPT, *STAYS[level]) if folded(each) not in letters] == []
    assert len(text) == len(RELEASE)
    assert [len(line) for line in text.split("\n")] == [len(line) for line in RELEASE.split("\n")]


def test_offsets_fit_the_redacted_text(outputs):
    level, held = outputs
    text = next(content for name, content in held.items() if name.endswith("/release.txt"))
    document = json.loads(next(content for name, content in held.items() if name.endswith("/release.json")))
    assert document["document"]["redaction"] == {"level": level, "cover": "█"}
    assert document["document"]["sha256"] == ""
    assert document["document"]["characters"] == len(text)
    for mention in document["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]
        for rival in mention["beat"]:
            assert text[rival["start"] : rival["end"]] == rival["text"]
    for note in document["records"]["glossary"]:
        assert text[note["definition_start"] : note["definition_end"]] == note["definition"]


def test_records_still_hang_together(outputs):
    level, held = outputs
    records = json.loads(next(content for name, content in held.items() if name.endswith("/release.json")))["records"]
    names = [person["name"] for person in records["people"]]
    grant = next(each for each in records["funding"] if each["recipients"])
    assert grant["recipients"][0] == names[0]
    desk = records["contacts"][0]
    assert desk["person"] == names[0]
    if level != "contacts":
        assert names == [f"█{number}" for number in range(1, len(names) + 1)]
        assert all(person["reading"] is None and person["romanized"] is None for person in records["people"])
    if level != "people":
        assert {desk[key] for key in ("phone", "fax", "email", "postal_code", "address")} == {None}


def test_the_document_itself_is_never_written_over(source, tmp_path):
    own = tmp_path / "release.txt"
    own.write_text(RELEASE, encoding="utf-8")
    _run("extract", own, "--no-ner", "-q", "-o", tmp_path / "release.json")
    result = CliRunner().invoke(app, ["extract", str(own), "--no-ner", "--redact", "all", "-o", str(tmp_path / "release.json")])
    assert result.exit_code == 2
    assert own.read_text(encoding="utf-8") == RELEASE


def test_logs_hold_no_text_of_the_document(source, tmp_path, caplog, capfd):
    """Every logger at DEBUG, without --redact: none quotes the document."""
    root = logging.getLogger()
    loggers = [root, *(each for each in root.manager.loggerDict.values() if isinstance(each, logging.Logger))]
    before = [(each, each.level) for each in loggers]
    try:
        for each in loggers:
            each.setLevel(logging.DEBUG)
        with caplog.at_level(logging.DEBUG):
            _run("extract", source, "--no-ner", "-q", "-o", tmp_path / "release.json")
            _run("batch", source, "--engine", "serial", "--no-ner", "-q", "-o", tmp_path / "run")
    finally:
        for each, level in before:
            each.setLevel(level)
    said = folded(caplog.text + capfd.readouterr().err)
    lines = [folded(line) for line in RELEASE.split("\n")]
    assert [line for line in (*lines, *map(folded, (*PEOPLE, *CONTACTS))) if len(line) > 3 and line in said] == []
