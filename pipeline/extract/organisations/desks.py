"""Departments that stand alone on a line of a letterhead or a contact block: 広報課, 総務課企画係."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.organisations.found import Found, organisation
from pipeline.model import Analysis, Mention, MentionType, SectionKind, Witness

_REACH = re.compile(r"(?:TEL|Tel|FAX|Fax|E-?mail|e-?mail|E-?MAIL|電話|メール|〒|Mail|mail|URL)")
_LABEL = re.compile(r"^(?:[・●■○◆□◇*※-]\s*|(?:担当|所属|担当部署|部署|問合せ先|問い合わせ先|お問い合わせ先|連絡先|窓口|取材窓口|所属機関|機関)\s*[:：]?\s*)$")
_BEHIND = re.compile(r"$|[\s(:、/・\[]")
_BRACKETED = re.compile(r"[)、/ ]")
_GENERIC = re.compile(r"^(?:[本同当各両該]|共同|研究グループ|研究チーム|合同)")
_NEAR = 6  # lines


def desks(analysis: Analysis, found: Found) -> Iterator[Mention]:
    """The grammar's desks that begin a line (behind a bullet or a label) or fill a bracket, in letterheads and contact blocks."""
    view = analysis.view
    lines = analysis.layout.lines
    near = _lines_near_contact(analysis)
    for name in analysis.names:
        if name.witness is not Witness.GRAMMAR or name.label not in ("desk", "department") or name.type is not MentionType.ORGANIZATION:
            continue
        if _GENERIC.match(view[name.start : name.end]):
            continue
        index = analysis.layout.line_at(name.start)
        line = lines[index]
        header = analysis.layout.section_at(name.start).kind is SectionKind.HEADER
        if index not in near and not header:
            continue
        before, behind = view[line.start : name.start], view[name.end : line.end]
        fills_bracket = before.endswith("(") and bool(_BRACKETED.match(behind))
        begins_line = (not before or bool(_LABEL.match(before))) and bool(_BEHIND.match(behind))
        if fills_bracket or begins_line:
            yield organisation(name.start, name.end, "desk", cue="line", confidence=0.7)


def _lines_near_contact(analysis: Analysis) -> set[int]:
    """The lines of contact sections, and those shortly before a telephone number or an address."""
    view = analysis.view
    near: set[int] = set()
    for index, line in enumerate(analysis.layout.lines):
        if analysis.layout.section_at(line.start).kind is SectionKind.CONTACT:
            near.add(index)
        if line.end - line.start < 200 and _REACH.search(view, line.start, line.end):
            near.update(range(max(0, index - _NEAR), index + 1))
    return near
