"""The day of the release itself: its letterhead, its front matter, a line that labels it; no embargo, no paper's date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Layout, SectionKind

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n---[ \t]*\n", re.DOTALL)
_FRONT_KEY = re.compile(r"^(?:date|published_at|publish_?date|release_?date|released|pubdate)\s*:\s*[\"']?$", re.IGNORECASE)
_EMBARGO = re.compile(r"解禁|エンバーゴ|しばり|embargo|公開可|取扱注意", re.IGNORECASE)
# What may stand on the letterhead's line beside the date: what kind of document it is, that it is out, its number.
_ALONE = re.compile(
    r"^[\s\[(【〔<■●◆:：・|/-]*+(?:付け?|発表|公開|公表|配信|発行|掲載|更新|現在|プレスリリース|報道発表(?:資料)?|記者発表(?:資料)?|報道資料|"
    r"press\s*release|news(?:\s*release)?|ニュース(?:リリース)?|お知らせ|トピックス|研究成果|第?[0-9-]+号|no\.?\s*[0-9-]++)?[\s\])】〕>|/-]*$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:発表|配信|リリース|公表|発信|掲載|公開|発行|投稿|作成|発出|配布|配付|提供)(?:年月)?日時?\s*+(?:[:：]\s*+)?$"
    r"|(?:^|\n)(?:日付|Date|DATE|Released?|Posted)\s*[:：]\s*$"
)
# Labels that speak of something else than the release: a line before the date that ends so.
_OTHER = re.compile(
    r"(?:掲\s*載\s*日|公\s*開\s*日|開\s*催\s*日?|日\s*時|日\s*程|期\s*間|締\s*切|受\s*付|会\s*期|発\s*行\s*日?|公表日|掲載予定日?|出版日|予定日|採択日|受理日)"
    r"[^\n]{0,6}\s*[:：]?\s*$"
)
# A list of news, each with its day on a line: none of them is a letterhead.
_MANY = 4
_NEAR = 200  # characters of the line before and behind a date
#: The head of a column that holds the day of release, and how many rows above the date it is looked for.
_COLUMN = re.compile(r"(?:公開|掲載|発表|公表|配信)(?:年月)?日$")
_ROWS = 8
_BLANK = (" ", "\t")
_PROSE = re.compile(r"[。、]|です|ます|した")
_NOTES = (SectionKind.PUBLICATION, SectionKind.GLOSSARY)
_NOT_HERE = (SectionKind.PUBLICATION, SectionKind.GLOSSARY, SectionKind.FIGURE, SectionKind.FUNDING, SectionKind.CONTACT)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the text that needs nothing else to be known: its place and its value."""

    start: int
    end: int
    value: str


