"""`kisha view`: a release, or an output that is already there, as a page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pipeline.cli.extract import Redact, check_date

if TYPE_CHECKING:
    from pipeline.assemble import Release


def view(
    file: Annotated[
        str,
        typer.Argument(help="A release of any kind, - for standard input, or an output of `kisha extract`.", metavar="FILE"),
    ],
    output: Annotated[str, typer.Option("-o", "--output", help="The page; - is standard output.", metavar="PAGE.html")] = "-",
    gold: Annotated[Path | None, typer.Option(help="Gold for the same text: show what differs.", metavar="FILE")] = None,
    texts: Annotated[
        Path | None, typer.Option(help="Where an output's text is, if neither beside it nor where it says.", metavar="FOLDER")
    ] = None,
    lang: Annotated[Literal["ja", "en"], typer.Option(help="What the page's own words are in at first.")] = "ja",
    ner: Annotated[bool, typer.Option("--ner/--no-ner", help="Ask the neural model (GiNZA) too; without it all is faster.")] = True,
    reference_date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day of release where the text does not give it.")
    ] = None,
    redact: Redact = None,
) -> None:
    """Make a page of a release: its text with every mention marked, beside it the records, each tied to its places in the text.

    The page is one file that needs no network, no server and no further file. Of an output (OUTPUT.json) the text is looked for as
    OUTPUT.txt beside it and where its document.source says, and held to be the very text that the output was made of.
    """
    from pipeline.evaluate import load
    from pipeline.pages.view import view_page
    from pipeline.write import write_beside

    check_date(reference_date)
    wanted = load(gold) if gold else None
    release, text = _output(Path(file), texts) if _is_output(file) else _extracted(file, ner=ner, reference_date=reference_date)
    if redact is not None:
        release, text, wanted = _redacted(release, text, wanted, redact)
    page = view_page(release, text, gold=wanted, language=lang)
    if output == "-":
        sys.stdout.buffer.write(page.encode())
        sys.stdout.buffer.flush()
        return
    write_beside(Path(output), page)
    typer.echo(f"→ {output} ({len(release.mentions)} mentions)")


def _redacted(release: Release, text: str, gold: Release | None, level: str) -> tuple[Release, str, Release | None]:
    """All of it without what `level` names; what either of output and gold knows is taken out of both and of the text."""
    from pipeline.privacy import Level, cover_of
    from pipeline.privacy import redact as without

    wanted = Level(level)
    cover = cover_of(filter(None, (release, gold)), wanted)
    spans = [span for each in (release, gold) if each is not None for span in cover.spans_of(each)]
    taken = cover.text(text, spans)
    other = without(gold, taken, wanted, cover=cover)[0] if gold is not None else None
    return without(release, taken, wanted, cover=cover)[0], taken, other


def _is_output(file: str) -> bool:
    """Whether `file` holds JSON: no release begins with a brace."""
    try:
        with Path(file).open("rb") as opened:
            return opened.read(1024).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
    except OSError:  # standard input, or what reading it as a release says better
        return file.endswith(".json")


def _output(file: Path, texts: Path | None) -> tuple[Release, str]:
    """An output and its text. Raises SourceNotFound, SourceUnreadable; for the text TextNotFound, TextMismatch."""
    from pipeline.evaluate import load
    from pipeline.extractors import load_gold

    release = load(file)
    (found,) = load_gold(file, texts=texts)
    return release, found.text or ""  # never empty: without a text the line above has raised


def _extracted(file: str, *, ner: bool, reference_date: str | None) -> tuple[Release, str]:
    from pipeline import flow
    from pipeline.read import read

    source = read(file)
    return flow.run(source, ner=ner, reference_date=reference_date), source.text
