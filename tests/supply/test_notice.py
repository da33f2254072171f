"""What is installed, under which licence, with which hashes: the lock files, NOTICE and the packages' own words agree."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted(ROOT.glob("requirements*.lock"))
#: A licence's family by the words that packages use for it.
_FAMILIES = {
    "MIT": r"\bMIT\b",
    "BSD": r"BSD",
    "Apache": r"Apache",
    "MPL": r"MPL|Mozilla",
    "GPL": r"GPL|GNU",
    "ISC": r"\bISC",
    "PSF": r"PSF|Python Software Foundation",
    "PD": r"Unlicense|Public Domain",
    "CC0": r"CC0",
    "CC-BY": r"CC-BY",
    "Zlib": r"Zlib",
    "CNRI": r"CNRI",
}


def _locked(lock: Path) -> list[str]:
    return re.findall(r"^([a-z0-9][a-z0-9.-]*)==", lock.read_text(encoding="utf-8"), re.MULTILINE)


def _listed() -> dict[str, dict[str, str]]:
    """Heading of NOTICE → package → licence."""
    found: dict[str, dict[str, str]] = {}
    heading = ""
    for line in (ROOT / "NOTICE").read_text(encoding="utf-8").splitlines():
        match = re.fullmatch(r"  ([a-z0-9][a-z0-9.-]*) {2,}(\S.*)", line)
        if match and ("depend" in heading or "Development" in heading):
            found.setdefault(heading, {})[match[1]] = match[2]
        elif line and not line.startswith(" "):
            heading = line
    return found


RUN, DEVELOPMENT = _listed().values()


def _families(words: str) -> set[str]:
    return {family for family, pattern in _FAMILIES.items() if re.search(pattern, words)}


def _own_words(name: str) -> str | None:
    """What a package says of its licence; None where it is not installed here."""
    try:
        about = distribution(name).metadata
    except PackageNotFoundError:
        return None
    if expression := about.get("License-Expression"):
        return str(expression)
    classes = [each for each in about.get_all("Classifier") or () if each.startswith("License ::")]
    return " ".join([(about.get("License") or "").partition("\n")[0], *classes])


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_of_a_lock_is_in_the_notice_and_has_hashes(lock):
    names = _locked(lock)
    assert names
    assert [name for name in names if name not in RUN and name not in DEVELOPMENT] == []
    entries = re.split(r"^(?=[a-z0-9])", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [entry.partition("=")[0] for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []
    assert "://" not in lock.read_text(encoding="utf-8")


def test_the_notice_says_what_the_packages_say():
    said = {name: (licence, _own_words(name)) for name, licence in {**DEVELOPMENT, **RUN}.items()}
    wrong = {name: both for name, both in said.items() if both[1] is not None and _families(both[0]) != _families(both[1])}
    assert wrong == {}
    assert sum(both[1] is not None for both in said.values()) > 60


def test_an_installation_brings_no_copyleft_code():
    assert {name: licence for name, licence in RUN.items() if "GPL" in licence or "CC-BY-SA" in licence} == {}
    if (ROOT / "requirements-dev.lock").exists():  # since there are two locks the first is what an installation needs
        assert [name for name in _locked(ROOT / "requirements.lock") if name not in RUN] == []


def test_the_data_are_in_the_notice():
    """Each table says its licence; what is not the project's own is named in NOTICE."""
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for path in sorted((ROOT / "pipeline" / "lexicon" / "data").glob("*.tsv")):
        head = " ".join(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#"))
        assert re.search(r"MIT|CC0|BSD|[Pp]ublic domain|no licence", head), path.name
        if "BSD" in head:
            assert path.stem in notice, path.name
    for source in ("Research Organization Registry", "Crossref Funder Registry", "UniDic", "IANA", "SudachiDict", "ja-ginza"):
        assert source in notice
