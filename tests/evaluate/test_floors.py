"""Floors: what is read, what is broken, and that nothing is let through unseen."""

from __future__ import annotations

import pytest

from pipeline.errors import FloorsUnreadable, SourceNotFound
from pipeline.evaluate.evaluation import Run
from pipeline.evaluate.floors import Floor, broken, read_floors
from pipeline.evaluate.measure import evaluate
from pipeline.model.annotation import Annotation, Mark

GOLD = [
    Annotation("a", (Mark(0, 4, "DATE", value="2024"), Mark(5, 9, "PERSON")), records={"title": "題"}),
    Annotation("b", (Mark(0, 4, "DATE", value="2025"), Mark(5, 9, "PERSON"))),
]
FOUND = {
    "a": Annotation("a", (Mark(0, 4, "DATE", value="2024"),), records={"title": "題"}),
    "b": Annotation("b", (Mark(0, 4, "DATE", value="2026"), Mark(5, 8, "PERSON"))),
}


@pytest.fixture(scope="module")
def evaluation():
    return evaluate(GOLD, [Run("mine", FOUND)], resamples=0)


def floors(tmp_path, text):
    path = tmp_path / "floors.toml"
    path.write_text(text, encoding="utf-8")
    return read_floors(path)


def test_reading(tmp_path):
    text = '[mine]\nmicro = 0.5\nDATE = 1\n[mine.tolerant]\nPERSON = 0.25\n[mine.value]\nDATE = 0.5\n["a:b"]\nmacro = 0.1\n'
    assert floors(tmp_path, text) == (
        Floor("mine", "strict", "micro", 0.5),
        Floor("mine", "strict", "DATE", 1.0),
        Floor("mine", "tolerant", "PERSON", 0.25),
        Floor("mine", "value", "DATE", 0.5),
        Floor("a:b", "strict", "macro", 0.1),
    )


@pytest.mark.parametrize(
    ("table", "key", "reached"),
    [
        ("strict", "DATE", 1.0),
        ("strict", "PERSON", 0.0),
        ("strict", "micro", 4 / 7),
        ("strict", "macro", 0.5),
        ("tolerant", "micro", 6 / 7),
        ("overlap", "macro", (1 + 2 / 3) / 2),
        ("value", "DATE", 0.5),
        ("value", "micro", 0.5),
        ("records", "title", 1.0),
        ("records", "people", 0.0),
    ],
)
def test_a_floor_holds_up_to_the_figure_itself(evaluation, table, key, reached):
    assert broken(evaluation, (Floor("mine", table, key, reached - 1e-9),)) == ()
    if reached < 1:
        (line,) = broken(evaluation, (Floor("mine", table, key, reached + 1e-6),))
        assert line.startswith(f"mine: {table} {key}: {reached:.3f}")


def test_no_values_are_no_reason_to_pass(evaluation):
    (line,) = broken(evaluation, (Floor("mine", "value", "PERSON", 0.0),))
    assert "nothing to judge" in line


@pytest.mark.parametrize(
    "floor",
    [
        Floor("yours", "strict", "micro", 0.1),
        Floor("mine", "strict", "JOURNAL", 0.1),
        Floor("mine", "strict", "title", 0.1),
        Floor("mine", "place", "DATE", 0.1),
        Floor("mine", "exact", "macro", 0.1),
        Floor("mine", "records", "postage", 0.1),
    ],
)
def test_what_is_not_measured_is_no_floor(evaluation, floor):
    with pytest.raises(FloorsUnreadable, match=floor.key if floor.extractor == "mine" else "not in the run"):
        broken(evaluation, (floor,))


@pytest.mark.parametrize(
    "text", ["mine = 0.5", "[mine]\nmicro = 90", "[mine]\nmicro = true", '[mine]\nmicro = "0.5"', "[mine]\ntolerant = 0.5", "[mine"]
)
def test_what_is_no_table_of_floors(tmp_path, text):
    with pytest.raises(FloorsUnreadable):
        floors(tmp_path, text)


def test_no_file(tmp_path):
    with pytest.raises(SourceNotFound):
        read_floors(tmp_path / "floors.toml")
