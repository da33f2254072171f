"""The command line, as a user meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "令和6年4月1日\n\n新しい方法を開発\n\n本研究は、JSPS科研費 JP19K07120 の助成を受けたものです。\n"


def kisha(*arguments, stdin: bytes = b"", cwd=None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env={**os.environ, "COLUMNS": "100"}, check=False)


@pytest.fixture
def release(tmp_path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_extract_writes_to_standard_output(release):
    done = kisha("extract", "--no-ner", release)
    document = json.loads(done.stdout)
    assert document["document"]["source"] == str(release)
    assert document["records"]["funding"][0]["awards"][0]["number"] == "JP19K07120"


def test_extract_reads_standard_input():
    document = json.loads(kisha("extract", "--no-ner", "-", stdin=TEXT.encode("cp932")).stdout)
    assert document["document"] | {"sha256": ""} == {
        "id": "-", "source": "-", "media_type": "text/plain", "encoding": "cp932", "sha256": "", "characters": len(TEXT),
    }  # fmt: skip


def test_extract_into_a_folder_and_a_summary(release, tmp_path):
    done = kisha("extract", "--no-ner", release, "-o", tmp_path / "out" / "x.json")
    assert (tmp_path / "out" / "x.json").exists()
    assert "JP19K07120" in done.stdout.decode()
    kisha("extract", "--no-ner", release, "-o", f"{tmp_path}/folder/")
    one, two = (tmp_path / "out/x.json").read_bytes(), (tmp_path / "folder/a.json").read_bytes()
    assert one == two
    assert not list((tmp_path / "out").glob(".*"))


def test_several_files_give_json_lines(release, tmp_path):
    other = tmp_path / "b.txt"
    other.write_text("平成30年度に始めた。\n", encoding="utf-8")
    lines = kisha("extract", "--no-ner", release, other).stdout.decode().splitlines()
    assert [json.loads(line)["document"]["id"] for line in lines] == ["a", "b"]


def test_a_bad_file_does_not_stop_the_others(release, tmp_path):
    (tmp_path / "bad.bin").write_bytes(bytes(range(256)))
    done = kisha("extract", "--no-ner", tmp_path / "bad.bin", release, "-o", tmp_path / "out/")
    assert done.returncode == 2
    assert (tmp_path / "out/a.json").exists()
    assert not (tmp_path / "out/bad.json").exists()
    assert done.stderr.decode().count("\n") == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "source-empty"),
        (bytes(range(256)) * 9, "source-binary"),
        (None, "source-not-found"),
        (b"\x89PNG\r\n", "source-unsupported"),
    ],
)
def test_unusable_input_is_one_line_and_status_2(tmp_path, content, code):
    path = tmp_path / "x"
    if content is not None:
        path.write_bytes(content)
    done = kisha("extract", path, "-o", tmp_path / "x.json")
    assert done.returncode == 2
    assert done.stderr.decode().startswith("kisha: ")
    assert done.stderr.decode().rstrip().endswith(f"[{code}]")
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert not (tmp_path / "x.json").exists()


def test_a_folder_is_no_release(tmp_path):
    done = kisha("extract", tmp_path)
    assert (done.returncode, b"folder" in done.stderr) == (2, True)


def test_two_files_of_one_name_do_not_overwrite_each_other(release, tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a.txt").write_text(TEXT, encoding="utf-8")
    done = kisha("extract", "--no-ner", release, tmp_path / "sub/a.txt", "-o", f"{tmp_path}/out/")
    assert done.returncode == 2
    assert not (tmp_path / "out/a.json").exists()


def test_output_that_cannot_be_written(release, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = kisha("extract", "--no-ner", release, "-o", tmp_path / "file" / "x.json")
    assert done.returncode == 2
    assert b"[output-unwritable]" in done.stderr


def test_explain_says_what_found_a_mention(release):
    document = json.loads(kisha("extract", "--no-ner", "--explain", release).stdout)
    award = next(each for each in document["mentions"] if each["type"] == "AWARD_NUMBER")
    assert award["extractor"]
    assert "beat" in award
    plain = json.loads(kisha("extract", "--no-ner", release).stdout)
    assert all("beat" not in each and "cue" not in each for each in plain["mentions"])


def test_text_that_is_not_japanese_gives_a_document_with_a_warning(tmp_path):
    path = tmp_path / "en.txt"
    path.write_text("This work was supported by JST CREST (JPMJCR2101).\n", encoding="utf-8")
    document = json.loads(kisha("extract", "--no-ner", path).stdout)
    assert [award["number"] for grant in document["records"]["funding"] for award in grant["awards"]] == ["JPMJCR2101"]
    assert "not-japanese" in {each["code"] for each in document["warnings"]}


def test_tokens_show_readings(release):
    rows = [line.split("\t") for line in kisha("tokens", release).stdout.decode().splitlines()]
    reading = {row[2]: row[3] for row in rows}
    assert reading["研究"] == "ケンキュウ"
    assert all(TEXT[int(row[0]) : int(row[1])] == row[2] for row in rows)


def test_schema_fits_the_output(release):
    import jsonschema

    schema = json.loads(kisha("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    for flags in ((), ("--explain",)):
        jsonschema.validate(json.loads(kisha("extract", "--no-ner", *flags, release).stdout), schema)


def test_check_says_what_differs(release, tmp_path):
    out = tmp_path / "a.json"
    kisha("extract", "--no-ner", "-q", release, "-o", out)
    assert b"F1 1.000" in kisha("check", out, out).stdout
    document = json.loads(out.read_bytes())
    document["mentions"] = [each for each in document["mentions"] if each["type"] != "AWARD_NUMBER"]
    (tmp_path / "b.json").write_text(json.dumps(document), encoding="utf-8")
    done = kisha("check", tmp_path / "b.json", out, "--fail-under", "0.99")
    assert (done.returncode, b"missed   AWARD_NUMBER: 'JP19K07120'" in done.stdout) == (1, True)


def test_evaluate_prints_a_table(release, tmp_path):
    kisha("extract", "--no-ner", "-q", release, "-o", f"{tmp_path}/gold/")
    done = kisha("evaluate", tmp_path / "gold", tmp_path / "nothing")
    assert b"there is no output" in done.stderr
    assert b"all types" in done.stdout
    assert kisha("evaluate", tmp_path / "empty", tmp_path).returncode == 2


def test_evaluate_takes_bare_mentions_as_gold(release, tmp_path):
    kisha("extract", "--no-ner", "-q", release, "-o", f"{tmp_path}/out/")
    (tmp_path / "gold").mkdir()
    bare = {"mentions": [{"type": "DATE", "start": 0, "end": 8, "text": TEXT[:8], "value": "2024-04-01"}], "records": {"any": 1}}
    (tmp_path / "gold/a.gold.json").write_text(json.dumps(bare), encoding="utf-8")
    done = kisha("evaluate", "--by-document", tmp_path / "gold", tmp_path / "out").stdout.decode()
    assert "| a | " in done
    assert "DATE                             1     1   1.000" in done


@pytest.mark.parametrize("command", ["extract", "check", "evaluate", "tokens", "schema", "registry"])
def test_every_command_has_help_and_stands_in_the_readme(command):
    assert kisha(command, "--help").returncode == 0
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert f"kisha {command}" in readme


def test_a_mistake_in_the_command_is_explained():
    done = kisha("extrakt")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert kisha("extract", "--reference-date", "tomorrow", "x").returncode == 2
