"""Whether a line goes on in the next: told by where the page breaks its lines, not by how many characters they have."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from pipeline.read.pdf.pieces import Column, Line

_STARTS_ANEW = re.compile(
    r"[■□●○◆◇▶▼▲△◎・＊*※【＜<〈《〔☆★→⇒✓✔➢➤◦▪‣\-―|#>＃•◯①-⑳➀-➓]"
    r"|[（(](?:[0-9０-９]{1,2}|[一二三四五六七八九十]|注[0-9０-９]*|※[0-9]*|[a-zA-Zア-ン])[)）](?![、，。．)）」をはがのにとでやへも])"
    r"|[0-9０-９]{1,2}(?:[.。．、)）](?![0-9０-９])|[.．]\d(?!\d)|[ 　]+[^\x00-\x7f０-９])"
    r"|注[釈記]?\s*[0-9０-９]"
    r"|(?:図|表|写真|Fig|Table)[.\s]*[0-9０-９]"
    r"|(?:TEL|FAX|Tel|Fax|tel|fax|E-?mail|e-?mail|Email|mail|Mail|URL|ＵＲＬ|ＴＥＬ|ＦＡＸ|電話|住所|所在地|メール|〒|DOI|doi)\s*[:：.(（]"
    r"|〒|[^\s:：、。「（(]{1,8}[:：](?!/)"
)
_NO_LINE_END = re.compile(r"[。．！？!?]$")
_CLAUSE_OPEN = re.compile(r"[、，,（(「『［\[・]$|[はがをにのとでへもや]$|[（(「『［\[][^）)」』］\]]{0,40}$")
_NEVER_FIRST = re.compile(r"[ぁ-んー、。，．）」』］)\]](?<![おごほふ])")
_HANGING = re.compile(r"[、。，．]$")  # may stand beyond the margin
_LATIN_TOKEN = re.compile(r"[!-~]+")
_ADDRESS = re.compile(r"https?:|www\.|[\w.+-]+@")
_NOT_AT_START = re.compile(r"[、。，．・：；？！）」』】〕］〉》ーァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ々％,.)\]]")


_LONG = 14  # of the size: shorter lines say nothing of margins
_REACH = 3.0  # points within which ends count as one place
_PADDING = 8.0  # points between a ruled line and the text in it


class Margins:
    """Where the lines of a document end at the right.

    The right margin is where most of the long lines end, and other places near it that several lines share (sections that are
    set a little narrower). Boxes, cells and columns beside each other have their own right end.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._ends = sorted(line.right for line in lines if line.right - line.left >= _LONG * line.size)
        widths: Counter[int] = Counter()
        for line in lines:
            if line.right - line.left >= _LONG * line.size:
                widths[round(line.right / _REACH)] += round(line.right - line.left)
        self._margin = max(((widths[place] + widths[place + 1], place) for place in widths), default=(0, 0))[1] * _REACH
        self._reach: dict[Column, float] = {}
        for line in lines:
            end = line.right - line.size * bool(_HANGING.search(line.text))
            self._reach[line.column] = max(end, self._reach.get(line.column, 0.0))
        self._lines = Counter(line.column for line in lines)
        self._full = Counter(line.column for line in lines if line.right >= self._reach[line.column] - 0.8 * line.size)

    def is_full(self, line: Line, following: Line) -> bool:
        """Whether `line` ends where lines break: `following` begins with something that had no room left."""
        column = line.column
        limit = line.right + _needed(line, following) + 0.3 * line.size
        if column.drawn and limit >= column.right - _PADDING:
            return True
        if line.left - column.left > 0.35 * (column.right - column.left):
            return False  # a letterhead at the right edge, not prose
        if limit >= self._reach[column] and (self._is_wrapped(column) or _is_long(line) or _breaks_off(line.text, following.text)):
            return True
        if column.drawn:
            return False
        lowest = max(line.right - 0.6 * line.size, self._margin - 3.5 * line.size)
        first = bisect_left(self._ends, lowest)
        return any(self._shared(end) >= 3 for end in self._ends[first : bisect_left(self._ends, limit)])

    def _is_wrapped(self, column: Column) -> bool:
        return self._full[column] > 2 and 3 * self._full[column] >= self._lines[column]

    def _shared(self, at: float) -> int:
        return bisect_left(self._ends, at + _REACH) - bisect_left(self._ends, at - _REACH)


