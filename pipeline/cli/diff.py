"""`kisha diff`: what differs between two runs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from pipeline.batch import Difference

_MOST = 50  # documents shown; JSON has them all
_WIDEST = 160  # characters of one value


def diff(
    first: Annotated[Path, typer.Argument(help="A run folder.", metavar="RUN1")],
    second: Annotated[Path, typer.Argument(help="Another.", metavar="RUN2")],
    as_json: Annotated[bool, typer.Option("--json", help="All of it as JSON.")] = False,
) -> None:
    """Say which documents, records and mentions differ between two runs. Exit status 1 if any do."""
    from pipeline.batch import compare

    found = compare(first, second)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
    else:
        for line in _lines(found):
            typer.echo(line)
    if not found.is_empty:
        raise typer.Exit(1)


def _lines(found: Difference) -> Iterator[str]:
    for name, (before, now) in found.versions.items():
        yield f"{name}: {before} → {now}"
    for id_ in found.only_first:
        yield f"- {id_}"
    for id_ in found.only_second:
        yield f"+ {id_}"
    for id_, (before, now) in found.outcomes.items():
        yield f"! {id_}: {before or 'done'} → {now or 'done'}"
    for id_, changes in list(found.changed.items())[:_MOST]:
        yield f"~ {id_}"
        for change in changes:
            yield from (f"    - {change.kind}: {_short(value)}" for value in change.removed)
            yield from (f"    + {change.kind}: {_short(value)}" for value in change.added)
    if len(found.changed) > _MOST:
        yield f"… and {len(found.changed) - _MOST} documents more; --json gives all"
    kinds = Counter(change.kind for changes in found.changed.values() for change in changes)
    tail = f" ({', '.join(f'{kind} in {number}' for kind, number in kinds.most_common())})" if kinds else ""
    yield f"{found.same} the same, {len(found.changed)} changed{tail}, {len(found.outcomes)} with another outcome"


def _short(value: Any) -> str:
    if isinstance(value, dict):
        value = {key: each for key, each in value.items() if each not in (None, [], {})}
    words = json.dumps(value, ensure_ascii=False)
    return words if len(words) <= _WIDEST else f"{words[:_WIDEST]}…"
