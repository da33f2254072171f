"""Japanese names in Latin letters: one plain form in which Ohkubo, Okubo, Ōkubo and オオクボ are the same.

Who writes a name in Latin letters chooses Hepburn or Kunrei and marks long vowels or not; the plain form leaves all of that out.
Source of the syllables: the Hepburn table of 1908 as passports use it, and Kunrei-shiki (Cabinet Notice No. 1 of 1954).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from pipeline.lexicon import table

_SYLLABLES = dict(
    zip(
        [
            "ア",
            "イ",
            "ウ",
            "エ",
            "オ",
            "カ",
            "キ",
            "ク",
            "ケ",
            "コ",
            "サ",
            "シ",
            "ス",
            "セ",
            "ソ",
            "タ",
            "チ",
            "ツ",
            "テ",
            "ト",
            "ナ",
            "ニ",
            "ヌ",
            "ネ",
            "ノ",
            "ハ",
            "ヒ",
            "フ",
            "ヘ",
            "ホ",
            "マ",
            "ミ",
            "ム",
            "メ",
            "モ",
            "ヤ",
            "ユ",
            "ヨ",
            "ラ",
            "リ",
            "ル",
            "レ",
            "ロ",
            "ワ",
            "ヰ",
            "ヱ",
            "ヲ",
            "ン",
            "ガ",
            "ギ",
            "グ",
            "ゲ",
            "ゴ",
            "ザ",
            "ジ",
            "ズ",
            "ゼ",
            "ゾ",
            "ダ",
            "ヂ",
            "ヅ",
            "デ",
            "ド",
            "バ",
            "ビ",
            "ブ",
            "ベ",
            "ボ",
            "パ",
            "ピ",
            "プ",
            "ペ",
            "ポ",
            "ヴ",
            "ァ",
            "ィ",
            "ゥ",
            "ェ",
            "ォ",
            "ャ",
            "ュ",
            "ョ",
            "ヮ",
        ],
        [
            "a",
            "i",
            "u",
            "e",
            "o",
            "ka",
            "ki",
            "ku",
            "ke",
            "ko",
            "sa",
            "shi",
            "su",
            "se",
            "so",
            "ta",
            "chi",
            "tsu",
            "te",
            "to",
            "na",
            "ni",
            "nu",
            "ne",
            "no",
            "ha",
            "hi",
            "fu",
            "he",
            "ho",
            "ma",
            "mi",
            "mu",
            "me",
            "mo",
            "ya",
            "yu",
            "yo",
            "ra",
            "ri",
            "ru",
            "re",
            "ro",
            "wa",
            "i",
            "e",
            "o",
            "n",
            "ga",
            "gi",
            "gu",
            "ge",
            "go",
            "za",
            "ji",
            "zu",
            "ze",
            "zo",
            "da",
            "ji",
            "zu",
            "de",
            "do",
            "ba",
            "bi",
            "bu",
            "be",
            "bo",
            "pa",
            "pi",
            "pu",
            "pe",
            "po",
            "bu",
            "a",
            "i",
            "u",
            "e",
            "o",
            "ya",
            "yu",
            "yo",
            "wa",
        ],
        strict=True,
    )
)
_SMALL = "ァィゥェォャュョヮ"
_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_RULES = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"tch", "cch"),
        (r"sy", "sh"), (r"ty", "ch"), (r"[zdj]y", "j"),
        (r"si", "shi"), (r"ti", "chi"), (r"(?<!t)t++u", "tsu"), (r"(?<![sc])hu", "fu"), (r"zi|di", "ji"), (r"dz?u", "zu"),
        (r"c(?![hc])", "k"), (r"l", "r"),
        (r"m(?=[bpm])", "n"),
        (r"oh(?![aiueoy])|ou|oo", "o"), (r"uh(?![aiueoy])|uu", "u"), (r"aa", "a"),
    )
)  # fmt: skip
# A word all of whose syllables are Japanese, at least two of them; a final n is one.
_SHAPE = re.compile(r"(?:(?:(?:[kgsztdnhfbpmrwyj]|[kstp]{2}|c?ch|s?sh|t?ts|[knhmrgbp]y|kky|ppy|pph)?[aiueo])|n(?![aiueoy])){2,12}")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The plain form of a name in Latin letters: lower case, no marks, no hyphens, no long vowels, Hepburn."""
    letters = "".join(character for character in unicodedata.normalize("NFD", text.lower()) if "a" <= character <= "z")
    for pattern, replacement in _RULES:
        letters = pattern.sub(replacement, letters)
    return letters


@lru_cache(maxsize=8192)
def of_kana(reading: str) -> str:
    """The plain form of a reading in hiragana or katakana."""
    letters = ""
    doubled = False
    for character in reading.translate(_TO_KATAKANA):
        if character == "ッ":
            doubled = True
            continue
        syllable = _SYLLABLES.get(character, "")
        if character in _SMALL and letters:
            stem = letters[:-1]
            if character in "ャュョ":
                syllable = syllable[1:] if stem.endswith(("sh", "ch", "j")) else syllable
            letters = stem if letters[-1] in "iueo" else letters
        elif doubled and syllable:
            syllable = syllable[0] + syllable
        doubled = False
        letters += syllable
    return plain(letters)


def japanese(plain_form: str) -> bool:
    """Whether a plain form is built of Japanese syllables."""
    return _SHAPE.fullmatch(plain_form) is not None


@cache
def known(kind: str) -> frozenset[str]:
    """The plain forms of the readings of all known names of a `kind`: family or given."""
    return frozenset(name for row in table("name_readings") if row["kind"] == kind for name in row["names"].split("|"))


def is_given(plain_form: str) -> bool:
    """Whether a plain form is the reading of a given name."""
    return plain_form in known("given")
