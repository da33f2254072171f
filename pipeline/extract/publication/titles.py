"""Titles of papers: where one begins and ends, and the translation beside it.

A title stands in quotes or on its line; its translation follows in brackets, after a word (和訳：), or on the next line.
The closing full stop and the quotes stay outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥]")
_QUOTES = {"“": "”", '"': '"', "「": "」", "『": "』", "'": "'", "〝": "〟", "”": "”", "«": "»", "<": ">", "《": "》", "〈": "〉"}
_OPEN_QUOTE = re.compile(r"[“\"「『〝«《〈”]")
_BRACKETS = {"(": ")", "[": "]", "〔": "〕", "【": "】", "「": "」", "『": "』", "<": ">", "〈": "〉"}
_TRANSLATION_WORD = re.compile(
    r"[(\[〔【]?(?:参考)?(?:和訳|邦題|邦訳|和題|仮訳|日本語訳|日本語題名|日本語タイトル|日本語題目|日本語|和文タイトル|和文題目|和文|"
    r"タイトル和訳|英題|英文題目|英文タイトル|英語タイトル|英訳|英語題名|英文|原題|訳)(?:[(][^()]{1,8}[)])? ?(?:: ?|(?=[「『“\"]))"
)
_TAIL = re.compile(r"[\s。、,;/|*†‡§¶■●◆]+$|(?<![A-Z])\.+$|(?<=[A-Z]{2})\.$")
_CUT = re.compile(r"(?:(?<![\s、,.(\[])[\s、,.(\[]++)?(?:(?:DOI|doi)(?![A-Za-z])|https?:|10\.\d{4,9}/)")
_NO_TITLE = re.compile(r"^(?:未定|調整中|準備中|なし|同上|仮題|オープンアクセス|プレスリリース|査読付き?|[0-9\W]*)$")
#: Where a translation may begin.
_SECOND = re.compile(r"[(\[〔【「『]|(?<=[\s/])(?=[一-龥ぁ-んァ-ヶ])|(?:和訳|邦題|邦訳|仮訳|日本語訳|英題) ?:")
_TAG_BEFORE = re.compile(r"\s*<[a-z][^<>\n]*>")
_TAG_BEHIND = re.compile(r"</[a-z]{1,8}>\s*$")
_LANGUAGE = re.compile(r"\((?:英文|和文|英語|日本語|英|和|原題|邦題)\) ?(?=\S)")
_ISSUE = re.compile(r"[0-9] ?[巻号頁]|[0-9]-[0-9]|』")
_REMARK = re.compile(
    r"(?:オープンアクセス|査読|プレスリリース|掲載|公開|注目論文|表紙|選出|ダウンロード|リンク|外部サイト|別ウ[ィイ]ンドウ|全文|無料|誌\)?$|著者|所属|版\)?$)"
)


def is_japanese(text: str) -> bool:
    """Whether `text` is written in Japanese for a good part."""
    found = len(_JAPANESE.findall(text))
    return (found > 3 and found * 4 > len(re.sub(r"[\s0-9]", "", text))) or (found > 0 and found * 2 > len(text))


def is_latin_title(text: str) -> bool:
    """Whether `text` could be a title in Latin letters: three words or more, most of them not capitalised names or numbers."""
    words = re.findall(r"[A-Za-zÀ-ÿα-ωΑ-Ω][\wÀ-ÿα-ωΑ-Ω'’/.+-]*", text)
    if len(words) < 3 or is_japanese(text):
        return False
    return any(word[0].islower() and len(word) > 1 for word in words) or len(words) > 4


def is_japanese_title(text: str) -> bool:
    """Whether `text` could be a title in Japanese: no remark in brackets, no sentence."""
    words = text.strip()
    return is_japanese(words) and len(words) >= 6 and not words.endswith("。") and not _REMARK.search(words)


def untagged(view: str, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` without the HTML tags around it."""
    while opening := _TAG_BEFORE.match(view, start, end):
        start = opening.end()
    while closing := _TAG_BEHIND.search(view, max(start, end - 12), end):
        end = closing.start()
    return start, end


