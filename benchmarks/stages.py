"""The share of every step, with the witnesses of `analyse` apart."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any

Step = tuple[str, Callable[[], Any]]


def shares(text: str, rounds: int) -> dict[str, float]:
    """Seconds of each step for `text`, the medians of `rounds` after a first one."""
    taken: dict[str, list[float]] = {}
    for number in range(rounds + 1):
        for name, seconds in _round(text):
            if number:
                taken.setdefault(name, []).append(seconds)
    return {name: median(each) for name, each in taken.items()}


def _round(text: str) -> list[tuple[str, float]]:
    from pipeline.analyse import analyse
    from pipeline.analyse.ginza import ginza_names
    from pipeline.analyse.network.gate import unsettled
    from pipeline.analyse.sudachi import sudachi_names
    from pipeline.analyse.words import words
    from pipeline.assemble import assemble
    from pipeline.extract import extract
    from pipeline.model import Source
    from pipeline.normalise import normalise
    from pipeline.resolve import resolve
    from pipeline.segment import segment
    from pipeline.write import to_json

    taken: list[tuple[str, float]] = []

    def timed(name: str, step: Callable[[], Any]) -> Any:
        begin = time.perf_counter()
        found = step()
        taken.append((name, time.perf_counter() - begin))
        return found

    view = timed("normalise", lambda: normalise(Source(text, "bench.txt")))
    layout = timed("segment", lambda: segment(view))
    timed("analyse: words (UniDic)", lambda: words(layout))
    timed("analyse: Sudachi", lambda: list(sudachi_names(layout)))
    plain = timed("analyse: rest", lambda: analyse(layout, ner=False))
    taken[-1] = (taken[-1][0], max(0.0, taken[-1][1] - taken[-2][1] - taken[-3][1]))
    timed("analyse: network", lambda: list(ginza_names(layout, unsettled(layout, plain.words, plain.names))))
    analysis = analyse(layout)
    candidates = timed("extract", lambda: extract(analysis))
    facts = timed("resolve", lambda: resolve(candidates, analysis))
    release = timed("assemble", lambda: assemble(facts))
    timed("write", lambda: to_json(release))
    return taken
