"""One comparison as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.evaluate.compare import Comparison, Difference
from pipeline.evaluate.scores import by_record_field, micro


def headline(comparison: Comparison) -> str:
    """One line: how far the document agrees with its gold."""
    score = micro([comparison])
    records = by_record_field([comparison]).values()
    right, wanted = sum(each.count.hits for each in records), sum(max(each.count.gold, each.count.output) for each in records)
    value = "" if score.value is None else f", values {score.value:.3f}"
    return (
        f"{comparison.id}: strict F1 {score.f1:.3f} (P {score.precision:.3f}, R {score.recall:.3f}) over {score.count.gold} "
        f"mentions{value}, {right} of {wanted} record fields"
    )


def differences(comparison: Comparison) -> Iterator[str]:
    """A line for each difference."""
    for each in comparison.differences:
        yield f"  {each.kind:9}{each.where}: {_change(each)}"


def _change(difference: Difference) -> str:
    if difference.kind == "missed":
        return repr(difference.gold)
    if difference.kind == "spurious":
        return repr(difference.output)
    return f"gold {difference.gold!r}, output {difference.output!r}"
