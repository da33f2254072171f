"""The body that a department's name begins with."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.analyse.body_heads import Found, Run, behind_legal_forms, says_nothing
from pipeline.analyse.body_words import role
from pipeline.analyse.gazetteer import bodies_known_as
from pipeline.model import Analysis, Word

_MANY = 60  # words: more than any name has


def owner_end(analysis: Analysis, start: int, end: int) -> int | None:
    """Where in the name at view `[start, end)` the body's name ends that it begins with; None where it names no part of one.

    北浜大学|大学院工学研究科, JST| NBDC, 北浜市|環境局
    """
    view = analysis.view
    words = analysis.words_between(start, end)
    name = view[start:end]
    whole = bool(bodies_known_as(name))
    if not words or (whole and name.isascii()):
        return None
    blanks = [word.end for word in words[:-1] if view[word.end] == " "]
    known = next((at for at in blanks if bodies_known_as(view[start:at]) and _says_enough(view[start:at])), None)
    if known and not whole:
        return known
    run = Run(view, words, {})
    named = behind_legal_forms(run, 0)
    for found in run.found:
        owner = _owner(run, named, found, start)
        if owner and whole and not (found.head and found.head.kind == "body" and bodies_known_as(view[start:owner])):
            return None  # 宇部興産学術振興財団 is no part of 宇部興産
        if owner:
            return owner if owner < end and view[owner:end].strip() not in role("legal") else None
    return next((at for at in blanks if at > words[named].start), None) if named and not whole else None


def _owner(run: Run, named: int, found: Found, start: int) -> int | None:
    if found.head is None or found.begin <= named:
        return None
    content = run.words[named : found.begin]
    if found.head.kind == "department" or found.head.words in role("town_body"):
        return _town(content)
    end = run.words[found.end - 1].end
    known = bool(bodies_known_as(run.view[start:end]))
    if found.head.first == "vouched" and not known:
        return None
    return end if known or not says_nothing(content) else None


def _says_enough(name: str) -> bool:
    """Whether a known name is more than one Latin word, which may be a part of another body's name (Takeda)."""
    return not name.isascii() or " " in name or name.isupper()


def _town(content: Sequence[Word]) -> int | None:
    return next((word.end for word in content[1:_MANY] if word.surface in role("town")), None)
