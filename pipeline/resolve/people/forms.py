"""Affiliations in forms, a label a line: 所属機関: … below a name, and a letterhead with 会社名 above 代表者名 and 問合せ先."""

from __future__ import annotations

import re

from pipeline.model import Mention
from pipeline.resolve.people.text import BODIES
from pipeline.resolve.people.writing import Writer

_FIELD = re.compile(r"所 ?属 ?(?:機 ?関|先)?(?:名)? ?[:：\t] ?")
_COMPANY = re.compile(r" *(?:上場)?(?:会 ?社|法 ?人|団 ?体|機 ?関|企 ?業|大 ?学|学 ?校|組 ?織) ?名(?:称)?[ :：\t]|商 ?号[ :：\t]")
_LABELLED = re.compile(
    r" *(?:代 ?表 ?者(?: ?名)?|代 ?表|(?:お)?問い?合わ?せ ?先|連 ?絡 ?先|責 ?任 ?者|(?:広報)?担 ?当 ?者?)[ :：\t]"
)
_BELOW = 2  # lines below a name that may name its body
_ABOVE = 8  # lines of a letterhead


def in_form(writer: Writer, mention: Mention) -> tuple[str, ...]:
    """所属機関: … on one of the next lines of a form."""
    sheet, layout = writer.sheet, writer.sheet.analysis.layout
    number = layout.line_at(mention.start)
    for line in layout.lines[number + 1 : number + 1 + _BELOW]:
        label = _FIELD.match(sheet.view, line.start, line.end)
        bodies = [each for each in sheet.inside(line.start, line.end) if each.type in BODIES] if label else []
        if bodies:
            return (writer.stack(bodies),)
    return ()


def in_letterhead(writer: Writer, mention: Mention) -> tuple[str, ...]:
    """会社名 … on a line above that of 代表者名 or 問合せ先; where the person's line has a body of its own it says nothing."""
    sheet, layout = writer.sheet, writer.sheet.analysis.layout
    number = layout.line_at(mention.start)
    own = layout.lines[number]
    if not _LABELLED.match(sheet.view, own.start, mention.start):
        return ()
    if any(each.type in BODIES for each in sheet.inside(own.start, mention.start)):
        return ()
    for line in reversed(layout.lines[max(0, number - _ABOVE) : number]):
        if _COMPANY.match(sheet.view, line.start, line.end):
            bodies = [each for each in sheet.inside(line.start, line.end) if each.type in BODIES]
            return (writer.stack(bodies),) if bodies else ()
    return ()
