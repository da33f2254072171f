"""Texts on which the fast path is compared with spaCy: out of installed packages, and our own."""

from __future__ import annotations

import ast
import json
import random
from collections.abc import Iterator
from pathlib import Path

from pipeline.analyse.ginza import _pieces
from pipeline.analyse.network import Stretch
from pipeline.normalise import normalise
from pipeline.read import read
from pipeline.segment import segment
from tests.marked import load

ROOT = Path(__file__).parents[2]
_TEMPLATES = ("{}の{}は{}で話した。", "{}、{}（{}）\n{}", "{}と{}が{}。次に{}。", "{} {}　{}")


def installed() -> Iterator[str]:
    """Example sentences of spaCy's languages, hard cases of its tests, and sentences made of the words that `ja_ginza` knows."""
    import ja_ginza
    import spacy

    home = Path(spacy.__file__).parent
    for name in ("tests/tokenizer/test_naughty_strings.py", "tests/lang/ja/test_tokenizer.py", "lang/ja/examples.py"):
        yield from _literals(home / name)
    for path in sorted(home.glob("lang/*/examples.py")):
        yield from _literals(path)[1:2]
    package = Path(ja_ginza.__file__).parent
    (strings,) = package.glob("*/vocab/strings.json")
    words = json.loads(strings.read_text(encoding="utf-8"))
    chosen = random.Random(5)  # noqa: S311
    for index in range(280):
        template = _TEMPLATES[index % len(_TEMPLATES)]
        yield template.format(*chosen.choices(words, k=template.count("{}")))


def _literals(path: Path) -> list[str]:
    """The strings that stand in a Python file, which is not run."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def cases(every: int = 1) -> Iterator[str]:
    """Every `every`-th of the marked sentences, without their marks."""
    texts = [case.text for path in sorted((ROOT / "tests/cases").glob("*.txt")) for case in load(path)]
    yield from texts[::every]


def releases() -> Iterator[Stretch]:
    """The pieces of the release and of every third example, as the pipeline reads them."""
    for path in (ROOT / "raw/release.txt", *sorted((ROOT / "examples").iterdir())[::3]):
        for piece in _pieces(segment(normalise(read(path))), None):
            yield piece.stretch()


def stretch(text: str) -> Stretch:
    """A text as a Stretch whose sentences end at 。 and at line ends."""
    starts = {0, *(at + 1 for at, character in enumerate(text) if character in "。\n")}
    return Stretch(text, frozenset(starts))
