"""docs/exports.md shows what the program does: its commands are run, and its tables are those of the program."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.cli.export import ExportFormat
from pipeline.write.tables import TABLES
from tests.write.sample import FLAG

PAGE = Path(__file__).parents[2] / "docs" / "exports.md"


def _printed(command: str) -> str:
    words = shlex.split(command)
    if words[0] == "cat":
        return Path(words[1]).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    result = CliRunner().invoke(app, [*words[1:], *(["--no-ner", "-q"] if words[1] == "extract" else [])])
    assert result.exit_code == 0, command
    return result.stdout


def _indented(text: str) -> str:
    return re.sub(r"^(?=.)", "    ", text, flags=re.MULTILINE)


def test_every_command_prints_what_is_shown(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = PAGE.read_text(encoding="utf-8")
    first = re.search(r"^    \$ cat motor.txt\n((?:(?:    (?!\$).*)?\n)+)", page, re.MULTILINE)
    (tmp_path / "motor.txt").write_text(re.sub(r"^    ", "", first[1], flags=re.MULTILINE).rstrip("\n") + "\n", encoding="utf-8")
    commands = re.findall(r"^    \$ (.*)$", page, re.MULTILINE)
    assert {words.split()[2] for words in commands if words.startswith("kisha export")} == set(ExportFormat) - {"xlsx", "docbin"}
    parts = re.split(r"(^    \$ .*\n)", page, flags=re.MULTILINE)
    for at in range(1, len(parts), 2):
        block = re.match(r"(?:(?:    .*)?\n)*?(?=\n*(?:\S|\Z))", parts[at + 1])[0].rstrip("\n")
        printed = _indented(_printed(parts[at].strip().removeprefix("$ "))).rstrip("\n")
        if os.environ.get(FLAG):
            parts[at + 1] = printed + parts[at + 1][len(block) :]
        else:
            assert block == printed, parts[at]
    if os.environ.get(FLAG):
        PAGE.write_text("".join(parts), encoding="utf-8")


@pytest.mark.parametrize("name", TABLES)
def test_the_columns_are_listed(name):
    row = re.search(rf"^\| `{name}` \| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)[1]
    told = [(column.name if column.required else f"*{column.name}*", str(column.kind)) for column in TABLES[name]]
    assert re.findall(r"(\S+) \((\w+)\)", row) == told


def test_every_format_is_listed():
    listed = re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert listed[: len(ExportFormat)] == [str(each) for each in ExportFormat]
