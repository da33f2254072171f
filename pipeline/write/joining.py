"""Many releases in one text of JSON, written piece by piece: nothing but one release is held in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pipeline.assemble import Release

#: Is told the id of each release that has nothing for a format.
LeftOut = Callable[[str], object]


def nothing(_: str) -> None:
    """Forgets what is left out."""


def json_list(
    releases: Iterable[Release], make: Callable[[Release], dict[str, Any] | None], left_out: LeftOut = nothing, *, indent: int = 0
) -> Iterator[str]:
    """The pieces of a JSON list with what `make` gives for each release, without a final line break.

    A release for which it gives None is left out, and `left_out` is told its id. `indent` is that of the list's own brackets.
    """
    margin, empty = " " * indent, True
    yield "["
    for release in releases:
        made = make(release)
        if made is None:
            left_out(release.document.id)
            continue
        lines = json.dumps(made, ensure_ascii=False, indent=2).replace("\n", f"\n{margin}  ")
        yield f"{'' if empty else ','}\n{margin}  {lines}"
        empty = False
    yield "]" if empty else f"\n{margin}]"
