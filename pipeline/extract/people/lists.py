"""Lists of authors and lists of Japanese names that nothing but their sameness vouches for.

Latin: Ichiro Aoki1,2*, Hanako Kita3, and Saburo Minami - marks of affiliations glued on, any separator.
Japanese: 青木一郎、北野花子 on a line or in brackets of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.people import latin
from pipeline.extract.people.beside import Beside
from pipeline.extract.people.ground import person
from pipeline.extract.people.shape import KANJI, family_alone, whole
from pipeline.model import Mention, SectionKind

# Marks of affiliation and correspondence behind a name: 1,2*  †  #  (digits are folded superscripts).
_MARKS = (
    r"(?: ?[*†‡§¶#★☆]++| ?[0-9]{1,2}\)(?:,(?= ?[0-9]{1,2}\)))?"
    r"|\^?[0-9]{1,2}(?![0-9])(?:[,、](?=[0-9*†‡§#]))?|(?<![0-9]),(?=[*†‡§#]))*"
)
_SEPARATOR = re.compile(
    _MARKS
    + r"(?: ?\([^()\n]{1,40}\))?"
    + r"(?: ?[,;、・/]\n? ?(?:(?:and|&|および|及び) ?)?| (?:and|&|with) | ?(?:および|及び|ならびに|と) ?)"
)
_LABEL_BEFORE = re.compile(
    r"(?:著者|著 者|Authors?|AUTHORS?|発表者|研究者|by|氏名|著者名)[^:：\n]{0,12}[:：]? ?$"
    r"|(?:著者|著 者|Authors?|著者名|著 者 名)\n$"
)
# How an English sentence goes on behind those who give thanks.
_THANKS = re.compile(
    r" (?:was|were|is|are|am|has|have|would like|wish(?:es)?|gratefully|thanks?|acknowledges?|express(?:es)?|received|receives?)\b"
)
_THANKED = re.compile(r"(?:[Tt]hank|[Tt]hanks to|grateful to|indebted to|acknowledge|appreciate)(?: Drs?\.?| Prof(?:essor|\.)?)? $")
# A name among Japanese words: 、Tran Van Phong(ハノイ医科大学)、
_IN_JAPANESE = re.compile(r" ?(?:[、。(]|ら|氏|さん|[はがをとの](?=[^A-Za-z]))")
_AFTER_JAPANESE = re.compile(r"(?:^|[、。\nのとや・] ?)$")
# A name, as far as kanji and kana go; the grades of `shape` decide.
_NAME = rf"[{KANJI}][{KANJI} ]{{1,7}}(?:[ぁ-ん]{{2,4}}|[ァ-ヴー]{{2,4}})?"
_TITLED = re.compile(r"(?:^|[^A-Za-z])(?:Professors?|Prof\.?|Drs?\.?|Mr\.?|Mrs\.?|Ms\.?) $")
_INITIALS = re.compile(r"[A-Z]\.")
_CITED = re.compile(r",? (?:[\"“]|[A-Z][A-Za-z .]{1,40}, ?(?:[Vv]ol\.? ?)?[0-9])")
_BRACKETED = re.compile(r"\((?:to |for |by )?$")
_ITEM = re.compile(_NAME)
_LIST = re.compile(rf"(?:{_NAME}(?:[0-9]{{1,2}}(?:, ?[0-9]{{1,2}})*)?[*†‡§#]*[、,;・/] ?){{1,80}}{_NAME}")


@dataclass(frozen=True, slots=True)
class _Chain:
    """Names one behind the other with separators between."""

    names: tuple[tuple[int, int], ...]
    end: int


def latin_lists(beside: Beside) -> Iterator[Mention]:
    """The names of author lists in Latin letters."""
    view = beside.ground.view
    done = 0
    for start, end in beside.letters.items():
        if start < done or not latin.two_parts(view[start:end]) or latin.evidence(view[start:end]) < 0:
            continue
        chain = _chain(beside, start)
        if chain.names and (cue := _vouched(beside, chain)):
            done = chain.end
            for first, last in _without_stop(view, chain.names):
                yield person(first, last, "author-list", cue, 0.9)


def _chain(beside: Beside, start: int) -> _Chain:
    view = beside.ground.view
    names: list[tuple[int, int]] = []
    at = start
    while True:
        listed = latin.like_last(view, at, view[slice(*names[-1])]) if names else None
        end = listed.end() if listed else beside.letters.get(at)
        if (
            end is None
            or latin.evidence(latin.family_part(view[at:end]) if listed else view[at:end]) < 0
            or not latin.two_parts(view[at:end])
        ):
            break
        names.append((at, end))
        separator = _SEPARATOR.match(view, end)
        if separator is None:
            return _Chain(tuple(names), end)
        at = separator.end()
    return _Chain(tuple(names), names[-1][1] if names else at)


def _vouched(beside: Beside, chain: _Chain) -> str:
    """The words for why `chain` is a list of people, "" where it is none."""
    view = beside.ground.view
    texts = [view[start:end] for start, end in chain.names]
    weights = [latin.evidence(text) for text in texts]
    start = chain.names[0][0]
    section = beside.ground.analysis.layout.section_at(start).kind
    if (_LABEL_BEFORE.search(view, max(0, start - 24), start) and sum(weights) > 0) or (
        len(texts) == 1 and _LABEL_BEFORE.search(view, max(0, start - 24), start)
    ):
        return "label"
    if len(texts) >= 3 and sum(weight > 0 for weight in weights) * 2 >= len(texts) and max(weights) > 1:
        return "list"
    if len(texts) == 2 and min(weights) > 0 and sum(weights) >= 4:
        return "pair"
    if max(weights) > 0 and (_THANKS.match(view, chain.end) or _THANKED.search(view, max(0, start - 24), start)):
        return "thanks"
    if weights[0] > -1 and _TITLED.search(view, max(0, start - 12), start):
        return "title"
    if (
        len(texts) == 1
        and weights[0] > 1
        and _BRACKETED.search(view, max(0, start - 6), start)
        and view[chain.end : chain.end + 1] in (")", ";", ",")
    ):
        return "bracket"
    if len(texts) == 1 and weights[0] > -1 and view[start - 1 : start] == "(" and view[chain.end : chain.end + 1] == ")":
        spelled = beside.katakana_ends.get(start - 1)
        if spelled is not None and "・" in view[spelled : start - 1]:
            return "bracket behind katakana"
    if len(texts) == 2 and all(_INITIALS.match(text) for text in texts) and _CITED.match(view, chain.end):
        return "citation"
    if (
        len(texts) == 1
        and weights[0] == 3
        and _IN_JAPANESE.match(view, chain.end)
        and _AFTER_JAPANESE.search(view, max(0, start - 2), start)
    ):
        return "known parts"
    if len(texts) == 1 and latin.japanese_name(texts[0]) and not _in_phrase(view, *chain.names[0]):
        return "Japanese readings"
    if len(texts) <= 2 and section is SectionKind.PUBLICATION and min(weights) > 1 and _begins_line(view, start):
        return "line"
    return ""


def _in_phrase(view: str, start: int, end: int) -> bool:
    """Whether a capitalised word stands before or behind: a phrase, not a name."""
    return bool(
        re.search(r"[A-Za-z0-9][ -]$", view[max(0, start - 2) : start]) or re.match(r"[ -][A-Z]|[/_@.](?=\w)", view[end : end + 2])
    )


def _begins_line(view: str, start: int) -> bool:
    return re.search(r"(?:^|\n)[ ・\-*●○■]*$", view[max(0, start - 6) : start]) is not None


def _without_stop(view: str, names: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """`names` without the full stop that ends the list: Aoki I, Kita H."""
    stops = sum(view[end - 1] == "." for _, end in names)
    for number, (start, end) in enumerate(names, 1):
        alone = view[end - 1] == "." and number == len(names) and stops == 1 and len(names) > 1
        yield start, end - 1 if alone else end


def japanese_lists(beside: Beside) -> Iterator[Mention]:
    """The names of lists that hold nothing else."""
    view = beside.ground.view
    for match in _LIST.finditer(view):
        items = [
            _stripped(view, match.start() + item.start(), match.start() + item.end())
            for item in _ITEM.finditer(match[0])
            if item[0].strip()
        ]
        shapes = [whole(view, start, end) for start, end in items]
        grades = [shape.grade if shape else 0 for shape in shapes]
        if (
            len(items) < 2
            or min(grades) < 1
            or not beside.ground.closes_at(items[-1][1])
            or beside.ground.opens_at(items[0][0]) < 2
        ):
            continue
        if grades.count(4) * 2 < len(grades) or sum(grades) < 3 * len(grades) or any(family_alone(view[a:b]) for a, b in items):
            continue
        if _goes_on(view, match.end()) or any(beside.ground.nouns(*item) or item[1] - item[0] < 3 for item in items):
            continue
        for start, end in items:
            yield person(start, end, "name-list", "list", 0.85)


def _stripped(view: str, start: int, end: int) -> tuple[int, int]:
    while start < end and view[start] == " ":
        start += 1
    while end > start and view[end - 1] == " ":
        end -= 1
    return start, end


def _goes_on(view: str, end: int) -> bool:
    return re.match(r"[ぁ-んA-Za-z0-9]", view[end : end + 1]) is not None and not view.startswith(
        ("ら", "の", "は", "が", "と"), end
    )
