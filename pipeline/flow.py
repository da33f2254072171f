"""The table of contents: the steps from a file to a Release, in order, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.analyse import Engine, analyse
from pipeline.assemble import Release, assemble
from pipeline.assemble.marked import assemble_marked
from pipeline.extract import extract
from pipeline.model import Facts, Source
from pipeline.model.annotation import Mark
from pipeline.normalise import normalise
from pipeline.read import read
from pipeline.resolve import resolve
from pipeline.resolve.marked import resolve_marks
from pipeline.segment import segment


def understand(
    source: Source, *, ner: bool = True, thorough: bool = False, engine_ner: Engine = Engine.FAST, reference_date: str | None = None
) -> Facts:
    """Source → Facts: every step but the last two."""
    text = normalise(source)
    layout = segment(text)
    analysis = analyse(layout, ner=ner, thorough=thorough, engine=engine_ner)
    candidates = extract(analysis)
    return resolve(candidates, analysis, reference=reference_date)


def run(
    source: Source,
    *,
    ner: bool = True,
    thorough: bool = False,
    engine_ner: Engine = Engine.FAST,
    reference_date: str | None = None,
    explain: bool = False,
) -> Release:
    """Source → Release. See `pipeline.extract` for the options."""
    facts = understand(source, ner=ner, thorough=thorough, engine_ner=engine_ner, reference_date=reference_date)
    return assemble(facts, explain=explain)


def run_marks(source: Source, marks: Iterable[Mark], *, ner: bool = True, reference_date: str | None = None) -> Release:
    """Source and the mentions that a person decided (source offsets, types of the contract) → Release: nothing is chosen anew.

    A mark without a value gets the one that its words tell. Raises IndexError for a mark outside the text, ValueError for a type
    that is none of the contract's.
    """
    analysis = analyse(segment(normalise(source)), ner=ner)
    return assemble_marked(resolve_marks(marks, extract(analysis), analysis, reference=reference_date))


def run_path(
    path: str | Path,
    *,
    ner: bool = True,
    thorough: bool = False,
    engine_ner: Engine = Engine.FAST,
    reference_date: str | None = None,
    explain: bool = False,
) -> Release:
    """The document at `path` → Release. Raises what `pipeline.read.read` raises."""
    return run(read(path), ner=ner, thorough=thorough, engine_ner=engine_ner, reference_date=reference_date, explain=explain)
