"""Titles of projects: in quotation marks, behind a label, behind or before a number. A quotation may name a programme, too."""

from __future__ import annotations

import re

from pipeline.extract.funding import words
from pipeline.extract.funding.funders import funder_at
from pipeline.extract.funding.japanese.edges import YEARS, skip
from pipeline.extract.funding.japanese.marks import AREA_BEHIND
from pipeline.extract.funding.programmes import Programme, bracket_words, programme_at, programme_named
from pipeline.extract.funding.tokens import Kind, Token
from pipeline.extract.funding.unit import Unit

#: A bracket at a title's end that speaks of people or numbers, not of the subject.
_TAIL = re.compile(
    r"(?<!\s)\s*+\((?:(?:19|20)[0-9]{2}|令和|平成)[^()]{0,20}\)\s*$|"
    r"(?<!\s)\s*+\((?=[^()]*(?:代表|分担|責任者|総括|番号|研究者|[0-9]{2}[HKJ][0-9]|JP[0-9A-Z]))(?:[^()]|\([^()]*\))*\)?\s*$"
    r"|(?<!\s)\s*+[、,・]\s*+(?:研究(?:開発)?)?代表者?[:：].*$"
)
#: Where a title without quotation marks ends, at the latest.
_STOP = re.compile(
    r"\n|。|\((?=[^()]*(?:代表|分担|課題番号|責任者|総括|20[0-9]{2}|令和|平成))|、(?=(?:研究)?(?:代表|分担|課題番号))|[;；]|(?<=[^、])」"
)
_GAP = re.compile(r"[ \t:：]{1,3}(?=[^\s、,;・)(「『“と及およの])")
_SENTENCE = re.compile(r"(?:支援|助成|補助|委託)を|を受け|。")
#: How brackets begin that name a grant.
_GIVER = re.compile(
    r"\s*(?:科研費|科学研究費|KAKENHI|JSPS|JST|AMED|MEXT|NEDO|文部科学省|日本学術振興会|科学技術振興機構|日本医療研究開発機構)"
)
_MARKUP = re.compile(r"[!-~]+")
_BEHIND_QUOTE = re.compile(r"\s?(?:プログラム|事業)")
#: A title has no short form; a programme does.
_ACRONYM_BEHIND = re.compile(r"\([A-Za-z][A-Za-z0-9.\- ]{2,14}\)$")
_LAST_BRACKET = re.compile(r"\s?\([^()]{1,12}\)$")
_ANY = re.compile(r"[をはがのにへでと]")
_PARTICLE = re.compile(r"[をはがの]")
_FIRST_IN_BRACKETS = re.compile(
    r"\s*(?P<title>(?=[^、,;]{0,80}[ぁ-ん])(?=[^、,;]{0,80}[一-龥ァ-ヶ]{2})(?:[^、,;:()「」\n]|\([^()、,;]{1,16}\)){8,80}?)\s*[、,;]\s*"
    r"(?=(?:研究|開発|課題|事業|領域)*(?:代表|分担|責任|担当)|課題番号|JP[A-Z0-9]|[0-9]{2}[HKJ][0-9])"
)
_BEFORE_BRACKETS = re.compile(r"[\s・•*\-]*(?:[^()]{1,60}?(?:et al\.|ほか|ら)[\s、,:：]*)?(?P<title>[^()、。\s][^()。]{3,80}?)\s*")


def quoted(unit: Unit, start: int, end: int, *, named: bool, area: bool = False) -> tuple[Token | None, int]:
    """What stands between quotation marks: a title or, where the item is not `named` yet, a programme; and where its tail begins.

    The tail (people, numbers) is still to be read; None for an address or markup.
    """
    view = unit.view
    while start < end and view[start] in " \n\t":
        start += 1
    tail = _TAIL.search(view, start, end)
    rest = tail.start() if tail else end
    finish = rest
    while finish > start and view[finish - 1] in " \n\t":
        finish -= 1
    text = view[start:finish]
    if not text or (_MARKUP.fullmatch(text) and programme_named(text) is None) or text in bracket_words():
        return None, rest
    programme = _programme(unit, start, finish, end, named=named)
    if programme:
        return programme, rest
    area = area or bool(AREA_BEHIND.match(view, end + 1, unit.end))
    return Token(Kind.TITLE, start, finish, area=area), rest


