"""docs/evaluating.md, read and done: its files are written, its commands run, and they print the lines that it shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from pipeline import extractors
from pipeline.extractors import GROUP

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "evaluating.md").read_text(encoding="utf-8")

_FILE = re.compile(r"`([\w/.]+)`[^`]*\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^    \$ (.*)\n((?:    (?!\$ ).*\n)*)", re.MULTILINE)
#: `pip install .` of the page, without a network and beside the environment of the tests.
_INSTALL = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--target", "site", "."]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Where a reader would be: the project's folders, and the files that the page says to write."""
    here = tmp_path_factory.mktemp("reader")
    for name in ("gold", "examples", "raw"):
        shutil.copytree(ROOT / name, here / name)
    for name, content in _FILE.findall(PAGE):
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text(content, encoding="utf-8")
    return here


def do(command: str, here: Path) -> str:
    program, *arguments = command.split()
    run = {
        "kisha": [sys.executable, "-m", "pipeline", *arguments],
        "python": [sys.executable, *arguments],
        "pip": [sys.executable, *_INSTALL],
        "mkdir": ["mkdir", *arguments],
    }[program]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{here / 'site'}", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(run, cwd=here, env=environment, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout


def squeezed(line: str) -> str:
    """The line without its figures, which every change of the gold or of a rule moves."""
    return re.sub(r"\d+", "0", " ".join(line.split()))


def test_the_commands_print_what_the_page_shows(folder):
    commands = _COMMAND.findall(PAGE)
    assert len(commands) >= 9
    for command, shown in commands:
        printed = [squeezed(line) for line in do(command, folder).splitlines()]
        for line in map(squeezed, textwrap.dedent(shown).splitlines()):
            start = line.removesuffix("…").rstrip()
            assert any(each.startswith(start) if line.endswith("…") else each == line for each in printed), f"{command}\n{line}"
    assert (folder / "site" / "years.py").exists()


def test_the_python_of_the_page(folder):
    code = PAGE.rpartition("## From Python")[2].partition("```python\n")[2].partition("```")[0]
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, check=True, encoding="utf-8")
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["years:find", "patterns"]


def test_every_shipped_extractor_and_every_code_stands_on_the_page():
    names = {point.name for point in extractors.installed().values() if point.value.startswith("pipeline.")}
    assert {name for name in names if f"`{name}`" in PAGE} == names
    assert f'[project.entry-points."{GROUP}"]' in PAGE
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipeline" / "extractors").glob("*.py"))
    given = set(re.findall(r"AnswerRefused\(\s*\"([a-z-]+)\"|Failure\([^)]*?, \"([a-z-]+)\"|\"code\": \"([a-z-]+)\"", code))
    codes = {part for parts in given for part in parts if part} | {"timed-out", "crashed"}
    assert set(re.findall(r"^\| `([a-z-]+)` \| ", PAGE.partition("## When it misbehaves")[2], re.MULTILINE)) == codes
