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
    r"(?:社(?=から|より|による|の|$))?\s*(?:の?(?:が|の)(?:(?:共同|連携|協力|協働)(?:し|で)て?、?)?(?:実施|推進|公募|主催|運営|所管|行)(?:する|している|した|う)"
    r"|が?、?(?:による|における|において|からの|より|から|内の|内|[:：]|・|/|の|が|と)\s*)?\s*"
)
#: A short form in brackets: （以下「JST」という）.
BRACKET = re.compile(r"\s?\((?:以下[、,]?\s?)?「?(?P<short>[^()「」]{1,40}?)」?(?:と(?:略|いう|する|呼ぶ|記載)[^()]*)?\)")
_WHOLE_BODY = re.compile(r"(?:大学|財団|振興会|機構|省|庁|会社)$")
#: A society's or university's fund that has a name of its own.
_FUND_OF = re.compile(r"(?P<body>[一-龥ァ-ヶー・]{2,20}?(?:学会|協会|大学))[一-龥ァ-ヶーA-Za-z]{3,16}基金$")
#: 青葉市産学連携補助金: a place's government, not a body that goes on behind it.
_PLACE = re.compile(r"[一-龥ヶァ-ヴぁ-ん]{1,5}?[都道府県市区町村]")
#: 沖縄県|内: the place, not its government.
_PART_OF_PLACE = re.compile(r"[都道府県市区町村][内外下産民議在]")
#: A foundation has no departments: what follows its name is what it gives.
_FOUNDATION = re.compile(r"[一-龥々ァ-ヴーA-Za-z0-9ぁ-ん・&\-]{2,24}?(?:財団|振興会|奨学会|育英会|報恩会)(?!法人|法)")
_BRANCH = re.compile(r"(?:館|園|支部|研究所|センター|病院|財団|振興会|基金|機構|大学|会議|学会)$")
_HEAD = re.compile(r"[会団院所庁局署校社部課室館園場]$|大学$|学園$|センター$|機構$|基金$")
#: Behind a body that is quoted as a source.
_SOURCE = re.compile(
    r"\s?(?:編[著集]?|監修|著|刊)(?:[『「、]|$)|[^、。「」()]{0,16}?(?:によると|によれば|(?:が|の)(?:公表|発表|定め|策定|ガイドライン|統計)|調査に)"
)
#: ミナト測機|社からの共同研究費: a company by its plain name.
_FIRM = re.compile(
    r"[ァ-ヴー・A-Za-z]{3,20}(?=社(?:から|より|による|の(?:助成|支援|共同研究費|受託研究費|寄[附付]金|資金|研究費|委託)|$))"
)
_COMPANY = re.compile(r"会社|\((?:株|有)\)")
#: うなぎの青葉屋: a company's name with hiragana, where it is all that the chunk says.
_MIXED_NAME = re.compile(
    r"(?=[^ぁ-ん]*[ぁ-ん])(?!.*(?:から|より|との|による|研究|助成|支援|(?<![ぁ-ん])[のがをはにへとで]))[一-龥々ぁ-んァ-ヶーA-Za-z・&]{2,16}"
)
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
    form = LEGAL_FORM.match(view, at, end)
    if form and known is None and programme_at(view, form.end(), end):
        return None  # 国立大学法人運営費交付金
    if known and _is_no_giver(view, at, known[0], end):
        return None
    if known and programme_at(view, skip(LINK, view, known[0], end), end):
        return _token(at, known[0], known[1])
    longest = _longest(unit, at, end, known)
    if longest > (known[0] if known else 0) and not programme_at(view, at, end):
        return Token(Kind.FUNDER, at, longest, keys=(known[1].key,) if known else (), known=known is not None)
    return _token(at, known[0], known[1]) if known else None


def _is_no_giver(view: str, at: int, finish: int, end: int) -> bool:
    """Whether a known funder's name at `[at, finish)` is a source, a place, or the beginning of a programme's (AMED-CREST)."""
    if _SOURCE.match(view, finish, end) or _PART_OF_PLACE.match(view, finish - 1):
        return True
    programme = programme_at(view, at, end) if view.startswith("-", finish) else None
    return programme is not None and programme.end > finish


def _longest(unit: Unit, at: int, end: int, known: tuple[int, Funder] | None) -> int:
    """Where the longest body's name ends that begins at `at` and that what follows allows; 0 where there is none."""
    view = unit.view
    ends = sorted({finish for finish in _ends(unit, at, end) if finish <= end and _fits(view, finish, end)})
    longest = ends[-1] if ends else 0
    begun = [
        each for each in ends if (found := programme_at(view, each, end)) and found.end >= longest and not found.programme.weak
    ]
    if begun:
        return begun[-1]  # …大学…研究所|物質・デバイス領域共同研究拠点
    # Two bodies with a point between: 青葉大学・海原財団.
    place = _PLACE.match(view, at, longest)
    if place and place.end() < longest and not _HEAD.search(view, at, longest):
        longest = place.end()
    whole = known[0] if known and known[1].kind == "foundation" else _foundation_end(view, at, longest)
    if whole < longest and not _BRANCH.search(view, whole, longest):
        longest = whole  # …財団|医学系研究助成
    fund = _FUND_OF.match(view, at, longest)
    longest = fund.end("body") if fund else longest
    return next((each for each in ends if view[each : each + 1] == "・" and _WHOLE_BODY.search(view, at, each)), longest)


def _foundation_end(view: str, at: int, end: int) -> int:
    """Where a foundation's name ends that begins a longer name; `end` where none does."""
    form = LEGAL_FORM.match(view, at, end)
    found = _FOUNDATION.match(view, form.end() if form else at, end)
    return found.end() if found else end


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
    firm = _FIRM.match(unit.view, name, end)
    if firm:
        yield firm.end()
    shape = words.funder_form().match(unit.view, name, end)
    if shape and not PARTICLE.search(shape[0]):
        yield shape.end()
    elif form and not programme_at(unit.view, name, end) and (bare := _NAME.match(unit.view, name, end)):
        yield bare.end()
    if form and _COMPANY.search(form[0]) and (mixed := _MIXED_NAME.fullmatch(unit.view, name, end)):
        yield mixed.end()


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
    if any(head["program"] for head in words.heads_en().finditer(view, rest, end)):
        return True
    return bool(words.programme_head().search(view, rest, end) or words.funder_form().fullmatch(view, rest, end))
