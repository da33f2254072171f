"""`kisha gold`: gold checked, two annotators compared, and the formats of annotation tools."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.annotate import Left

app = typer.Typer(
    help="Gold: check it, compare two annotators, move it into annotation tools and back.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class FormatName(StrEnum):
    """The formats by the names that the command line has for them."""

    BRAT = "brat"
    DOCCANO = "doccano"
    LABEL_STUDIO = "label-studio"
    IOB2 = "iob2"
    DOCBIN = "docbin"
    WEB_ANNOTATION = "web-annotation"


class OffsetUnit(StrEnum):
    """What doccano and Label Studio count."""

    UTF16 = "utf-16"
    CODE_POINTS = "code-points"


Texts = Annotated[Path | None, typer.Option("--texts", metavar="DIR", help="A folder with the texts, as NAME.txt or NAME.md.")]
Offsets = Annotated[
    OffsetUnit,
    typer.Option("--offsets", help="What doccano or Label Studio counts; Label Studio from 1.9 on: code-points."),
]


@app.command("check")
def check(
    gold: Annotated[list[Path], typer.Argument(help="Gold files, and folders of them.", metavar="FILE|FOLDER…")],
    texts: Texts = None,
) -> None:
    """Say what is wrong with gold: offsets, order, overlaps, values that do not parse, records that point nowhere.

    One line a finding: file: where: code: what is wrong. Exit status 1 where there are errors, 0 where there are only warnings.
    """
    from pipeline.annotate import check_gold, gold_files

    files, errors, warnings = list(gold_files(gold)), 0, 0
    for file in files:
        for each in check_gold(file, texts):
            errors, warnings = errors + each.is_error, warnings + (not each.is_error)
            kind = "" if each.is_error else "warning: "
            typer.echo(f"{file}: {each.where}: {kind}{each.code}: {each.message}")
    typer.echo(f"{len(files)} files: {errors} errors, {warnings} warnings", err=True)
    if errors:
        raise typer.Exit(1)


@app.command("agreement")
def agreement(
    first: Annotated[Path, typer.Argument(metavar="A", help="One annotator's gold file or folder.")],
    second: Annotated[Path, typer.Argument(metavar="B", help="The other's, with files of the same names.")],
    output: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write figures and differences there too.")] = None,
    texts: Texts = None,
) -> None:
    """Say how far two annotators agree (strict F1 for each type, values, records), and list where they do not."""
    from pipeline.annotate import agree, agreement_json, agreement_lines
    from pipeline.write import write_beside

    result = agree(first, second, texts)
    for name in result.alone:
        typer.echo(f"kisha: {name}: only one of the two has it; it is left aside", err=True)
    for line in agreement_lines(result):
        typer.echo(line)
    if output is not None:
        write_beside(output, json.dumps(agreement_json(result), ensure_ascii=False, indent=1) + "\n")


@app.command("export")
def export(
    to: Annotated[
        FormatName, typer.Argument(metavar="FORMAT", help="brat, doccano, label-studio, iob2, docbin or web-annotation.")
    ],
    gold: Annotated[list[Path], typer.Argument(help="Gold files, and folders of them.", metavar="FILE|FOLDER…")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder for the files.")],
    texts: Texts = None,
    offsets: Offsets = OffsetUnit.UTF16,
) -> None:
    """Write gold in the format of an annotation tool. What the format cannot hold is said on standard error, by name and number."""
    from pipeline.annotate import Unit, export_gold

    _said(to, export_gold(to, gold, output, texts, Unit(offsets)))


@app.command("import")
def import_(
    of: Annotated[
        FormatName, typer.Argument(metavar="FORMAT", help="brat, doccano, label-studio, iob2, docbin or web-annotation.")
    ],
    files: Annotated[list[Path], typer.Argument(help="The tool's files, and folders of them.", metavar="FILE|FOLDER…")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder for NAME.gold.json and NAME.txt.")],
    texts: Texts = None,
    offsets: Offsets = OffsetUnit.UTF16,
    whole: Annotated[
        bool, typer.Option("--whole", help="Write whole documents (NAME.json), with ids and with records to be filled in.")
    ] = False,
    rename: Annotated[
        list[str] | None, typer.Option("--rename", metavar="OLD=NEW", help="Call a type otherwise, such as ORG=ORGANIZATION.")
    ] = None,
) -> None:
    """Make gold of an annotation tool's files: NAME.gold.json with the mentions, NAME.txt with the text they are offsets into.

    With --texts the offsets are moved to those texts, where the tool changed blanks or line breaks. What is not taken over is said.
    """
    from pipeline.annotate import Unit, import_gold

    names = dict(each.split("=", 1) for each in rename or () if "=" in each)
    if len(names) != len(rename or ()):
        raise typer.BadParameter("give each as OLD=NEW", param_hint="--rename")
    _said(of, import_gold(of, files, output, texts, Unit(offsets), names, whole=whole))


def _said(name: str, left: Left) -> None:
    """A line on standard error for each kind of thing that was not taken over."""
    for what, number in sorted((+left).items()):
        print(f"kisha: {name}: {what}: {number}", file=sys.stderr)
