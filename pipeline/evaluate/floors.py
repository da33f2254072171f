"""Floors under figures, so that an evaluation can be a gate: a TOML table of what each extractor has to reach."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import FloorsUnreadable, SourceNotFound, SourceUnreadable
from pipeline.evaluate.counts import Score
from pipeline.evaluate.evaluation import CRITERIA, TYPED_CRITERIA, Evaluation, ExtractorResult
from pipeline.evaluate.records import RECORDS

_TABLES = (*CRITERIA, "value", "records")


@dataclass(frozen=True, slots=True)
class Floor:
    """What `extractor` has to reach: `table`: one of CRITERIA, `value`, `records`; `key`: micro, macro, a type or a record."""

    extractor: str
    table: str
    key: str
    least: float  # 0–1

    def __str__(self) -> str:
        return f"{self.extractor}: {self.table} {self.key}"


def read_floors(path: Path) -> tuple[Floor, ...]:
    """The floors in the TOML file at `path`: a table for each extractor with numbers for strict F1, and tables of other figures.

    Raises SourceNotFound, SourceUnreadable, FloorsUnreadable.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SourceNotFound("there is no such file; check the path", source=str(path)) from None
    except OSError as error:
        raise SourceUnreadable(f"the system does not let me read it: {error.strerror}", source=str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FloorsUnreadable(f"this is no TOML: {error}", source=str(path)) from None
    return tuple(floor for name, floors in data.items() for floor in _of_extractor(name, floors, path))


def _of_extractor(name: str, floors: object, path: Path) -> Iterator[Floor]:
    for key, value in _mapping(floors, name, path).items():
        if key not in _TABLES:
            yield _floor(name, "strict", key, value, path)
            continue
        for inner, number in _mapping(value, f"{name}.{key}", path).items():
            yield _floor(name, key, inner, number, path)


def _mapping(value: object, where: str, path: Path) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise FloorsUnreadable(f"{where} is no table; write [{where}] and below it lines such as micro = 0.9", source=str(path))
    return value


def _floor(name: str, table: str, key: str, value: object, path: Path) -> Floor:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise FloorsUnreadable(f"{name}: {table} {key}: a floor is a number from 0 to 1", source=str(path))
    return Floor(name, table, key, float(value))


def broken(evaluation: Evaluation, floors: tuple[Floor, ...]) -> tuple[str, ...]:
    """A line for each floor that is not reached, in their order.

    Raises FloorsUnreadable for a floor under something that this evaluation does not measure: nothing is let through unseen.
    """
    results = {result.name: result for result in evaluation.extractors}
    lines = []
    for floor in floors:
        if floor.extractor not in results:
            raise FloorsUnreadable(f"{floor}: this extractor is not in the run; there are {', '.join(results)}")
        reached = _reached(results[floor.extractor], floor)
        if reached is None:
            lines.append(f"{floor}: there is nothing to judge it by, at least {floor.least:.3f} is wanted")
        elif reached < floor.least:
            lines.append(f"{floor}: {reached:.3f}, at least {floor.least:.3f} is wanted")
    return tuple(lines)


def _reached(result: ExtractorResult, floor: Floor) -> float | None:
    """The figure above the floor: F1, or the share of right values. None where there are no values at all."""
    if floor.table == "records":
        if floor.key not in RECORDS:
            raise FloorsUnreadable(f"{floor}: there are {', '.join(RECORDS)}")
        score = result.records.get(floor.key)
        return score.f1 if score else 0.0
    if floor.table == "value":
        return _score(result, floor, "strict").value
    if floor.key == "macro":
        if floor.table not in TYPED_CRITERIA:
            raise FloorsUnreadable(f"{floor}: a mean over the types is there for {', '.join(TYPED_CRITERIA)}")
        return result.macro[floor.table].f1
    return _score(result, floor, floor.table).f1


def _score(result: ExtractorResult, floor: Floor, criterion: str) -> Score:
    if floor.key == "micro":
        return result.micro[criterion]
    scores = result.types.get(floor.key)
    if scores is None or criterion not in scores:
        known = ["micro", *(result.types if criterion in TYPED_CRITERIA else ())]
        raise FloorsUnreadable(f"{floor}: this is not measured here; there are {', '.join(known)}")
    return scores[criterion]
