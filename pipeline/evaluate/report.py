"""The comparison as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.evaluate.compare import Comparison, Difference
from pipeline.evaluate.scores import Score, by_record_field, by_type, micro


def table(comparisons: list[Comparison]) -> str:
    """Every type and every record field with its figures, aligned."""
    types = by_type(comparisons) | {"all types": micro(comparisons)}
    lines = [f"{'':28}{'gold':>6}{'out':>6}{'P':>8}{'R':>8}{'F1':>8}{'value':>8}"]
    lines += [_row(name, score) for name, score in types.items()]
    lines.append("")
    lines += [_row(name, score) for name, score in by_record_field(comparisons).items() if score.count.gold or score.count.output]
    return "\n".join(lines)


def document_table(comparisons: list[Comparison]) -> str:
    """Markdown: strict F1 of each type in each document; empty where a document has none of a type, on either side."""
    names = list(by_type(comparisons))
    lines = ["| document | " + " | ".join(names) + " | all |", "|---" * (len(names) + 2) + "|"]
    for comparison in comparisons:
        scores = by_type([comparison])
        cells = [f"{scores[name].f1:.2f}" if name in scores else "" for name in names]
        lines.append(f"| {comparison.id} | " + " | ".join(cells) + f" | {micro([comparison]).f1:.3f} |")
    total = by_type(comparisons)
    lines.append("| **all** | " + " | ".join(f"{total[name].f1:.3f}" for name in names) + f" | {micro(comparisons).f1:.3f} |")
    return "\n".join(lines)


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


def _row(name: str, score: Score) -> str:
    value = "" if score.value is None else f"{score.value:.3f}"
    return f"{name:28}{score.count.gold:6}{score.count.output:6}{score.precision:8.3f}{score.recall:8.3f}{score.f1:8.3f}{value:>8}"
