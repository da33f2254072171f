"""Which patterns of ours take more than linear time: `python -m tests.properties.superlinear` names them.

A process of its own, since it watches every pattern that pipeline/ compiles, from the first import on; then releases are read, so
that patterns which are built when they are first needed are there too.
"""

from __future__ import annotations

import ast
import json
import re
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

from tests.properties.worst_cases import Unit, text_of, worst_cases

ROOT = Path(__file__).parents[2]
HOUSE = str(ROOT / "pipeline")
SHORT, MIDDLE, LONG = 4_000, 8_000, 64_000  # characters
SUSPECT = 0.0015  # processor seconds for the short text; what takes less is linear
DOUBLED = 2.8  # times the short text's for the middle one: 2 is linear, 4 is quadratic
CEILING = 0.5  # processor seconds for the long text; linear work that was just a suspect takes a twentieth of it
GROWTH = 40  # times the short one's for the long one: 16 is linear, 256 is quadratic


@dataclass(frozen=True)
class Place:
    """Where a pattern is compiled, and how its module uses it as far as its name tells."""

    pattern: re.Pattern[str]
    where: str
    methods: frozenset[str] = field(default=frozenset())


def watch() -> list[Place]:
    """Records every pattern that is compiled for code of ours from now on."""
    found: dict[tuple[str, int], Place] = {}
    places: list[Place] = []
    compiled = re._compile  # type: ignore[attr-defined]

    def noting(pattern: Any, flags: int) -> Any:
        made = compiled(pattern, flags)
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename == re.__file__:
            method = frame.f_code.co_name
            frame = frame.f_back
        if frame is not None and frame.f_code.co_filename.startswith(HOUSE) and isinstance(made.pattern, str):
            key = (made.pattern, made.flags)
            if key not in found:
                file = frame.f_code.co_filename
                where = f"{Path(file).relative_to(ROOT)}:{frame.f_lineno}"
                found[key] = Place(made, where, methods(file, frame.f_lineno) if method == "compile" else frozenset({method}))
                places.append(found[key])
        return made

    re._compile = noting  # type: ignore[attr-defined]
    return places


#: Modules whose patterns reach their only call through another name, and what that call is.
_HANDED_ON = {
    "pipeline/extract/identifiers/web.py": "match",  # what a cut address goes on with, at the place of the cut
    "pipeline/extract/publication/labels.py": "match",  # at a line's start
    "pipeline/annotate/check/values.py": "fullmatch",
    "pipeline/resolve/people/bodies.py": "window",  # sixteen characters before a name
}


def _is_bounded(call: ast.Call) -> bool:
    """Whether only some characters near a place are looked at: `search(view, max(0, at - 60), at)`, `search(text[-12:])`."""
    ends = [node for node in ast.walk(call) if isinstance(node, ast.Slice)]
    spans = [(one.lower, one.upper) for one in ends] or [tuple(call.args[1:3])] * (len(call.args) > 2)
    return any(_is_window(*span) for span in spans)


def _is_window(start: ast.expr | None, end: ast.expr | None) -> bool:
    if isinstance(start, ast.UnaryOp) or isinstance(end, ast.Constant):
        return True
    near = (isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id in ("max", "min") for one in (start, end))
    return any(near)


@cache
def _uses() -> dict[str, set[str]]:
    """The methods that are called on each name, in each module (`module:NAME`) and in all of them (`NAME`)."""
    found: dict[str, set[str]] = {}
    for path in Path(HOUSE).rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called: set[int] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                base = node.func.value
                named = base.func if isinstance(base, ast.Call) else base  # `_labels().match(…)` of a pattern that is built once
                name = named.id if isinstance(named, ast.Name) else named.attr if isinstance(named, ast.Attribute) else ""
                called.add(id(named))
                method = "window" if node.func.attr in ("search", "sub") and _is_bounded(node) else node.func.attr
                for key in (f"{path}:{name}", name):
                    found.setdefault(key, set()).add(method)
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in called:
                for key in (f"{path}:{node.id}", node.id):
                    found.setdefault(key, set()).add("handed on")
    return found


