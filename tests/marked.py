"""Marked sentences: one line is input, spans and values.

    公開日は<date v="2024-04-01">令和6年4月1日</date>です     the DATE must be found, with this value
    ! 3分の1の患者                                            nothing of the field's types may be found
    本研究は<funder>JST</funder>の…                           without v the value is not compared

Tags are mention types in lower case. `⏎` is a line break, `␉` a tab, `␠` a space at a line's end. Lines that begin with `#` and
empty lines are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import MentionType

_TAG = re.compile(r'<(/?)([a-z_]+)(?: v="([^"]*)")?>')
TYPES = frozenset(str(each).lower() for each in MentionType)


@dataclass(frozen=True)
class Expected:
    type: str
    start: int
    end: int
    value: str | None


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[Expected, ...]


def parse(line: str, name: str = "") -> Case:
    """The case that a marked line describes. Raises ValueError for a tag without its partner."""
    negative = line.startswith("!")
    marked = (line[1:].strip() if negative else line).replace("⏎", "\n").replace("␉", "\t").replace("␠", " ")
    text, expected, stack, at = "", [], [], 0
    for match in _TAG.finditer(marked):
        if match[2] not in TYPES:
            continue
        text += marked[at : match.start()]
        at = match.end()
        if not match[1]:
            stack.append((match[2].upper(), len(text), match[3]))
        else:
            kind, start, value = stack.pop()
            if kind != match[2].upper():
                raise ValueError(f"{name}: </{match[2]}> closes <{kind.lower()}>")
            expected.append(Expected(kind, start, len(text), value))
    if stack or (negative and expected):
        raise ValueError(f"{name}: unbalanced tags")
    return Case(name, text + marked[at:], tuple(sorted(expected, key=lambda each: (each.start, -each.end))))


def load(path: Path) -> list[Case]:
    """The cases of a file."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return [parse(line, f"{path.stem}:{number}") for number, line in lines if line.strip() and not line.startswith("#")]
