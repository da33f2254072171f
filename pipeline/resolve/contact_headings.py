"""Headings inside the contact block: what one may ask the desk below about (研究に関すること, 広報担当)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.model import Analysis, Line, Mention, MentionType

# A heading that says only that one may ask: the entries under it have no heading of their own.
_GENERAL = re.compile(
    r"(?:本?(?:件|リリース|プレスリリース|発表|内容|資料)?(?:に関する|についての|の)?)?(?:お|ご)?(?:問い?合わ?せ|連絡|取材|照会|担当)"
    r"(?:・(?:取材|連絡|問い?合わ?せ))*(?:の?申し?込み)?(?:先|窓口|者)*(?:連絡先)?[ :：→]*|(?:発表者・)?機関窓口|contacts?(?: us)?",
    re.IGNORECASE,
)
_OPEN, _CLOSE, _MARK = "<【〈《〔", ">】〉》〕", "■●◆◇□○▼▶#"
_WORD = rf"[^{_OPEN}{_CLOSE}\[\]()\n:：@。]"
_SUBJECT = re.compile(
    rf"(?P<open>[{_OPEN}{_MARK}\[(※ ]*)(?P<words>(?![{_MARK} ]){_WORD}{{2,30}}?"
    r"(?:に関すること|に関する(?:こと|お?問い?合わ?せ先?|取材)|について|関係|担当|窓口|問い?合わ?せ先?))"
    rf"(?:[{_CLOSE}\])][:：]?|[:：]? *$)"
)
_MARKED = re.compile(rf"(?P<open>[{_OPEN}{_MARK}][{_MARK} ]*)(?P<words>(?![{_MARK} ]){_WORD}{{2,24}}?) *+[{_CLOSE}]?+[:：]?+ *+$")
_DUTY = re.compile(r"(?:担当|窓口|関係)$")  # without a mark a desk's line, no heading: 広報担当


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's words, None for one that says no more than お問い合わせ先; names before view `end` belong to its words."""

    words: str | None
    end: int = 0


def heading_at(analysis: Analysis, row: Line, inside: list[Mention]) -> Heading | None:
    """The heading that a line is or begins with, None where it is none. `inside`: the line's mentions."""
    line = analysis.view[row.start : row.end]
    found = _SUBJECT.match(line) or (None if inside else _MARKED.match(line))
    if found is None:
        return None
    start, end = row.start + found.start("words"), row.start + found.end("words")
    if any(each.end == end or each.type is MentionType.PERSON for each in inside if each.start < end):
        return None  # a desk by its name: 【北浜大学広報課】
    words = source_words(analysis, start, end)
    if _GENERAL.fullmatch(words):
        return Heading(None, end)
    if _DUTY.search(words) and not found["open"].strip():
        return None
    return Heading(words, end)


def source_words(analysis: Analysis, start: int, end: int, glue: str = "") -> str:
    """The source text behind view `[start, end)`, its line breaks replaced by `glue`."""
    text = analysis.layout.text
    span = text.to_source(start, end)
    return re.sub(r"(?<!\s)[^\S\r\n]*+[\r\n]\s*+", glue, text.source.text[span.start : span.end])
