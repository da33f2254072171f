"""`kisha registry`: the registry of the world's research organisations on this machine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Link names by the whole Research Organization Registry (ROR), imported once from its data dump; never over the network.",
    no_args_is_help=True,
)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="The ROR data dump, schema version 2: the zip, or the JSON in it.", metavar="FILE")],
) -> None:
    """Make an index of the ROR data dump; from then on it takes the built-in table's place in linking names.

    A dump that is broken, cut off or of another kind changes nothing. The index lies in the user's data folder, or where
    KISHA_REGISTRY says.
    """
    from pipeline.lexicon.registry import import_dump

    registry = import_dump(file)
    typer.echo(f"{_described(registry.meta)} → {registry.path}")


@app.command("status")
def status() -> None:
    """Say which registry links names: the imported one with its version, or the built-in table."""
    from pipeline.lexicon.registry import Registry, place

    path = place()
    if path is None or not path.exists():
        typer.echo(f"no registry was imported; the built-in table links names{f' ({path})' if path else ''}")
        return
    registry = Registry(path)
    typer.echo(_described(registry.meta))
    typer.echo(f"from {registry.meta['dump']}, sha256 {registry.meta['dump_sha256']}")
    typer.echo(f"index {path}, {path.stat().st_size / 1e6:.1f} MB")


@app.command("remove")
def remove() -> None:
    """Remove the index; the built-in table links names again."""
    from pipeline.lexicon.registry import remove

    path = remove()
    typer.echo(f"removed {path}; the built-in table links names" if path else "no registry was imported")


def _described(meta: Mapping[str, str]) -> str:
    version = f"v{meta['dump_version']}" if meta["dump_version"] else "of unknown version"
    return f"ROR {version} ({meta['dump_date'] or 'no date'}): {int(meta['bodies']):,} bodies, {int(meta['names']):,} names"
