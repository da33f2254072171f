"""A chunk is what stands between two separators, quotations, labels or numbers: a funder, a programme, or both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.funding import words
from pipeline.extract.funding.funders import LEGAL_FORM, Funder, funder_at
from pipeline.extract.funding.programmes import Found, programme_at, programmes_in
from pipeline.extract.funding.tokens import Kind, Token
from pipeline.extract.funding.unit import Unit

_YEAR = r"(?:(?:令和|平成|昭和)\s?(?:[0-9]+|[元一二三四五六七八九十]+)|(?:19|20)[0-9]{2})"
_DATE = rf"{_YEAR}\s?(?:年度?)?(?:\s?[0-9]{{1,2}}\s?月|[./][0-9]{{1,2}}(?![0-9]))?"
#: A year, a month or a range of them before a name; a bare year may be the name's own.
_YEARS = re.compile(
    rf"(?:(?:{_DATE}\s?(?:[〜-]|から)\s?(?:{_DATE}|[0-9]{{1,2}}\s?年度?)|{_YEAR}\s?(?:年度|年|度)(?:\s?[0-9]{{1,2}}\s?月)?|{_YEAR}(?=\s?[:：]))"
    r"(?:採択|開始)?(?:の|に|から|[:：、,])?\s*)?"
)
_NUMBERING = r"(?:\([0-9]{1,2}\)|[①-⑳]|\[[0-9]{1,2}\]|[0-9]{1,2}[.)]\s)?\s*"
#: What may stand before the first name: a bullet, a conjunction, what the sentence is about, a round, a year.
_LEAD = re.compile(
    r"[\s・•*●○◆◇■□▶▼※:：\-]*"
    + _NUMBERING
    + r"(?:(?:なお|また|さらに|加えて|一方|特に|このほか|その他|ほか|および|及び|並びに|ならびに|あわせて|以上の?|そして)(?![一-龥])[、\s]*)?"
    r"(?:(?:本|この|これらの|これら|今回の|今回|当|当該|上記の|一連の|その)[^、。「」()は]{0,40}?"
    r"(?:は|について(?:は)?|に対し(?:て)?(?:は)?|に関し(?:て)?(?:は)?|には|に当たって?(?:は)?|にあたって?(?:は)?|も|では)[、\s]*)?"
    r"(?:(?:助成金?|資金|研究資金|財源|支援|謝辞|外部資金|競争的資金|研究費|Grant|Funding)\s?[:：]\s*)?"
    r"(?:第[0-9]+回\s?(?:\([^()]*\))?\s*)?" + _YEARS.pattern
)
_SAME = re.compile(r"同(?:じく|上|財団|機構|会)?(?=[\s(]|[、]|基盤|若手|挑戦|特別|新学術|学術|科学|国際|研究活動)[\s、]*")
#: Between a funder and what it gives.
_LINK = re.compile(
    r"\s*(?:の?(?:が|の)(?:実施|推進|公募|主催|運営|所管|行)(?:する|している|した|う)|が?、?(?:による|における|において|からの|より|から|内の|内|[:：]|・|/|の|が|と)\s*)?\s*"
)
_BRACKET = re.compile(r"\s?\((?:以下[、,]?\s?)?「?(?P<short>[^()「」]{1,40}?)」?(?:と(?:略|いう|する|呼ぶ|記載)[^()]*)?\)")
_SHORT = re.compile(r"[A-Z][A-Za-z&/.\- ]{1,14}|[一-龥ァ-ヶー]{2,8}")
_PARTICLE = re.compile(r"は|を|が(?!ん)|により|によって|に対して|として|して|され|行わ|おり|ます|です|でき|でも|とともに|ために|など")
_BEFORE_PROGRAMME = re.compile(r"[\s・:：/\-]*" + _YEARS.pattern)
_AND_MONEY = re.compile(r"[/・](?:助成金|補助金|研究費|資金)$")
_NO_REST = frozenset(("支援事業", "事業", "プログラム", "推進事業", "形成事業", "整備事業"))
#: What bodies do together, none paying the other.
_TOGETHER = re.compile(r"(?:との?|[学所構社]の)(?:国際)?(?:産学)?(?:共同研究|共同開発|共同|連携|協力|協定|共催|協働)$")
_ANY_PARTICLE = re.compile(_PARTICLE.pattern + "|[のにでとへ]")
_PEOPLE_BEHIND = re.compile(r" ?(?:研究者|研究員|研究代表|領域|アドバイザー|事務局|担当)")
_WHOLE_BODY = re.compile(r"(?:大学|財団|振興会|機構|省|庁|会社)$")
_BEGINS_NAME = re.compile(r"[一-龥々ァ-ヴA-Za-z0-9「]")
_DEICTIC = re.compile(r"以下|下記|次の|上記|本|同|当該|これ|その|各")
#: What follows a programme's name without being a part of it.
_TAIL = re.compile(
    r"(?:[\s、:：・/]+|の|における|において|での|による|として|に関する|より|から|内|の中の|へ|に|で"
    r"|(?:公募)?研究(?:開発)?課題名?|課題名?|テーマ|研究班|採択課題|(?:委託|受託|補助|助成)(?:業務|事業)|の?一部|等|など"
    r"|(?:公開)?(?:ワークショップ|シンポジウム|セミナー|(?:成果)?報告会|領域会議|班会議|キックオフミーティング))$"
)
#: Years, days, and the numbers of compute time on shared supercomputers.
_NO_CODE = re.compile(
    r"(?:19|20)[0-9]{2}(?:[-/](?:(?:19|20)?[0-9]{2}))*|(?:hp|ra|jh|lba)[0-9]{6}"
)
_DAY = re.compile(r"20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_CODE = re.compile(r"[0-9A-Za-z]+(?:[-/][0-9A-Za-z]+)*")


def read_chunk(unit: Unit, start: int, end: int, *, closed: bool = False, after_funder: bool = False) -> Iterator[Token]:
    """The tokens of chunk `[start, end)`. `closed`: a title or a number follows; `after_funder`: the item has its funder."""
    at = _skip(_YEARS if unit.cell else _LEAD, unit.view, start, end)
    same = _SAME.match(unit.view, at, end)
    if same:
        yield Token(Kind.SAME, same.start(), same.end())
        at, after_funder = same.end(), True
    begin, finish = at, _trimmed(unit.view, at, end)
    if begin >= finish or _TOGETHER.search(unit.view, begin, finish):
        return
    found = _funder(unit, begin, finish)
    if found is None and not after_funder and programme_at(unit.view, begin, finish) is None:
        inner = _funder_inside(unit, begin, finish)
        if inner is not None:
            begin = inner
            found = _funder(unit, begin, finish)
    if found is None:
        yield from _programme(unit, begin, end, closed=closed, attached=False, after_funder=after_funder)
        return
    yield from _funders_then_programme(unit, found, end, closed)


def _funders_then_programme(unit: Unit, found: Token, end: int, closed: bool) -> Iterator[Token]:
    view = unit.view
    joined = False
    while True:
        at = found.end
        short = _BRACKET.match(view, at, end)
        abbreviation = short if short and _is_other_name(short["short"]) and not LEGAL_FORM.match(view, short.start(), end) else None
        link = _LINK.match(view, abbreviation.end() if abbreviation else at, end)
        rest = link.end() if link else at
        following = _funder(unit, rest, _trimmed(view, rest, end)) if rest < end else None
        if following and not following.known and view[at:rest].strip().endswith(("の", "る", "した")):
            following = None  # …の青葉グループ研究支援プログラム: a word of the programme's name
        if following and not abbreviation and _is_part(view[at:rest], following):
            found = Token(Kind.FUNDER, found.start, following.end, keys=found.keys, known=found.known, joined=joined)
            continue
        yield Token(Kind.FUNDER, found.start, found.end, keys=found.keys, known=found.known, joined=joined)
        if abbreviation:
            yield Token(Kind.ABBREVIATION, abbreviation.start("short"), abbreviation.end("short"))
        if following is None:
            break
        separate = "と" in view[at:rest]
        if separate:
            yield Token(Kind.SEPARATOR, rest - 1, rest)
        found, joined = following, not separate
    if rest < end:
        between = view[abbreviation.end() if abbreviation else at : _skip(_BEFORE_PROGRAMME, view, rest, end)]
        attached = not _BEFORE_PROGRAMME.sub("", between).strip()
        yield from _programme(unit, rest, end, closed=closed, attached=attached, after_funder=True)


def _is_other_name(text: str) -> bool:
    """Whether what stands in brackets behind a funder's name is its short form, or its full name behind a short one."""
    known = funder_at(text, 0, len(text))
    return bool(_SHORT.fullmatch(text)) or known is not None and known[0] == len(text)


