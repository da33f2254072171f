"""docs/serve.md says what is true: its codes are those that there are, its options the command's, and its example runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from pipeline.serve.problems import KINDS
from pipeline.serve.wishes import Options
from tests.serve.test_extract import TEXT

PAGE = (Path(__file__).parents[2] / "docs/serve.md").read_text(encoding="utf-8")


def test_codes():
    listed = re.findall(r"^\| `([a-z-]+)` \| (\d{3}) \|", PAGE, re.MULTILINE)
    assert {code: int(status) for code, status in listed} == {code: status for code, (status, _) in KINDS.items()}


def test_options():
    shown = subprocess.run([sys.executable, "-m", "pipeline", "serve", "--help"], capture_output=True, text=True, check=True).stdout
    offered = set(re.findall(r"--[a-z-]+", shown)) - {"--help", "--ner"}
    first, _, _ = PAGE.partition("## One document")
    assert offered == {each for row in re.findall(r"^\| (.+?) \|", first, re.MULTILINE) for each in re.findall(r"--[a-z-]+", row)}
    named = re.findall(r"^\| `([a-z_]+)` \|", PAGE.partition("## One document")[2].partition("## Many")[0], re.MULTILINE)
    assert set(named) == set(Options.model_fields)


def test_python_example(server, tmp_path):
    (tmp_path / "release.txt").write_text(TEXT, encoding="utf-8")
    (example,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    example = example.replace("http://127.0.0.1:8000", server.url)
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["JSPS ['JP19K07120']", "one 1", "two source-empty"]


def test_curl_examples_name_what_there_is(server):
    paths = set(server.client.get("/openapi.json").json()["paths"]) | {"/docs", "/openapi.json"}
    named = set(re.findall(r"localhost:8000(/[a-z0-9/]+)|`(?:GET |POST )?(/[a-z0-9/.]+)`", PAGE))
    assert {one or other for one, other in named} <= paths | {"/kisha/", "/"}
