"""Numbers in a Japanese statement: behind a label, in brackets, at a chunk's end."""

from __future__ import annotations

import re
from collections.abc import Generator

from pipeline.extract.funding.codes import is_code, number_token, whole_code
from pipeline.extract.funding.japanese.marks import PERIOD
from pipeline.extract.funding.tokens import Kind, Token
from pipeline.extract.funding.unit import Unit

CODE = re.compile(
    r"[\s:：#]*(?P<code>(?:[A-Za-z]{1,6}[-/]){0,2}[A-Za-z]{0,6}-?[0-9][0-9A-Za-z]*(?:[-/_][0-9A-Za-z]+)*)(?![0-9A-Za-z年月日円%])"
)
#: NICT委託研究 222C01: a number without label or form at a chunk's end.
TRAILING_CODE = re.compile(r"\s#?(?P<code>(?=[0-9A-Z-]*[0-9]{2})[0-9A-Z][0-9A-Z-]{4,14})\s*$")
#: A number behind its years: 2008-2010:20500820.
_PERIOD_CODE = re.compile(r"\s*(?:19|20)[0-9]{2}[-〜](?:19|20)[0-9]{2}\s*:\s*[0-9A-Z]{6,10}(?![0-9A-Za-z])")
#: The national medical centres' own money: 30-9, 2020B-1, 27-1-5.
_CENTRE_CODE = re.compile(r"(?:20)?[0-9]{1,2}[A-Z]?-[0-9A-Z]{1,2}(?:-[0-9]{1,3})?")
_MORE = re.compile(r"\s*(?:[、,・/]|及び|および|と)\s*(?=[0-9A-Z])")
_CAPITALS = re.compile(r"[A-Z0-9/_-]{6,}$")
_BETWEEN = " :：#、,・及びおよびと和\n【[「/"


def labelled_numbers(unit: Unit, at: int, end: int, *, nested: bool) -> Generator[Token, None, int]:
    """The numbers behind a label at `at`: whatever looks like one, until something else comes. Returns where that is."""
    while at < end:
        number = unit.number_from(at, end)
        code = CODE.match(unit.view, at, end)
        if number and (code is None or number.start < code.end()):
            if unit.view[at : number.start].strip(_BETWEEN):
                break
            yield number_token(number, nested=nested)
            at = number.end
        elif code and is_code(code["code"], labelled=True):
            yield Token(Kind.NUMBER, code.start("code"), code.end("code"), code["code"], nested=nested)
            at = code.end("code")
        else:
            break
        more = _MORE.match(unit.view, at, end)
        if not more:
            break
        at = more.end()
    return at


def holds_code(view: str, opening: int, close: int) -> bool:
    """Whether a number without a known form stands in the brackets: first, behind its years, or behind a short form."""
    if _PERIOD_CODE.match(view, opening + 1, close):
        return True
    inner = view[opening + 1 : close]
    if _CENTRE_CODE.fullmatch(inner) and view.endswith("研究開発費", 0, opening):
        return True
    if PERIOD.search(inner):
        return False
    code = CODE.match(view, opening + 1, close)
    if (code and is_code(code["code"])) or whole_code(re.split(r"[,、;]", inner)[0].strip()):
        return True
    last = re.split(r"[,、;]\s*", inner)[-1].strip()
    return last != inner and is_code(last) and bool(_CAPITALS.match(last))


def first_code(unit: Unit, start: int, end: int) -> Token | None:
    """The number without a known form that stands first in brackets."""
    words = re.split(r"[,、;]", unit.view[start:end])[0].strip()
    if whole_code(words) or (_CENTRE_CODE.fullmatch(words) and unit.view.endswith("研究開発費", 0, start - 1)):
        begin = unit.view.index(words, start)
        return Token(Kind.NUMBER, begin, begin + len(words), re.sub(r"\s", "", words), nested=True)
    code = CODE.match(unit.view, start, end)
    if code is None or not is_code(code["code"]) or unit.number_from(start, code.end()):
        return None
    return Token(Kind.NUMBER, code.start("code"), code.end("code"), code["code"], nested=True)
