"""Releases → CSV and XLSX for people who live in a spreadsheet: one sheet of grants, one of people.

A row of `grants` is one grant number; a grant without one has a row too. Text stays text: no number loses its zeros, and no cell
is taken for a formula.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from pipeline.assemble import Release
from pipeline.assemble.schema import AwardRecord
from pipeline.errors import ExtraMissing, OutputUnwritable
from pipeline.write.exchange import one_line
from pipeline.write.files import open_beside, write_beside
from pipeline.write.tables import money_from

#: The sheets and their columns.
SHEETS: dict[str, tuple[str, ...]] = {
    "grants": (
        "release", "title", "released", "journal", "doi", "funder", "abbreviation", "official name", "inferred", "co-funders",
        "program", "project", "grant number", "scheme", "fiscal year", "grant page", "recipients", "own", "ROR", "Funder Registry",
    ),
    "people": (
        "release", "title", "released", "name", "reading", "romanized", "positions", "affiliations", "roles", "email", "phone",
    ),
}  # fmt: skip
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # the last four: a Japanese Excel takes full-width signs for the others
_MOST_ROWS = 1_048_576  # of a sheet, with its head
_MOST_CHARACTERS = 32_767  # of a cell
_EPOCH = (1980, 1, 1, 0, 0, 0)  # of the parts of an XLSX file: the same rows give the same bytes


def sheet_rows(release: Release) -> dict[str, list[tuple[str, ...]]]:
    """The rows of `release` for each sheet of `SHEETS`: texts, "" where nothing is said, several things with `; ` between them."""
    records = release.records
    about = (release.document.id, records.title, records.released)
    return {
        "grants": [_row(*about, *each) for each in _grants(release)],
        "people": [
            _row(
                *about, person.name, person.reading, person.romanized, person.positions, person.affiliations, person.roles,
                person.email, person.phone,
            )
            for person in records.people
        ],
    }  # fmt: skip


def write_csv(folder: Path, releases: Iterable[Release]) -> dict[str, int]:
    """Writes `grants.csv` and `people.csv` into `folder` and gives the rows of each: UTF-8 with BOM, CRLF, commas.

    A cell that a spreadsheet would take for a formula has an apostrophe before it. Raises OutputUnwritable.
    """
    with ExitStack() as stack:
        writers = {}
        for name, head in SHEETS.items():
            file = io.TextIOWrapper(stack.enter_context(open_beside(folder / f"{name}.csv")), encoding="utf-8-sig", newline="")
            stack.callback(_let_go, file)
            writers[name] = csv.writer(file)
            writers[name].writerow(head)
        count = dict.fromkeys(SHEETS, 0)
        for release in releases:
            for name, found in sheet_rows(release).items():
                writers[name].writerows([guarded(cell) for cell in row] for row in found)
                count[name] += len(found)
    return count


def write_xlsx(path: Path, releases: Iterable[Release]) -> dict[str, int]:
    """Writes a workbook with both sheets to `path` and gives the rows of each. Every cell is text.

    Raises OutputUnwritable, also where a sheet would need more rows than a workbook can have, and ExtraMissing where openpyxl is
    not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise ExtraMissing("XLSX needs openpyxl; install it: pip install 'kisha[tables]'") from None
    book = Workbook(write_only=True)
    sheets = {name: book.create_sheet(name) for name in SHEETS}
    try:
        count = _fill(sheets, releases, path)
    except BaseException:
        for sheet in sheets.values():
            sheet.close()  # openpyxl would do it when it is too late
        raise
    whole = io.BytesIO()
    book.save(whole)
    write_beside(path, _timeless(whole))
    return count


def _fill(sheets: dict[str, Any], releases: Iterable[Release], path: Path) -> dict[str, int]:
    for name, sheet in sheets.items():
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, each, bold=True) for each in SHEETS[name]])
    count = dict.fromkeys(SHEETS, 0)
    for release in releases:
        for name, found in sheet_rows(release).items():
            count[name] += len(found)
            if count[name] >= _MOST_ROWS:
                raise OutputUnwritable(f"a sheet cannot have {_MOST_ROWS} rows; write csv or parquet instead", source=str(path))
            for row in found:
                sheets[name].append([_cell(sheets[name], cell) for cell in row])
    for name, sheet in sheets.items():
        sheet.auto_filter.ref = f"A1:{_column(len(SHEETS[name]))}{count[name] + 1}"
    return count


def guarded(cell: str) -> str:
    """`cell` as a spreadsheet shows it instead of running it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _grants(release: Release) -> Iterator[tuple[Any, ...]]:
    paper = release.records.publication
    for grant in release.records.funding:
        ids = grant.funder_ids
        registry = ids.crossref_funder and f"https://doi.org/{ids.crossref_funder}"
        for award in grant.awards or [AwardRecord(number="")]:
            yield (
                paper.journal, paper.doi, money_from(grant), grant.abbreviation, grant.funder_name,
                "yes" if grant.funder_inferred and not grant.funder else "no", grant.co_funders, grant.program, grant.project,
                award.number, award.scheme, award.fiscal_year, award.url, grant.recipients, "yes" if grant.own else "no",
                ids.ror, registry,
            )  # fmt: skip


def _row(*cells: Any) -> tuple[str, ...]:
    return tuple(one_line("; ".join(cell) if isinstance(cell, list) else "" if cell is None else str(cell)) for cell in cells)


def _let_go(file: io.TextIOWrapper) -> None:
    """Hands what is buffered to the file below, which is closed, and renamed, by its own owner."""
    file.flush()
    file.detach()


def _cell(sheet: Any, text: str, *, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, text[:_MOST_CHARACTERS])
    cell.data_type = "s"  # openpyxl takes what begins with = for a formula
    cell.number_format = "@"  # stays text where somebody edits it
    cell.quotePrefix = text.startswith(_FORMULA)
    if bold:
        cell.font = Font(bold=True)
    return cell


def _column(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))


def _timeless(book: io.BytesIO) -> bytes:
    """The same workbook without the times at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.infolist():
            data = old.read(each)
            if each.filename == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", data)
            info = zipfile.ZipInfo(each.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, data)
    return out.getvalue()
