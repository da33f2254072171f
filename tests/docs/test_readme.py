"""What the READMEs show is what the program does."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

import pytest

import pipeline

ROOT = Path(__file__).parents[2]
READMES = ["README.md", "README.ja.md"]


def _shown(name: str) -> list[str]:
    """The blocks behind the `$` lines of the example: the input, the grant, the mentions."""
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.split(r"^    \$ .*\n", text, flags=re.MULTILINE)[1:4]
    return [textwrap.dedent(re.match(r"(?:(?:    .*)?\n)*", block)[0]).strip("\n") for block in blocks]


@pytest.mark.parametrize("name", READMES)
def test_example(name):
    source, grant, mentions = _shown(name)
    release = pipeline.extract(source + "\n")
    assert release.records.funding[0].model_dump(mode="json") == json.loads(grant)
    shown = [json.loads(line) for line in mentions.splitlines()]
    assert [[str(each.type), each.start, each.end, each.text, each.value] for each in release.mentions] == shown


def test_both_readmes_show_the_same():
    assert _shown("README.md") == _shown("README.ja.md")
    commands = [
        re.findall(r"^    ((?:kisha|make) [a-z]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE) for name in READMES
    ]
    assert set(commands[0]) == set(commands[1])


@pytest.mark.parametrize(
    "path", [ROOT / name for name in READMES] + sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.name
)
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
