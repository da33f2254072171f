"""The title of the release: what stands between letterhead, date and addressees, and the lead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from pipeline.lexicon import table
from pipeline.model import Layout, Line, Section, SectionKind

_SHORT = 40
_MOST_LINES = 60  # of a header: what stands deeper in a page without a lead is no title
_TWICE = 4.0  # of the score: more than a clause and its ending together
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(?P<body>.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title *: *+(?P<quote>[\"']?)(?P<title>.*[^ \n])(?P=quote) *+$", re.MULTILINE)
_HASH = re.compile(r"#{1,6} +")
_ORNAMENT = re.compile(r"[■□●◆◇★☆▶] *|(?:発表)?(?:タイトル|題名|件名|表題|標題|題目) ?: ?")
_DATE = re.compile(
    r"(?:(?:令和|平成|昭和|西暦|R|H) ?[0-9元]{1,2}(?:\([0-9]{4}\))? ?年|(?:19|20)[0-9]{2} ?(?:年|[./-]))(?: ?\([^)]*\))?"
    r" ?[0-9]{1,2} ?(?:月|[./-]) ?[0-9]{1,2} ?日?(?: ?\([^)]{1,3}\))?"
)
#: Page numbers, addresses, list items, links, short Latin words (menus).
_NO_TITLE = re.compile(
    r"[0-9 ./-]+$|[〒©(※・•‣➢✓✔←→▲<>\ue000-\uf8ff]|[\x00-\x7f]{1,12}$|図 ?[0-9]"
    r"|(?:概 ?要|ポイント|要 ?[旨点])$|戻る|ホーム|トップ|検索"
)
#: What a line of a subtitle begins with → what it ends with.
_SUBTITLE_CLOSE = {
    "―": "―ー─-", "ー": "ー―─-", "-": "-―ー", "─": "─―", "━": "━", "〜": "〜", "~": "~〜", "=": "=", "(": ")", "<": ">",
}  # fmt: skip
_CLAUSE = re.compile(r"[をがにでへとはも]|〜|!|、|:|「")
_PARTICLE = re.compile(r"[をがはへの!?]|に(?!関する)")


def title(layout: Layout) -> tuple[int, int] | None:
    """The view span of the title, without ornaments and without a subtitle on a line of its own; None where there is none."""
    view = layout.text.view
    front = _FRONT_MATTER.match(view)
    if front and (found := _FRONT_TITLE.search(front["body"])):
        at = front.start("body")
        return at + found.start("title"), at + found.end("title")
    rows = _header(layout, front.end() if front else 0)
    for row in rows:
        if (hashes := _HASH.match(view, row.start)) and not _is_letterhead(view[hashes.end() : row.end]):
            return _trimmed(view, hashes.end(), row.end)
    blocks = list(_blocks(view, rows))
    if not blocks:
        return None
    twice = _twice(view, rows)
    best = max(
        range(len(blocks)), key=lambda index: (_score(view, blocks[index]) + _stands_twice(view, blocks[index], twice), index)
    )
    return _trimmed(view, blocks[best][0].start, blocks[best][-1].end)


def _header(layout: Layout, begin: int) -> list[Line]:
    """The lines before the first section that is no header."""
    parts = [section for section in layout.sections if section.kind is not SectionKind.HEADER]
    view = layout.text.view
    if parts and not view[: parts[0].start].strip() and _release().match(view[slice(*_heading_line(layout, parts[0]))].strip()):
        parts = parts[1:]  # 【研究成果】 above the date and the issuers
    end = parts[0].start if parts else len(view)
    return [row for row in layout.lines if begin <= row.start < end][:_MOST_LINES]


def _heading_line(layout: Layout, section: Section) -> tuple[int, int]:
    line = layout.lines[layout.line_at(section.start)]
    return line.start, line.end


def _is_letterhead(words: str) -> bool:
    """Whether a line is a date, an issuer, an addressee, a label or the words プレスリリース."""
    words = words.strip()
    bare = _DATE.sub("", words).strip(" ()")
    if not bare or (bare != words and len(bare) <= 6):
        return True
    if _release().match(bare) or _label().match(words) or _NO_TITLE.match(words) or _skip().search(words):
        return True
    if len(words) < _SHORT and _paper().search(words) and not _predicate().search(words):
        return True
    return (_addressee().search(words) is not None and len(words) < _SHORT) or _is_issuer(bare)


def _is_issuer(words: str) -> bool:
    """Whether words are the name of a body, and no sentence about one."""
    if _legal().match(words):
        return not re.search(r"[をがはへ]|、.*、", words)
    if _PARTICLE.search(words):
        return False
    return _body().search(words) is not None or (len(_body_inside().findall(words)) > 1 and "と" not in words)


def _blocks(view: str, rows: list[Line]) -> Iterator[list[Line]]:
    """Runs of neighbouring lines that may be the title; subtitles, letterhead and empty lines end one."""
    block: list[Line] = []
    closing = ""
    for index, row in enumerate(rows):
        words = _HASH.sub("", view[row.start : row.end])
        if closing:  # a subtitle that goes on
            closing = "" if words[-1] in closing else closing
            continue
        if block and (row.blank_before or _is_complete(view, block[-1], words)):
            yield block
            block = []
        if len(words) > 2 and words[0] in _SUBTITLE_CLOSE:
            closing = _still_open(view, words, rows[index + 1 : index + 3])
        elif not _is_letterhead(words):
            block.append(row)
            continue
        if block:
            yield block
            block = []
    if block:
        yield block


def _still_open(view: str, words: str, following: list[Line]) -> str:
    """The signs that close a subtitle which begins with `words` and ends on one of the `following` lines, "" where it does not."""
    closing = _SUBTITLE_CLOSE[words[0]]
    return closing if words[-1] not in closing and any(view[row.end - 1] in closing for row in following) else ""


def _is_complete(view: str, last: Line, following: str) -> bool:
    """Whether a line ends a title (…を発見), so that the line below it is a subtitle."""
    return _predicate().search(view, last.start, last.end) is not None and not re.match(r"[ぁ-ん、。ー)」』]", following)


def _twice(view: str, rows: list[Line]) -> frozenset[str]:
    """The words of the lines that the header holds more than once: a web page gives its title as name and as heading."""
    counts = Counter(view[row.start : row.end].strip() for row in rows)
    return frozenset(words for words, count in counts.items() if count > 1)


def _stands_twice(view: str, block: list[Line], twice: frozenset[str]) -> float:
    return _TWICE if len(block) == 1 and view[block[0].start : block[0].end].strip() in twice else 0.0


def _score(view: str, block: list[Line]) -> float:
    words = "".join(view[row.start : row.end] for row in block)
    score = min(len(words), 60) / 20
    score += 2 if _CLAUSE.search(words) else 0
    score += 1.5 if _ending().search(words) else 0
    score -= 2 if len(words) > 160 else 0
    score -= 4 if "。" in words.rstrip("。") else 0  # more than one sentence is a paragraph
    return score - (2 if len(words) < 8 else 0)


def _trimmed(view: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without ornaments, hashes and a full stop at its end."""
    while ornament := _ORNAMENT.match(view, start, end) or _HASH.match(view, start, end):
        start = ornament.end()
    while end > start and view[end - 1] in " 。#":
        end -= 1
    return (start, end) if end > start else None