def divided(unit: Unit, start: int, end: int) -> tuple[Token, int] | None:
    """「programme/project」, as NEDO writes it: the programme, and where the project begins."""
    slash = unit.view.find("/", start, end)
    if slash < 0:
        return None
    token = _programme(unit, start, slash, slash, named=False)
    return (token, slash + 1) if token else None


def _programme(unit: Unit, start: int, finish: int, end: int, *, named: bool) -> Token | None:
    """The quoted words as a programme's name, if they are one."""
    view = unit.view
    start = skip(YEARS, view, start, finish)
    text = view[start:finish]
    begins = programme_at(view, start, finish)
    known = programme_named(text) or _with_bracket(text) or (begins.programme if begins and begins.end == finish else None)
    if text in words.generic() or (named and known is None):
        return None
    starts_known = begins is not None and not _PARTICLE.search(view, begins.end, finish)
    heads = list(words.programme_head().finditer(text))
    bracketed = bool(heads) and len(text) - heads[-1].end() <= 12 and text.endswith(")")
    ends_like_one = bracketed or words.ends_like_programme().search(text) is not None
    acronym = bool(_ACRONYM_BEHIND.search(text))
    plain = (bool(heads) or text.endswith("支援")) and not _ANY.search(text)  # 傾斜的研究費(全学分)学長裁量枠
    if not (known or starts_known or ends_like_one or plain or acronym or _BEHIND_QUOTE.match(view, end + 1, unit.end)):
        return None
    known = known or (begins.programme if begins else None)
    return Token(Kind.PROGRAM, start, finish, keys=known.funders if known else (), known=known is not None)


def _with_bracket(text: str) -> Programme | None:
    """The programme that `text` names up to its last bracket: …イニシアティブ(牽引型)."""
    bare = _LAST_BRACKET.sub("", text)
    return programme_named(bare) if bare != text else None


def title_end(view: str, at: int, end: int) -> int:
    """Where a title without quotation marks ends: at the line's end, before a label, or before brackets that speak of the grant."""
    stop = _STOP.search(view, at, end)
    finish = stop.start() if stop else end
    label = words.labels().search(view, at, finish)
    if label:
        finish = label.start()
    while finish > at and view[finish - 1] in " \n\t、,(・":
        finish -= 1
    return finish


def title_behind_number(unit: Unit, at: int, end: int, *, nested: bool) -> Token | None:
    """`24H00011 海岸林の…の確立`: words behind a number, up to the end of the line or bracket, are the title."""
    view = unit.view
    gap = _GAP.match(view, at, end)
    alone = "\n" not in view[view.rfind("\n", 0, at) + 1 : at] and end == unit.end
    if not gap or not (nested or unit.listed or alone):
        return None
    finish = title_end(view, gap.end(), end)
    text = view[gap.end() : finish]
    if len(text) < 8 or not re.search(r"[ぁ-ん]", text) or _SENTENCE.search(text):
        return None
    return Token(Kind.TITLE, gap.end(), finish)


def title_in_brackets(unit: Unit, start: int, end: int) -> Token | None:
    """（…の高効率化に関する研究、研究代表者：X）: unquoted words first in brackets, before people or a number."""
    title = _FIRST_IN_BRACKETS.match(unit.view, start, end)
    if title is None or words.programme_head().search(title["title"], max(0, len(title["title"]) - 8)):
        return None
    if programme_at(unit.view, start, end) or funder_at(unit.view, start, end) or words.labels().match(unit.view, start, end):
        return None
    return Token(Kind.TITLE, title.start("title"), title.end("title"), nested=True)


def title_before_brackets(unit: Unit, start: int, end: int, inner: str) -> Token | None:
    """`Aoki et al. 潮の満ち引き（JSPS科研費 23H00000）`: a line's words before the grant that paid for them."""
    title = _BEFORE_BRACKETS.fullmatch(unit.view, start, end)
    if title is None or start != unit.start or not _GIVER.match(inner) or len(title["title"]) < 4:
        return None
    return Token(Kind.TITLE, title.start("title"), title.end("title"))
