"""Puts folding, edits and joined lines together into the view and its offset map."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model import Edit, Source, Text
from pipeline.normalise.edits import edits
from pipeline.normalise.fold import fold
from pipeline.normalise.wraps import wraps


def normalise(source: Source) -> Text:
    """The normalised view of `source`. Linear in its length; raises nothing."""
    folded = fold(source.text)
    return build(source, folded, combine([*wraps(folded, source.text, wrapped=not source.made), *edits(folded)]))


def combine(found: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits in order, without those that overlap an earlier one (the longer wins at the same start)."""
    kept: list[Edit] = []
    for edit in sorted(found, key=lambda edit: (edit.start, -edit.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return tuple(kept)


def build(source: Source, folded: str, changes: tuple[Edit, ...]) -> Text:
    """The Text of `folded` (as long as the source) with `changes` applied. `changes` are sorted and disjoint."""
    pieces: list[str] = []
    view_starts, source_starts = [0], [0]
    at = length = 0
    for edit in changes:
        pieces += (folded[at : edit.start], edit.replacement)
        length += edit.start - at
        view_starts.append(length)
        source_starts.append(edit.start)
        length += len(edit.replacement)
        at = edit.end
        view_starts.append(length)
        source_starts.append(at)
    pieces.append(folded[at:])
    return Text(source, "".join(pieces), changes, tuple(view_starts), tuple(source_starts))
