"""The walk over an English statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.extract.funding.brackets import closing
from pipeline.extract.funding.cues import SUPPORT_EN
from pipeline.extract.funding.english.names import known_name, quotation
from pipeline.extract.funding.english.numbers import bare_number, labelled_numbers
from pipeline.extract.funding.english.phrases import phrase
from pipeline.extract.funding.english.scan import Scan, Step
from pipeline.extract.funding.funders import funder_at
from pipeline.extract.funding.tokens import Kind, Token
from pipeline.extract.funding.unit import Unit

#: Thanks alone are no grant.
_MONEY = re.compile(r"support|fund|grant|financ|sponsor|fellowship|scholarship|award", re.IGNORECASE)
#: Carried out under a programme: that is support, too.
_UNDER = re.compile(r"\b(?:under|through|within)\b", re.IGNORECASE)
_START = re.compile(r"[A-Za-z0-9(\[“\"`,;#\n]|\.(?=[ \n])")
_ANY_WORD = re.compile(r"[\w'’-]+")
_CLASS = re.compile(r"\([SABC]\)")
#: Where the next sentence begins: another grant.
_SENTENCE = re.compile(r"\.[ \n]+(?=(?:The|This|These|[A-Z]\.(?:-?[A-Z]\.)*|We|Part|In addition|Additional)[ \n])")
_SEPARATOR = re.compile(
    r"[,;]|and[ \n](?:also[ \n])?(?:in[ \n]part[ \n]|partly[ \n]|partially[ \n])?(?:by|from|through|under)(?=[ \n])"
    r"|and(?=[ \n])|as[ \n]well[ \n]as|\n[ ]*[-•*・●]"
)
_FROM = re.compile(r"[Ff]unding [Aa]gency:|(?:from|of|by|through|in|via)(?:[ \n]+the)?(?=[ \n])")
#: Behind a programme: where it is run.
_AT = re.compile(r"at(?:[ \n]the)?(?=[ \n][A-Z])")
#: A body's short form first in its brackets, its number behind it.
_SHORT_FIRST = re.compile(r"(?P<short>[A-Z]{2,8})[;,][ \n]+")
#: The project's title first in a programme's brackets, its number behind it.
_TITLE_THEN_NUMBER = re.compile(r"(?P<title>[A-Z](?=(?:[^()]*? [a-z]++){3})[^();]{16,200}?)[,;:]\s++(?=JP)")
#: European grants: the agreement's number and the project's acronym.
_NUMBER_THEN_ACRONYM = re.compile(r"[^()]{0,40}[Aa]greement[^()]{0,8}?[0-9]{6,9}[,;]\s+(?P<title>[A-Z][A-Za-z0-9-]{2,24})")
#: Machines were used, nobody paid: up to the next verb of support.
_USE = re.compile(r"(?:comput(?:ational|ing|er)[ \n](?:resources?|time|facilities)|supercomputers?(?=[ \n][A-Z]))")
#: Square brackets that hold a number and nothing else, as British bodies want it.
_NUMBER_ALONE = re.compile(r"\[[^\[\] ,;]{4,24}(?:[,;] ?[^\[\] ,;]{4,24})*+\]")
_PROVIDED = re.compile(r"provided\s$")
_GIVEN_BY = re.compile(r"\b(?:from|by|through|under|via)$")
_FUNDED_BY = re.compile(r"(?:funded|financed|sponsored)\s+by", re.IGNORECASE)
_VERB = re.compile(r"(?:was|were|is|are|been|be|support|fund|sponsor|finan)", re.IGNORECASE)


def read_english(unit: Unit) -> Iterator[Token]:
    """The tokens of `unit`, in reading order; in a sentence from the verb of support on."""
    cue = SUPPORT_EN.search(unit.view, unit.start, unit.end)
    yield from _read(Scan(unit), cue.start() if cue else unit.start, unit.end, nested=False)
    if cue and (_MONEY.search(unit.view, unit.start, unit.end) or _UNDER.search(cue[0])):
        yield Token(Kind.CUE, cue.start(), cue.end())  # it speaks for all that follows it


def _read(scan: Scan, start: int, end: int, *, nested: bool) -> Iterator[Token]:
    at = start
    while mark := _START.search(scan.view, at, end):
        begin = at = mark.start()
        for read in (bare_number, labelled_numbers, _verb, _use, known_name, quotation, _bracket, _link, phrase):
            at = yield from read(scan, begin, end, nested=nested)
            if at > begin:
                break
        else:
            at = _word_end(scan, begin, end)


def _word_end(scan: Scan, at: int, end: int) -> int:
    """Where the word at `at` ends, a number glued to it left out: NoJPJ012368…."""
    number = scan.unit.number_from(at, end)
    word = _ANY_WORD.match(scan.view, at, number.start if number and number.start > at else end)
    return word.end() if word else at + 1


def _verb(scan: Scan, at: int, end: int, *, nested: bool) -> Step:  # noqa: ARG001
    cue = SUPPORT_EN.match(scan.view, at, end)
    if not cue:
        return at
    last = scan.last
    if last and last.kind is Kind.PROGRAM and not last.known and not scan.view[last.end : at].strip(" \n”\"'"):
        yield Token(Kind.SUB, at, at)
    if _FUNDED_BY.fullmatch(cue[0]) and scan.last_is(Kind.FUNDER, Kind.ABBREVIATION) and _beside(scan, at):
        yield Token(Kind.FROM, at, cue.end(), value="agency")
    elif _GIVEN_BY.search(cue[0]) and not _VERB.match(cue[0]):
        yield Token(Kind.FROM, at, cue.end())
    return cue.end()


def _use(scan: Scan, at: int, end: int, *, nested: bool) -> Step:  # noqa: ARG001
    """The words behind "computational resources": skipped up to the sentence's end or the next verb of support."""
    if not _USE.match(scan.view, at, end):
        return at
    yield Token(Kind.BREAK, at, at)
    stops = [found.start() for pattern in (_SENTENCE, SUPPORT_EN) if (found := pattern.search(scan.view, at, end))]
    return min(stops, default=end)