def _is_part(between: str, following: Token) -> bool:
    """Whether two funders' names in a row are one body's: 内閣府総合科学技術・イノベーション会議, JST NBDC."""
    return not between or (between == " " and following.known and following.value == "unit")


def _funder(unit: Unit, at: int, end: int) -> Token | None:
    """The funder whose name begins at `at`: known, or with the form of a body's name and nothing odd behind it."""
    if at >= end:
        return None
    known = funder_at(unit.view, at, end)
    if known and programme_at(unit.view, _skip(_LINK, unit.view, known[0], end), end):
        return _token(at, known[0], known[1])
    ends = {finish for finish in _body_ends(unit, at, end) if finish <= end and _fits(unit.view, finish, end)}
    longest = max(ends, default=0)
    # Two bodies with a point between: 青葉大学・海原財団.
    longest = next((each for each in sorted(ends) if unit.view[each : each + 1] == "・" and _WHOLE_BODY.search(unit.view, at, each)), longest)
    if known and known[0] >= longest:
        return _token(at, known[0], known[1])
    if longest and not programme_at(unit.view, at, end):
        return Token(Kind.FUNDER, at, longest, keys=(known[1].key,) if known else (), known=known is not None)
    return _token(at, known[0], known[1]) if known else None


def _token(start: int, end: int, funder: Funder) -> Token:
    return Token(Kind.FUNDER, start, end, value=funder.kind, keys=(funder.key,), known=True)


