"""The built wheel works outside the checkout, tables included."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-build-isolation",
        "-w",
        folder,
        ROOT,
    ]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("kisha-*.whl")
    return built


def test_wheel_holds_tables_and_licences_and_no_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    tables = {path.name for path in (ROOT / "pipeline/lexicon/data").glob("*.tsv")}
    assert tables <= {Path(name).name for name in names}
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not any(name.startswith(("tests/", "gold/", "raw/")) for name in names)


def test_wheel_in_a_clean_environment(wheel, tmp_path):
    """The dependencies are lent by a path file, since a test reaches no registry; the product itself comes from the wheel only."""
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env/bin/python"
    lent = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], check=True, capture_output=True, text=True
    ).stdout.strip()
    own = tmp_path / "own"
    zipfile.ZipFile(wheel).extractall(own)
    path_file = f"{own}\n{sysconfig.get_path('purelib')}\n"
    (Path(lent) / "lent.pth").write_text(path_file, encoding="utf-8")
    release = tmp_path / "a.txt"
    release.write_text("令和6年4月1日\n\n本研究は、JSPS科研費 JP19K07120 の助成を受けたものです。\n", encoding="utf-8")
    code = f"import pipeline, sys; assert pipeline.__file__.startswith({str(own)!r}); from pipeline.cli import main; main()"
    done = subprocess.run(
        [python, "-c", code, "extract", "--no-ner", str(release)], check=True, capture_output=True, text=True, cwd=tmp_path
    )
    document = json.loads(done.stdout)
    assert document["records"]["released"] == "2024-04-01"
    assert [award["number"] for grant in document["records"]["funding"] for award in grant["awards"]] == ["JP19K07120"]