def _words(*uses: str) -> str:
    """The letterhead's words of these uses as alternatives of a regular expression, longest first."""
    words = [row["word"] for row in table("letterhead") if row["use"] in uses]
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _release() -> re.Pattern[str]:
    number = r"(?: ?(?:No\.?|第)? ?[0-9-]++ ?号?)?"
    return re.compile(rf"[\[【<(]?(?:{_words('release')})(?:の?ご案内)?{number}[\]】>)]?{number}$", re.IGNORECASE)


@cache
def _paper() -> re.Pattern[str]:
    """What paper a line says that this is, beside an issuer or a volume: 北浜大学 Press Release Vol. 12."""
    return re.compile(r"press ?release|news ?release|プレス ?リリース|ニュース ?リリース|報道 ?発表|記者 ?発表", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"[\[【<(]?(?:{_words('label')})[^\n]{{0,8}}?[\t:]", re.IGNORECASE)


@cache
def _addressee() -> re.Pattern[str]:
    return re.compile(_words("addressee"))


@cache
def _skip() -> re.Pattern[str]:
    return re.compile(_words("skip") + r"|https?://|@|\t")


@cache
def _body() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('body')})\.?(?: ?\([^)]{{1,40}}\))?(?: ?\[[^\]\n]{{0,80}}\])?$", re.IGNORECASE)


@cache
def _body_inside() -> re.Pattern[str]:
    """A body's name that goes on with a department's, or stands in two languages."""
    return re.compile(rf"(?:{_words('body')})(?= |$)", re.IGNORECASE)


@cache
def _legal() -> re.Pattern[str]:
    return re.compile(_words("legal"))


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile(rf"[をにが](?:世界で?初(?:めて)?|初めて|新たに|同時に)?(?:{_words('predicate')})[!?]?$|[!！]$")


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('predicate', 'ending')}|[!〜])[!?。」』]?$")
