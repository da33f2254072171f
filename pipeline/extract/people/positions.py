"""Which posts are mentions: those that stand for themselves, and those tied to a person, a body or a verb of taking office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extract.people.ground import Ground
from pipeline.extract.people.posts import Post
from pipeline.lexicon import table
from pipeline.model import Mention, MentionType

# Between a post and a person: a blank, の, a colon, an honorific, an opening bracket with a body (氏(北浜工科大学 教授)).
_TO_PERSON = re.compile(r"(?: ?\([^()\n]{1,8}\))? {0,3}(?:\n *|[:：] ?|の ?|である|, )?")
_OFFICE = re.compile(
    r"(?:に(?:就任|着任|昇任|昇格|採用|任命|選出|なり|なっ)|に[^。\n]{1,14}[がを](?:就任|着任|選出|任命|起用)|として|を(?:務め|歴任|経て|兼務|兼任)|、)"
)
_WITH_BODY = re.compile(r"[^()\n]{2,10}\([^()\n]*(?:大学|研究所|病院|機構|会社|センター|館|教授|高校)")
# A grant's number before it: who leads the project there plays a part, as a 研究代表者 does.
_OF_GRANT = re.compile(r"(?:課題番号|JPM[A-Z0-9]{6,12}|JP[0-9A-Za-z]{8,13})[^\n。]{0,30}$")
_MANY = re.compile(r"(?:各|両|全|歴代|複数の|多くの|若手の?|他の|女性)$")
_JOINT = re.compile(r"(?:\([^()\n]{1,10}\))? ?(?:・|兼(?:任|務)?|/|、|,|&) ?")


def positions(ground: Ground, people: list[Mention]) -> Iterator[Mention]:
    """The POSITION candidates of `ground`; `people` are its PERSON mentions."""
    starts = {mention.start for mention in people}
    ends = {mention.end for mention in people}
    post_ends = {post.end: post.start for post in ground.posts}
    tied = {
        post.start
        for post in ground.posts
        if not (_of_many(ground.view, post) or _of_grant(ground.view, post))
        and (post.stands or _beside_person(ground.view, post, starts, ends, post_ends) or _alone(ground, post))
    }
    tied |= _joined(ground, tied)
    for post in ground.posts:
        if post.start in tied:
            yield Mention(MentionType.POSITION, post.start, post.end, None, "people.post", "", 0.95 if post.stands else 0.85)


def _beside_person(view: str, post: Post, starts: set[int], ends: set[int], post_ends: dict[int, int]) -> bool:
    joint = _TO_PERSON.match(view, post.end)
    if joint and joint.end() in starts and not _announces(view, post, joint):
        return True
    if view[max(0, post.start - 2) : post.start] == ", " and post.start - 2 in ends and view[post.start].isascii():
        return True
    if view[post.start - 1 : post.start] == ")" and _behind_name(view, view.rfind("(", 0, post.start), ends):
        return True
    window = max(0, post.start - 56)
    if any(end in ends for end in range(post.start, max(-1, post.start - 4), -1) if not view[end : post.start].strip(" 元前現")):
        return True
    bracket = view.rfind("(", window, post.start)
    return bracket >= 0 and ")" not in view[bracket : post.start] and _behind_name(view, post_ends.get(bracket, bracket), ends)


def _announces(view: str, post: Post, joint: re.Match[str]) -> bool:
    """Whether the post only announces who speaks or takes part: 講師:X, 講師 X(北浜大学)."""
    if view[post.start : post.end] not in _labels():
        return False
    return ":" in joint[0] or (joint[0].isspace() and _WITH_BODY.match(view, joint.end()) is not None)


def _of_many(view: str, post: Post) -> bool:
    """Whether the post is spoken of in general: 各教授, 複数の准教授."""
    return _MANY.search(view, max(0, post.start - 4), post.start) is not None


def _of_grant(view: str, post: Post) -> bool:
    """Whether who is called a leader leads the project of the grant just named: 課題番号:JPMJ…、チームリーダー:青木一郎."""
    label = view[post.end : post.end + 1] == ":" and view.endswith("リーダー", post.start, post.end)
    return label and _OF_GRANT.search(view, max(0, post.start - 60), post.start) is not None


@cache
def _labels() -> frozenset[str]:
    """Posts that announce a name as a label does: 講師:X is who speaks."""
    return frozenset(row["label"] for row in table("person_labels"))


def _behind_name(view: str, bracket: int, ends: set[int]) -> bool:
    """Whether the bracket stands right behind a person, an honorific between allowed: 青木一郎さん(博士課程2年)."""
    honorific = re.search(r" ?(?:氏|さん|博士|先生|くん)? ?$", view[max(0, bracket - 5) : bracket])
    return honorific is not None and (bracket - len(honorific[0]) in ends or bracket in ends)


def _alone(ground: Ground, post: Post) -> bool:
    """Whether a tied post fills a line or a cell, or is taken up or held by someone."""
    view = ground.view
    before = view[max(0, post.start - 3) : post.start].rstrip(" ")[-1:]
    after = view[post.end : post.end + 3].lstrip(" ")[:1]
    if before in ("", "\n", "\t", "|") and after in ("", "\n", "\t", "|"):
        return True
    office = _OFFICE.match(view, post.end)
    return office is not None and office[0] != "、" and before not in ("", "\n") and office[0] != "として"


def _joined(ground: Ground, tied: set[int]) -> set[int]:
    """Posts beside tied ones: 理事・副学長, 教授 兼 センター長."""
    found: set[int] = set()
    pairs = list(zip(ground.posts, ground.posts[1:], strict=False))
    for first, second in [*pairs, *reversed(pairs)]:
        joint = _JOINT.match(ground.view, first.end)
        if joint and joint.end() == second.start and ((first.start in tied | found) != (second.start in tied | found)):
            if joint[0].strip() in ("、", ",") and first.start not in tied | found:
                continue
            found |= {first.start, second.start}
    return found - tied
