"""Short names that a text gives a body in brackets, and every place where they then stand for it: 日本医療研究開発機構（AMED）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.analyse.body_words import role
from pipeline.extract.organisations.found import Found, organisation
from pipeline.extract.organisations.weigh import stands_for_body
from pipeline.model import Analysis, Mention

_SHORT = r"[A-Za-z][A-Za-z0-9&+'\-]*(?: [A-Z][A-Za-z0-9\-]*){0,2}"
#: What introduces a short name, directly behind the full one.
_GIVEN = (
    re.compile(rf" ?\((?:通称|略称|英語略称|英文略称|略して)?[:、 ]?({_SHORT})(?=[)、,;:/ ]|以下)"),
    re.compile(
        r"[ 、。]?\(?(?:以下|略称)[、: ]{0,2}[「『]?([^\s「」『』()、]{2,16}?)[」』]?"
        r"(?:という|と略|と表記|と呼|とする|と記|と言|[)]|。\))"
    ),
    re.compile(r"\(([一-龥ァ-ヴー]{2,8})\)"),
)
#: What may stand between a name and its short name: 【代表取締役 青木一郎】, (理事長 青木一郎).
_ASIDE = re.compile(r" ?(?:【[^【】\n]{1,60}】|\((?!以下)[^()\n]{1,60}\)) ?(?=\(?以下)")
_BEFORE = re.compile(r"(?<![A-Za-z0-9])([A-Z][A-Za-z-]*[A-Z]) ?\($")
_LONGEST_BEFORE = 24
#: A press club by its other name: 北浜県政記者クラブ(青波会).
_PRESS = ("記者クラブ", "記者会", "プレスクラブ")
_PRESS_ALIAS = re.compile(r"\(([一-龥ぁ-んァ-ヴー]{2,8}(?:会|クラブ|倶楽部))\)")
_NUMBER = re.compile(r"[0-9]{3}")
_NONE = frozenset(
    {"JAPAN", "Japan", "USA", "UK", "URL", "TEL", "Tel", "FAX", "Fax", "PI", "CEO", "CTO", "CFO", "COO", "PD", "DC", "DC1", "DC2"}
    | {"RPD", "MD", "PhD", "AI", "IT", "IoT", "VR", "ID", "WEB", "Web", "HP", "PDF", "Ph", "HTML"}
)


def acronyms(analysis: Analysis, found: Found) -> Iterator[Mention]:
    """The short names where they are given, then wherever they stand for the body."""
    view = analysis.view
    short: dict[str, str] = {}
    for mention in list(found.mentions):
        name = view[mention.start : mention.end]
        for match in _given(view, mention):
            if _is_short(match[1], name):
                short[match[1]] = name
                yield organisation(*match.span(1), "acronym", cue=name, confidence=0.95)
        if name.endswith(_PRESS) and (alias := _PRESS_ALIAS.match(view, mention.end)):
            yield organisation(*alias.span(1), "acronym", cue=name, confidence=0.95)
    for each in sorted(short, key=lambda each: (-len(each), each)):
        edge = r"[A-Za-z0-9]" if each[-1].isascii() else r"[ァ-ヴー]"
        for match in re.finditer(rf"(?<!{edge}){re.escape(each)}(?!{edge}|-[A-Za-z])", view):
            if stands_for_body(view, match.end()):
                yield organisation(*match.span(), "acronym-again", cue=short[each], confidence=0.85)


def _given(view: str, mention: Mention) -> Iterator[re.Match[str]]:
    aside = _ASIDE.match(view, mention.end)
    for at in (mention.end, aside.end()) if aside else (mention.end,):
        for pattern in _GIVEN:
            if match := pattern.match(view, at):
                yield match
    before = _BEFORE.search(view, max(0, mention.start - _LONGEST_BEFORE), mention.start)
    if before and view[mention.end : mention.end + 1] == ")":  # the acronym first, the full name in the brackets
        yield before


def _is_short(words: str, name: str) -> bool:
    """Whether `words` can be a short name of `name`: capitals, or characters that `name` holds in this order."""
    if words in _NONE or words == name or _NUMBER.search(words) or words in role("country"):
        return False
    if words[0].isascii():
        return sum(letter.isupper() for letter in words) >= 2
    letters = iter(name)
    return len(words) < len(name) and all(letter in letters for letter in words)
