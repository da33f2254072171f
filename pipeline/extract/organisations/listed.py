"""Bodies in the lists of an event: 共催　北浜市、空の記録研究会、株式会社ミナト測機.

Behind such a label each item is a body; where the grammar sees no name (hiragana in it), its last word must be a head still.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.analyse.body_words import alternatives, heads, role
from pipeline.extract.organisations.found import organisation
from pipeline.model import Analysis, Mention

_ITEM = re.compile(r"[^、,;()\n]+")
_TOWN = re.compile(r"[一-龥ヶ]{1,5}[都道府県市区町村]")
_LONGEST_LINE = 400
_LONGEST_NAME = 30
_SHORTEST_NAME = 4
_NOT_ONE = re.compile(r"[。:「」『』]|(?:など|ほか|各|同|報道機関|関係機関|関係団体|関係者|[県市府都道町]内)")


def listed(analysis: Analysis) -> Iterator[Mention]:
    """The items of labelled lists of bodies that end with a head."""
    view = analysis.view
    for match in _label().finditer(view):
        line_end = view.find("\n", match.end())
        line_end = len(view) if line_end < 0 else line_end
        if line_end - match.end() > _LONGEST_LINE:
            continue
        for item in _ITEM.finditer(view, match.end(), line_end):
            name = item[0].strip()
            if _SHORTEST_NAME <= len(name) <= _LONGEST_NAME and _says_which(name) and _ends_with_head(name):
                start = item.start() + item[0].index(name)
                yield organisation(start, start + len(name), "listed", cue=match["label"], confidence=0.8)
            elif _TOWN.fullmatch(name):  # surer than that it is a place
                start = item.start() + item[0].index(name)
                yield organisation(start, start + len(name), "listed", cue=match["label"], confidence=0.95)


@cache
def _label() -> re.Pattern[str]:
    labels = "|".join(" *".join(word) for word in alternatives(role("list_label")).split("|"))
    return re.compile(rf"(?m:^)[ ・●■○【<]*(?P<label>{labels})[】>]?(?: *[:：] *|[ \t]+)(?=\S)")


def _says_which(name: str) -> bool:
    return not _NOT_ONE.search(name) and name not in heads()


def _ends_with_head(name: str) -> bool:
    return any(name.endswith(words) and len(name) > len(words) + 1 for words in _body_heads() if words[-1] == name[-1])


@cache
def _body_heads() -> tuple[str, ...]:
    return tuple(words for words, head in heads().items() if head.kind in ("body", "company"))
