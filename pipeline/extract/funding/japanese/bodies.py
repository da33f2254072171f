"""A funder's name at a place of a chunk: one that is known, or one with the form of a body's name and nothing odd behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.funding import words
from pipeline.extract.funding.funders import LEGAL_FORM, Funder, funder_at
from pipeline.extract.funding.japanese.edges import PARTICLE, skip, trimmed
from pipeline.extract.funding.programmes import programme_at
from pipeline.extract.funding.tokens import Kind, Token
from pipeline.extract.funding.unit import Unit

#: Between a funder and what it gives.
LINK = re.compile(
    r"\s*(?:の?(?:が|の)(?:実施|推進|公募|主催|運営|所管|行)(?:する|している|した|う)"
    r"|が?、?(?:による|における|において|からの|より|から|内の|内|[:：]|・|/|の|が|と)\s*)?\s*"
)
#: A short form in brackets: （以下「JST」という）.
BRACKET = re.compile(r"\s?\((?:以下[、,]?\s?)?「?(?P<short>[^()「」]{1,40}?)」?(?:と(?:略|いう|する|呼ぶ|記載)[^()]*)?\)")
_WHOLE_BODY = re.compile(r"(?:大学|財団|振興会|機構|省|庁|会社)$")
#: A society's or university's fund that has a name of its own.
_FUND_OF = re.compile(r"(?P<body>[一-龥ァ-ヶー・]{2,20}?(?:学会|協会|大学))[一-龥ァ-ヶーA-Za-z]{3,16}基金$")
#: 青葉市産学連携補助金: a place's government, not a body that goes on behind it.
_PLACE = re.compile(r"[一-龥ヶァ-ヴぁ-ん]{1,5}?[都道府県市区町村]")
_HEAD = re.compile(r"[会団院所庁局署校社部課室館園場]$|大学$|学園$|センター$|機構$|基金$")
#: Behind a body that is quoted as a source.
_SOURCE = re.compile(r"[^、。「」()]{0,16}?(?:によると|によれば|(?:が|の)(?:公表|発表|定め|策定|ガイドライン|統計)|調査に)")
_NAME = re.compile(r"[一-龥ァ-ヶーA-Za-z・]+")
#: What names no programme by itself: …拠点|支援事業 is no body with its programme.
_NO_REST = frozenset(("支援事業", "事業", "プログラム", "推進事業", "形成事業", "整備事業"))

#: Money that companies give; it names no programme, and what follows is another grant.
_FROM_COMPANIES = frozenset(
    (
        "共同研究費",
        "共同研究経費",
        "受託研究費",
        "奨学寄附金",
        "奨学寄付金",
        "寄附金",
        "寄付金",
        "研究寄附金",
        "研究寄付金",
        "研究資金",
        "寄附講座",
        "寄付講座",
    )
)


def names_money_only(text: str) -> bool:
    """Whether `text`, what stands behind a body's name, says only that a company gave money."""
    return text in _FROM_COMPANIES


def funder_token(unit: Unit, at: int, end: int) -> Token | None:
    """The funder whose name begins at `at`, in `[at, end)`; its `value` is the known funder's kind."""
    if at >= end:
        return None
    view = unit.view
    known = funder_at(view, at, end)
    if known and _SOURCE.match(view, known[0], end):
        return None
    if known and programme_at(view, skip(LINK, view, known[0], end), end):
        return _token(at, known[0], known[1])
    ends = sorted({finish for finish in _ends(unit, at, end) if finish <= end and _fits(view, finish, end)})
    longest = ends[-1] if ends else 0
    # Two bodies with a point between: 青葉大学・海原財団.
    place = _PLACE.match(view, at, longest)
    if place and place.end() < longest and not _HEAD.search(view, at, longest):
        longest = place.end()
    if known and known[1].kind == "foundation" and known[0] < longest and view[known[0]] == " ":
        longest = known[0]  # …財団 医学系研究助成
    fund = _FUND_OF.match(view, at, longest)
    longest = fund.end("body") if fund else longest
    longest = next((each for each in ends if view[each : each + 1] == "・" and _WHOLE_BODY.search(view, at, each)), longest)
    if longest > (known[0] if known else 0) and not programme_at(view, at, end):
        return Token(Kind.FUNDER, at, longest, keys=(known[1].key,) if known else (), known=known is not None)
    return _token(at, known[0], known[1]) if known else None


def funder_inside(unit: Unit, start: int, end: int) -> int | None:
    """Where a known funder's name stands inside a chunk that begins with something else."""
    for at in range(start, end - 1):
        begins_word = unit.view[at - 1] in " \n)。、はをがにのも/" or unit.view.endswith("年度", 0, at)
        if begins_word and funder_at(unit.view, at, end):
            return at
    return None


def _token(start: int, end: int, funder: Funder) -> Token:
    return Token(Kind.FUNDER, start, end, value=funder.kind, keys=(funder.key,), known=True)


def _ends(unit: Unit, at: int, end: int) -> Iterator[int]:
    """Where a body's name that begins at `at` may end: by the witnesses, by its form, behind a legal form by its script."""
    form = LEGAL_FORM.match(unit.view, at, end)
    name = form.end() if form else at
    for begin in {at, name}:
        yield from unit.bodies.get(begin, ())
    shape = words.funder_form().match(unit.view, name, end)
    if shape and not PARTICLE.search(shape[0]):
        yield shape.end()
    elif form and (bare := _NAME.match(unit.view, name, end)):
        yield bare.end()


def _fits(view: str, at: int, end: int) -> bool:
    """Whether what follows a body's name is nothing, a link, a programme or another funder."""
    rest = skip(LINK, view, skip(BRACKET, view, at, end), end)
    if rest >= end:
        return True
    if view[at] in "長員" or PARTICLE.search(view, rest, end):
        return False
    if funder_at(view, rest, end) or programme_at(view, rest, end):
        return True
    said = view[rest : trimmed(view, rest, end)]
    if said in _NO_REST:
        return False
    if said in _FROM_COMPANIES:
        return True
    return bool(words.programme_head().search(view, rest, end) or words.funder_form().fullmatch(view, rest, end))
