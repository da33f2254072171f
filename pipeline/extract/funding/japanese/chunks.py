"""A chunk is what stands between two separators, quotations, labels or numbers: a funder, a programme, or both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.funding import words
from pipeline.extract.funding.funders import LEGAL_FORM, funder_at, key_of
from pipeline.extract.funding.japanese.bodies import BRACKET, LINK, funder_inside, funder_token, names_money_only
from pipeline.extract.funding.japanese.edges import BEFORE_PROGRAMME, LEAD, YEARS, skip, trimmed
from pipeline.extract.funding.japanese.programme_names import programme_token
from pipeline.extract.funding.programmes import glued, programme_at
from pipeline.extract.funding.tokens import Kind, Token
from pipeline.extract.funding.unit import Unit

_SAME = re.compile(r"同(?:じく|上|財団|機構|会|省|庁|振興会|基金)?(?:の(?=[一-龥ァ-ヶA-Z]))?[\s、・]*")
#: Behind 同 without a blank: a known programme, or the bracket or comma that follows 同上.
_BEHIND_SAME = re.compile(r"(?<=[\s、・])|[(、]|$")
_SHORT = re.compile(r"[A-Z][A-Za-z&/.\- ]{1,14}|[一-龥ァ-ヶー]{2,8}")
#: What a company gave, before the next grant.
_MONEY_AND = re.compile(r"(?:(?:共同|受託)研究費|奨学寄[附付]金|(?:研究)?寄[附付]金|研究資金)と(?=.)")
#: …と…が共同で実施する: two bodies that run one programme.
_RUN_TOGETHER = re.compile(
    r"\s?(?:\([^()]{1,30}\))?が、?(?:共同|連携|協力|協働)(?:し|で)て?、?(?:実施|推進|公募|運営|助成|支援)(?:する|している|した)"
)
_SHORTEST_BODY = 4
#: What bodies do together, none paying the other.
_TOGETHER = re.compile(
    r"(?:との?|[一-龥ー]の)(?:国際)?(?:産学)?(?:共同研究|共同開発|共同|連携|協力|協定|共催|協働)(?:契約|協定)?(?:の一環)?(?:として|に基づ(?:き|いて|く))?$"
)


def read_chunk(unit: Unit, start: int, end: int, *, closed: bool = False, after_funder: bool = False) -> Iterator[Token]:
    """The tokens of chunk `[start, end)`. `closed`: a title or a number follows; `after_funder`: the item has its funder."""
    at = skip(YEARS if unit.cell else LEAD, unit.view, start, end)
    same = _SAME.match(unit.view, at, end)
    if same and (_BEHIND_SAME.match(unit.view, same.end(), end) or programme_at(unit.view, same.end(), end)):
        yield Token(Kind.SAME, same.start(), same.end())
        at, after_funder = same.end(), True
    begin, finish = at, trimmed(unit.view, at, end)
    if begin >= finish:
        return
    if _TOGETHER.search(unit.view, begin, finish):
        yield Token(Kind.TOGETHER, begin, finish)
        return
    both = glued(unit.view, begin, finish)
    if both and both[1] == finish:
        yield Token(Kind.FUNDER, begin, both[0], keys=(key_of(unit.view[begin : both[0]]),), known=True)
        yield Token(Kind.PROGRAM, both[0], finish, keys=both[2].funders, known=True)
        return
    found = funder_token(unit, begin, finish)
    if found is None and not after_funder and programme_at(unit.view, begin, finish) is None:
        inner = funder_inside(unit, begin, finish)
        found = funder_token(unit, inner, finish) if inner is not None else None
    if found and unit.view[found.end : end].strip() == "が":
        return  # …大学が受託研究として: who did it
    if found:
        yield from _funders_then_programme(unit, found, end, closed)
        return
    programme = programme_token(unit, begin, end, closed=closed, attached=False, after_funder=after_funder)
    if programme:
        yield programme


def _funders_then_programme(unit: Unit, found: Token, end: int, closed: bool) -> Iterator[Token]:
    view = unit.view
    joined = False
    while True:
        short = _abbreviation(view, found.end, end)
        link = LINK.match(view, short.end() if short else found.end, end)
        rest = link.end() if link else found.end
        following = _following(unit, found.end, rest, end)
        if following and not short and _is_part(view[found.end : rest], following):
            found = Token(Kind.FUNDER, found.start, following.end, keys=found.keys, known=found.known, joined=joined)
            continue
        joined = joined or _RUN_TOGETHER.match(view, found.end, end) is not None
        yield Token(Kind.FUNDER, found.start, found.end, keys=found.keys, known=found.known, joined=joined)
        if short:
            yield Token(Kind.ABBREVIATION, short.start("short"), short.end("short"))
        if following is None:
            break
        separate = "と" in view[found.end : rest] and not _RUN_TOGETHER.match(view, following.end, end)
        if separate:
            yield Token(Kind.SEPARATOR, rest - 1, rest)
        found, joined = following, not separate
    bracketed = None if short else _programme_in_brackets(unit, found.end, end)
    if bracketed:
        yield bracketed
        return
    money = _MONEY_AND.match(view, rest, end)
    if money:
        yield Token(Kind.BREAK, money.end(), money.end())
        yield from read_chunk(unit, money.end(), end, closed=closed)
        return
    between = view[short.end() if short else found.end : skip(BEFORE_PROGRAMME, view, rest, end)]
    attached = not BEFORE_PROGRAMME.sub("", between).strip()
    programme = programme_token(unit, rest, end, closed=closed, attached=attached, after_funder=True)
    if programme:
        yield programme
    elif names_money_only(view[rest : trimmed(view, rest, end)]):
        yield Token(Kind.BREAK, end, end)


def _abbreviation(view: str, at: int, end: int) -> re.Match[str] | None:
    """The brackets behind a funder's name that hold its short form, or its full name behind a short one."""
    bracket = BRACKET.match(view, at, end)
    if bracket is None or LEGAL_FORM.match(view, bracket.start(), end):
        return None
    text = bracket["short"]
    if words.programme_head().search(text):
        return None
    known = funder_at(text, 0, len(text))
    return bracket if _SHORT.fullmatch(text) or (known and known[0] == len(text)) else None


def _programme_in_brackets(unit: Unit, at: int, end: int) -> Token | None:
    """海原財団（医学系研究助成）: the programme in the brackets that end the chunk."""
    bracket = BRACKET.match(unit.view, at, end)
    if bracket is None or unit.view[bracket.end() : end].strip():
        return None
    start, finish = bracket.span("short")
    return programme_token(unit, start, finish, closed=True, attached=True, after_funder=True)


def _following(unit: Unit, at: int, rest: int, end: int) -> Token | None:
    """The funder that follows another one behind a link."""
    following = funder_token(unit, rest, trimmed(unit.view, rest, end)) if rest < end else None
    if following and not following.known and unit.view[at:rest].strip().endswith(("の", "る", "した")):
        return None  # …の青葉グループ研究支援プログラム: a word of the programme's name
    if following and not following.known and following.end - following.start < _SHORTEST_BODY:
        return None
    if following and not following.known and rest == at and unit.view.endswith("基金", at, following.end):
        return None  # …学会青木基金: what it gives
    return following


def _is_part(between: str, following: Token) -> bool:
    """Whether two funders' names in a row are one body's: 内閣府総合科学技術・イノベーション会議, JST NBDC."""
    return not between or (between == " " and following.known and following.value == "unit")
