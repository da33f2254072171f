"""The house rules: a room reads earlier rooms only, third parties' types stop where they enter, nothing reaches out."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2] / "pipeline"
ORDER = [
    "engines",  # knows no steps
    *("lexicon", "read", "normalise", "segment", "analyse", "extract", "resolve", "assemble", "privacy", "write", "evaluate"),
    "annotate", "pages",
    "flow", "bridge", "batch",  # flow.py is no room: it stands where the rooms that ask for the whole of it begin
]  # fmt: skip
ROOMLESS = ("pipeline.model", "pipeline.errors")
#: Where a third party may be imported.
GUESTS = {
    "fugashi": ("analyse", "extractors"), "sudachipy": "analyse", "spacy": ("analyse", "extractors", "annotate", "bridge"),
    "ginza": "extractors", "ja_timex": "extractors", "ahocorasick_rs": ("analyse", "extract"),
    "charset_normalizer": "read", "pydantic": ("assemble", "evaluate", "annotate", "serve"), "rich": ("write", "cli"),
    "typer": "cli",
    "phonenumbers": ("extract", "resolve"), "pypdfium2": "read", "selectolax": "read", "docx": "read",
    "jinja2": "pages", "markupsafe": "pages", "numpy": ("analyse", "evaluate"),
    "pyarrow": "write", "openpyxl": "write", "duckdb": "write", "ray": "engines",
    "fastapi": "serve", "starlette": "serve", "uvicorn": "serve",
}  # fmt: skip


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
            found |= {
                f"{node.module}.{alias.name}"
                for alias in node.names
                if (HOUSE.parent / (node.module or "").replace(".", "/")).is_dir()
            }
    return found


FILES = sorted(HOUSE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_room_imports_only_earlier_rooms(path):
    room = path.relative_to(HOUSE).parts[0]
    if room not in ORDER:
        return  # flow.py and the command line see every room
    for name in _imports(path):
        if not name.startswith("pipeline") or name == "pipeline" or name.startswith(ROOMLESS):
            continue
        other = name.split(".")[1]
        assert other in ORDER, f"{path.name} imports {name}"
        assert ORDER.index(other) <= ORDER.index(room), f"{path.name} in {room}/ imports {name}"


def test_only_batch_and_server_know_how_work_is_spread():
    for path in FILES:
        known = {name.split(".")[1] for name in _imports(path) if name.startswith("pipeline.")}
        allowed = path.relative_to(HOUSE).parts[0] in ("batch", "cli", "engines", "serve")
        assert allowed or not known & {"batch", "engines"}, f"{path} spreads work"


@pytest.mark.parametrize("path", sorted((HOUSE / "extract").rglob("*.py")), ids=lambda path: str(path.relative_to(HOUSE)))
def test_extractors_never_look_at_each_other(path):
    field = path.relative_to(HOUSE / "extract").parts[0]
    if field == "__init__.py":
        return
    for name in _imports(path):
        parts = name.split(".")
        if parts[:2] == ["pipeline", "extract"] and len(parts) > 2:
            assert parts[2] == field, f"{path} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_guests_stay_in_their_rooms(path):
    room = path.relative_to(HOUSE).parts[0]
    for name in _imports(path):
        allowed = GUESTS.get(name.split(".")[0])
        assert allowed is None or room in ((allowed,) if isinstance(allowed, str) else allowed), f"{path.name} imports {name}"
        assert name.split(".")[0] not in {"requests", "httpx", "urllib3", "socket"}, f"{path.name} reaches for the network"


def test_no_drawers():
    names = {part for path in FILES for part in path.relative_to(HOUSE).with_suffix("").parts}
    assert not names & {"utils", "util", "helpers", "common", "misc"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_modules_can_be_taken_in(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_lexicon_tables_name_their_source():
    from pipeline.lexicon import table

    for path in sorted((HOUSE / "lexicon" / "data").glob("*.tsv")):
        head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        said = " ".join(head)
        assert "Source" in said, path.name
        assert "icence" in said, path.name
        assert table(path.stem), path.name
