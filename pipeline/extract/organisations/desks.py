"""Departments whose name says little, where their place speaks for them.

Alone on a line of a letterhead or a contact block (広報課, 総務課企画係), or behind a bracket that the name of their body opened
(北浜研究所（北浜研）脳科学センター, 北浜研究所【所長 青木一郎】センシング研究領域).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extract.organisations.found import Found, organisation
from pipeline.extract.organisations.posts import post_words
from pipeline.model import Analysis, Mention, MentionType, Name, SectionKind, Witness

_REACH = re.compile(r"TEL|Tel|FAX|Fax|E-?mail|e-?mail|E-?MAIL|電話|メール|〒|Mail|mail|URL")
_LABEL = re.compile(
    r"[・●■○◆□◇*※-]\s*"
    r"|(?:(?:お?(?:問合せ|問い合わせ|問い合せ)|連絡|照会)先|担当|所属|担当部署|部署|窓口|取材窓口|所属機関|機関)\s*+(?:[:：]\s*)?"
)
_BEHIND = re.compile(r"$|[\s(:/・\[]")
_BRACKETED = re.compile(r"[)、/ ]")
#: 企画広報課(0857-00-0000): who is called.
_CALLED = re.compile(r" ?\( ?(?:TEL|Tel|tel|電話(?:番号)?|直通|代表|☎)?[:. ]{0,2}\(?0[0-9]{1,4}\)?-? ?[0-9]{1,4}-[0-9]{3,4}")
_GENERIC = re.compile(r"[本同当各両該]|共同|研究グループ|研究チーム|合同")
_BRACKETS = {")": "(", "】": "【", "]": "["}
_LONGEST_BRACKET = 60
_NEAR = 6  # lines
_LONGEST_LINE = 200
_LONGEST_PERSON = 60


def desks(analysis: Analysis, found: Found) -> Iterator[Mention]:
    """The departments that begin a line (behind a bullet or a label) or fill a bracket, in letterheads and contact blocks.

    Anywhere in the text one counts whose telephone number follows in brackets, and one that fills its line below a line that a
    body fills.
    """
    view = analysis.view
    near = _lines_near_contact(analysis)
    whole = {(mention.start, mention.end) for mention in found.mentions}
    for name in _departments(analysis, "desk", "department"):
        index = analysis.layout.line_at(name.start)
        header = analysis.layout.section_at(name.start).kind is SectionKind.HEADER
        line = analysis.layout.lines[index]
        if (name.start, name.end) == (line.start, line.end) and index and _span(analysis, index - 1) in whole:
            whole.add((name.start, name.end))
            yield organisation(name.start, name.end, "stacked", cue="the line above", confidence=0.8)
            continue
        if (name.start, name.end) == (line.start, line.end) and index not in near and _over_people(analysis, index):
            yield organisation(name.start, name.end, "over-people", cue="the line below", confidence=0.7)
            continue
        if _GENERIC.match(view, name.start):
            continue
        before, behind = view[line.start : name.start], view[name.end : line.end]
        if _CALLED.match(behind):
            yield organisation(name.start, name.end, "desk", cue="telephone", confidence=0.7)
            continue
        if not (index in near or header):
            continue
        if behind.endswith("。"):
            continue  # prose
        fills_bracket = before.endswith("(") and bool(_BRACKETED.match(behind))
        begins_line = (not before or bool(_LABEL.fullmatch(before))) and bool(_BEHIND.match(behind))
        if fills_bracket or begins_line:
            yield organisation(name.start, name.end, "desk", cue="line", confidence=0.7)


def continued(analysis: Analysis, found: Found) -> Iterator[Mention]:
    """The departments directly behind a bracket that follows a body's name."""
    view = analysis.view
    ends = {mention.end for mention in found.mentions}
    for name in _departments(analysis, "desk", "department", "plain"):
        close = name.start - 2 if view[name.start - 1 : name.start] == " " else name.start - 1
        if close <= 0 or view[close] not in _BRACKETS:
            continue
        opened = view.rfind(_BRACKETS[view[close]], max(0, close - _LONGEST_BRACKET), close)
        if opened > 0 and (opened in ends or (view[opened - 1] == " " and opened - 1 in ends)):
            ends.add(name.end)
            yield organisation(name.start, name.end, "continued", cue=view[opened : close + 1], confidence=0.8)


def _over_people(analysis: Analysis, index: int) -> bool:
    """Whether the line below `index` begins with a post and holds little more than a name: a list of researchers."""
    if index + 1 >= len(analysis.layout.lines) or _GENERIC.match(analysis.view, analysis.layout.lines[index].start):
        return False
    below = analysis.layout.lines[index + 1]
    short = below.end - below.start < _LONGEST_PERSON and not analysis.view[below.start : below.end].endswith("。")
    return short and not below.blank_before and bool(_posts().match(analysis.view, below.start))


@cache
def _posts() -> re.Pattern[str]:
    """A post and a blank, or its bracket, behind it."""
    return re.compile(rf"(?:{post_words()})+(?: ?\([^()]{{2,10}}\))? ")


def _span(analysis: Analysis, index: int) -> tuple[int, int]:
    line = analysis.layout.lines[index]
    return line.start, line.end


def _departments(analysis: Analysis, *labels: str) -> Iterator[Name]:
    for name in analysis.names:
        if name.witness is Witness.GRAMMAR and name.label in labels and name.type is MentionType.ORGANIZATION:
            yield name


def _lines_near_contact(analysis: Analysis) -> set[int]:
    """The lines of contact sections, and those shortly before a telephone number or an address."""
    near: set[int] = set()
    for index, line in enumerate(analysis.layout.lines):
        if analysis.layout.section_at(line.start).kind is SectionKind.CONTACT:
            near.add(index)
        if line.end - line.start < _LONGEST_LINE and _REACH.search(analysis.view, line.start, line.end):
            near.update(range(max(0, index - _NEAR), index + 1))
    return near
