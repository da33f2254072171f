"""Whether a note's words are a reference (a paper, a web page, an earlier release) rather than an explanation."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import table

#: 「詳しくは…をご覧ください」
_SEE = re.compile(r"[^。]{0,40}(?:https?://|参照|ご覧)[^。]{0,80}(?:参照|ご覧|ください|こちら)")
#: Identifiers, years in brackets, volumes and pages: J. Tides 8, 1 (2021); 398 巻; 17-22 ページ.
_FORMS = (
    r"doi ?[:.]|10\.[0-9]{4,9}/|https?://|\bVol\b|\bpp?\. ?[0-9]|[0-9] ?[巻号頁]|ページ|誌、",
    r"\((?:(?:19|20)[0-9]{2}|(?:令和|平成|昭和) ?[0-9元]{1,2})(?:年[^)]{0,8})?\)",
    r"(?:19|20)[0-9]{2}, ?[0-9]+|(?<![0-9])[0-9]++ ?\([0-9]+\)[:,]|[0-9] ?: ?[0-9]+-[0-9]+|,? (?:19|20)[0-9]{2}\.?$",
)
_ASIDE = re.compile(r"「[^」]{0,300}」|『[^』]{0,300}』|\([^()]*\)|https?://[\x21-\x7e]+")
#: A clause with its verb: what an explanation has and a reference lacks.
_PROSE = re.compile(
    r"[ぁ-ん一-龥ァ-ヶー](?:を|は|が|に|で)[^。\n]{2,200}?[一-龥ぁ-ん]"
    r"(?:です|ます|した|する|いる|ある|れる|える|もの|こと|ため|手法|方法)[^。\n]{0,24}(?:。|$)",
    re.MULTILINE,
)


def is_reference(text: str) -> bool:
    """Whether `text`, a piece of the view, is a reference."""
    return has_cue(text) or _SEE.match(text) is not None or (has_sign(text) and not has_prose(text))


def has_cue(text: str) -> bool:
    """Whether `text` begins by calling itself a source: 引用元：."""
    return _cue().match(text) is not None


def has_sign(text: str) -> bool:
    """Whether something in `text` belongs to a reference: a DOI, a volume, a year in brackets, ウェブサイト."""
    return _sign().search(text) is not None


def has_prose(text: str) -> bool:
    """Whether `text` has a Japanese clause outside quotation marks and brackets."""
    return _PROSE.search(_ASIDE.sub("", text)) is not None


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(rf"[(\[]?(?:{_words('cue')}) ?[:)\]]")


@cache
def _sign() -> re.Pattern[str]:
    return re.compile("|".join((*_FORMS, _words("sign"))), re.IGNORECASE)


def _words(use: str) -> str:
    words = [row["word"] for row in table("reference_words") if row["use"] == use]
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
