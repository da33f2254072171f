"""Bare years that a citation or a copyright line vouches for: (2019), © 2025, "12(3): 341-349, 2021", "Nature 2016;"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from pipeline.extract.dates.moments import Found, Point
from pipeline.model import Layout, SectionKind

_YEAR = r"(?P<year>(?:1[89]|20)[0-9]{2})"
_END = r"(?![0-9A-Za-z/%-])(?!\.[0-9])"
_COPYRIGHT = re.compile(
    rf"(?:©|\([Cc]\)|[Cc]opyright|COPYRIGHT) ?(?:©|\([Cc]\))? ?{_YEAR}(?: ?[-〜] ?(?P<last>(?:19|20)[0-9]{{2}}))?{_END}"
)
# (2019), (Smith et al., 2016; Jones, 2018), ら(2016a): the year closes the bracket or stands before a semicolon in it.
_BRACKETED = re.compile(rf"\( ?{_YEAR}[a-d]? ?(?=\)|[,;] ?(?:in press|印刷中|[12][0-9]{{3}}))")
_IN_BRACKET = re.compile(rf"(?<=[a-z.,ら] ){_YEAR}[a-d]?(?=[;)])")
# Inside a reference line: after pages, before volume and pages, at the end.
_AFTER_PAGES = re.compile(rf"[0-9]{{1,6}} ?- ?[A-Z]?[0-9]{{1,6}} ?(?:頁|ページ)?[,.、] ?{_YEAR}{_END}")
_AFTER_VOLUME = re.compile(
    rf"(?:\)|[Nn]o\. ?[0-9]+|[Vv]ol\. ?[0-9]+|pp?\. ?[0-9-]+|号|巻|頁|ページ|e?[0-9]{{3,8}})[,.、] ?{_YEAR}"
    r"(?=[.,;)、。 ]*(?:$|\n|doi|DOI|https?|\())"
)
_BEFORE_VOLUME = re.compile(
    rf"(?<![0-9A-Za-z/-]){_YEAR}"
    r"(?=; ?[0-9]+ ?[(:,]|[,.] ?(?:[Vv]ol\.? ?)?[0-9]{1,4} ?(?:\([0-9-]+\))? ?[:,] ?(?:pp?\. ?)?[A-Ze]?[0-9])"
)
_JOURNAL = re.compile(rf"(?:(?<=[a-z.] )|(?<=[a-z], )){_YEAR}(?=[.,;)。、]|$|\n)")
_REFERENCE = re.compile(
    r"doi|DOI|et al|[Vv]ol\.|pp?\. ?[0-9]|[0-9]+ ?\([0-9]+\)|[0-9]+:[ 0-9]|[0-9]{2,5} ?- ?[0-9]{2,5}"
    r"|[A-Z][a-z]+ [A-Z]{1,2}[,.]| J\.? |Proc\.|誌"
)
_ADDRESS = re.compile(r"(?:https?://|www\.|10\.[0-9]{4,}/)[^\s()、。]*(?:\([^\s()]*\))?[^\s()、。]*")


def find(layout: Layout) -> Iterator[Found]:
    """The bare years of `layout`'s view that a citation or a copyright mark vouches for."""
    view = layout.text.view
    addresses = [match.span() for match in _ADDRESS.finditer(view)]
    for match in _COPYRIGHT.finditer(view):
        last = Point(year=int(match["last"])) if match["last"] else None
        end = match.end("last" if last else "year")
        yield Found(match.start("year"), end, Point(year=int(match["year"])), last, "dates.copyright-year")
    for pattern in (_BRACKETED, _AFTER_PAGES, _AFTER_VOLUME, _BEFORE_VOLUME):
        for match in pattern.finditer(view):
            if not _inside(addresses, match.start("year")):
                yield _found(match)
    for pattern in (_IN_BRACKET, _JOURNAL):
        for match in pattern.finditer(view):
            if not _inside(addresses, match.start()) and _in_reference(layout, match.start()):
                yield _found(match)


def _found(match: re.Match[str]) -> Found:
    group = "year" if match["year"] else 0
    year = match["year"] or match[0][:4]
    start = match.start(group)
    return Found(start, start + 4, Point(year=int(year)), None, "dates.citation-year")


def _in_reference(layout: Layout, at: int) -> bool:
    """Whether the line around `at` looks like a reference, in a section that may hold one."""
    if not layout.lines:
        return False
    line = layout.lines[layout.line_at(at)]
    if layout.section_at(at).kind is SectionKind.CONTACT:
        return False
    return _REFERENCE.search(layout.text.view, max(line.start, at - 300), min(line.end, at + 120)) is not None


def _inside(spans: list[tuple[int, int]], at: int) -> bool:
    index = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return index >= 0 and at < spans[index][1]
