"""No pattern of ours takes more than linear time: each is fed the worst texts that its own parse tree yields."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.properties.superlinear import is_superlinear
from tests.properties.worst_cases import worst_cases

ROOT = Path(__file__).parents[2]


def test_no_pattern_is_superlinear():
    command = [sys.executable, "-m", "tests.properties.superlinear"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert not told["missing"]
    assert told["tried"] > 600, "the patterns are found as they are compiled"
    assert not told["superlinear"], json.dumps(told["superlinear"], ensure_ascii=False, indent=1)


@pytest.mark.parametrize(
    "words",
    (r"a+b", r"\[[^\]]+\]\(", r"(?:[*†]+|[0-9]\))*;", r"<!--.*?-->\s*(?:<!--.*?-->\s*)*<html"),
)
def test_patterns_that_are_superlinear_are_told(words):
    pattern = re.compile(words, re.DOTALL)
    assert any(is_superlinear(lambda text: sum(1 for _ in pattern.finditer(text)), unit) for unit in worst_cases(pattern))


@pytest.mark.parametrize(
    "words", (r"(?<!a)a++b", r"\[[^\]]{1,60}\]\(", r"x\s*+(?::\s*+)?y", r"(?<![0-9])[0-9]{4}年", r"[一-龥]{2,8}大学")
)
def test_linear_patterns_are_not(words):
    pattern = re.compile(words)
    assert not any(is_superlinear(lambda text: sum(1 for _ in pattern.finditer(text)), unit) for unit in worst_cases(pattern))
