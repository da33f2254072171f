"""Which type was taken for which, as a square table."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.evaluate.evaluation import ExtractorResult


@dataclass(frozen=True, slots=True)
class Square:
    """Rows are gold types, columns output types, None (nothing there) last in both; a cell is (count, shade from 0 to 4)."""

    extractor: str
    columns: tuple[str | None, ...]
    rows: tuple[tuple[str | None, tuple[tuple[int, int], ...]], ...]


def square(result: ExtractorResult) -> Square:
    """The confusion of one extractor; types that neither side has are left out."""
    counts = {(each.gold, each.output): each.count for each in result.confusion}
    order = [*dict.fromkeys([*result.types, *(name for pair in counts for name in pair if name is not None)])]
    golds = [name for name in [*order, None] if any(gold == name for gold, _ in counts)]
    outputs = [name for name in [*order, None] if any(output == name for _, output in counts)]
    rows = []
    for gold in golds:
        row = [counts.get((gold, output), 0) for output in outputs]
        rows.append((gold, tuple((count, _shade(count, sum(row))) for count in row)))
    return Square(result.name, tuple(outputs), tuple(rows))


def _shade(count: int, total: int) -> int:
    """How dark a cell is: by its share of its row."""
    return 0 if not count else 1 + min(int(4 * count / total), 3)
