"""The body that a department's name begins with."""

from __future__ import annotations

from pipeline.analyse.body_heads import Run, behind_legal_forms, says_nothing
from pipeline.analyse.gazetteer import bodies_known_as
from pipeline.model import Analysis

_MUNICIPAL = frozenset("都 道 府 県 市 区 町 村".split())


def owner_end(analysis: Analysis, start: int, end: int) -> int | None:
    """Where in the name at view `[start, end)` the name of the body ends that it begins with; None where it names no part of one.

    北浜大学|大学院工学研究科, JST| NBDC, 北浜市|環境局
    """
    words = analysis.words_between(start, end)
    view = analysis.view
    for word in words[:-1]:
        if view[word.end] == " " and bodies_known_as(view[start : word.end]):
            return word.end
    if not words:
        return None
    run = Run(view, words, {})
    named = behind_legal_forms(run, 0)
    for found in run.found:
        if found.head is None or found.end == len(words) or found.begin <= named:
            continue
        if found.head.kind in ("body", "company") and not says_nothing(words[named : found.begin]):
            legal = found.end < len(words) and view[words[found.end].start : end] in ("株式会社", "(株)", "有限会社", "(有)")
            return None if legal else words[found.end - 1].end
        if found.head.kind == "department":
            return next((word.end for word in words[named + 1 : found.begin] if word.surface in _MUNICIPAL), None)
    return None
