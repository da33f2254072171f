"""Arguments → one call: a file for each command, no logic of the field."""

from __future__ import annotations

import errno
import os
import sys
from typing import Annotated

import typer

from pipeline import __version__
from pipeline.cli import (
    batch,
    check,
    compare,
    diff,
    evaluate,
    export,
    extract,
    gold,
    query,
    registry,
    schema,
    serve,
    status,
    tokens,
    view,
)
from pipeline.errors import KishaError, OutputUnwritable

#: What the system says of an output that takes no more.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)

app = typer.Typer(
    name="kisha",
    help="kisha (記者) reads Japanese research press releases and writes normalised JSON.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kisha {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Kisha (記者) reads Japanese research press releases and writes normalised JSON."""


app.command("extract")(extract.extract)
app.command("batch")(batch.batch)
app.command("status")(status.status)
app.command("diff")(diff.diff)
app.command("query")(query.query)
app.command("export")(export.export)
app.command("check")(check.check)
app.command("evaluate")(evaluate.evaluate)
app.command("compare")(compare.compare)
app.command("view")(view.view)
app.command("serve")(serve.serve)
app.command("tokens")(tokens.tokens)
app.command("schema")(schema.schema)
app.add_typer(gold.app, name="gold")
app.add_typer(registry.app, name="registry")


def main() -> None:
    """Runs the command line; a known error is one line on standard error and its exit status, never a traceback."""
    try:
        app()
    except KishaError as error:
        print(f"kisha: {error}", file=sys.stderr)
        sys.exit(error.exit_status)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:  # of a file there is an OutputUnwritable; what is left is standard output
        if error.filename is not None or error.errno not in _NO_ROOM:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        full = OutputUnwritable(f"the result cannot be written there: {error.strerror}", source="standard output")
        print(f"kisha: {full}", file=sys.stderr)
        sys.exit(full.exit_status)
    except KeyboardInterrupt:
        sys.exit(130)
