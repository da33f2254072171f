"""An annotation: what somebody (a person, ours or any other extractor, a file) says stands where in a text.

It is what evaluation compares and what the gold formats convert: plain spans in source offsets, with any type names, and records
only where the annotator gives any.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One marked span: half-open code points into the source text, a type of ours or of anybody's, the normalised value."""

    start: int
    end: int
    type: str
    text: str = ""
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one annotator says of one text."""

    id: str
    marks: tuple[Mark, ...] = ()  # sorted by (start, -end)
    text: str | None = None  # the source text, where it is known
    records: Mapping[str, Any] | None = None  # as in the contract; None: this annotator gives no records