def split(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The titles in `[start, end)`, which holds nothing but a title and perhaps its translation: spans of the bare titles."""
    start, end = untagged(view, start, end)
    if cut := _CUT.search(view, start, end):
        end = cut.start()
    start, end = _trim(view, start, end)
    if language := _LANGUAGE.match(view, start, end):
        start = language.end()
    if start >= end:
        return
    word = _TRANSLATION_WORD.match(view, start, end)
    if word:
        start = word.end()
        if word[0][0] in _BRACKETS and view[end - 1] == _BRACKETS[word[0][0]]:
            end -= 1
    if start < end and view[start] in "([〔【" and _match(view, start, end, view[start], _BRACKETS[view[start]]) == end - 1:
        yield from split(view, start + 1, end - 1)
        return
    if (close := _closing_quote(view, start, end)) is not None:
        yield from split(view, start + 1, close)
        yield from _rest(view, close + 1, end)
        return
    second = _second(view, start, end)
    first_end = second[0] if second else end
    span = _trim(view, start, first_end)
    if span[1] - span[0] > 1 and not _NO_TITLE.match(view[span[0] : span[1]]):
        yield span
    if second:
        yield from _rest(view, second[0], end)


def _rest(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The translation in what follows a title; remarks (オープンアクセス) are none."""
    start, end = _trim(view, start, end)
    while start < end and view[start] in "/,.、。-〜・|― ":
        start += 1
    if end - start < 6:
        return
    opening = view[start]
    if opening in _BRACKETS:
        close = _match(view, start, end, opening, _BRACKETS[opening])
        inner = view[start + 1 : close]
        if (is_japanese_title(inner) and not _ISSUE.search(inner)) or is_latin_title(inner) or _TRANSLATION_WORD.match(inner):
            yield from split(view, start + 1, close)
    elif _TRANSLATION_WORD.match(view, start, end) or (not _ISSUE.search(view, start, end) and is_japanese_title(view[start:end])):
        yield from split(view, start, end)


def _second(view: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the translation of a bare title begins: a bracket at its end in the other script, a word like 和訳：."""
    japanese = is_japanese(view[start : min(end, start + 15)])
    for match in _SECOND.finditer(view, start + 4, end):
        at = match.start()
        if match[0] in _BRACKETS:
            close = _match(view, at, end, match[0], _BRACKETS[match[0]])
            inner = view[at + 1 : close]
            if view[close + 1 : end].strip(" 。.,") and not is_japanese_title(inner):
                continue
            other_script = is_latin_title(inner) if japanese else is_japanese_title(inner)
            remark = _REMARK.search(inner) and not view[close + 1 : end].strip(" 。.,")
            if other_script or remark or _TRANSLATION_WORD.match(inner):
                return at, close
        elif match[0] or (not japanese and is_latin_title(view[start:at]) and is_japanese_title(view[at:end])):
            return at, end
    return None


def _closing_quote(view: str, start: int, end: int) -> int | None:
    """The place of the quote that closes the one at `start`, None where none opens there or the title goes on behind it."""
    if start >= end or not _OPEN_QUOTE.match(view[start]):
        return None
    opening = view[start]
    close = _match(view, start, end, opening, _QUOTES[opening])
    if close >= end:
        # A quote that another sort closes: “…"
        close = max(view.rfind(mark, start + 1, end) for mark in '”"」』')
        return close if close > start else None
    rest = view[close + 1 : end].strip(" .,。、")
    if rest and opening != _QUOTES[opening] and rest[0].isascii() and rest[0].isalpha() and not rest.startswith("by "):
        return None  # “Spin ice” in a kagome magnet
    return close


def _match(view: str, start: int, end: int, opening: str, closing: str) -> int:
    """The place of the bracket that closes the one at `start`; `end` where none does."""
    depth = 0
    for at in range(start, end):
        if view[at] == opening and (opening != closing or at == start):
            depth += 1
        elif view[at] == closing:
            depth -= 1
            if depth == 0:
                return at
    return end


def _trim(view: str, start: int, end: int) -> tuple[int, int]:
    while start < end and view[start] in " \t\n、,:：;・":
        start += 1
    while end > start and (tail := _TAIL.search(view, max(start, end - 12), end)) and tail.start() < end:
        end = tail.start()
    if view[end - 1 : end] == ")" and view.count("(", start, end) < view.count(")", start, end):
        return _trim(view, start, end - 1)  # the bracket that the whole line stands in
    return start, end
