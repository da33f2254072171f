"""`Mention.group` of a funding mention: which grants it belongs to and as what.

One part for each grant, joined by " | ": `start-end` of the grant's item in the view, then `role=`, `own=`, `letter=` and `people=`
where they differ from the usual: `120-185`, `120-185 role=abbreviation | 190-230 role=carried own=no people=200-204`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a mention is in a grant."""

    MAIN = ""
    ABBREVIATION = "abbreviation"  # the short form of the funder before it
    CO_FUNDER = "co-funder"
    HEADING = "heading"  # a programme over a table or list: its name stands before the row's own
    UMBRELLA = "umbrella"  # a programme whose category is the grant's
    SHORT = "short"  # the programme's short form


@dataclass(frozen=True, slots=True)
class Part:
    """A mention's part in one grant. View offsets; `people` are who receives it."""

    start: int
    end: int
    role: Role = Role.MAIN
    own: bool = True
    letter: str = ""
    people: tuple[tuple[int, int], ...] = field(default=())


def encode(parts: list[Part]) -> str:
    """The group that says `parts`."""
    return " | ".join(_encode(part) for part in parts)


def decode(group: str) -> tuple[Part, ...]:
    """The parts that `group` says; empty for a mention that belongs to no grant."""
    return tuple(_decode(text) for text in group.split(" | ") if text)


def _encode(part: Part) -> str:
    words = [f"{part.start}-{part.end}"]
    if part.role:
        words.append(f"role={part.role}")
    if not part.own:
        words.append("own=no")
    if part.letter:
        words.append(f"letter={part.letter}")
    if part.people:
        words.append("people=" + ",".join(f"{start}-{end}" for start, end in part.people))
    return " ".join(words)


def _decode(text: str) -> Part:
    span, *words = text.split(" ")
    start, end = map(int, span.split("-"))
    said = dict(word.split("=", 1) for word in words)
    people = tuple(_span(pair) for pair in said.get("people", "").split(",") if pair)
    return Part(start, end, Role(said.get("role", "")), said.get("own") != "no", said.get("letter", ""), people)


def _span(text: str) -> tuple[int, int]:
    start, end = text.split("-")
    return int(start), int(end)
