"""Which post belongs to whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from pipeline.model import Mention, MentionType
from pipeline.resolve.people.text import BODIES, Sheet, is_kana, is_latin

_HONORIFIC = r"(?:氏|さん|博士|先生|くん|君)?"
_CLOSE = re.compile(rf" {{0,3}}{_HONORIFIC} {{0,3}}(?:[元前現] ?)?")
_IN_BRACKET = re.compile(rf" ?{_HONORIFIC} ?\([^()\n]*")
_TO_PERSON = re.compile(r"(?: ?\([^()\n]{1,8}\))?(?:\s*\n[ ・●■\-]*| {0,3}(?:[:：] ?|の ?|である|, )?)")
_JOINT = re.compile(r" |(?:\([^()\n]{1,10}\))? ?(?:・|兼(?:任|務)?|/|、|,|&|\((?:現職?|兼任|兼務)?[・:：]?) ?")
_TAKES = re.compile(r" ?(?:さん|氏|博士)?(?:は|が|を)、?")
_OFFICE = re.compile(r"(?:として|に)(?:着任|就任|昇任|昇格|採用|任命|選出|加わ|参加|赴任)")
_NOW = re.compile(r"現(?:職|在)?[・:：、は ]{0,2}$")
_OWN = re.compile(r"(?:当|本|同)[^、。\n]{1,12}の$")


def owners(sheet: Sheet) -> dict[Mention, Mention]:
    """Each POSITION mention with the PERSON mention that it belongs to, where it belongs to one."""
    people = [mention for mention in sheet.people if not _reading(sheet, mention)]
    ends = {mention.end: mention for mention in people}
    starts = {mention.start: mention for mention in people}
    found: dict[Mention, Mention] = {}
    for post in sheet.of(MentionType.POSITION):
        if owner := _owner(sheet, post, people, starts, ends):
            found[post] = owner
    _joined(sheet, found)
    return found


def _reading(sheet: Sheet, mention: Mention) -> bool:
    """Whether a mention is only the reading of the name before its bracket."""
    return is_kana(sheet.text(mention)) and sheet.view[max(0, mention.start - 2) : mention.start].strip().endswith("(")


def _owner(
    sheet: Sheet, post: Mention, people: list[Mention], starts: dict[int, Mention], ends: dict[int, Mention]
) -> Mention | None:
    if post.start in ends:
        return ends[post.start]
    joint = _TO_PERSON.match(sheet.view, post.end)
    following = starts.get(joint.end()) if joint else None
    index = bisect_right(people, post.start, key=lambda mention: mention.end)
    before = people[index - 1] if index else None
    if before and sheet.view.find("\n", before.end, post.start) >= 0:
        before = None
    if before and sheet.view[before.end : post.start] == ", " and is_latin(sheet.text(post)):
        return before
    near = before is not None and _CLOSE.fullmatch(_bare(sheet, _past_bracket(sheet, before), post.start)) is not None
    if following and not (near and before and _names_first(sheet, post)):
        return following
    if before and _TAKES.fullmatch(sheet.view, before.end, post.start) and _OFFICE.match(sheet.view, post.end):
        return before
    if before and (near or _IN_BRACKET.fullmatch(_bare(sheet, before.end, post.start))):
        return before
    return None


def _bare(sheet: Sheet, start: int, end: int) -> str:
    """The text between two places without the bodies and readings named in it."""
    text = sheet.view[start:end]
    for mention in reversed(sheet.inside(start, end)):
        if (
            mention.type in BODIES
            or mention.type is MentionType.LOCATION
            or mention.type in (MentionType.PERSON, MentionType.POSITION)
        ):
            text = text[: mention.start - start] + text[mention.end - start :]
    return re.sub(r" ?\( ?\)", "", text)


def _past_bracket(sheet: Sheet, mention: Mention) -> int:
    """Where `mention` ends, or the bracket that holds it and nothing else: 林 詩涵(Shih-Han Lin)副研究員."""
    alone = sheet.view[mention.start - 1 : mention.start] == "(" and sheet.view[mention.end : mention.end + 1] == ")"
    return mention.end + alone


def _names_first(sheet: Sheet, post: Mention) -> bool:
    """Whether the line of `post` puts names before posts."""
    line = sheet.view.rfind("\n", 0, post.start) + 1
    first = next((each for each in sheet.inside(line, post.end) if each.type in (MentionType.PERSON, MentionType.POSITION)), post)
    return first.type is MentionType.PERSON


def _joined(sheet: Sheet, found: dict[Mention, Mention]) -> None:
    """Gives posts that stand beside an owned one the same owner: 理事・副学長, 教授(現・名誉教授)."""
    all_posts = sheet.of(MentionType.POSITION)
    pairs = list(pairwise(all_posts))
    for first, second in (*pairs, *reversed(pairs)):
        if (first in found) == (second in found):
            continue
        gap = _bare(sheet, first.end, second.start)
        named = any(each.type is MentionType.PERSON and not _reading(sheet, each) for each in sheet.inside(first.end, second.start))
        if named and "(" not in gap:
            continue  # 特任助教 青木花、准教授・広報室長 北野一郎: a person of its own begins behind the separator
        if _JOINT.fullmatch(gap) and not (second in found and "、" in gap and first.end != second.start - 1):
            owner = found.get(first) or found[second]
            found[first] = found[second] = owner


def titles(sheet: Sheet, own: list[Mention]) -> tuple[str, ...]:
    """The posts of one person, each once: the present one first, one in a body that is not named (当センターの客員教授) last."""
    ordered = sorted(own, key=lambda post: (_weight(sheet, post), post.start))
    return tuple(dict.fromkeys(_title(sheet.words(post)) for post in ordered))


def _title(words: str) -> str:
    """A post without the blanks that a layout put in: 教 授; English ones keep theirs."""
    return re.sub(r"\s+", " " if is_latin(words) else "", words)


def _weight(sheet: Sheet, post: Mention) -> int:
    before = sheet.view[max(0, post.start - 16) : post.start]
    return -1 if _NOW.search(before) else 1 if _OWN.search(before) else 0