def methods(file: str, line: int) -> frozenset[str]:
    """What is called on the name that a module gives to the pattern that it compiles in `line`; none where that cannot be told."""
    for node in ast.parse(Path(file).read_text(encoding="utf-8")).body:
        if not node.lineno <= line <= (node.end_lineno or 0):
            continue
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target if isinstance(node, ast.AnnAssign) else node
        name = target.id if isinstance(target, ast.Name) else target.name if isinstance(target, ast.FunctionDef) else ""
        called = _uses().get(f"{file}:{name}" if name.startswith("_") else name, set())
        other = _HANDED_ON.get(str(Path(file).relative_to(ROOT)))
        return frozenset(called - {"handed on"} | {other} if other and "handed on" in called else called)
    return frozenset()


def callers(place: Place) -> list[Callable[[str], object]]:
    """How the pattern is let loose on a text: at every place in it, or only at one where no module does otherwise."""
    pattern = place.pattern
    if place.methods and place.methods <= {"match", "fullmatch", "window"}:
        return [getattr(pattern, method) for method in sorted(place.methods - {"window"})]
    return [lambda text: sum(1 for _ in pattern.finditer(text))]


class _TooLong(Exception):
    pass


def _stop(*_: object) -> None:
    raise _TooLong


def seconds(call: Callable[[str], object], text: str, most: float) -> float:
    """Processor seconds of `call`, which is ended after `most`."""
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, most)
    before = time.process_time()
    try:
        call(text)
    except _TooLong:
        return most
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - before


def is_superlinear(call: Callable[[str], object], unit: Unit) -> bool:
    """Whether the long text takes out of proportion longer than the short one."""
    short = seconds(call, text_of(unit, SHORT), CEILING)
    if short < SUSPECT or (short < CEILING and seconds(call, text_of(unit, MIDDLE), 8 * short) < DOUBLED * short):
        return False
    ceiling = max(CEILING, GROWTH * short)
    return short >= CEILING or seconds(call, text_of(unit, LONG), ceiling) >= ceiling


def load() -> list[str]:
    """Imports all of pipeline/ and reads the invented releases, so that every pattern is compiled; what could not be imported."""
    import importlib
    import pkgutil

    import pipeline
    from pipeline.flow import run
    from pipeline.read import read, read_bytes
    from tests.read.pdfs import Sheet, pdf

    missing = []
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline.", onerror=lambda name: missing.append(name)):
        if not module.name.endswith("__main__"):
            try:
                importlib.import_module(module.name)
            except ImportError as error:
                missing.append(f"{module.name}: {error}")
    for path in sorted((ROOT / "examples").iterdir()):
        run(read(path), ner=False)
    sheet = Sheet()
    sheet.fill(60, 700, (ROOT / "examples" / "eras.txt").read_text(encoding="utf-8"), 40)
    read_bytes(pdf(sheet), "a.pdf", apart=False)
    return missing


def main() -> None:
    """Prints one JSON object: how many patterns were tried, and which of them are superlinear, each with a text."""

    places = watch()
    missing = load()
    found = []
    for place in places:
        if "-v" in sys.argv:
            print(place.where, time.process_time(), file=sys.stderr, flush=True)
        for unit in worst_cases(place.pattern):
            if any(is_superlinear(call, unit) for call in callers(place)):
                found.append({"where": place.where, "head": unit[0], "body": unit[1], "pattern": place.pattern.pattern[:300]})
                if "-v" in sys.argv:
                    print("FOUND", json.dumps(found[-1], ensure_ascii=False), file=sys.stderr, flush=True)
                break
    print(json.dumps({"tried": len(places), "superlinear": found, "missing": missing}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
