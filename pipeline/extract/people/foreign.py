"""Names in katakana: ジョン・スミス, ヨハン＝ゴットフリート・ヘルダー, スミス. The view writes ＝ as =."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.analyse.namebook import Kind, kinds
from pipeline.extract.people.posts import Post

# Katakana words joined by ・ or =, with Latin initials between them (ジョン・A・スミス).
_NAME = re.compile(
    r"(?<![ァ-ヴー・&])[ァ-ヴ][ァ-ヴー]+(?:(?:・|=|-(?=[ァ-ヴ]))(?:[A-Z]\.?・?)?[ァ-ヴ][ァ-ヴー]*)*(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})世(?![紀代界]))?"
)
_JOINT = re.compile(r"[・=-]")
_NUMBER = re.compile(r"(?<![0-9一二三四五六七八九十])[0-9一二三四五六七八九十]++世$")
_PERSONAL = frozenset((Kind.PERSON, Kind.FAMILY, Kind.GIVEN))


def katakana_names(view: str, posts: tuple[Post, ...]) -> dict[int, int]:
    """Start → end of every run that could be a name; a post that ends a run (カルニンチチームリーダー) is cut off."""
    inside = {post.start: post.end for post in posts}
    found = {}
    for match in _NAME.finditer(view):
        start, end = match.span()
        cut = next((at for at in range(start, end) if inside.get(at) == end), end)
        if cut - start >= 2:
            found[start] = cut
    return found


@lru_cache(maxsize=4096)
def quality(text: str) -> int:
    """2 the dictionary knows a part of `text` as a person's name, 1 it knows no part, 0 it is other words, or could be."""
    listed = [kinds(part) for part in _parts(text)]
    if len(listed) == 1 and Kind.WORD in listed[0]:
        return 0
    if any(listed_as & _PERSONAL for listed_as in listed):
        return 2
    unknown = sum(not listed_as for listed_as in listed)
    return 1 if unknown and 2 * unknown >= len(listed) else 0


@lru_cache(maxsize=4096)
def all_personal(text: str) -> bool:
    """Whether the parts of `text` are known as names of people or not at all, and one of them as nothing else."""
    listed = [kinds(part) for part in _parts(text)]
    if not listed[0] & _PERSONAL or any(each and not each & _PERSONAL for each in listed):
        return False
    return any(each <= _PERSONAL for each in listed if each) and not (len(listed[-1]) and listed[-1] <= {Kind.PLACE, Kind.WORD})


@lru_cache(maxsize=4096)
def nothing_else(text: str) -> bool:
    """Whether no part of `text` is known only as a word or a place."""
    return all(not each or each & _PERSONAL for each in (kinds(part) for part in _parts(text)))


def _parts(text: str) -> list[str]:
    return [part for part in _JOINT.split(_NUMBER.sub("", text)) if part]


def joined(text: str) -> bool:
    """Whether `text` has a given and a family name."""
    return _JOINT.search(text) is not None
