"""No network at run time: the whole flow in a process in which every socket is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Python reads this file when it starts. Whoever asks for a socket, or for the address of a host, is refused, in C code too.
_NO_SOCKETS = """
import sys
def hook(event, _):
    if event.startswith("socket.") and event != "socket.gethostname":
        raise RuntimeError("a socket was asked for")
sys.addaudithook(hook)
"""


def test_the_whole_flow_asks_for_no_socket(tmp_path):
    stubs, out = tmp_path / "stubs", tmp_path / "out"
    stubs.mkdir()
    (stubs / "sitecustomize.py").write_text(_NO_SOCKETS)
    source = str(ROOT / "examples" / "contacts-heavy.txt")
    commands = (
        ("extract", source, "-o", f"{out}/release.json"),
        ("extract", source, "--engine-ner", "stock", "--redact", "all", "-q", "-o", f"{out}/redacted.json"),
        ("view", source, "--no-ner", "-o", f"{out}/page.html"),
        ("batch", source, "--engine", "serial", "--no-ner", "-q", "-o", f"{out}/run"),
        ("export", "datacite", f"{out}/release.json"),
        ("check", f"{out}/release.json", str(ROOT / "gold" / "contacts-heavy.json")),
    )
    environment = {**os.environ, "PYTHONPATH": str(stubs), "KISHA_CACHE": str(tmp_path / "cache")}
    code = f"""
from pipeline.cli import app
for words in {commands!r}:
    try:
        app(list(words))
    except SystemExit as end:
        assert end.code in ((0, 1) if words[0] == "check" else (0, None)), (words, end.code)
"""
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert result.returncode == 0, result.stderr[-2000:]
    assert "a socket was asked for" not in result.stderr
    assert (out / "run" / "records.jsonl").exists()


def test_the_guard_does_refuse(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(_NO_SOCKETS)
    for asked in ("import socket; socket.socket()", "import urllib.request as r; r.urlopen('http://localhost')"):
        result = subprocess.run(
            [sys.executable, "-c", asked],
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "a socket was asked for" in result.stderr
