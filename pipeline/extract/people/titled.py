"""Names that a post, an honorific, a label or a bracket vouches for.

近江誠教授, 教授 近江 誠, 教授の近江誠, 青木氏, 研究代表者:青木一郎, 青木一郎(北浜工科大学), (Fujita and Kane, 2007).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.extract.people import foreign, latin
from pipeline.extract.people.beside import Beside, Spot, Tie
from pipeline.extract.people.ground import person
from pipeline.extract.people.shape import KANJI
from pipeline.lexicon import table
from pipeline.model import Mention

_KATAKANA = re.compile(r"[ァ-ヴー]+")
# After a post: blanks, a colon, の or a bracket's end of the body (主任研究員(北浜研究所) 青木一郎 is rare and left out).
_AFTER_POST = re.compile(r"(?: ?\([^()\n]{1,8}\))?( {1,3}| ?[:：/] ?|の|, )?")
_HONORIFIC = re.compile(
    r"氏(?![名族])|さん|くん(?=[はがもの、。])|先生|博士(?![号論課前後研人])|女史|ちゃん|様(?![子々式相態])"
    r"|(?<=[^々 ])君(?=[はがものを、。])"
)
_AND_OTHERS = re.compile(
    rf"(?<=[{KANJI}ァ-ヴーA-Za-z. ])ら(?=[はがのにとも、。をで)]|によ|か|$| )|(?<=[ .])et al(?=[.、。,)\s]|$)|他(?=[、。,)])"
)
# Fujita and Kane, 2007; Fujita & Kane (2007); (Fujita, 2007).
_CITATION = re.compile(
    r"(?<![^(;、。 \n])([A-ZÀ-Þ][a-zà-ÿ]{2,}(?:-[A-Z][a-zà-ÿ]+)?)(?: (?:and|&) ([A-ZÀ-Þ][a-zà-ÿ]{2,}(?:-[A-Z][a-zà-ÿ]+)?))?"
    r"(?:, | ?\()(?:19|20)[0-9]{2}[a-c]?[);,]"
)
_ENGLISH_TITLE = re.compile(
    r"(?<![A-Za-z])(?:Prof\.|Professor|Drs?\.|Mr\.|Mrs\.|Ms\.) ?([A-ZÀ-Þ][a-zà-ÿ]{2,})(?![ -][A-ZÀ-Þ]|[A-Za-zÀ-ÿ])"
)
_SEPARATOR = re.compile(r" ?(?:[、,・;/&]|および|及び|ならびに|並びに|と(?=[^い])) ?")
_ITEM_END = re.compile(r" ?(?:[、,)(\n;]|$)")
# What may stand between a name in a list and the separator after it: a post, an honorific, a short bracket, a mark.
_TAIL = re.compile(r"(?: ?(?:氏|さん|博士|先生))?(?: ?\([^()\n]{1,40}\))?(?: ?[0-9]{1,2}(?:, ?[0-9]{1,2})*\)?)?[*†‡§#]*")
_BODY_IN_BRACKET = re.compile(
    r"大学|大院|研究所|研究科|病院|機構|センター|財団|株式会社|\(株\)|会社|学部|高校|高等学校|高専|教授|助教|講師|研究員|課程"
    r"|学生|院生|社長|部長|所長|リーダー|当時|現[:、 所]|所属|同[)大上研機]|Universit|Institut|Univ\.|Hospital|College"
)
_POST_IN_BRACKET = re.compile(r"教授|助教|講師|研究員|所長|館長|学芸員|リーダー|部長|室長|技師")
_SMALL_BRACKET = re.compile(r" ?\(([^()\n]{1,60})\)")
_LABEL_TAIL = re.compile(r"(?: ?\([^()\n]{1,16}\))?(?P<joint> ?[:：;] ?(?:\n *)?|\t ?| {1,3}|の|は|・)?")


def titled(beside: Beside) -> Iterator[Mention]:
    """The names beside posts, honorifics and labels, and before brackets that hold a body."""
    yield from _by_posts(beside)
    yield from _by_honorifics(beside)
    yield from _by_labels(beside)
    yield from _by_brackets(beside)
    yield from _by_years(beside)


def _by_posts(beside: Beside) -> Iterator[Mention]:
    view = beside.ground.view
    for post in beside.ground.posts:
        cue = view[post.start : post.end]
        end = _left_of_blanks(view, post.start)
        tie = Tie.CLOSE if end == post.start else Tie.APART
        if spot := beside.ending(end, tie):
            yield _named(spot, "before-post", cue)
        joint = _AFTER_POST.match(view, post.end)
        glue = (joint[1] or "") if joint else ""
        at = joint.end() if joint else post.end
        tie = Tie.CLOSE if glue.strip() in (":", "/") or (glue.isspace() and _fills_cell(view, at)) else Tie.APART
        spot = beside.beginning(at, tie)
        if spot and (glue or spot.confidence >= 0.9):
            yield _named(spot, "after-post", cue)


def _by_honorifics(beside: Beside) -> Iterator[Mention]:
    view = beside.ground.view
    for match in _HONORIFIC.finditer(view):
        end = _left_of_blanks(view, match.start())
        spot = beside.ending(end, Tie.CLOSE)
        if spot and (match[0] not in ("様", "君") or spot.confidence >= 0.9 or (spot.start, spot.end) in beside.ground.people):
            yield _named(spot, "honorific", match[0].strip())
    for match in _titles().finditer(view):
        end = _left_of_blanks(view, match.start())
        spot = beside.ending(end, Tie.CLOSE if end == match.start() else Tie.APART)
        if spot and (spot.confidence >= 0.85 or (spot.start, spot.end) in beside.ground.people):
            yield _named(spot, "title", match[0])
    for match in _AND_OTHERS.finditer(view):
        end = _left_of_blanks(view, match.start())
        end -= 4 if match[0] == "et al" and view.endswith(" and", 0, end) else 0
        spot = beside.ending(end, Tie.SURE if view[end - 1 : end].isascii() else Tie.CLOSE)
        if spot and _many(beside, spot):
            yield _named(spot, "and-others", match[0].strip())


def _by_years(beside: Beside) -> Iterator[Mention]:
    """The authors of a citation with its year: (Fujita and Kane, 2007), Fujita (2007)."""
    view = beside.ground.view
    for match in _ENGLISH_TITLE.finditer(view):
        if latin.evidence(match[1]) >= 0:
            yield person(match.start(1), match.end(1), "english-title", match[0], 0.8)
    for match in _CITATION.finditer(view):
        for number in (1, 2):
            if match[number] and latin.evidence(match[number]) >= (1 if match[2] else 2):
                yield person(match.start(number), match.end(number), "citation", match[0], 0.8)


def _many(beside: Beside, spot: Spot) -> bool:
    """Whether who is named before ら or et al. is a person: 子ども, 細菌 and 彼 take ら too."""
    name = beside.ground.view[spot.start : spot.end]
    return spot.confidence >= 0.9 or (spot.start, spot.end) in beside.ground.people or name[0].isascii()


def _by_labels(beside: Beside) -> Iterator[Mention]:
    view = beside.ground.view
    labels, bare = _labels()
    for index, start, end in _automaton().find_matches_as_indexes(view):
        if start and re.match(rf"[{KANJI}ァ-ヶー]", view[start - 1]) and end - start < 4:
            continue
        if (
            start
            and view[start - 1] == "("
            and view[end : end + 1] in (")", "、")
            and (spot := beside.ending(_left_of_blanks(view, start - 1), Tie.APART))
        ):
            yield _named(spot, "before-label", labels[index])
        tail = _LABEL_TAIL.match(view, end)
        joint = (tail["joint"] or "") if tail else ""
        at = tail.end() if tail else end
        tie = Tie.SURE if (joint.strip() in (":", "：", ";") and joint.strip()) or "\t" in joint else Tie.APART
        if tie is Tie.APART and not bare[index]:
            continue
        yield from _listed(beside, at, tie, labels[index], glued=not joint)


def _listed(beside: Beside, at: int, tie: Tie, label: str, *, glued: bool) -> Iterator[Mention]:
    """The name at `at` and those that follow it in a list."""
    view = beside.ground.view
    spot = beside.beginning(at, tie)
    if spot is None or (glued and spot.confidence < 0.9) or not _apart(beside, spot):
        return
    while spot:
        yield _named(spot, "label", label)
        tail = _TAIL.match(view, spot.end)
        separator = _SEPARATOR.match(view, tail.end() if tail else spot.end)
        if tail and tail[0].strip():
            tie = max(tie, Tie.CLOSE)  # marks of affiliation: 青木一郎1、Mika Lahti3、北野 花4
        spot = _next(beside, separator.end(), tie) if separator else None
        if spot and not _apart(beside, spot):
            return


def _next(beside: Beside, at: int, tie: Tie) -> Spot | None:
    """The next name of a list that a label announces; one of unknown kanji has to be long and to end the item."""
    if tie is Tie.APART:
        return beside.beginning(at, tie)
    spot = beside.beginning(at, Tie.CLOSE)
    if (
        spot is None
        and (spot := beside.beginning(at, Tie.SURE))
        and (spot.end - at < 3 or not _ITEM_END.match(beside.ground.view, spot.end))
    ):
        return None
    return spot


def _apart(beside: Beside, spot: Spot) -> bool:
    """Whether no word goes on behind the name: 青木課 after a label is a department."""
    return beside.ground.closes_at(spot.end) or beside.ground.marked_latin_at(spot.start, spot.end)


def _by_brackets(beside: Beside) -> Iterator[Mention]:
    view = beside.ground.view
    for match in _SMALL_BRACKET.finditer(view):
        if not _BODY_IN_BRACKET.search(match[1]):
            continue
        spot = beside.ending(match.start(), Tie.APART)
        enough = 0.75 if spot and " " in view[spot.start : spot.end] and _POST_IN_BRACKET.search(match[1]) else 0.85
        if spot and spot.confidence >= enough and spot.end - spot.start > 2 and _whole_name(view[spot.start : spot.end]):
            yield _named(spot, "before-bracket", match[1][:20], 0.8)


def _whole_name(text: str) -> bool:
    """Whether a name in katakana or Latin letters has more than one part."""
    return (foreign.joined(text) or " " in text or not _KATAKANA.fullmatch(text)) and (
        not text[0].isascii() or latin.two_parts(text)
    )


def _named(spot: Spot, rule: str, cue: str, ceiling: float = 1.0) -> Mention:
    return person(spot.start, spot.end, rule, cue, min(spot.confidence, ceiling))


def _left_of_blanks(view: str, at: int) -> int:
    for _ in range(2):
        if at and view[at - 1] == " ":
            at -= 1
    return at


def _fills_cell(view: str, at: int) -> bool:
    """Whether what begins at `at` runs to a line's or a bracket's end within a name's length."""
    return re.compile(rf"[{KANJI}ぁ-んァ-ヴー ]{{1,10}}(?:[)(\t\n]|$)").match(view, at) is not None


@cache
def _titles() -> re.Pattern[str]:
    words = [row["word"] for row in table("posts") if row["kind"] == "title"]
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


@cache
def _labels() -> tuple[tuple[str, ...], tuple[bool, ...]]:
    rows = table("person_labels")
    return tuple(row["label"] for row in rows), tuple(row["bare"] == "yes" for row in rows)


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(_labels()[0], matchkind=MatchKind.LeftmostLongest)
