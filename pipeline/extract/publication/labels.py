"""Labels of paper blocks: 論文名：…, 【掲載誌】…, 著　者 …, DOI: …, alone on a line, or several on one line.

Source of the table `paper_labels`: labels of real releases, own list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon import Row, table
from pipeline.model import Layout, Line

_BULLET = r"(?:[・■●○〇◯◆◇□▪▶►◎※*\-–•|>#]+ ?|[0-9]{1,2}[.)] ?|\([0-9]{1,2}\) ?|[①-⑳] ?)?"
_OPEN = r"[【\[<〈《〔(「『]? ?"
_CLOSE = r" ?[】\]>〉》〕)」』]?"
# 掲載誌・巻号：, 論文名/Title：
_DOUBLED = r"(?: ?[・/] ?(?:[一-龥]{1,6}|[A-Za-z][A-Za-z ]{2,20})){0,3}"
_QUALIFIED = r"(?: ?\([^()\n]{1,16}\))?"
_OPENS_PAPER = re.compile(r"(?<=[(。、])(?:論文名|論文タイトル|論文題目|掲載論文|タイトル|掲載誌|雑誌名)(?= ?[:：])")
_AFTER = rf"(?P<close>{_CLOSE})(?P<sep> *[:：] ?| ?\t+ ?| ?\| ?| +|(?=\n)|\Z|(?<=[】>〉》〕\]])|(?=[\"“『]))"


@dataclass(frozen=True, slots=True)
class Label:
    """A label `[start, end)` of the view; what it names begins at `end`. `firm`: a colon or brackets set it off."""

    start: int
    end: int
    word: str
    kind: str
    strong: bool
    firm: bool
    line: int


def labels(layout: Layout) -> Iterator[Label]:
    """The labels of the view, in reading order; whether their block is one of a paper is not asked here."""
    view = layout.text.view
    at_line, within = _patterns()
    for number, line in enumerate(layout.lines):
        match = at_line.match(view, line.start, min(len(view), line.end + 1))
        if match is None:
            yield from _in_brackets(view, line, number, within)
            continue
        first = _label(match, number)
        yield first
        if first.firm and line.end - line.start < 4000:
            for inner in within.finditer(view, match.end(), line.end):
                yield _label(inner, number)


def _in_brackets(view: str, line: Line, number: int, within: re.Pattern[str]) -> Iterator[Label]:
    """The labels of a paper that a sentence describes in brackets, as (論文名：…、著者：…)."""
    opening = _OPENS_PAPER.search(view, line.start, min(line.end, line.start + 4000))
    if opening:
        for inner in within.finditer(view, opening.start(), min(line.end, opening.start() + 1500)):
            yield _label(inner, number)


def kind_of(words: str) -> str | None:
    """What a cell that holds only the label `words` is the head of; None where it is no label."""
    row = _rows().get(_key(words.strip()))
    return row["kind"] if row else None


def _label(match: re.Match[str], line: int) -> Label:
    words = match["words"]
    row = _rows()[_key(words)]
    separator = match.groupdict().get("sep") or ""
    closed = (match.groupdict().get("close") or "").strip()
    inside = "sep" not in match.groupdict()
    firm = inside or any(mark in separator for mark in ":\t|") or bool(closed and match["open"].strip())
    return Label(match.start("words"), match.end(), words, row["kind"], row["strong"] == "yes", firm, line)


def _key(words: str) -> str:
    """A label's words as the table has them: 著 者 名 as 著者名."""
    return re.sub(r"\s", "", words) if not words.isascii() else re.sub(r"\s+", " ", words).lower()


@cache
def _rows() -> dict[str, Row]:
    return {_key(row["label"]): row for row in table("paper_labels")}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """(a label at a line's start, a label with its colon inside a line)."""
    words = sorted({row["label"] for row in table("paper_labels")}, key=lambda word: (-len(word), word))
    japanese = "|".join(" {0,3}".join(map(re.escape, word)) for word in words if not word.isascii())
    latin = "|".join(re.escape(word) for word in words if word.isascii())
    any_label = rf"(?P<words>{japanese}|(?i:{latin})(?![A-Za-z]))"
    at_line = re.compile(rf"{_BULLET}(?P<open>{_OPEN}){any_label}{_DOUBLED}{_QUALIFIED}{_AFTER}")
    before = r"(?<=[\s、。;()\]】」”\"/|■●○〇◯◆・])(?P<open>[【\[<〈《〔]? ?)"
    within = re.compile(rf"{before}{any_label}{_QUALIFIED}{_CLOSE} {{0,4}}[:：] ?")
    return at_line, within
