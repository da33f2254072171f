"""The places where the view has more or fewer characters than the source: marks of other trades, composed characters, Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from pipeline.model import Edit

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f]+")
_COMBINING = re.compile("[^\\W\\d_][\u0300-\u036f\u3099\u309a]+|[ｦ-ﾝア-ンう][ﾞﾟ゛゜]")
_CARRIAGE_RETURN = re.compile(r"\r\n?")
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!~|<>$])")
_BREAK_TAG = re.compile(r"<br\s*/?>\n?", re.IGNORECASE)
# Tags that only dress words. Those with attributes stay: what they say (href) may be a mention.
_INLINE_TAG = re.compile(r"<(/?)(sup|sub|b|i|em|strong|u|small|span)>", re.IGNORECASE)
_BOLD = re.compile(r"(?<!\\)(\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1")
# One star on either side; "*1 … *2" are note marks, "3*4*5" is arithmetic.
_ITALIC = re.compile(r"(?<![\\*\w])(\*)(?![\s*\d)）])([^*\n]+?)(?<![\s*(（])\*(?![*\w]*\*)")
# Three or more single characters with one blank between each: 国 立 研 究 所, 2 0 2 4 年.
_LETTER_SPACED = re.compile(r"(?<![^\s])(?:[0-9一-龥々ァ-ヶー] ){3,}[0-9一-龥々ァ-ヶー](?=\s|$)", re.MULTILINE)


def edits(text: str) -> Iterator[Edit]:
    """The edits that make the view out of folded `text`, in no order and possibly overlapping (see `view.combine`)."""
    for match in _INVISIBLE.finditer(text):
        yield Edit(*match.span(), "")
    for match in _CARRIAGE_RETURN.finditer(text):
        yield Edit(*match.span(), "\n")
    for match in _COMBINING.finditer(text):
        yield from _composed(match)
    for match in _expanding().finditer(text):
        yield Edit(*match.span(), unicodedata.normalize("NFKC", match[0]))
    for match in _LETTER_SPACED.finditer(text):
        for at in range(match.start() + 1, match.end(), 2):
            yield Edit(at, at + 1, "")
    yield from _markdown(text)


def _markdown(text: str) -> Iterator[Edit]:
    for match in _BREAK_TAG.finditer(text):
        yield Edit(*match.span(), "\n")
    for match in _ESCAPE.finditer(text):
        yield Edit(*match.span(), "")
    tags = list(_INLINE_TAG.finditer(text))
    paired = {match[2] for match in tags if match[1]} & {match[2] for match in tags if not match[1]}
    for match in tags:
        if match[2] in paired:  # a mark that nothing closes (<B>) is no tag
            yield Edit(*match.span(), "")
    for pattern in (_BOLD, _ITALIC):
        for match in pattern.finditer(text):
            width = len(match[1])
            yield Edit(match.start(), match.start() + width, "")
            yield Edit(match.end() - width, match.end(), "")


def _composed(match: re.Match[str]) -> Iterator[Edit]:
    marks = match[0].translate({ord("ﾞ"): "\u3099", ord("゛"): "\u3099", ord("ﾟ"): "\u309a", ord("゜"): "\u309a"})
    composed = unicodedata.normalize("NFKC", marks)
    if len(composed) < len(match[0]):
        yield Edit(*match.span(), composed)


@cache
def _expanding() -> re.Pattern[str]:
    """Single characters that stand for several: ㈱, ㍻, ㎝, Ⅲ, ﬁ, ½ (not circled digits: they number, and are no digits)."""
    blocks = (
        *range(0x00BC, 0x00BF), *range(0x2100, 0x2190), *range(0x3220, 0x3244), *range(0x32C0, 0x3400), *range(0xFB00, 0xFB07),
    )  # fmt: skip
    characters = [chr(code) for code in blocks if len(unicodedata.normalize("NFKC", chr(code))) > 1]
    single = [chr(code) for code in range(0x2160, 0x2180) if len(unicodedata.normalize("NFKC", chr(code))) == 1]
    return re.compile("[" + re.escape("".join(characters + single)) + "]")
