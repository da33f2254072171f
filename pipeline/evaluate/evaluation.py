"""What `evaluate` takes and gives: runs of extractors in, figures, errors and paired tests out; docs/measures.md defines them.

Every offset is a half-open code-point offset into the source text of its document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.evaluate.counts import Interval, Score
from pipeline.model.annotation import Annotation, Mark

#: Under which a gold and an output mark count as the same, from the hardest to the easiest. `overlap` is also called type-only.
CRITERIA = ("strict", "tolerant", "overlap", "exact", "place")
#: Those that ask for the same type: only they have figures for each type.
TYPED_CRITERIA = ("strict", "tolerant", "overlap")
#: How far each end may be off under `tolerant`, in code points, unless another number is asked for.
TOLERANCE = 2
#: In what an output can be wrong, in the order in which reports list them.
MISTAKE_KINDS = (
    "missed",
    "spurious",
    "too long",
    "too short",
    "shifted left",
    "shifted right",
    "split",
    "merged",
    "type",
    "type and boundary",
    "value",
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A document on which an extractor failed; it counts as empty there."""

    document: str  # its id
    code: str  # stable, such as crashed, timed-out, span-outside-text
    message: str


@dataclass(frozen=True, slots=True)
class Run:
    """One extractor over all documents. A document that is not in `annotations` counts as empty and is reported as missing."""

    name: str
    annotations: Mapping[str, Annotation]  # by document id
    seconds: float | None = None  # for all documents together, loading left out
    peak_bytes: int | None = None  # of the process that ran it
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Macro:
    """Means over the types, each with one vote: those that stand in the gold or in the output."""

    precision: float
    recall: float
    f1: float
    types: int
    f1_interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The sentence around an error, or as much of it as is near: `text == source[start:end]`, line breaks and all."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error, gold and output side by side. Their marks carry their texts, whoever made them.

    `missed` has no output, `spurious` no gold, `split` one gold and several outputs, `merged` several gold and one output;
    every other kind has one of each.
    """

    kind: str  # one of MISTAKE_KINDS
    document: str
    gold: tuple[Mark, ...]
    output: tuple[Mark, ...]
    context: Context | None  # None where the text is not known

    @property
    def type(self) -> str:
        """The gold's type; the output's where there is no gold."""
        return (self.gold or self.output)[0].type

    @property
    def taken_for(self) -> str | None:
        """The output's type where it is another than the gold's, else None."""
        return self.output[0].type if self.gold and self.output and self.output[0].type != self.gold[0].type else None


@dataclass(frozen=True, slots=True)
class MistakeGroup:
    """Errors of one kind in one type, with some examples."""

    type: str
    kind: str
    taken_for: str | None
    count: int
    examples: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class Confusion:
    """How many marks of the gold type were given the output type; None stands for nothing there."""

    gold: str | None
    output: str | None
    count: int


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """The figures of one extractor on one document, without intervals."""

    id: str
    missing: bool  # the run has no annotation of it
    micro: Mapping[str, Score]  # by criterion
    types: Mapping[str, Mapping[str, Score]]  # by type, then by each of TYPED_CRITERIA
    records: Mapping[str, Score]  # by kind of record or relation; empty where gold or extractor gives none


@dataclass(frozen=True, slots=True)
class ExtractorResult:
    """Everything that is known of one extractor."""

    name: str
    micro: Mapping[str, Score]  # by each of CRITERIA; FUNDER counts once, as ORGANIZATION
    macro: Mapping[str, Macro]  # by each of TYPED_CRITERIA
    types: Mapping[str, Mapping[str, Score]]  # by type in the order of the contract, then by each of TYPED_CRITERIA
    records: Mapping[str, Score]  # by kind of record or relation; empty for an extractor that gives no records
    documents: tuple[DocumentResult, ...]  # in the order of the gold
    confusion: tuple[Confusion, ...]
    mistakes: tuple[Mistake, ...]  # by document, then by offset
    groups: tuple[MistakeGroup, ...]  # by type, the most frequent kind first
    unscored: Mapping[str, int]  # marks of types that the gold does not know, by type; they count neither way
    missing: tuple[str, ...]  # documents without an annotation
    failures: tuple[Failure, ...]
    seconds: float | None
    characters_per_second: float | None
    peak_bytes: int | None


@dataclass(frozen=True, slots=True)
class PairedTest:
    """Whether `second` differs from `first` in F1, tested by swapping their outputs document by document (two-sided)."""

    first: str
    second: str
    measure: str  # micro, a type, or records: and a kind, all strict
    difference: float  # F1 of second minus F1 of first
    interval: Interval | None  # of the difference, by the same bootstrap
    p: float
    exact: bool  # all swaps were tried, not a sample of them


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All extractors on the same gold."""

    documents: tuple[str, ...]
    characters: int | None  # of all texts together; None where a text is not known
    tolerance: int
    resamples: int  # of the bootstrap
    extractors: tuple[ExtractorResult, ...]
    comparisons: tuple[PairedTest, ...] = field(default=())  # every pair of extractors, micro first

    def to_dict(self) -> dict[str, Any]:
        """The whole as plain dicts, lists, strings and numbers, ready for JSON; the order of keys is stable."""
        from pipeline.evaluate.serialise import evaluation_dict

        return evaluation_dict(self)
