"""Line breaks that no writer meant: a text taken from a PDF is broken at the page's width, in mid-word and mid-name.

A break is joined where the line before it is as long as the document's lines get and neither side speaks against it (a heading,
a bullet, a label or an empty line), or where a bracket that the first line opened closes on the next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model import Edit
from pipeline.normalise.cut_names import cuts_name

_WIDE = re.compile(r"[^\x00-\x7f｡-ﾟ]")
_FULL_SHARE = 0.865  # a line counts as full from this share of the page's width
_SHORTEST_PAGE = 44  # columns (22 kanji): narrower blocks are lists, not wrapped prose
_WIDEST_PAGE = 140
_STARTS_ANEW = re.compile(
    r"[■□●○◆◇▶▼◎・＊*※【＜<〈《〔☆★→⇒✓\-―|#>＃•◯①-⑳\u200b]"
    r"|[（(](?:[0-9]{1,2}|[一二三四五六七八九十]|注[0-9]*|※[0-9]*|[a-zA-Zア-ン])[)）]"
    r"|[0-9]{1,2}(?:[.。．、)）]|\.\d| +[^\x00-\x7f])(?![0-9])"
    r"|注[釈記]?\s*[0-9]"
    r"|(?:図|表|写真|Fig|Table)\s*[0-9]"
    r"|(?:TEL|FAX|Tel|Fax|tel|fax|E-?mail|e-?mail|Email|mail|Mail|URL|ＵＲＬ|電話|住所|所在地|メール|〒|DOI|doi)\s*[:：.(（]?"
    r"|[^\s:：、。]{1,14} {0,4}[:：]"
    r"|(?:本研究|本成果|なお、|また、|さらに、|一方、)"
)
# A note mark that belongs to the sentence before the break: "CAGE / （注3）、RNA-seq", "（※ / 2）".
_MARK_GOES_ON = re.compile(
    r"[（(\[]?(?:※|注|\*|＊)\s?[0-9]{1,2}[)）\]]?(?:[、。，．)）を]|[のにでが](?!ん))|[（(\[][0-9]{1,2}[)）\]][、。，．)）を]"
)
_MARK_OPEN = re.compile(r"(?:※|[（(]\s?注)$")
_ENDS_HERE = re.compile(r"[。．！？!?:：;；】＞>〉》〕]$|です$|ます$")
_OPEN = re.compile(r"[（(「『［\[][^）)」』］\]（(「『［\[]*$")
_CLOSE = re.compile(r"^[^）)」』］\]（(「『［\[\n]{0,60}[）)」』］\]]")
# A note's term with its abbreviation on a line of its own, however long: 注6) Long Name of an Archive (LNA)
_NOTE_HEAD = re.compile(r"(?:注\s?|[※*])[0-9]{1,2}[)）]?[^。、]*[)）]$")
_LATIN_END = re.compile(r"[A-Za-z0-9,;.:&)]$")
_LATIN_START = re.compile(r"^[A-Za-z0-9(&\"“]")
_LATIN_PROSE = re.compile(r"^[\x00-\x7f“”’‘–—]+$")
_URL_END = re.compile(r"(?:https?:/{0,2}[^\s、。）)」]{0,1000}|(?<![\w.+-])[\w.+-]++@[\w.-]*)$")
_NOUN_START = re.compile(r"[一-龥々ァ-ヶ]")
_URL_START = re.compile(r"^(?![0-9]{1,2}[.)] ?[^\x00-\x7f])[\w./~%?=&#-]+", re.ASCII)
# An address that was cut after a mark goes on with a piece that has such a mark too; behind a bare scheme anything goes on.
_URL_REST = re.compile(r"^[A-Za-z0-9]*[_./~%?=&#-]")
_BARE_SCHEME = re.compile(r"https?:/{0,2}$")
# Numbers in two pieces: what a grant's or a paper's number looks like before the break, after it, and put together.
_NUMBER_END = re.compile(r"(?:(?<![0-9A-Za-z])(?:JP)?[0-9]{2}[A-Za-z]{1,2}[0-9]{0,6}|10\.[0-9]{4,9}/[^\s、。()]{0,200}[0-9])$")
_NUMBER_START = re.compile(r"[0-9][0-9.-]*(?![0-9A-Za-z年月日])")
_WHOLE_NUMBER = re.compile(r"JP[0-9]{2}[A-Za-z]{2}[0-9]{7}|(?:JP)?[0-9]{2}(?:[HKFJ]|KJ|KK|KF|KA|KB)[0-9]{4,5}|10\..+")
# A line in mid-phrase: a particle or a comma ends it, and a word begins the next.
_MID_PHRASE = re.compile(r"[ぁ-んァ-ヶ一-龥々、)）」A-Za-z0-9].*(?:[をのがはにでと]|、)$")
_WORD_START = re.compile(r"[ぁ-んァ-ヶ一-龥々A-Za-z0-9「『(]")
_PHRASE_WIDTH = 40  # columns: shorter lines are headings and letterheads
# English prose: its letters are narrow, so its lines hold fewer columns of our count than Japanese ones before they are full.
_ENGLISH_SHARE = 0.6
_ENGLISH = re.compile(r"(?:[^\s　]+ +){4,}[^\s　]+$")
_ENGLISH_LETTERS = re.compile(r"(?:【[^】]{1,8}】|[^\x00-\x7f]{1,8}[:：])?[\x00-\x7fÀ-ɏ¹²³“”’‘–—⁰-₉]+")
_HYPHEN_END = re.compile(r"(?:[A-Za-z][a-z]{0,40},? ){2}[A-Za-z-]{0,80}[a-z]-$")
_ENGLISH_END = re.compile(r"[A-Za-zÀ-ɏ,0-9-]$")
_ENGLISH_START = re.compile(r"[A-Za-zÀ-ɏ(](?![^:]{0,20}:)")


@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    end: int  # trailing blanks left out
    after: int  # where the next row's words begin
    text: str
    written: str  # the same characters before they were folded
    width: int


def wraps(text: str, written: str | None = None, *, wrapped: bool = True) -> Iterator[Edit]:
    """An Edit for each line break of folded `text` to be joined; its replacement is a space between Latin words, else nothing.

    `written` is the text before it was folded (as long): full-width letters take up two columns of a page, and a line breaks
    between any two of them. `wrapped` is false for a text that a reader made: its lines end where paragraphs do, however long.
    """
    rows = list(_rows(text, text if written is None else written))
    page = _page_width(rows) if wrapped else None
    for row, following in pairwise(rows):
        if _meant(row, following, page):
            continue
        gap = text[row.end : following.start]
        if gap.count("\n") == 1:
            between_wide = _WIDE.match(row.written[-1]) and _WIDE.match(following.written[0])
            yield Edit(row.end, following.start, "" if between_wide else _glue(row.text, following.text))


def _rows(text: str, written: str) -> Iterator[_Row]:
    for match in re.finditer(r"[^\r\n]+", text):
        words = match[0].strip(" \t")
        if words:
            start = match.start() + match[0].index(words[0])
            as_written = written[start : start + len(words)]
            yield _Row(start, start + len(words), match.end(), words, as_written, _columns(as_written))


def _columns(words: str) -> int:
    return len(words) + len(_WIDE.findall(words))


def _page_width(rows: list[_Row]) -> int | None:
    """The width at which the document's lines break, None where they do not break at one."""
    widths = Counter(row.width // 4 for row in rows if _SHORTEST_PAGE <= row.width <= _WIDEST_PAGE)
    if sum(row.width > _WIDEST_PAGE for row in rows) > len(rows) // 20 or not widths:
        return None
    # The last bin that many lines reach: the right margin is where lines pile up, and hardly any line lies beyond it.
    many = max(3, sum(widths.values()) // 6)
    for bin_ in sorted(widths, reverse=True):
        if widths[bin_] + widths.get(bin_ - 1, 0) >= many:
            return 4 * bin_
    return None


def _meant(row: _Row, following: _Row, page: int | None) -> bool:
    """Whether the break after `row` was meant."""
    if row.text.startswith("#") or "\t" in row.text or "\t" in following.text:
        return True
    if _cuts_address(row.text, following.text):
        return False
    if _MARK_OPEN.search(row.text) and following.text[0] in "0123456789":
        return False
    if _STARTS_ANEW.match(following.text) and not _MARK_GOES_ON.match(following.text):
        return True
    if _OPEN.search(row.text) and _CLOSE.match(following.text):
        return False
    if _continues_latin(row.text, following.text):
        return False
    if _cuts_number(row.text, following.text) or _continues_english(row, following, page):
        return False
    if row.text.endswith(".") and following.text[0] > "\u3000":
        return True  # a Latin sentence is over: a reference, then Japanese text
    if _URL_END.search(row.text) and _NOUN_START.match(following.text):
        return True  # prose goes on after an address with a particle or a bracket
    if (page is not None and _is_mid_phrase(row, following)) or cuts_name(row.text, following.text):
        return False
    if page is None or row.width < _FULL_SHARE * page or _NOTE_HEAD.match(row.text):
        return True
    return bool(_ENDS_HERE.search(row.text)) and not _LATIN_PROSE.match(row.text + following.text)


def _cuts_address(first: str, second: str) -> bool:
    """Whether a line break cuts a URL or an e-mail address after one of its marks."""
    if not (first.endswith(("/", "-", "_", ".", "@", "=")) and _URL_END.search(first) and _URL_START.match(second)):
        return False
    return bool(_BARE_SCHEME.search(first) or (_URL_REST.match(second) and not _STARTS_ANEW.match(second)))


def _cuts_number(first: str, second: str) -> bool:
    """Whether a line break cuts a grant's number or a DOI: JP22ek02 / 10178)、24K21 / 698, 10.1038/s45990-023-02 / 119-7."""
    end, start = _NUMBER_END.search(first), _NUMBER_START.match(second)
    if end is None or start is None:
        return False
    if end[0].startswith("10."):  # the rest of a DOI stands alone on its line, and is no page number
        return start.end() == len(second) and "-" in second
    return _WHOLE_NUMBER.fullmatch(end[0] + start[0]) is not None


def _continues_english(row: _Row, following: _Row, page: int | None) -> bool:
    """Whether an English sentence goes on: lines of Latin letters that reach well into the page."""
    if page is not None and _HYPHEN_END.search(row.text) and "A" <= following.text[0] <= "z":
        return True
    if page is None or row.width < _ENGLISH_SHARE * page or not _ENGLISH_LETTERS.fullmatch(row.written):
        return False
    return bool(_ENGLISH.match(row.text) and _ENGLISH_END.search(row.text) and _ENGLISH_START.match(following.text))


def _is_mid_phrase(row: _Row, following: _Row) -> bool:
    """Whether a phrase goes on, however short the line is."""
    return bool(row.width >= _PHRASE_WIDTH and _MID_PHRASE.match(row.text) and _WORD_START.match(following.text))


def _continues_latin(first: str, second: str) -> bool:
    """A Latin sentence that goes on in lower case: "…as a web tool for the / functional analysis of genes"."""
    return bool(
        len(first) > 30 and _LATIN_PROSE.match(first) and re.match(r"[a-z]{2,}[ ,.]", second) and re.search(r"[a-z,-]$", first)
    )


def _glue(first: str, second: str) -> str:
    if _URL_END.search(first) and _URL_START.match(second) and not first.endswith(","):
        return ""
    if first.endswith("-") or _cuts_number(first, second):
        return ""
    return " " if _LATIN_END.search(first) and _LATIN_START.match(second) else ""
