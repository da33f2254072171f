"""Bodies on lines above the people who work there: body, department, then people; a further department replaces the last."""

from __future__ import annotations

import re

from pipeline.model import Line, Mention, MentionType
from pipeline.resolve.people.desk import own_body
from pipeline.resolve.people.text import BODIES, Sheet
from pipeline.resolve.people.units import is_department, is_dependent, rank
from pipeline.resolve.people.writing import Writer

_LEADING = re.compile(r"[ ・●○■□◆*\-※]*(?:(?:広報|報道|取材|研究|連絡)?担当者?|代表|責任者)?[:： ]*")
_BETWEEN = re.compile(r"(?:[ ・兼/:：]|\([^()]{1,8}\))*")
_NOTE = re.compile(r" *\([^\n]*\) *")
_BRACKETS = re.compile(r"\([^()\n]{0,30}\)")
_NAMED = (MentionType.PERSON, MentionType.POSITION)


def stacks(writer: Writer) -> dict[int, str]:
    """The index of each line that begins with a person or a post → the bodies stacked above it, as one string."""
    sheet = writer.sheet
    found: dict[int, str] = {}
    stack: list[str] = []
    handed = False  # whether people stand below the stack already
    for index, line in enumerate(sheet.analysis.layout.lines):
        here = sheet.inside(line.start, line.end)
        first = next((each for each in here if each.type in _NAMED), None)
        level = _level(writer, line, here, stack) if first is None else None
        if level:
            stack, handed = _put(stack, level, handed=handed, apart=line.blank_before), False
        elif first and leads(sheet, line.start, first.start):
            handed = True
            if stack:
                found[index] = " ".join(stack)
        elif not (stack and _NOTE.fullmatch(sheet.view, line.start, line.end)):
            stack, handed = [], False
    return found


def _level(writer: Writer, line: Line, here: tuple[Mention, ...], stack: list[str]) -> str | None:
    """What a line of the stack says: bodies and hardly anything else, or below one a department that is known by its form only."""
    view = writer.sheet.view
    bodies = [each for each in here if each.type in BODIES]
    if bodies and _covered(view, line, bodies):
        return writer.stack(bodies)
    words = view[line.start : line.end].strip()
    return words if stack and not here and is_department(words) else None


def _put(stack: list[str], level: str, *, handed: bool, apart: bool) -> list[str]:
    """The stack with a further line: below people a department takes the place of those of its rank, another body that of all.

    `handed`: people stand above the line; `apart`: a blank line does.
    """
    if own_body(level) or not stack:
        return [level]
    if not handed:
        return [*stack, level]
    if not is_dependent(level, centres=not apart):
        return [level]
    kept = list(stack)
    while len(kept) > 1 and rank(kept[-1]) >= rank(level):
        kept.pop()
    return [*kept, level]


def leads(sheet: Sheet, start: int, at: int) -> bool:
    """Whether nothing but bullets, labels and posts stands between a line's start and `at`."""
    lead = _LEADING.match(sheet.view, start, at)
    place = lead.end() if lead else start
    rest = sheet.view[place:at]
    for post in reversed(sheet.inside(place, at)):
        if post.type is not MentionType.POSITION:
            return False
        rest = rest[: post.start - place] + rest[post.end - place :]
    return _BETWEEN.fullmatch(rest) is not None


def _covered(view: str, line: Line, bodies: list[Mention]) -> bool:
    """Whether a line holds bodies and hardly anything else, brackets aside."""
    rest, last = "", line.start
    for body in bodies:
        rest += view[last : body.start]
        last = body.end
    rest += view[last : line.end]
    return len(_BRACKETS.sub("", rest).replace(" ", "")) <= 4
