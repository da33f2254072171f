"""`kisha registry`, as a user meets it."""

from __future__ import annotations

import json

import pytest

from tests.cli.test_commands import kisha
from tests.lexicon.dumps import NAME, SMALL, VERSION_1, plain, zipped

TEXT = (
    "令和6年4月1日\n\n北浜工科大学の青木一郎教授は、日本汐見学会で発表します。\n"
    "本研究は、科学技術振興機構(JST)の助成を受けたものです。\n"
)


@pytest.fixture(autouse=True)
def index(tmp_path, monkeypatch):
    path = tmp_path / "data" / "registry.sqlite3"
    monkeypatch.setenv("KISHA_REGISTRY", str(path))
    return path


@pytest.fixture
def release(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def links(release):
    document = json.loads(kisha("extract", "--no-ner", release).stdout)
    return {each["name"]: each["ids"]["ror"] for each in document["records"]["organizations"]}


def test_import_status_remove(tmp_path, release, index):
    built_in = links(release)
    assert built_in == {
        "北浜工科大学": None, "日本汐見学会": None, "科学技術振興機構": "https://ror.org/00097mb19",
    }  # fmt: skip
    assert b"no registry was imported" in kisha("registry", "status").stdout
    done = kisha("registry", "import", zipped(tmp_path, {f"{NAME}.json": VERSION_1, f"{NAME}_schema_v2.json": SMALL}))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("ROR v9.1 (2026-10-01): 4 bodies, ")
    assert links(release) == {"北浜工科大学": "https://ror.org/01aaaaa11", "日本汐見学会": None, "科学技術振興機構": None}
    status = kisha("registry", "status").stdout.decode()
    assert "ROR v9.1 (2026-10-01)" in status
    assert str(index) in status
    assert str(index) in kisha("registry", "remove").stdout.decode()
    assert links(release) == built_in
    assert kisha("registry", "remove").returncode == 0


def test_a_broken_dump_is_one_line_and_changes_nothing(tmp_path, release):
    kisha("registry", "import", plain(tmp_path))
    before = links(release)
    (tmp_path / "broken.json").write_text('[{"id": "https://ror.org/', encoding="utf-8")
    (tmp_path / "old.json").write_text(json.dumps(VERSION_1), encoding="utf-8")
    for file, code in (("broken.json", "registry-unreadable"), ("old.json", "registry-unreadable"), ("none", "source-not-found")):
        done = kisha("registry", "import", tmp_path / file)
        assert done.returncode == 2
        assert done.stderr.decode().startswith("kisha: ")
        assert done.stderr.decode().endswith(f"[{code}]\n")
        assert done.stderr.count(b"\n") == 1
    assert links(release) == before


def test_a_damaged_index_is_said_once_and_the_table_links(tmp_path, release, index):
    plainly = kisha("extract", "--no-ner", release, release).stdout
    kisha("registry", "import", plain(tmp_path))
    content = bytearray(index.read_bytes())
    content[len(content) // 2] ^= 255
    index.write_bytes(content)
    done = kisha("extract", "--no-ner", release, release)
    assert (done.returncode, done.stdout) == (0, plainly)
    assert done.stderr.count(b"\n") == 1
    assert b"[registry-unreadable]" in done.stderr
    status = kisha("registry", "status")
    assert (status.returncode, status.stderr.count(b"\n")) == (2, 1)
    assert kisha("registry", "import", plain(tmp_path)).returncode == 0
    assert kisha("extract", "--no-ner", release).stderr == b""


@pytest.mark.parametrize("command", ["import", "status", "remove"])
def test_every_part_has_help(command):
    done = kisha("registry", command, "--help")
    assert done.returncode == 0
    assert b"Usage" in done.stdout