def _beside(scan: Scan, at: int) -> bool:
    """Whether nothing but blanks and brackets stands between the last token and `at`."""
    return scan.last is not None and not scan.view[scan.last.end : at].strip(" \n)")


def _bracket(scan: Scan, at: int, end: int, *, nested: bool) -> Step:  # noqa: ARG001
    if scan.view[at] not in "([":
        return at
    if scan.view[at] == "[" and not _NUMBER_ALONE.match(scan.view, at, end):
        return at + 1
    close = closing(scan.view, at, end)
    if close is None:
        return at + 1
    short = _SHORT_FIRST.match(scan.view, at + 1, close)
    if short and scan.last and scan.last.kind is Kind.FUNDER and scan.last.end >= at - 1 and _initials(scan, short["short"]):
        known = funder_at(scan.view, short.start(), close)
        keys = (known[1].key,) if known else scan.last.keys
        yield scan.note(replace(scan.last, kind=Kind.ABBREVIATION, start=short.start("short"), end=short.end("short"), keys=keys))
        yield from _read(scan, short.end(), close, nested=True)
        return close + 1
    titled = _TITLE_THEN_NUMBER.match(scan.view, at + 1, close) if scan.last_is(Kind.PROGRAM) else None
    if titled and (number := scan.unit.number_from(at, close)) and number.start == titled.end():
        yield scan.note(Token(Kind.TITLE, titled.start("title"), titled.end("title"), nested=True))
        yield from _read(scan, titled.end(), close, nested=True)
        return close + 1
    acronym = _NUMBER_THEN_ACRONYM.fullmatch(scan.view, at + 1, close)
    if acronym:
        yield from _read(scan, at + 1, acronym.start("title") - 1, nested=True)
        yield scan.note(Token(Kind.TITLE, acronym.start("title"), acronym.end("title"), nested=True))
        return close + 1
    letter = _CLASS.fullmatch(scan.view, at, close + 1)
    if letter and scan.last_is(Kind.NUMBER):
        yield scan.note(Token(Kind.PROGRAM, at, close + 1, keys=("JSPS",), known=True, category=True, letter=letter[0]))
        return close + 1
    yield from _read(scan, at + 1, close, nested=True)
    return close + 1


def _initials(scan: Scan, short: str) -> bool:
    """Whether `short` is made of the first letters of the name that was read last."""
    name = scan.view[scan.last.start : scan.last.end] if scan.last else ""
    return short == "".join(word[0] for word in re.findall(r"[A-Z][a-z]+", name)) or short in re.sub(r"[^A-Z]", "", name)


def _link(scan: Scan, at: int, end: int, *, nested: bool) -> Step:  # noqa: ARG001
    """What parts the items, and the words behind which the giver stands."""
    sentence = _SENTENCE.match(scan.view, at, end) if scan.view[at] == "." else None
    if sentence:
        yield Token(Kind.BREAK, at, sentence.end())
        return sentence.end()
    separator = _SEPARATOR.match(scan.view, at, end)
    if separator:
        kind = Kind.BREAK if separator[0].startswith("\n") else Kind.SEPARATOR
        yield Token(kind, at, separator.end(), value="and" if separator[0].startswith("and") else None)
        return separator.end()
    link = _FROM.match(scan.view, at, end) or (_AT.match(scan.view, at, end) if scan.last_is(Kind.PROGRAM) else None)
    if not link or scan.view[at - 1] not in " \n(":
        return at
    provided = _PROVIDED.search(scan.view, max(0, at - 12), at)
    if provided or scan.last_is(Kind.NUMBER, Kind.PROGRAM, Kind.TITLE):
        how = "agency" if link[0].endswith(":") else "provided" if provided else None
        yield Token(Kind.FROM, at, link.end(), value=how)
    return link.end()
