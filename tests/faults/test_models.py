"""Models, dictionaries and caches that are missing, broken or of another version."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = "令和6年5月15日（水）\n\n北浜工科大学\n\n水滴の動きを予測\n\n　北浜工科大学の青木一郎教授らは、水滴の動きを予測しました。\n"
#: Makes one package as absent as if it had never been installed; Python reads this file when it starts.
_ABSENT = """
import importlib.machinery as machinery
find = machinery.PathFinder.find_spec
machinery.PathFinder.find_spec = classmethod(
    lambda cls, name, *more: None if name.partition(".")[0] == {name!r} else find(name, *more)
)
"""


@pytest.fixture
def kisha(tmp_path):
    """Runs `kisha extract` on a release with a folder of stubs in front of the installed packages, and a cache of its own."""
    source, stubs = tmp_path / "release.txt", tmp_path / "stubs"
    source.write_text(TEXT, encoding="utf-8")
    stubs.mkdir()

    def run(*options, **environment):
        variables = {**os.environ, "PYTHONPATH": str(stubs), "KISHA_CACHE": str(tmp_path / "cache"), **environment}
        command = [sys.executable, "-m", "pipeline", "extract", str(source), *options, "-q", "-o", str(tmp_path / "out.json")]
        return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False, timeout=300)

    return run, stubs, tmp_path / "out.json"


def _missing(result, out, name):
    assert result.returncode == 2, result.stderr
    assert result.stderr.count("\n") == 1
    assert "[model-missing]" in result.stderr
    assert name in result.stderr
    assert "install" in result.stderr
    assert not out.exists()


@pytest.mark.parametrize(("module", "package"), [("unidic_lite", "unidic-lite"), ("sudachidict_core", "sudachidict-core")])
def test_a_dictionary_that_is_not_installed(kisha, module, package):
    run, stubs, out = kisha
    (stubs / "sitecustomize.py").write_text(_ABSENT.format(name=module))
    _missing(run("--no-ner"), out, package)


@pytest.mark.parametrize("engine", ["fast", "stock"])
def test_the_model_that_is_not_installed(kisha, engine):
    run, stubs, out = kisha
    (stubs / "sitecustomize.py").write_text(
        _ABSENT.format(name="ja_ginza")
        + "import importlib.metadata as metadata\n"
        + "found = metadata.distribution\n"
        + "def absent(name):\n"
        + "    if name.replace('-', '_') == 'ja_ginza':\n"
        + "        raise metadata.PackageNotFoundError(name)\n"
        + "    return found(name)\n"
        + "metadata.distribution = absent\n"
    )
    _missing(run("--engine-ner", engine), out, "ja-ginza")


def test_without_the_model_all_else_works(kisha):
    run, stubs, out = kisha
    (stubs / "sitecustomize.py").write_text(_ABSENT.format(name="ja_ginza"))
    assert run("--no-ner").returncode == 0
    assert json.loads(out.read_bytes())["records"]["released"] == "2024-05-15"


@pytest.mark.parametrize("meta", [None, "{", "{}", '{"version": "9.9.9"}'])
def test_a_model_that_is_not_whole_or_of_another_version(kisha, meta):
    """A folder of that name without what belongs into it: half an installation, or one of a version whose data are gone."""
    run, stubs, out = kisha
    (stubs / "ja_ginza").mkdir()
    (stubs / "ja_ginza" / "__init__.py").write_text("")
    if meta is not None:
        (stubs / "ja_ginza" / "meta.json").write_text(meta)
    _missing(run(), out, "ja_ginza")


def test_a_registry_index_that_is_damaged_is_said_and_not_used(kisha, tmp_path):
    run, _, out = kisha
    index = tmp_path / "registry.sqlite3"
    index.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    result = run("--no-ner", KISHA_REGISTRY=str(index))
    assert result.returncode == 0, result.stderr
    assert str(index) in result.stderr
    assert "Traceback" not in result.stderr
    assert json.loads(out.read_bytes())["records"]["organizations"]
    assert index.read_bytes()[:16] == b"SQLite format 3\0"


def test_a_cache_that_is_cut_off_changes_nothing(kisha, tmp_path):
    run, _, out = kisha
    assert run().returncode == 0
    wanted = out.read_bytes()
    out.unlink()
    (cached,) = (tmp_path / "cache").iterdir()
    cached.write_bytes(cached.read_bytes()[:100_000])
    result = run()
    assert (result.returncode, out.read_bytes()) == (0, wanted)
