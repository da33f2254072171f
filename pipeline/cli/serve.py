"""`kisha serve`: the flow over HTTP."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import ExtraMissing

_FEWEST_CHARACTERS = 16  # of a token that is not guessed


def serve(
    host: Annotated[str, typer.Option(help="The address to listen at; one that others can reach needs --token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one and says which.")] = 8000,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that read, each with its model; one for each processor.")
    ] = None,
    token: Annotated[
        str | None,
        typer.Option(envvar="KISHA_TOKEN", help="What clients must send as Authorization: Bearer TOKEN.", show_envvar=True),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", help="A further name that the server is asked by, as a proxy's.", metavar="NAME"),
    ] = None,
    max_bytes: Annotated[int, typer.Option(min=1, help="Of a request's body, or a line of a batch.")] = 20_000_000,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="Seconds that a document may be worked on, and may wait for that.")
    ] = 60.0,
    concurrency: Annotated[int, typer.Option(min=1, help="Requests taken at once, at work or waiting.")] = 64,
    ner: Annotated[
        bool, typer.Option("--ner/--no-ner", help="Load the neural model (GiNZA) too; without it all is faster.")
    ] = True,
    workspace: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="A folder with gold (NAME.json, NAME.txt), for the workbench to read and write."),
    ] = None,
    texts: Annotated[
        Path | None, typer.Option("--texts", metavar="DIR", help="Where texts of that gold lie too; nothing is written there.")
    ] = None,
    second: Annotated[
        Path | None, typer.Option("--second", metavar="DIR", help="Another annotator's gold, to be compared with the workspace.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Log warnings only.")] = False,
) -> None:
    """Serve what `kisha extract` does over HTTP, until SIGTERM or Ctrl-C; requests that were taken are finished then.

    docs/serve.md says what can be asked, and how to put it behind a proxy.
    """
    _check_extra()
    from pipeline.serve import Settings
    from pipeline.serve.server import AddressTaken
    from pipeline.serve.server import serve as run

    settings = Settings(
        host, port, workers or 0, token or None, max_bytes, timeout, concurrency, ner, quiet, tuple(allow_host or ()),
        workspace, texts, second,
    )  # fmt: skip
    _check(settings.loopback, settings.token)
    _check_folders(workspace, texts, second)
    try:
        run(settings)
    except AddressTaken as error:
        raise typer.BadParameter(
            f"cannot listen at {error}: no such address here, or it is taken", param_hint="--host, --port"
        ) from None


def _check_extra() -> None:
    """Raises ExtraMissing."""
    for module, package in (("fastapi", "fastapi"), ("uvicorn", "uvicorn"), ("python_multipart", "python-multipart")):
        if find_spec(module) is None:
            raise ExtraMissing(f"{package} is not installed: pip install 'kisha[serve]'")


def _check(loopback: bool, token: str | None) -> None:
    """Raises typer.BadParameter for a server that anybody could ask."""
    if token is None and not loopback:
        raise typer.BadParameter("an address that others can reach needs a token; set KISHA_TOKEN or --token", param_hint="--host")
    if token is not None and (len(token) < _FEWEST_CHARACTERS or not token.isascii() or not token.isprintable() or " " in token):
        raise typer.BadParameter(
            f"give at least {_FEWEST_CHARACTERS} printable ASCII characters without blanks (openssl rand -hex 16)",
            param_hint="--token",
        )


def _check_folders(workspace: Path | None, texts: Path | None, second: Path | None) -> None:
    """Raises typer.BadParameter for a folder that is none, or one that nothing would be done with."""
    for name, folder in (("--workspace", workspace), ("--texts", texts), ("--second", second)):
        if folder is not None and not folder.is_dir():
            raise typer.BadParameter(f"there is no folder {folder}", param_hint=name)
        if folder is not None and workspace is None:
            raise typer.BadParameter("this goes with --workspace", param_hint=name)
