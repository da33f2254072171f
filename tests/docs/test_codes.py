"""Every code that the program can give stands in its docs page, and none that it cannot."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline import errors

ROOT = Path(__file__).parents[2]


def _listed(page: str) -> set[str]:
    return set(re.findall(r"^\| `([a-z-]+)` \|", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.MULTILINE))


def test_error_codes():
    codes = {each.code for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.KishaError)}
    assert _listed("errors.md") == codes - {"error"}


def test_warning_codes():
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipeline").rglob("*.py"))
    given = set(re.findall(r"(?:\bWarning|_warn)\(\s*\"([a-z-]+)\"", code))
    assert _listed("warnings.md") == given
