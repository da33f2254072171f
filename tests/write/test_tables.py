"""The flat tables and their files: parquet, CSV, XLSX."""

from __future__ import annotations

import csv
import hashlib
import io
import re

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.assemble import Release
from pipeline.errors import OutputUnwritable
from pipeline.write import parquet, spreadsheet
from pipeline.write.parquet import write_table, write_tables
from pipeline.write.spreadsheet import SHEETS, guarded, write_csv, write_xlsx
from pipeline.write.tables import TABLES, Kind, rows
from tests.write.sample import ALL, EXHIBIT, FULL, matches_golden, release


def test_every_row_has_its_columns_and_their_types():
    types = {Kind.TEXT: str, Kind.TEXTS: list, Kind.INTEGER: int, Kind.NUMBER: float, Kind.BOOLEAN: bool}
    for each in ALL:
        for name, found in rows(each).items():
            for row in found:
                assert row.keys() == {column.name for column in TABLES[name]}
                for column in TABLES[name]:
                    value = row[column.name]
                    assert isinstance(value, types[column.kind]) if value is not None else not column.required


def test_rows_say_what_the_release_says():
    found = rows(FULL)
    assert [(row["grant"], row["award"], row["number"], row["funder"], row["own"]) for row in found["awards"]] == [
        (1, 1, "JPMJCR2101", "科学技術振興機構", True),
        (1, 2, "0012345", "科学技術振興機構", True),
        (3, 1, "JP22K00123", "日本学術振興会", True),
        (4, 1, "S-1", "白浜研究機構", True),
        (6, 1, "ABC-99", None, True),
        (7, 1, "OTHER-1", "他人財団", False),
    ]
    assert found["funding"][2]["funder"] is None
    assert found["funding"][2]["funder_inferred"] == "日本学術振興会"
    assert (found["glossary"][1]["citation_doi"], found["glossary"][0]["citation_doi"]) == ("10.5555/x", None)
    assert [len(rows(EXHIBIT)[name]) for name in ("publications", "funding", "documents")] == [0, 1, 1]
    assert rows(FULL, "other")["people"][0]["document"] == "other"


def test_mentions_know_their_section():
    each = FULL.model_dump(mode="json") | {
        "sections": [{"kind": "header", "start": 0, "end": 5}, {"kind": "funding", "start": 5, "end": 9}],
        "mentions": [
            {"id": f"m{at}", "type": "TERM", "start": at, "end": at + 1, "text": "x", "confidence": 0.5} for at in (0, 4, 5)
        ],
    }
    found = rows(Release.model_validate(each))["mentions"]
    assert [row["section"] for row in found] == ["header", "header", "funding"]


def test_parquet_gives_back_the_rows(tmp_path):
    for name, found in rows(FULL).items():
        path = tmp_path / f"{name}.parquet"
        assert write_table(path, name, iter(found)) == len(found)
        assert pq.read_table(path).to_pylist() == found


def test_types_of_parquet_do_not_depend_on_the_rows(tmp_path):
    for name in TABLES:
        write_table(tmp_path / "empty", name, [])
        write_table(tmp_path / "full", name, rows(FULL)[name])
        assert pq.read_schema(tmp_path / "empty") == pq.read_schema(tmp_path / "full")
    schema = pq.read_schema(tmp_path / "full")
    assert schema.field("document") == pa.field("document", pa.string(), nullable=False)


def _mentions(number: int):
    row = {"type": "DATE", "text": "三月", "value": None, "extractor": None, "confidence": None, "section": "lead"}
    return ({**row, "document": f"d{at % 7}", "id": f"m{at}", "start": at, "end": at + 2} for at in range(number))


def test_the_same_rows_give_the_same_bytes(tmp_path):
    digests = set()
    for name in ("a", "b"):
        write_table(tmp_path / name, "mentions", _mentions(70_000))
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1
    file = pq.ParquetFile(tmp_path / "a")
    groups = [file.metadata.row_group(at) for at in range(file.num_row_groups)]
    assert [group.num_rows for group in groups] == [32_768, 32_768, 4_464]
    assert {group.column(0).compression for group in groups} == {"ZSTD"}


def test_rows_are_not_held(tmp_path, monkeypatch):
    """While the last row is asked for, all but the last row group has gone."""
    monkeypatch.setattr(parquet, "_ROW_GROUP", 100)
    with parquet.open_table(tmp_path / "a", "mentions") as writer:
        for row in _mentions(1050):
            writer.add(row)
            assert len(writer._held) < 100
    assert pq.read_metadata(tmp_path / "a").num_rows == 1050


