"""How names of the registry and names of a text are brought to one form, and under which forms a name is kept."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import cache

from pipeline.lexicon.tables import table

_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥々]")
_READABLE = re.compile(r"[A-Za-zÀ-ɏḀ-ỿぁ-んァ-ヶ一-龥々]")
_BLANKS = re.compile(r"\s+")
_PLAIN = str.maketrans("‐‑‒–−‘’‚‛′“”", "-----'''''\"\"")
#: A single Latin word: a short form, which counts for less than a name.
_ONE_WORD = re.compile(r"[A-Za-z][A-Za-z0-9&+'.\-]{0,14}")
#: Languages that write in kanji without being Japanese.
_KANJI_ABROAD = ("zh", "ko", "vi", "yue", "wuu", "nan", "hak", "lzh")


class Kind(IntEnum):
    """What a key of the index is to its body; the lower number says more."""

    NAME = 0  # a name of the body, legal form and all
    COMPANY = 1  # its name without 株式会社 and the like
    CORPORATION = 2  # its name without any other legal form
    ABROAD = 3  # a name in kanji that the registry gives as Chinese or Korean
    ACRONYM = 4  # an acronym, or an alias of one Latin word


def readable(name: str) -> bool:
    """Whether a Japanese release may write `name`: Latin letters, kana or kanji."""
    return bool(_READABLE.search(name))


def one_word(name: str) -> bool:
    """Whether `name` is a single Latin word."""
    return bool(_ONE_WORD.fullmatch(name))


def from_abroad(name: str, language: str | None) -> bool:
    """Whether `name` is in kanji, and of another language than Japanese."""
    return bool(language) and str(language).split("-")[0] in _KANJI_ABROAD and bool(_JAPANESE.search(name))


def key(name: str) -> str:
    """`name` as the index keeps it: width, dashes, quotes, kanji variants, case and blanks make no difference, nor does "The"."""
    name = unicodedata.normalize("NFKC", name).translate(_PLAIN).translate(_variants())
    if _JAPANESE.search(name):
        return _BLANKS.sub("", name).casefold()
    return _BLANKS.sub(" ", name).strip().casefold().removeprefix("the ")


def without_legal_form(key_: str) -> tuple[str, Kind]:
    """A key without its legal form, and of which kind that was; the key itself and NAME where it has none.

    学校法人北浜学園 → 北浜学園, CORPORATION; 北浜電気株式会社 → 北浜電気, COMPANY
    """
    before = _before().match(key_)
    start = before.end() if before else 0
    behind = _behind().search(key_, start)
    end = behind.start() if behind else len(key_)
    if end - start < 2 or end - start == len(key_):
        return key_, Kind.NAME
    forms = key_[:start] + key_[end:]
    return key_[start:end], Kind.COMPANY if any(form in forms for form in _company_forms()) else Kind.CORPORATION


@cache
def _variants() -> dict[int, str]:
    return {ord(row["variant"]): row["standard"] for row in table("kanji_variants")}


@cache
def _legal_forms() -> tuple[str, ...]:
    forms = {key(form) for row in table("body_words") if row["role"] == "legal" for form in row["words"].split("|")}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


@cache
def _company_forms() -> tuple[str, ...]:
    return tuple(form for form in _legal_forms() if form.endswith("会社") or form.strip("()") in "株有同資名相")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, _legal_forms()))})+")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, _company_forms()))})$")
