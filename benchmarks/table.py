"""The figures as a table, with what each is to reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_GROWTH = 1.10


def table(result: dict[str, Any]) -> str:
    """The table of what `benchmarks` measured, as text that ends with a line break."""
    return "\n".join(_lines(result)) + "\n"


def _lines(result: dict[str, Any]) -> Iterator[str]:
    yield ", ".join(f"{name} {value}" for name, value in result["machine"].items())
    yield ""
    yield from _warm(result["warm"], result["characters"])
    yield ""
    yield from _cold(result["cold"])
    yield ""
    yield from _growth(result["growth"])
    yield ""
    yield from _stages(result["stages"])


def _warm(warm: dict[str, float], characters: int) -> Iterator[str]:
    yield f"warm, text → JSON, {characters:,} characters        ms   chars/s   times stock"
    rows = (
        ("stock nlp(text) alone", "stock", None),
        ("whole flow with NER", "ner", 12),
        ("… no word kept from before", "forgetful", None),
        ("… --thorough", "thorough", None),
        ("whole flow without NER", "no-ner", 60),
    )
    for label, name, wanted in rows:
        times = warm["stock"] / warm[name]
        goal = f"  (wanted ≥ {wanted}: {_verdict(times >= wanted)})" if wanted else ""
        yield f"{label:40}{warm[name] * 1000:10.1f}{characters / warm[name]:10,.0f}{times:12.1f}{goal}"


def _cold(cold: dict[str, dict[str, float]]) -> Iterator[str]:
    yield "a process from nothing to its result       s   of stock        MB   of stock"
    stock = cold["stock"]
    rows = (("stock", "stock", None), ("kisha extract", "ner", (0.25, 0.6)), ("kisha extract --no-ner", "no-ner", None))
    for label, name, wanted in rows:
        run = cold[name]
        time, memory = run["seconds"] / stock["seconds"], run["megabytes"] / stock["megabytes"]
        goal = ""
        if wanted:
            goal = f"  (wanted ≤ {wanted[0]}: {_verdict(time <= wanted[0])}; ≤ {wanted[1]}: {_verdict(memory <= wanted[1])})"
        yield f"{label:36}{run['seconds']:8.2f}{time:11.2f}{run['megabytes']:10.0f}{memory:11.2f}{goal}"


def _growth(growth: list[tuple[int, float, float, float]]) -> Iterator[str]:
    yield "with NER, characters    µs a character   of one release        MB"
    for characters, micro, rise, megabytes in growth:
        yield f"{characters:20,}{micro:18.1f}{rise:17.2f}{megabytes:10.0f}  (wanted ≤ {_GROWTH}: {_verdict(rise <= _GROWTH)})"


def _stages(stages: dict[str, float]) -> Iterator[str]:
    total = sum(stages.values())
    yield "share of every step, with NER            ms     %"
    for name, seconds in stages.items():
        yield f"{name:32}{seconds * 1000:11.2f}{seconds / total:6.0%}"


def _verdict(reached: bool) -> str:
    return "reached" if reached else "missed"