@pytest.mark.parametrize("change", [{"colour": "red"}, {"text": None}])
def test_a_row_that_does_not_fit_is_an_error_and_leaves_no_file(tmp_path, change):
    row = next(_mentions(1))
    with pytest.raises(ValueError, match="a row of mentions"):
        write_table(tmp_path / "a", "mentions", [row, row | change])
    assert not list(tmp_path.iterdir())
    with pytest.raises(ValueError, match="has not its columns: text"):
        write_table(tmp_path / "a", "mentions", [{key: value for key, value in row.items() if key != "text"}])


def test_an_old_table_stays_where_a_new_one_fails(tmp_path):
    write_table(tmp_path / "a", "mentions", _mentions(3))
    before = (tmp_path / "a").read_bytes()

    def broken():
        yield from _mentions(2)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_table(tmp_path / "a", "mentions", broken())
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == before


def test_tables_of_a_run(tmp_path):
    count = write_tables(tmp_path, ALL)
    assert count["funding"] == 9
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.parquet")} == {
        "mentions.parquet", *(f"records/{name}.parquet" for name in TABLES if name != "mentions"),
    }  # fmt: skip
    assert pq.read_table(tmp_path / "records/documents.parquet")["document"].to_pylist() == [each.document.id for each in ALL]
    with pytest.raises(OutputUnwritable):
        write_tables(tmp_path / "mentions.parquet", ALL)


@pytest.mark.parametrize("name", SHEETS)
def test_csv_is_golden(tmp_path, name):
    write_csv(tmp_path, ALL)
    data = (tmp_path / f"{name}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfrelease,")
    assert matches_golden(f"{name}.csv", data)


def test_csv_holds_a_row_for_each_number(tmp_path):
    assert write_csv(tmp_path, [FULL]) == {"grants": 8, "people": 2}
    grants, people = (_read(tmp_path / f"{name}.csv") for name in SHEETS)
    assert [(row["funder"], row["grant number"], row["own"], row["inferred"]) for row in grants] == [
        ("科学技術振興機構", "JPMJCR2101", "yes", "no"), ("科学技術振興機構", "0012345", "yes", "no"),
        ("北浜財団", "", "yes", "no"), ("日本学術振興会", "JP22K00123", "yes", "yes"),
        ("白浜研究機構", "S-1", "yes", "no"), ("", "", "yes", "no"), ("", "ABC-99", "yes", "no"),
        ("他人財団", "OTHER-1", "no", "no"),
    ]  # fmt: skip
    assert people[0]["title"] == "光で動く 分子モーター & <script>"
    assert people[0]["affiliations"] == "北浜工科大学; 理化学研究所"
    assert [people[0]["phone"], people[1]["name"], people[1]["romanized"]] == ["'+81312345678", "'＝白井", "'@Hana"]


def _read(path):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(sign):
    assert guarded(f"{sign}1+1") == f"'{sign}1+1"
    assert guarded(f"1{sign}1") == f"1{sign}1"


def test_no_csv_cell_begins_like_a_formula(tmp_path):
    nasty = release("=cmd|'/c calc'!A1", title="@SUM(A1)", people=[{"name": "-1"}], funding=[{"funder": "\t=1", "program": "+x"}])
    write_csv(tmp_path, [nasty])
    for name in SHEETS:
        for row in csv.reader(io.StringIO((tmp_path / f"{name}.csv").read_text("utf-8-sig"))):
            assert not [cell for cell in row if re.match(r"[=+\-@\t\r\n＝＋－＠]", cell)]


def test_xlsx_holds_text_only(tmp_path):
    assert write_xlsx(tmp_path / "a.xlsx", ALL) == {"grants": 10, "people": 2}
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == list(SHEETS)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    grants = [[cell or "" for cell in row] for row in book["grants"].iter_rows(values_only=True)]
    assert grants[0] == list(SHEETS["grants"])
    assert [row[SHEETS["grants"].index("grant number")] for row in grants[1:3]] == ["JPMJCR2101", "0012345"]
    people = list(book["people"].iter_rows(values_only=True))
    assert people[1][SHEETS["people"].index("phone")] == "+81312345678"  # as it is: text is no formula there
    quoted = {cell.value for cell in cells if cell.quotePrefix}
    assert quoted == {"+81312345678", "＝白井", "@Hana"}
    assert book["grants"].freeze_panes == "A2"
    assert book["grants"].auto_filter.ref == "A1:T11"


def test_xlsx_has_the_same_bytes_each_time(tmp_path):
    for name in ("a", "b"):
        write_xlsx(tmp_path / name, ALL)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_sheet_has_an_end(tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheet, "_MOST_ROWS", 3)
    with pytest.raises(OutputUnwritable, match="csv or parquet"):
        write_xlsx(tmp_path / "a.xlsx", [FULL])
    assert not list(tmp_path.iterdir())
