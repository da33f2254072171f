"""`kisha export`: outputs in the formats of other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.extract import Redact
from pipeline.errors import OutputUnwritable

if TYPE_CHECKING:
    from pipeline.assemble import Release
    from pipeline.write.outputs import Output


class ExportFormat(StrEnum):
    """The formats by the names that the command line has for them."""

    DATACITE = "datacite"
    CROSSREF = "crossref"
    JSONLD = "jsonld"
    CSL = "csl"
    BIBTEX = "bibtex"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    DOCBIN = "docbin"


def export(
    to: Annotated[
        ExportFormat,
        typer.Argument(metavar="FORMAT", help="datacite, crossref, jsonld, csl, bibtex, csv, xlsx, parquet or docbin."),
    ],
    inputs: Annotated[
        list[Path],
        typer.Argument(help="Outputs of kisha extract (.json, .jsonl), folders of them, folders of a batch.", metavar="OUTPUT…"),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE|FOLDER", help="A folder for csv, parquet, crossref of several; else a file."),
    ] = None,
    texts: Annotated[
        Path | None, typer.Option("--texts", metavar="DIR", help="docbin: a folder with the texts, as NAME.txt or NAME.md.")
    ] = None,
    redact: Redact = None,
) -> None:
    """Write what outputs say in a format of another program; docs/exports.md shows each.

    datacite, jsonld, csl, bibtex, and crossref of one release go to standard output without -o. A release that has nothing for the
    format (no paper for a bibliography, no funder for a deposit) is left out; standard error says how many were.
    """
    from pipeline.write.outputs import outputs

    found = outputs(inputs)
    if redact is not None and to is not ExportFormat.DOCBIN:  # that one reads the texts too
        found = _redacted(found, redact)
    if to is ExportFormat.CROSSREF:
        _separate(found, output)
    elif to in _JOINED:
        _joined(to, found, output)
    elif output is None:
        raise typer.BadParameter(f"{to} needs -o", param_hint="-o")
    elif to is ExportFormat.DOCBIN:
        from pipeline.bridge import write_docbin
        from pipeline.privacy import Level

        count = write_docbin(output, found, texts=texts, redact=Level(redact) if redact else None)
        _said(to, f"{count['documents']} documents, {count['spans']} spans; {count['moved']} mentions begin or end within a token")
    else:
        rows = _table_writer(to)(output, (each.release for each in found))
        _said(to, ", ".join(f"{name}: {number} rows" for name, number in rows.items()))


def _redacted(found: Iterator[Output], level: str) -> Iterator[Output]:
    from dataclasses import replace

    from pipeline.privacy import Level
    from pipeline.privacy import redact as without

    return (replace(each, release=without(each.release, None, Level(level))[0]) for each in found)


def _table_writer(to: ExportFormat) -> Callable[[Path, Iterator[Release]], dict[str, int]]:
    from pipeline.write.parquet import write_tables
    from pipeline.write.spreadsheet import write_csv, write_xlsx

    return {ExportFormat.CSV: write_csv, ExportFormat.XLSX: write_xlsx, ExportFormat.PARQUET: write_tables}[to]


#: The formats that put all releases into one text, and what a release lacks that they leave out.
_JOINED = {
    ExportFormat.DATACITE: "say no year",
    ExportFormat.JSONLD: "",
    ExportFormat.CSL: "announce no paper",
    ExportFormat.BIBTEX: "announce no paper",
}


def _joined(to: ExportFormat, found: Iterator[Output], output: Path | None) -> None:
    from pipeline.write.bibtex import to_bibtex
    from pipeline.write.csl import to_csl
    from pipeline.write.datacite import to_datacite
    from pipeline.write.schema_org import to_jsonld

    writers = {
        ExportFormat.DATACITE: to_datacite,
        ExportFormat.JSONLD: to_jsonld,
        ExportFormat.CSL: to_csl,
        ExportFormat.BIBTEX: to_bibtex,
    }
    left: list[str] = []
    _put(writers[to]((each.release for each in found), left.append), output)
    if left:
        _said(to, f"left out {len(left)} that {_JOINED[to]}: {_some(left)}")


def _separate(found: Iterator[Output], output: Path | None) -> None:
    """A file for each release: the element of one paper's deposit cannot hold another's."""
    from pipeline.write.crossref import crossref

    left: list[str] = []
    held = [next(found), next(found, None)]
    alone = held[1] is None and (output is None or not output.is_dir())
    if not alone and output is None:
        raise typer.BadParameter("several releases need a folder", param_hint="-o")
    if not alone and output is not None and output.exists() and not output.is_dir():
        raise OutputUnwritable("several releases need a folder; this is a file", source=str(output))
    for each in (*filter(None, held), *found):
        made = crossref(each.release)
        if made is None:
            left.append(each.release.document.id)
        else:
            _put(iter((made,)), output if alone or output is None else output / f"{each.release.document.id}.xml")
    if left:
        _said(ExportFormat.CROSSREF, f"left out {len(left)} whose grants name no funder: {_some(left)}")


def _put(pieces: Iterator[str], output: Path | None) -> None:
    if output is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode())
        sys.stdout.buffer.flush()
        return
    from pipeline.write.files import open_beside

    with open_beside(output) as file:
        for piece in pieces:
            file.write(piece.encode())


def _some(names: list[str]) -> str:
    return ", ".join(names[:5]) + (", …" if len(names) > 5 else "")


def _said(to: ExportFormat, what: str) -> None:
    print(f"kisha: {to}: {what}", file=sys.stderr)
