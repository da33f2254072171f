"""How sure a figure is: the bootstrap over documents, and paired randomisation between two extractors.

Documents are what is drawn, not mentions: errors of one release hang together. Everything is seeded; the same input gives the same
intervals on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING

from pipeline.evaluate.counts import Count, Interval, Score

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    _Floats = NDArray[np.float64]

#: Below so many documents in which two outputs differ all swaps are tried.
_EXACT = 12
_SWAPS = 9_999
_PERCENTILES = (2.5, 97.5)
#: Differences of F1 closer than this are the same; floats of equal fractions differ by less.
_EQUAL = 1e-12


class Resampling:
    """The draws for `documents` documents; `resamples` = 0 gives scores without intervals."""

    def __init__(self, documents: int, resamples: int, seed: int) -> None:
        import numpy as np

        random = Random(seed)  # noqa: S311 - statistics, not secrets
        self._weights: _Floats | None = None
        if resamples and documents > 1:
            draws = [random.choices(range(documents), k=documents) for _ in range(resamples)]
            self._weights = np.array([np.bincount(draw, minlength=documents) for draw in draws], dtype=np.float64)
        self._swaps = np.array([random.choices((0.0, 1.0), k=documents) for _ in range(_SWAPS)]) if documents > _EXACT else None

    def score(self, counts: Sequence[Count]) -> Score:
        """The score of all documents together, with its intervals; `counts` has one Count for each document."""
        import numpy as np

        total = sum(counts, Count())
        if self._weights is None or sum(each.gold + each.output > 0 for each in counts) < 2:
            return Score(total)
        totals = self._weights @ _table(counts)
        gold, output, hits, valued, right = totals.T
        several = sum(each.valued > 0 for each in counts) > 1
        return Score(
            total,
            precision_interval=_interval(_share(hits, output, np.where(gold > 0, 0.0, np.nan))),
            recall_interval=_interval(_share(hits, gold, np.where(output > 0, 1.0, np.nan))),
            f1_interval=_interval(_f1(totals)),
            value_interval=_interval(_share(right, valued, np.nan)) if several else None,
        )

    def macro(self, types: Sequence[Sequence[Count]]) -> Interval | None:
        """The interval of the mean F1 over `types`, each with one Count for each document."""
        import numpy as np

        if self._weights is None or not types:
            return None
        f1 = np.stack([_f1(self._weights @ _table(counts)) for counts in types])
        present = np.count_nonzero(~np.isnan(f1), axis=0)
        return _interval(np.nansum(f1, axis=0)[present > 0] / present[present > 0])

    def difference(self, first: Sequence[Count], second: Sequence[Count]) -> tuple[float, Interval | None, float, bool]:
        """F1 of second minus F1 of first, its interval, two-sided p, whether every swap was tried; one Count for each document.

        p is the share of swaps of the two outputs, document by document, that make a difference at least as large; where only a
        sample of swaps is tried, the outputs as they are count as one of them.
        """
        import numpy as np

        observed = Score(sum(second, Count())).f1 - Score(sum(first, Count())).f1
        one, other = _table(first)[:, :3], _table(second)[:, :3]
        differing = np.flatnonzero((one != other).any(axis=1))
        exact = len(differing) <= _EXACT or self._swaps is None
        swaps = _all_swaps(len(differing)) if exact or self._swaps is None else self._swaps[:, differing]
        moved = swaps @ (other - one)[differing]
        apart = _f1(other.sum(axis=0) - moved, empty=1.0) - _f1(one.sum(axis=0) + moved, empty=1.0)
        extreme = int(np.count_nonzero(np.abs(apart) >= abs(observed) - _EQUAL))
        p = extreme / len(swaps) if exact else (extreme + 1) / (len(swaps) + 1)
        return observed, self._difference_interval(one, other), p, exact

    def _difference_interval(self, one: _Floats, other: _Floats) -> Interval | None:
        if self._weights is None:
            return None
        return _interval(_f1(self._weights @ other, empty=1.0) - _f1(self._weights @ one, empty=1.0))


def _table(counts: Sequence[Count]) -> _Floats:
    import numpy as np

    return np.array([(each.gold, each.output, each.hits, each.valued, each.right) for each in counts], dtype=np.float64).reshape(
        -1, 5
    )


def _all_swaps(documents: int) -> _Floats:
    import numpy as np

    return (np.arange(2**documents)[:, None] >> np.arange(documents) & 1).astype(np.float64)


def _f1(totals: _Floats, empty: float = float("nan")) -> _Floats:
    """F1 of each row, whose first columns are gold, output and hits; `empty` where there is neither gold nor output."""
    return _share(2 * totals[:, 2], totals[:, 0] + totals[:, 1], empty)


def _share(part: _Floats, whole: _Floats, empty: float | _Floats) -> _Floats:
    """What `part` is of `whole`; `empty` where the whole is nothing."""
    import numpy as np

    return np.where(whole > 0, part / np.maximum(whole, 1.0), empty)


def _interval(values: _Floats) -> Interval | None:
    import numpy as np

    known = values[~np.isnan(values)]
    if not len(known):
        return None
    low, high = np.percentile(known, _PERCENTILES)
    return Interval(float(low), float(high))