def _body_ends(unit: Unit, at: int, end: int) -> Iterator[int]:
    form = LEGAL_FORM.match(unit.view, at, end)
    name = form.end() if form else at
    for begin in {at, name}:
        yield from unit.bodies.get(begin, ())
    shape = words.funder_form().match(unit.view, name, end)
    if shape and not _PARTICLE.search(shape[0]):
        yield shape.end()
    elif form and form.end() < end:
        bare = re.compile(r"[一-龥ァ-ヶーA-Za-z・]+").match(unit.view, name, end)
        if bare:
            yield bare.end()


def _fits(view: str, at: int, end: int) -> bool:
    """Whether what follows a body's name is nothing, a link, a programme or another funder."""
    bracket = _BRACKET.match(view, at, end)
    rest = _skip(_LINK, view, bracket.end() if bracket else at, end)
    if rest >= end:
        return True
    if view[at] in "長員" or _PARTICLE.search(view, rest, end):
        return False
    if funder_at(view, rest, end) or programme_at(view, rest, end):
        return True
    head = words.programme_head().search(view, rest, end)
    if view[rest:_trimmed(view, rest, end)] in _NO_REST:
        return False
    return head is not None or words.funder_form().fullmatch(view, rest, end) is not None


def _funder_inside(unit: Unit, start: int, end: int) -> int | None:
    """Where a known funder's name stands inside a chunk that begins with something else."""
    for at in range(start, end - 1):
        before = unit.view[at - 1]
        if (before in " \n)。、はをがにのも/" or unit.view[max(0, at - 2) : at] == "年度") and funder_at(unit.view, at, end):
            return at
    return None


