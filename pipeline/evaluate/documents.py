"""Output documents and gold documents, paired by their ids."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from pipeline.assemble import Release
from pipeline.errors import SourceNotFound, SourceUnreadable


def load(path: Path) -> Release:
    """The document in the JSON file at `path`. Raises SourceNotFound and SourceUnreadable."""
    try:
        return Release.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise SourceNotFound("there is no such file; run `kisha extract` first", source=str(path)) from None
    except OSError as error:
        raise SourceUnreadable(f"the system does not let me read it: {error.strerror}", source=str(path)) from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        message = f"this is no document of schema version 1: {where or 'the whole'}: {first['msg']}"
        raise SourceUnreadable(message, source=str(path)) from None


def pairs(gold: Path, output: Path) -> Iterator[tuple[Release, Release | None]]:
    """(gold, output) for each gold document, in the order of the file names; None where there is no output.

    Both are files, or both folders in which files of the same name belong together. Raises SourceNotFound where there is no gold.
    """
    if gold.is_dir():
        files = sorted(gold.glob("*.json"))
        if not files:
            raise SourceNotFound("there is no gold (*.json) in this folder", source=str(gold))
        for file in files:
            other = output / file.name
            yield load(file), load(other) if other.exists() else None
    else:
        yield load(gold), load(output / gold.name if output.is_dir() else output)
