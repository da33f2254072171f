"""An extractor is found by what the user calls it, without being loaded."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.errors import ExtractorUnknown
from pipeline.extractors import Kind, Located, installed, load, locate, run
from pipeline.model.annotation import Annotation, Mark

SHIPPED = {"kisha", "kisha-rules", "ginza", "ginza-ontonotes", "words", "patterns", "ja-timex"}


def test_shipped_extractors_are_entry_points():
    assert set(installed()) >= SHIPPED
    assert list(installed()) == sorted(installed())
    assert locate("patterns") == Located("patterns", Kind.CALLABLE, "pipeline.extractors.shipped.patterns:patterns")


@pytest.fixture
def plugin(tmp_path, monkeypatch) -> str:
    """The name of an extractor of another distribution, installed the way pip would leave it."""
    site = tmp_path / "site"
    (site / "other-1.0.dist-info").mkdir(parents=True)
    (site / "other-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: other\nVersion: 1.0\n", encoding="utf-8")
    points = "[pipeline.extractors]\nother-years = other_years:find\npatterns = other_years:find\n"
    (site / "other-1.0.dist-info" / "entry_points.txt").write_text(points, encoding="utf-8")
    code = "import re\n\n\ndef find(text):\n    return [(m.start(), m.end(), 'DATE') for m in re.finditer('[0-9]{4}年', text)]\n"
    (site / "other_years.py").write_text(code, encoding="utf-8")
    monkeypatch.setattr(sys, "path", [*sys.path, str(site)])
    return "other-years"


def test_a_plugin_of_another_distribution_runs_by_its_name(plugin):
    measured = run(locate(plugin), [Annotation("a", text="昨日は2024年")])
    assert measured.run.annotations["a"].marks == (Mark(3, 8, "DATE", "2024年"),)


def test_another_distribution_does_not_take_a_name_that_stands_first_on_the_path(plugin):
    assert locate("patterns").reference == "pipeline.extractors.shipped.patterns:patterns"


def test_files_and_folders(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "outputs").mkdir()
    (tmp_path / "patterns").mkdir()
    assert locate("outputs/") == Located("outputs", Kind.FILES, "outputs/")
    assert locate(str(tmp_path)).kind is Kind.FILES
    assert locate("patterns").kind is Kind.CALLABLE  # an installed one goes first
    assert locate("./patterns").kind is Kind.FILES


def test_module_and_function_are_not_imported_yet():
    assert locate("no.such.module:it") == Located("no.such.module:it", Kind.CALLABLE, "no.such.module:it")


@pytest.mark.parametrize("name", ["kisya", "module:", ":function", "mod ule:f", "nowhere/outputs"])
def test_unknown_names_list_what_there_is(name):
    with pytest.raises(ExtractorUnknown) as raised:
        locate(name)
    assert all(known in str(raised.value) for known in SHIPPED)
    assert raised.value.exit_status == 2


def test_a_module_in_the_current_folder_is_found(tmp_path, monkeypatch):
    (tmp_path / "mine_here.py").write_text(
        "class A:\n    @staticmethod\n    def b(text):\n        return [(0, 1, 'X')]\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    measured = run(locate("mine_here:A.b"), [Annotation("a", text="文")])
    assert measured.run.annotations["a"].marks == (Mark(0, 1, "X", "文"),)


def test_a_folder_of_our_own_name_in_the_current_folder_is_in_nobodys_way(tmp_path, monkeypatch):
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "pipeline" / "__init__.py").write_text("raise RuntimeError\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(locate("patterns"), [Annotation("a", text="2024年")]).run.annotations["a"].marks


def test_load_takes_dotted_names():
    assert load("pathlib:Path.cwd")() == Path.cwd()