def _is_long(line: Line) -> bool:
    """Whether a line that reaches the end of its column is too long for an entry of a list or an address."""
    return line.right - line.left >= max(20 * line.size, 0.7 * (line.column.right - line.column.left))


def _breaks_off(text: str, following: str) -> bool:
    """Whether a line ends, or the next begins, in mid-sentence."""
    return bool(_CLAUSE_OPEN.search(text) or _NEVER_FIRST.match(following))


def _needed(line: Line, following: Line) -> float:
    """The width of what had to go to the next line together: a Latin word, or a character with the marks that cling to it.

    An address on a line of its own stands there on purpose, unless the line before it breaks off.
    """
    text, size = following.text, following.size
    latin = _LATIN_TOKEN.match(text)
    if latin and (not _ADDRESS.match(text) or _CLAUSE_OPEN.search(line.text)):
        share = len(latin[0]) / sum(1 if char <= "~" else 2 for char in text)
        return min((following.right - following.left) * share + 0.3 * size, 30 * size)
    clinging = 1 + bool(_NOT_AT_START.match(text[1:2])) + bool(_NOT_AT_START.match(text[2:3]))
    return clinging * size + 0.3 * size


def goes_on(line: Line, following: Line, first: Line, margins: Margins, *, beside: bool = False) -> bool:
    """Whether `following` continues `line`; `first` is the first line of the paragraph so far.

    `beside`: the two do not stand below each other (a column or page lies between), so that only their ends are compared.
    """
    size = line.size
    if abs(size - following.size) > 0.12 * size or _STARTS_ANEW.match(following.text):
        return False
    if "\t" in line.text or "\t" in following.text:
        return False
    if not beside and not 0.8 * size <= line.base - following.base <= 2.7 * size:
        return False
    if not _begins_in_place(line, following, first, beside=beside):
        return False
    if _NO_LINE_END.search(line.text) and (beside or line.right < line.column.right - 1.5 * size):
        return False
    return margins.is_full(line, following)


def _begins_in_place(line: Line, following: Line, first: Line, *, beside: bool) -> bool:
    """Whether `following` begins at the left edge of the paragraph: below it, before its indent, or behind its bullet."""
    size = line.size
    shift = following.left - line.left
    if beside and (shift < -2.3 * size or shift > 0.6 * size):
        return following.left - following.column.left <= 0.6 * size or _hangs(line, following, first)
    if line is not first:
        return abs(shift) <= 0.6 * size
    if -2.3 * size <= shift <= 0.6 * size:
        # Stacked lines flush right (a letterhead) begin anywhere: a paragraph begins near its column's left edge.
        return shift >= -0.3 * size or following.left - following.column.left <= 8 * size
    return shift > 0 and _hangs(line, following, first)


def _hangs(line: Line, following: Line, first: Line) -> bool:
    """Whether `following` begins below the words behind the paragraph's bullet or label, or under it in mid-sentence."""
    size = line.size
    if first.inner <= first.left or not 0 < following.left - first.left <= first.inner - first.left + size:
        return False
    return abs(following.left - first.inner) <= 0.5 * size or _breaks_off(line.text, following.text)


def glue(text: str, following: str) -> str:
    """What stands between two joined lines: a blank between Latin words, nothing inside Japanese or inside an address."""
    if not text or not following or not (_is_latin(text[-1]) and _is_latin(following[0])):
        return ""
    tail = re.search(r"[!-~]+$", text)
    word = tail[0] if tail else ""
    if word.endswith(("-", "/", "_", "@")) or re.search(r"https?:|www\.|@|^10\.\d{4}", word):
        return ""
    return " "


def _is_latin(char: str) -> bool:
    return "!" <= char <= "~" or "\u00c0" <= char <= "\u024f" or char in "“”’–"
