"""`make sbom`: every locked package with version and hashes, the same bytes each time, valid CycloneDX."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytest.importorskip("cyclonedx_py", reason="cyclonedx-bom is among the packages for development")


def _command() -> list[str]:
    """What the Makefile runs, without its output."""
    recipe = re.search(
        r"^sbom:.*\n\t@\$\(BIN\)/python (.*) --output-file \S+ (\S+)$", (ROOT / "Makefile").read_text(), re.MULTILINE
    )
    assert recipe is not None
    return [sys.executable, *recipe[1].split(), "--output-file", "-", recipe[2]]


def test_bill_of_materials():
    made = [subprocess.run(_command(), cwd=ROOT, capture_output=True, check=True, timeout=120).stdout for _ in range(2)]
    assert made[0] == made[1]
    bill = json.loads(made[0])
    assert bill["bomFormat"] == "CycloneDX"
    locked = set(re.findall(r"^([a-z0-9][a-z0-9.-]*)==([^ \\]+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    assert {(each["name"], each["version"]) for each in bill["components"]} == locked
    for each in bill["components"]:
        assert each["purl"].startswith(f"pkg:pypi/{each['name']}@")
        assert any(place.get("hashes") for place in each["externalReferences"]), each["name"]
    assert bill["metadata"]["component"]["name"] == "kisha"
