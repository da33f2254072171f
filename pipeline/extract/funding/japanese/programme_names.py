"""The programme that a chunk names behind its funder, or by itself."""

from __future__ import annotations

import re

from pipeline.extract.funding import words
from pipeline.extract.funding.japanese.edges import ANY_PARTICLE, BEFORE_PROGRAMME, PARTICLE, skip, trimmed
from pipeline.extract.funding.programmes import Found, programmes_in
from pipeline.extract.funding.tokens import Kind, Token
from pipeline.extract.funding.unit import Unit

_AND_MONEY = re.compile(r"[/・](?:助成金|補助金|研究費|資金)$")
#: さきがけ研究者: a person, not the programme.
_PEOPLE_BEHIND = re.compile(r" ?(?:研究者|研究員|研究代表|領域|アドバイザー|事務局|担当)")
_BEGINS_NAME = re.compile(r"[一-龥々ァ-ヴA-Za-z0-9「]|(?![のにでとをはがへもや])[ぁ-ん](?=[ぁ-ん])")
#: 青木さん(日本学術振興会特別研究員): who someone is.
_OWNER = re.compile(r".*(?:教授|助教|講師|氏|博士|さん|研究員|グループ|チーム|研究室)(?:が|の)(?:代表の)?")
_WHO = re.compile(r"(?:さん|氏|博士|教授|助教|研究員)\s?\(")
#: おける委託研究: what the programme before is used for.
_WITHIN = re.compile(r"に?(?:おける|基づく)")
_LATIN = re.compile(r"[A-Z][\x20-\x7e]+")
_DEICTIC = re.compile(
    r"以下|下記|次の|上記|本|同|当該|これ|その|各|今後|現在|これまで|従来|既存|近年|多く|様々|さまざま|複数|新た|大規模|大型の|世界"
)
#: A person's post ends the words: a line of names, no programme.
_POST = re.compile(r"(?:教授|助教|講師|研究員|リーダー|室長|部長|所長|センター長|院長|学長|理事長|代表取締役)$")
_LAST_BRACKET = re.compile(r" ?\((?P<inner>[^()]*[ぁ-んァ-ヶ一-龥][^()]*)\)$")
_KATAKANA = re.compile(r"[ァ-ヶー]{2,10}")
_RESULT = re.compile(r"の(?:結果|成果|内容|方針|知見|概要)$")
_SHORTEST, _LONGEST_REST = 6, 24
_SHORTEST_WHOLE = 5  # a name that is nothing but its head: 共同利用研究
_CONTRACTS = frozenset({"委託研究", "受託研究", "公募研究"})


def programme_token(unit: Unit, start: int, end: int, *, closed: bool, attached: bool, after_funder: bool) -> Token | None:
    """The programme in `[start, end)`: the outermost string that holds a known name, or that ends like one.

    `closed`: a title or number follows; `attached`: it stands right behind the funder's name; `after_funder`: the item has one.
    """
    view = unit.view
    begin = skip(BEFORE_PROGRAMME, view, start, end)
    finish = trimmed(view, begin, end)
    if begin >= finish:
        return None
    within = _WITHIN.match(view, begin, finish)
    begin = within.end() if within else begin
    if within and view[begin:finish] in words.generic() | _CONTRACTS:
        return None
    found = list(programmes_in(view, begin, finish))
    if found and _WHO.search(view, begin, found[0].start):
        return None
    owner = _OWNER.match(view, begin, found[0].start) if found else None
    begin = _after_clause(view, owner.end() if owner else begin, finish, found)
    finish = _without_recipient(unit, begin, finish, known=bool(found))
    if not found:
        named = _is_name(unit, view[begin:finish], attached=attached, closed=closed, after_funder=after_funder)
        return Token(Kind.PROGRAM, begin, finish) if named else None
    finish = _name_end(view, begin, finish, found, closed=closed)
    strong = any(not each.programme.weak for each in found)
    person = not closed and _PEOPLE_BEHIND.match(view, found[-1].end, finish)
    money = view[begin:finish] in words.generic() or _AND_MONEY.search(view, begin, finish)
    if (
        person
        or _POST.search(view[begin:finish])
        or (not strong and not (after_funder or closed or unit.listed))
        or (money and not (attached or unit.cell))
    ):
        return None
    return Token(
        Kind.PROGRAM,
        begin,
        finish,
        keys=tuple(dict.fromkeys(key for each in found for key in each.programme.funders)),
        known=strong,
        category=all(each.programme.category for each in found),
        umbrella=found[-1].programme.kakenhi,
    )


def _without_recipient(unit: Unit, begin: int, finish: int, *, known: bool) -> int:
    """`finish` before a bracket that names who receives the money: a body, or behind an unknown programme a name in katakana."""
    bracket = _LAST_BRACKET.search(unit.view, begin, finish)
    if bracket is None:
        return finish
    body = bracket.end("inner") in unit.bodies.get(bracket.start("inner"), ())
    return bracket.start() if body or (not known and _KATAKANA.fullmatch(bracket["inner"])) else finish


def _after_clause(view: str, begin: int, finish: int, found: list[Found]) -> int:
    """Where the name begins behind a particle that no known name holds."""
    first = found[0].start if found else finish
    at = begin
    for particle in PARTICLE.finditer(view, begin, first):
        at = particle.end()
    while at < finish and (
        view[at] in " 、:" or view.startswith(("より", "から"), at) or (view[at] in "のにでとへ" and first > at)
    ):
        at += 1
    return at


def _is_name(unit: Unit, text: str, *, attached: bool, closed: bool, after_funder: bool) -> bool:
    """Whether unknown words name a programme: they end like one, or nearly."""
    if (
        _POST.search(text)
        or _RESULT.search(text)
        or PARTICLE.search(text)
        or _DEICTIC.match(text)
        or not _BEGINS_NAME.match(text)
        or text.endswith("と")
    ):
        return False
    if unit.cell:
        return True
    if text in words.generic() or _AND_MONEY.search(text):
        return attached and (text.startswith("研究助成") or (text == "共同研究" and closed))
    if _LATIN.fullmatch(text):
        latin = list(words.heads_en().finditer(text))
        return after_funder and len(text) > _SHORTEST and bool(latin) and bool(latin[-1]["program"])
    heads = list(words.programme_head().finditer(text))
    if not heads or (not (after_funder or closed or unit.listed) and len(text) < _SHORTEST):
        return False
    whole = attached or heads[-1].start() > 0 or (after_funder and closed and len(text) >= _SHORTEST_WHOLE)
    return len(text) - heads[-1].end() < _LONGEST_REST and whole


def _name_end(view: str, begin: int, finish: int, found: list[Found], *, closed: bool) -> int:
    """Where a name that is known up to its last known part ends: before a particle, unless a head of its own follows."""
    particle = (PARTICLE if closed else ANY_PARTICLE).search(view, found[-1].end, finish)
    if particle is None or words.programme_head().search(view, particle.end(), finish):
        return finish
    return trimmed(view, begin, particle.start())
