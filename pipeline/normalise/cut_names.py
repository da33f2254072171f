"""Names of funders, programmes and institutes that a line break cuts: what both lines spell together is in the lexicon."""

from __future__ import annotations

from functools import cache

from pipeline.lexicon import column

_TABLES = ("funders", "programmes", "organisations")
_SHORTEST = 6  # code points: shorter names are made by chance of two lines' ends
_LONGEST = 40
_KEY = 2


def cuts_name(first: str, second: str) -> bool:
    """Whether a name begins in the line `first` and ends in the line `second`; not where a name ends with `first` already."""
    tail, head = first[-_LONGEST:], second[:_LONGEST]
    both, cut = tail + head, len(tail)
    crosses = False
    for start in range(cut):
        for name in _names().get(both[start : start + _KEY], ()):
            end = start + len(name)
            if end >= cut and both.startswith(name, start):
                if end == cut:
                    return False  # stacked letterheads: 自然科学研究機構 / 国立天文台
                crosses = True
    return crosses


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """The names by their first two code points."""
    found: dict[str, list[str]] = {}
    for name in {each for source in _TABLES for key in ("name", "aliases") for each in column(source, key)}:
        if _SHORTEST <= len(name) <= _LONGEST and " " not in name and not name.isascii():
            found.setdefault(name[:_KEY], []).append(name)
    return {key: tuple(names) for key, names in found.items()}
