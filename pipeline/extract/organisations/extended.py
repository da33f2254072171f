"""Departments behind a body's short name that only this text knows: 北浜マテリアル 基盤技術研究所, 北資研海洋部門.

The grammar cannot see that the short name is one; where a part of a body stands directly behind it, both are one name.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.analyse.body_words import role
from pipeline.analyse.gazetteer import bodies_known_as
from pipeline.extract.organisations.found import organisation
from pipeline.model import Analysis, Mention, MentionType, Name, Witness

_SHORT = frozenset(f"organisations.{rule}" for rule in ("echo", "acronym-again", "maker", "maker-again"))
_PARTS = frozenset({"desk", "department", "plain"})
_WHOLE = frozenset({"desk", "department", "plain", "doubtful", "company", "body"})


def extended(analysis: Analysis, mentions: list[Mention]) -> Iterator[Mention]:
    """`mentions`, with each short name reaching over the department behind it."""
    short = [mention for mention in mentions if mention.rule in _SHORT]
    if not short:
        yield from mentions
        return
    names = {name.start: name for name in analysis.names if _is_of_grammar(name)}
    taken = bytearray(len(analysis.view))
    longer: dict[int, Mention] = {}
    for mention in short:
        end = _end_with_department(analysis.view, mention, names)
        if end > mention.end:
            longer[mention.start] = organisation(mention.start, end, "extended", cue=mention.cue, confidence=0.85)
            taken[mention.end : end] = b"\1" * (end - mention.end)
    for mention in mentions:
        if mention.rule in _SHORT and mention.start in longer:
            yield longer[mention.start]
        elif not taken[mention.start]:
            yield mention


def _is_of_grammar(name: Name) -> bool:
    return name.witness is Witness.GRAMMAR and name.type is MentionType.ORGANIZATION


def _end_with_department(view: str, mention: Mention, names: dict[int, Name]) -> int:
    glued = names.get(mention.start)
    if glued and glued.end > mention.end and glued.label in _WHOLE:
        return glued.end
    for at in (mention.end, mention.end + 1):
        if at > mention.end and view[mention.end : at] != " ":
            break
        part = names.get(at)
        if part and part.label in _PARTS and _is_part(view[part.start : part.end]):
            return part.end
    return mention.end


def _is_part(words: str) -> bool:
    return not bodies_known_as(words) and not words.startswith(tuple(role("refers"))) and not words.endswith(tuple(role("whole")))