def release_day(dates: Sequence[Dated], layout: Layout) -> str | None:
    """The value of the release's own date. A letterhead wins over the front matter, whose time is kept where they agree."""
    view = layout.text.view
    front = _front_matter(view)
    days = [each for each in dates if re.match(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T|$)", each.value)]
    stated = next((each.value for each in days if each.end <= front and _is_front_key(view, each)), None)
    body = [each for each in days if each.start >= front]
    letterhead = _letterhead(body, layout)
    if letterhead is None:
        return stated or _month(dates, layout, front) or _in_table(days, layout)
    return stated if stated and stated[:10] == letterhead[:10] else letterhead[:10]


def _front_matter(view: str) -> int:
    match = _FRONT_MATTER.match(view)
    return match.end() if match else 0


def _is_front_key(view: str, each: Dated) -> bool:
    start = view.rfind("\n", 0, each.start) + 1
    return _FRONT_KEY.match(view[start : each.start].strip()) is not None


def _letterhead(days: list[Dated], layout: Layout) -> str | None:
    view = layout.text.view
    alone: list[Dated] = []
    beside: list[Dated] = []
    for each in days:
        start, end = _line(view, each)
        before, after = view[max(start, each.start - _NEAR) : each.start], view[each.end : min(end, each.end + _NEAR)]
        if _EMBARGO.search(before + view[each.start : each.end] + after) or _after_other_label(view, start):
            continue
        section = layout.section_at(each.start).kind
        if _LABEL.search(before) and section not in _NOT_HERE and (after[:1] in _BLANK or not after.strip(" )】]")):
            return each.value
        if _ALONE.match(before) and _ALONE.match(after):
            if section not in _NOT_HERE or not before.strip() + after.strip():
                alone.append(each)
        elif section is SectionKind.HEADER and end - start <= 70 and _apart(before, after) and not _PROSE.search(view[start:end]):
            beside.append(each)
    if len({each.value[:10] for each in alone}) >= _MANY:
        return None
    return _one(alone, layout) or _one(beside, layout)


def _apart(before: str, after: str) -> bool:
    """Whether the date stands at one end of its line, a blank apart from the issuer's name; a date with a label is an event's."""
    if _ALONE.match(before) and after.lstrip(" ")[:1] == "|":
        return True  # a table's cell
    if before.count("\t") > 1:
        return False  # a row of a table
    if before.strip() and not (_ALONE.match(before) and after[:1] in _BLANK):
        return not after.strip(" )】]") and before[-1] in " \t(" and not re.search(r"[:：]|日時?\s*$", before)
    return after[:1] in _BLANK


def _one(candidates: list[Dated], layout: Layout) -> str | None:
    """The first in the header; else the only one there is."""
    values = list(dict.fromkeys(each.value[:10] for each in candidates))
    heads = [each for each in candidates if layout.section_at(each.start).kind is SectionKind.HEADER]
    if heads and len({each.value[:10] for each in heads}) <= 2:
        return heads[0].value
    elsewhere = [each for each in candidates if layout.section_at(each.start).kind not in _NOTES]
    return elsewhere[0].value if elsewhere and len(values) == 1 else None


def _after_other_label(view: str, line_start: int) -> bool:
    """Whether the line before is a label whose value the date is: 掲載日⏎2026年6月18日."""
    before = view[max(0, line_start - 60) : line_start].rstrip("\n ")
    last = before.rpartition("\n")[2]
    return len(last) <= 16 and (_OTHER.search(last) is not None or _EMBARGO.search(last) is not None)


def _month(dates: Sequence[Dated], layout: Layout, front: int) -> str | None:
    """2022年5月 alone on a line of the header, where no day is given."""
    view = layout.text.view
    for each in dates:
        if each.start < front or not re.fullmatch(r"[0-9]{4}-[0-9]{2}", each.value):
            continue
        start, end = _line(view, each)
        beside = view[start : each.start] + view[each.end : end]
        if layout.section_at(each.start).kind is SectionKind.HEADER and not beside.strip():
            return each.value
    return None


def _in_table(days: Sequence[Dated], layout: Layout) -> str | None:
    """The one day in a table's column of days of release (データID, 内容, 公開日), where the page says it nowhere else."""
    view = layout.text.view
    found = {each.value[:10] for each in days if _COLUMN.match(_column(view, layout, each))}
    return found.pop() if len(found) == 1 else None


def _column(view: str, layout: Layout, each: Dated) -> str:
    """The head of the column in which a date stands: the cell at its place in the nearest line above with as many cells; or ""."""
    start, end = _line(view, each)
    cells = view.count("\t", start, end)
    if not cells:
        return ""
    at = view.count("\t", start, each.start)
    above = [row for row in layout.lines if row.end <= start][-_ROWS:]
    heads = (view[row.start : row.end].split("\t") for row in above)
    first = next((head for head in heads if len(head) == cells + 1), None)
    return first[at].strip() if first else ""


def _line(view: str, each: Dated) -> tuple[int, int]:
    end = view.find("\n", each.end)
    return view.rfind("\n", 0, each.start) + 1, len(view) if end < 0 else end
