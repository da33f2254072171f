"""One character for one: width, compatibility characters, kanji variants, dashes. Lengths never change here."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pipeline.lexicon import table

_DASHES = "‐‑‒–−－﹣⁃"  # hyphens, en dash, minus; the em dash (a Japanese dash) stays apart
_EM_DASHES = "—⸺"
_WAVES = "～∼〰"
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_SINGLE_QUOTES = "‘’‚‛′"

# Full-width comma and stop are Latin punctuation between Latin characters, Japanese punctuation elsewhere.
_COMMA_IN_NUMBER = re.compile(r"(?<=[0-9０-９])，(?=[0-9０-９])")
_STOP_IN_NUMBER = re.compile(r"(?<=[0-9A-Za-z０-９Ａ-Ｚａ-ｚ])．(?=[0-9A-Za-z０-９Ａ-Ｚａ-ｚ])|(?m:(?<=^[0-9０-９])．)")


def fold(text: str) -> str:
    """`text` with each character replaced by its plain form; the result has the same length."""
    text = _COMMA_IN_NUMBER.sub(",", text)
    text = _STOP_IN_NUMBER.sub(".", text)
    return text.translate(_folding())


@cache
def _folding() -> dict[int, str]:
    folding: dict[int, str] = {}
    for code in (*range(0x00B2, 0x00BA), *range(0x2070, 0x209D), *range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)):
        _add_compatible(folding, code)
    for code in (*range(0xFF01, 0xFFE7), *range(0x2F800, 0x2FA20)):
        _add_compatible(folding, code)
    for variant in table("kanji_variants"):
        folding[ord(variant["variant"])] = variant["standard"]
    for characters, plain in ((_DASHES, "-"), (_EM_DASHES, "―"), (_WAVES, "〜"), (_SPACES, " "), (_SINGLE_QUOTES, "'")):
        folding.update((ord(character), plain) for character in characters)
    folding.update({ord("，"): "、", ord("．"): "。", ord("～"): "〜", ord("\x0b"): "\n", ord("\x0c"): "\n", 0x85: "\n"})
    folding.update({0x2028: "\n", 0x2029: "\n"})
    return folding


def _add_compatible(folding: dict[int, str], code: int) -> None:
    character = chr(code)
    plain = unicodedata.normalize("NFKC", character)
    if plain != character and len(plain) == 1:
        folding[code] = plain