def _programme(unit: Unit, start: int, end: int, *, closed: bool, attached: bool, after_funder: bool) -> Iterator[Token]:
    """The programme that the rest of a chunk names, if it names one."""
    view = unit.view
    begin = start
    begin = _skip(_BEFORE_PROGRAMME, view, begin, end)
    finish = _trimmed(view, begin, end)
    if begin >= finish:
        return
    found = list(programmes_in(view, begin, finish))
    begin = _after_clause(view, begin, finish, found)
    text = view[begin:finish]
    if not found and not _names_programme(unit, text, attached=attached, closed=closed, after_funder=after_funder):
        return
    if found:
        finish = _name_end(view, begin, finish, found, closed=closed)
        if not closed and _PEOPLE_BEHIND.match(view, found[-1].end, finish):
            return
    keys = tuple(dict.fromkeys(key for each in found for key in each.programme.funders))
    strong = any(not each.programme.weak for each in found)
    category = bool(found) and all(each.programme.category for each in found)
    umbrella = bool(found) and found[-1].programme.kakenhi
    if found and not strong and not (after_funder or closed or unit.listed):
        return
    if found and (view[begin:finish] in words.generic() or _AND_MONEY.search(view, begin, finish)) and not (attached or unit.cell):
        return
    yield Token(Kind.PROGRAM, begin, finish, keys=keys, known=strong, category=category, umbrella=umbrella)


def _after_clause(view: str, begin: int, finish: int, found: list[Found]) -> int:
    """Where the name begins behind a particle that no known name holds."""
    first = found[0].start if found else finish
    at = begin
    for particle in _PARTICLE.finditer(view, begin, first):
        at = particle.end()
    while at < finish and (view[at] in " 、:" or view[at] in "のにでとへ" and first > at):
        at += 1
    return at


def _names_programme(unit: Unit, text: str, *, attached: bool, closed: bool, after_funder: bool) -> bool:
    if _PARTICLE.search(text) or _DEICTIC.match(text) or not _BEGINS_NAME.match(text) or text.endswith("と"):
        return False
    if unit.cell:
        return True
    if text in words.generic() or _AND_MONEY.search(text):
        return attached and text.startswith("研究助成")
    head = None
    for head in words.programme_head().finditer(text):
        pass
    if head is None:
        return False
    if not (after_funder or closed or unit.listed) and len(text) < 6:
        return False
    return len(text) - head.end() < 24 and (attached or head.start() > 0)


def _name_end(view: str, begin: int, finish: int, found: list[Found], *, closed: bool) -> int:
    """Where a name that is known up to its last known part ends: before a particle, unless a head of its own follows."""
    known = found[-1].end
    particle = (_PARTICLE if closed else _ANY_PARTICLE).search(view, known, finish)
    if particle is None or words.programme_head().search(view, particle.end(), finish):
        return finish
    return _trimmed(view, begin, particle.start())


def _trimmed(view: str, start: int, end: int) -> int:
    """`end` without the words at the chunk's end that belong to no name."""
    while start < end:
        tail = _TAIL.search(view, max(start, end - 14), end)
        whole = programme_at(view, start, end)
        if tail is None or tail.start() == end or whole and whole.end == end:
            break
        end = tail.start()
    return end


def _skip(pattern: re.Pattern[str], view: str, start: int, end: int) -> int:
    match = pattern.match(view, start, end)
    return match.end() if match else start


def is_code(text: str, *, labelled: bool = False) -> bool:
    """Whether `text` may be a number that only its place makes a grant's: four characters, three of them digits.

    Not a year or the number of computing time; a day only behind a label.
    """
    if _NO_CODE.fullmatch(text) or not labelled and _DAY.fullmatch(text):
        return False
    bare = re.sub(r"[^0-9A-Za-z]", "", text)
    return bool(_CODE.fullmatch(text)) and len(bare) >= 4 and sum(map(str.isdigit, bare)) >= 3
