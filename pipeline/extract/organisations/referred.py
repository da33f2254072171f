"""Departments of a body that is only pointed back to: 同 白浜センターの石田助教, 同大学医学部附属北浜医院の医員.

同大学 is no name; what it goes on with is one where the grammar sees a department there and its words tell it from others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.analyse.body_words import role
from pipeline.extract.organisations.found import Found, organisation
from pipeline.extract.organisations.posts import post_words
from pipeline.model import Analysis, Mention, MentionType, Witness

_LABELS = frozenset({"desk", "department", "plain"})
_BEFORE = re.compile(r"(?<![一-龥ァ-ヴーA-Za-z0-9])同 $")
_GLUED = re.compile(
    r"同(?=大学院)|同(?:大学校?(?!院)|研究所|機構|センター|病院|学院|法人|社|大(?!学)|院) ?(?=[一-龥ァ-ヴA-Za-z])"
    r"|同(?=[附付]属|[一-龥・]{1,9}(?:学部|研究科|研究院|学科|専攻|講座|教室|分野|部門|領域|学系|内科|外科))"
)
#: What makes it the place of a person or of work, not a word of prose: 同 センターの石田助教, but 同 研究会を開いた.
_BEHIND = re.compile(r"$|[のとや・、,)( \n]")
_HOSPITAL = re.compile(r"[附付]属病院 ?[一-龥ァ-ヴー]{3}")
_SHORTEST = 4


def referred(analysis: Analysis, found: Found) -> Iterator[Mention]:
    """The departments behind 同, without what points back."""
    view = analysis.view
    for name in analysis.names:
        if name.witness is not Witness.GRAMMAR or name.type is not MentionType.ORGANIZATION or name.label not in _LABELS:
            continue
        if glued := _GLUED.match(view, name.start, name.end):
            start = glued.end()
        elif _BEFORE.search(view, max(0, name.start - 3), name.start):
            start = name.start
        else:
            continue
        words = view[start : name.end]
        if glued and not _person().match(view, name.end):
            continue
        telling = len(words) >= _SHORTEST and not _says_nothing(analysis, start, name.end)
        if telling and _BEHIND.match(view, name.end) and found.free(start, name.end):
            yield organisation(start, name.end, "referred", cue="同", confidence=0.8)


@cache
def _person() -> re.Pattern[str]:
    """A person with a post: の石田花子教授, のジョン・スミス 医員, の石田 花子(いしだ)さん. 同大計算センターの支援 is none.

    A student's bracket names a degree: の石田 花子(博士課程後期 3 年).
    """
    student = r"\((?:大学院生?|大学院?[博修]士|博士|修士|学部)[^()\n]{0,12}(?:年|課程|修了|卒業?)[^()\n]{0,12}\)"
    post = rf"(?:\([^()\n]{{1,24}}\) ?)?(?:{post_words()}|さん|大学院生|氏(?![名族]))"
    return re.compile(rf"[のとや ]{{1,2}}[^、。()\n]{{1,20}}?(?:{student}|{post})")


def _says_nothing(analysis: Analysis, start: int, end: int) -> bool:
    """Whether no word tells which part it is; a field of study does (大学院医学研究科)."""
    if _HOSPITAL.match(analysis.view, start, end):
        return False  # a part of the one hospital that a university has
    words = [word.surface for word in analysis.words_between(start, end)]
    return all(word in role("generic") and (word == "大学" or not word.endswith("学")) for word in words)
