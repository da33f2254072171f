"""SQL over a run's tables, and what is out of its reach."""

from __future__ import annotations

import json
import sys

import pytest

from pipeline.errors import ExtraMissing, QueryFailed
from pipeline.write.answers import as_csv, as_json, as_text
from pipeline.write.parquet import write_tables
from pipeline.write.query import query
from pipeline.write.tables import TABLES
from tests.write.sample import ALL


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run") / "it's [a] run *"  # no character of a path is a pattern or ends a string
    write_tables(folder, ALL)
    (folder / "secret.csv").write_text("a\n1\n")
    return folder


def _ask(run, sql):
    return list(query(run, sql).rows)


def test_tables_are_views(run):
    assert [name for (name,) in _ask(run, "SHOW TABLES")] == sorted(TABLES)
    for name, columns in TABLES.items():
        assert [row[0] for row in _ask(run, f"DESCRIBE {name}")] == [column.name for column in columns]


def test_an_answer(run):
    answer = query(run, "SELECT funder, count(*) AS grants FROM funding WHERE own GROUP BY ALL ORDER BY grants DESC, funder")
    assert answer.columns == ("funder", "grants")
    assert list(answer.rows)[:3] == [(None, 3), ("北浜財団", 2), ("白浜研究機構", 1)]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM '{run}/secret.csv'", "SELECT * FROM read_csv('{run}/secret.csv')", "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM glob('/*')", "SELECT * FROM read_parquet('https://example.org/a.parquet')", "SELECT * FROM run",
        "COPY (SELECT 1) TO '{run}/out.csv'", "COPY (SELECT 1 AS a) TO '{run}/mentions.parquet'",
        "EXPLAIN ANALYZE COPY (SELECT 1 AS a) TO '{run}/mentions.parquet'", "DROP VIEW funding", "CREATE TABLE a (b INT)",
        "INSTALL httpfs", "LOAD httpfs", "ATTACH '{run}/a.db'", "SET enable_external_access = true", "PRAGMA database_list",
        "SET lock_configuration = false", "SELECT 1; SELECT 2", "SELECT 1; DROP VIEW funding", "", "  ; ", "-- nothing",
        "SELEC 1", "SELECT fundr FROM funding", "SELECT * FROM nothing", "SELECT CAST(title AS INTEGER) FROM documents",
    ],
)  # fmt: skip
def test_what_is_out_of_reach_is_one_line(run, sql):
    before = {path: path.read_bytes() for path in run.rglob("*") if path.is_file()}
    with pytest.raises(QueryFailed) as caught:
        _ask(run, sql.replace("{run}", str(run).replace("'", "''")))
    assert "\n" not in str(caught.value)
    assert before == {path: path.read_bytes() for path in run.rglob("*") if path.is_file()}


def test_a_folder_without_tables(tmp_path):
    with pytest.raises(QueryFailed, match="no tables"):
        query(tmp_path, "SELECT 1")
    (tmp_path / "mentions.parquet").write_bytes(b"no parquet")
    with pytest.raises(QueryFailed):
        _ask(tmp_path, "SELECT * FROM mentions")


SQL = "SELECT funder, len(award_numbers) AS numbers, own, award_numbers FROM funding WHERE document = 'motor' ORDER BY \"grant\""


def test_text_is_aligned(run):
    lines = "".join(as_text(query(run, SQL))).splitlines()
    assert lines[:5] == [
        "funder            numbers  own    award_numbers",
        "────────────────  ───────  ─────  ───────────────────",
        "科学技術振興機構        2  true   JPMJCR2101; 0012345",
        "北浜財団                0  true",
        "–                       1  true   JP22K00123",
    ]


def test_csv_is_for_programs(run):
    lines = "".join(as_csv(query(run, SQL))).split("\n")
    assert lines[:3] == ["funder,numbers,own,award_numbers", "科学技術振興機構,2,true,JPMJCR2101; 0012345", "北浜財団,0,true,"]
    assert lines[3] == ",1,true,JP22K00123"


def test_json_keeps_types(run):
    rows = json.loads("".join(as_json(query(run, SQL))))
    assert rows[0] == {"funder": "科学技術振興機構", "numbers": 2, "own": True, "award_numbers": ["JPMJCR2101", "0012345"]}
    assert rows[2]["funder"] is None
    odd = "SELECT 1 AS a, 1.5 AS a, 'nan'::DOUBLE AS b, DATE '2026-03-04' AS c, {'d': 1} AS e"
    assert json.loads("".join(as_json(query(run, odd)))) == [{"a": 1, "a_2": 1.5, "b": None, "c": "2026-03-04", "e": {"d": 1}}]


@pytest.mark.parametrize(("shape", "said"), [(as_json, "[]\n"), (as_csv, "funder\n"), (as_text, "funder\n──────\n")])
def test_an_empty_answer(run, shape, said):
    assert "".join(shape(query(run, "SELECT funder FROM funding WHERE false"))) == said


def test_a_missing_package_is_named(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(ExtraMissing, match=r"kisha\[tables\]"):
        query(run, "SELECT 1")
