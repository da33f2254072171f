"""Numbers in an English statement: by form, behind a label, in the brackets of a funder."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.funding import words
from pipeline.extract.funding.codes import is_code, number_token
from pipeline.extract.funding.english.scan import Scan, Step
from pipeline.extract.funding.tokens import Kind, Token

_CODE = re.compile(r"#?(?P<code>[A-Za-z]{0,6}[-/]?[0-9A-Za-z]*[0-9][0-9A-Za-z]*(?:[-/._][0-9A-Za-z]+)*)(?![0-9A-Za-z])")
#: US National Institutes of Health: R01 GM123456.
_NIH_CODE = re.compile(
    r"(?P<code>[A-Z][0-9A-Z][0-9] ?-?[A-Z]{2}-?[0-9]{5,6}(?:-[0-9A-Z]{2,4})?"
    r"|[A-Z]{2} [0-9]{2,4}/[0-9]{1,3}-[0-9]{1,2})(?![0-9A-Za-z])"
)
_FOREIGN_CODE = re.compile(
    r"[A-Z]{2,4}[0-9]{3,6}/[0-9]{4}|[A-Z][A-Za-z0-9]{0,7}(?:-[0-9A-Za-z]+)+|#?[0-9]{6,12}(?![0-9])|(?=[0-9A-Z]*[0-9]{4})[0-9A-Z]{6,16}(?![0-9A-Za-z])"
)
#: Behind a name, all that stands in the brackets or behind their last comma: 2023C-187, NIFS20KNST163, EP/R018456/1.
_BRACKET_CODE = re.compile(
    r"(?=[^,;()\[\]]{0,24}[0-9]{2})[0-9A-Z][0-9A-Za-z]*(?:[-/._\\][0-9A-Za-z]+| (?=[^,;()\s]*[0-9])[0-9A-Za-z]+)*(?=\s*[,;)\]])"
)
_NEDO_CODE = re.compile(r"P[0-9]{5}(?![0-9A-Za-z])")
_MORE = re.compile(r"\s*(?:[,;]\s*(?:and\s+)?|and\s+|&\s*)(?=[0-9A-Z#][0-9A-Za-z-]*[ 0-9])")
_MARKS = re.compile(r"[._ \\]")


def bare_number(scan: Scan, at: int, end: int, *, nested: bool) -> Step:
    """A number without a label: its form is known, or it stands in the brackets of a name, behind # or behind a category."""
    number = scan.unit.number_from(at, end)
    if number and number.start == at:
        yield scan.note(number_token(number, nested=nested))
        return number.end
    short = _NEDO_CODE.match(scan.view, at, end)
    if short and scan.last and "NEDO" in scan.last.keys:
        yield scan.note(Token(Kind.NUMBER, at, short.end(), short[0], keys=("NEDO",), nested=nested))
        return short.end()
    whole = (
        _BRACKET_CODE.match(scan.view, at, end + 1)
        if nested and scan.view[max(0, at - 2) : at].rstrip()[-1:] in ("(", "[", ",", ";")
        else None
    )
    if nested and scan.last_is(Kind.PROGRAM) and scan.last and scan.last.end == at - 1:
        whole = whole or _BRACKET_CODE.match(scan.view, at, end + 1)
    if whole and (number := scan.unit.number_from(at, end)) and number.start < whole.end():
        whole = None
    code = whole if whole and is_code(_MARKS.sub("-", whole[0])) else _FOREIGN_CODE.match(scan.view, at, end)
    if code is None or not scan.last_is(Kind.FUNDER, Kind.ABBREVIATION, Kind.PROGRAM, Kind.NUMBER):
        return at
    marked = code[0].startswith("#")
    direct = scan.last is not None and scan.last.category and not scan.view[scan.last.end : at].strip()
    if (nested or marked or direct) and is_code(_MARKS.sub("-", code[0].lstrip("#"))):
        begin = code.start() + marked
        yield scan.note(Token(Kind.NUMBER, begin, code.end(), scan.view[begin : code.end()], nested=nested))
        return code.end()
    return at


def labelled_numbers(scan: Scan, at: int, end: int, *, nested: bool) -> Step:
    """`Grant Nos. …, … and …`: a label with what looks like numbers behind it."""
    label = words.labels().match(scan.view, at, end)
    if not label or not label["word"]:
        return at
    at = label.end()
    while at < end:
        number = scan.unit.number_from(at, end)
        code = _NIH_CODE.match(scan.view, at, end) or _CODE.match(scan.view, at, end)
        if number and number.start - at <= 1:
            yield scan.note(replace(number_token(number, nested=nested), labelled=True))
            at = number.end
        elif code and is_code(_MARKS.sub("-", code["code"]), labelled=True):
            value = code["code"].replace(" ", "")
            yield scan.note(Token(Kind.NUMBER, code.start("code"), code.end("code"), value, nested=nested, labelled=True))
            at = code.end("code")
        else:
            return at
        more = _MORE.match(scan.view, at, end)
        if not more:
            return at
        at = more.end()
    return at
