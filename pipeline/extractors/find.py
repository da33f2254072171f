"""Finds an extractor by what the user calls it: a name among the installed plug-ins, `module:function`, a folder, a file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from pipeline.errors import ExtractorUnknown

#: Where distributions register their extractors.
GROUP = "pipeline.extractors"


class Kind(StrEnum):
    """How an extractor is there."""

    CALLABLE = "callable"  # an installed plug-in or module:function
    FILES = "files"  # outputs that somebody has made already


@dataclass(frozen=True, slots=True)
class Located:
    """An extractor that was found but not loaded; `name` stands in reports, `reference` is `module:function` or a path."""

    name: str
    kind: Kind
    reference: str


def installed() -> dict[str, EntryPoint]:
    """The extractors that installed distributions register, by name, sorted; of two with one name the first on the path."""
    found: dict[str, EntryPoint] = {}
    for point in entry_points(group=GROUP):
        found.setdefault(point.name, point)
    return dict(sorted(found.items()))


def locate(name: str) -> Located:
    """The extractor that `name` means: an installed one first, then a folder or file, then `module:function`.

    Nothing is imported. Raises ExtractorUnknown, which lists the installed ones.
    """
    known = installed()
    if name in known:
        return Located(name, Kind.CALLABLE, known[name].value)
    if Path(name).exists():
        return Located(name.rstrip("/\\") or name, Kind.FILES, name)
    module, colon, attribute = name.partition(":")
    if colon and all(part.isidentifier() for part in (*module.split("."), *attribute.split("."))):
        return Located(name, Kind.CALLABLE, name)
    raise ExtractorUnknown(
        f"no extractor, folder or file of this name; installed are {', '.join(known)}; module:function takes any other callable",
        source=name,
    )
