"""Reads an English funding statement (or one line of a list) from left to right into tokens.

Known names and numbers stand first; between them, a phrase in capitals is a funder or a programme by its head word.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from itertools import pairwise

from pipeline.extract.funding import words
from pipeline.extract.funding.brackets import closing
from pipeline.extract.funding.chunks import is_code
from pipeline.extract.funding.funders import funder_at, key_of
from pipeline.extract.funding.programmes import glued, is_category, programme_at
from pipeline.extract.funding.tokens import Kind, Token
from pipeline.extract.funding.unit import Unit
from pipeline.lexicon.grant_numbers import GrantNumber

_FUNDER_HEAD = (
    r"Foundations?|Fund|Trust|Institutes?|University|Agency|Ministry|Council|Society|Association|Organi[sz]ation|Office|Department|Centre|Center"
    r"|Corporation|Company|Commission|Academy|Bank|Board|Union|Laborator(?:y|ies)|Hospital|College|Consortium|Federation|Institution|Inc\.?|Ltd\.?"
    r"|Agence|Forschungsgemeinschaft|Stiftung|Fondation|Government|Prefecture|City"
)
_PROGRAM_HEAD = (
    r"Programs?|Programmes?|Project|Initiative|Scheme|Fellowships?|Scholarships?|Grants?|Awards?|Collaboration|Challenge|Actions?|Prize|Campaign"
    r"|Grants?-in-Aid|Platform|Support"
)
#: Words in capitals that begin no name.
_NO_NAME = re.compile(
    r"(?:This|These|The|We|Our|In|It|All|Part|Authors?|Japan|Japanese|Grants?|Award|Numbers?|Nos?|Contract|ID|Also|Additional|And|Prof|Dr|Mr|Ms|Project|Program|Programme)(?![ \n][A-Z][a-z]|[\w-])"
    r"|(?:[A-Z]\w+['’]s|[A-Z]\.(?:[- ]?[A-Z]\.)*|[A-Z]{1,3}(?![ \n][A-Z][a-z]|[/\w]))(?![\w-])"
)
_WORD = r"[A-Z][\w'’./&+-]*|[A-Z]\.(?:[A-Z]\.)+"
_PHRASE_STEP = re.compile(rf"(?:[ \n]+(?P<small>(?:(?:of|for|the|and|de|la|du|des|on|to|towards|&)[ \n]+)*)(?P<word>{_WORD}|20[0-9]{{2}}|[0-9]\.[0-9]))")
_FIRST_WORD = re.compile(_WORD)
_HEADS = re.compile(rf"(?<![\w-])(?:(?P<funder>{_FUNDER_HEAD})|(?P<program>{_PROGRAM_HEAD}))(?![\w-])")
_LEGAL_FORM = re.compile(
    r"(?:National Research and Development Agency|(?:Public Interest|General) Incorporated (?:Foundation|Association)|Incorporated Administrative Agency)[, ]+"
)
_OFFICE = re.compile(r",\s+Office\s+of\s+[A-Z][\w&-]+(?:\s+(?:and\s+)?[A-Z][\w&-]+)*")
_OWN_RESEARCH = re.compile(r" \([A-Z&]{2,6}\) Research(?![ \n][A-Z])")  # a company's research arm, named with its acronym inside
_LOWER_PROGRAM = re.compile(r"[ \n](?P<word>program|programme|project)(?![\w-])")
_ALONE = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?=[,.;]|\.?$|[ \n]and[ \n])")
_CODE_WORD = re.compile(r"[A-Z][A-Z0-9]*[/&.-]?[A-Z0-9]+(?=[ \n])")
_OF_UNIVERSITY = re.compile(r",[ \n](?:the[ \n])?(?:[Uu]niversity[ \n]of[ \n][A-Z]\w+|[A-Z]\w+[ \n]University|UTokyo|UTSA)(?![\w-])")
_TRAILING_YEAR = re.compile(r"\s20[0-9]{2}$")
_ANY_WORD = re.compile(r"[\w'’-]+")
_PROVIDED = re.compile(r"provided\s$")
_NEDO_CODE = re.compile(r"P[0-9]{5}(?![0-9A-Za-z])")
#: Thanks alone are no grant.
_MONEY = re.compile(r"support|fund|grant|financ|sponsor|fellowship|scholarship|award", re.IGNORECASE)
_PROJECT = re.compile(r"Project[ \n](?P<title>[A-Z][\w -]*)(?=[,;)])")
_FROM = re.compile(r"[Ff]unding [Aa]gency:|(?:from|of|by|through|in|via)(?:[ \n]+the)?(?=[ \n])")
_SEPARATOR = re.compile(r"[,;]|and(?=[ \n])|as[ \n]well[ \n]as|\n[ ]*[-•*・●]")
_SHORT = re.compile(r"(?!(?:[A-Z]\.[ -]?)+$|(?:Japan|USA|UK|China|Korea|Germany|France|Canada|Taiwan)$)[A-Z][A-Za-z&./-]{1,11}(?:[ -][A-Z0-9][A-Za-z]*)?")
_CODE = re.compile(r"#?(?P<code>[A-Za-z]{0,6}[-/]?[0-9A-Za-z]*[0-9][0-9A-Za-z]*(?:[-/._][0-9A-Za-z]+)*)(?![0-9A-Za-z])")
#: US National Institutes of Health: R01 GM123456.
_NIH_CODE = re.compile(r"(?P<code>[A-Z][0-9A-Z][0-9] ?-?[A-Z]{2}-?[0-9]{5,6}(?:-[0-9A-Z]{2,4})?)(?![0-9A-Za-z])")
_FOREIGN_CODE = re.compile(r"[A-Z][A-Za-z0-9]{0,7}(?:-[0-9A-Za-z]+)+|#?[0-9]{6,9}|(?=[0-9A-Z]*[0-9]{4})[0-9A-Z]{6,16}(?![0-9A-Za-z])")
_AFTER_PROGRAM = re.compile(
    r"[ \n]*\((?P<bracket>[^()0-9][^()]{0,40})\)|[ \n]+20[0-9]{2}(?![0-9])|[ \n]+(?:project|program|programme)[ \n]+(?P<code>[A-Z][A-Za-z]*[A-Z]\w*(?:[ \n]I+)?)"
    r"|[ \n]+(?:Program|Programme|Project)(?![\w-])|[ \n]+between[ \n]+[A-Z][a-z]+(?:[ \n]and[ \n][A-Z][a-z]+)?|[ \n]+(?P<letter>[SABC])(?![A-Za-z])"
)
_START = re.compile(r"[A-Za-z0-9(“\"`,;#\n]")
_CLASS = re.compile(r"\((?P<class>[SABC])\)")


def read_english(unit: Unit) -> Iterator[Token]:
    """The tokens of `unit`, in reading order; in a sentence from the verb of support on."""
    start = unit.start
    cue = words.SUPPORT_EN.search(unit.view, unit.start, unit.end)
    if cue:
        start = cue.start()
    yield from _Reader(unit).read(start, unit.end, nested=False)
    if cue and _MONEY.search(unit.view, unit.start, unit.end):
        yield Token(Kind.CUE, cue.start(), cue.end())  # it speaks for all that follows it


class _Reader:
    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.view = unit.view
        self.flat = unit.view[: unit.end].replace("\n", " ")  # same offsets; names may be broken over lines
        self.last: Token | None = None
        self.giver = False  # a Grant-in-Aid stands before: another category may follow by its name alone

    def read(self, start: int, end: int, *, nested: bool) -> Iterator[Token]:
        """The tokens of `[start, end)`."""
        at = start
        while at < end:
            mark = _START.search(self.view, at, end)
            if mark is None:
                return
            begin = mark.start()
            at = begin
            for read in (self._number, self._label, self._cue, self._name, self._quote, self._bracket, self._link, self._phrase):
                at = yield from read(begin, end, nested)
                if at > begin:
                    break
            else:
                at = self._word_end(begin, end)

    def _word_end(self, at: int, end: int) -> int:
        """Where the word at `at` ends, a number glued to it left out: NoJPJ012368…."""
        number = self.unit.number_from(at, end)
        word = _ANY_WORD.match(self.view, at, number.start if number and number.start > at else end)
        return word.end() if word else at + 1

    def _emit(self, token: Token) -> Token:
        if token.kind not in (Kind.SEPARATOR, Kind.FROM):
            self.last = token
        if token.kind is Kind.PROGRAM and token.category:
            self.giver = True
        elif token.kind is Kind.FUNDER:
            self.giver = False
        return token

    def _number(self, at: int, end: int, nested: bool) -> Generator[Token, None, int]:
        number = self.unit.number_from(at, end)
        if number and number.start == at:
            yield self._emit(_number_token(number, nested))
            return number.end
        short = _NEDO_CODE.match(self.view, at, end)
        if short and self.last and "NEDO" in self.last.keys:
            yield self._emit(Token(Kind.NUMBER, at, short.end(), short[0], keys=("NEDO",), nested=nested))
            return short.end()
        code = _FOREIGN_CODE.match(self.view, at, end)
        beside_name = self.last is not None and self.last.kind in (Kind.FUNDER, Kind.ABBREVIATION, Kind.PROGRAM, Kind.NUMBER)
        direct = self.last is not None and self.last.category and not self.view[self.last.end : at].strip()
        if code and beside_name and (nested or code[0].startswith("#") or direct) and is_code(code[0].lstrip("#")):
            begin = code.start() + code[0].startswith("#")
            yield self._emit(Token(Kind.NUMBER, begin, code.end(), self.view[begin : code.end()], nested=nested))
            return code.end()
        return at

    def _label(self, at: int, end: int, nested: bool) -> Generator[Token, None, int]:
        label = words.labels().match(self.view, at, end)
        if not label or not label["word"]:
            return at
        at = label.end()
        while at < end:
            number = self.unit.number_from(at, end)
            code = _NIH_CODE.match(self.view, at, end) or _CODE.match(self.view, at, end)
            if number and number.start - at <= 1:
                yield self._emit(_number_token(number, nested))
                at = number.end
            elif code and is_code(re.sub(r"[._ ]", "-", code["code"]), labelled=True):
                yield self._emit(Token(Kind.NUMBER, code.start("code"), code.end("code"), code["code"].replace(" ", ""), nested=nested))
                at = code.end("code")
            else:
                return at
            more = re.compile(r"\s*(?:[,;]\s*(?:and\s+)?|and\s+|&\s*)(?=[0-9A-Z#][0-9A-Za-z-]*[ 0-9])").match(self.view, at, end)
            if not more:
                return at
            at = more.end()
        return at

    def _cue(self, at: int, end: int, nested: bool) -> Generator[Token, None, int]:
        cue = words.SUPPORT_EN.match(self.view, at, end)
        if not cue:
            return at
        if self.last and self.last.kind is Kind.PROGRAM and not self.last.known and not self.view[self.last.end : at].strip(" \n”\"'"):
            yield Token(Kind.SUB, at, at)
        by = re.search(r"\b(?:from|by|through|under|via)$", cue[0])
        if by and not re.match(r"(?:was|were|is|are|been|be|support|fund|sponsor|finan)", cue[0], re.IGNORECASE):
            yield Token(Kind.FROM, at, cue.end())
        return cue.end()

    def _name(self, at: int, end: int, nested: bool) -> Generator[Token, None, int]:
        both = glued(self.flat, at, end)
        if both:
            middle, finish, programme = both
            yield self._emit(Token(Kind.FUNDER, at, middle, keys=(key_of(self.flat[at:middle]),), known=True))
            yield self._emit(Token(Kind.PROGRAM, middle, finish, keys=programme.funders, known=True, nested=nested))
            return finish
        form = _LEGAL_FORM.match(self.flat, at, end)
        funder = funder_at(self.flat, form.end() if form else at, end)
        programme = programme_at(self.flat, at, end)
        if programme and (funder is None or programme.end > funder[0]):
            finish = self._program_end(programme.end, end, programme.programme.funders)
            if programme.programme.weak and self.flat[at : programme.end].isupper():
                finish = max(finish, self._phrase_end(at, end))  # AIP Trilateral AI Research
            found = programme.programme
            yield self._emit(
                Token(
                    Kind.PROGRAM, at, finish, keys=found.funders, known=not found.weak, category=found.category,
                    umbrella=found.kakenhi, nested=nested,
                )
            )  # fmt: skip
            return finish
        if funder is None:
            return at
        finish, known = funder
        office = _OFFICE.match(self.view, finish, end)
        finish = office.end() if office else finish
        unit = _OWN_RESEARCH.match(self.view, finish, end)
        if unit:
            yield self._emit(Token(Kind.FUNDER, at, unit.end(), keys=(known.key,), known=True))
            return unit.end()
        if self.view[max(0, at - 4) : at] == "The " and at > 4 and self.view[at - 5] not in "\n" and self.view[at - 6 : at - 4] != "- ":
            at -= 4
        joined = self.view[at - 1] == "/"
        yield self._emit(Token(Kind.FUNDER, at, finish, value=known.kind, keys=(known.key,), known=True, joined=joined))
        return (yield from self._abbreviation(finish, end))

    def _abbreviation(self, at: int, end: int) -> Generator[Token, None, int]:
        bracket = re.compile(r"[ \n]*\((?P<short>[^()]{2,16})\)").match(self.view, at, end)
        if bracket and _SHORT.fullmatch(bracket["short"]):
            yield self._emit(Token(Kind.ABBREVIATION, bracket.start("short"), bracket.end("short")))
            return bracket.end()
        return at

    def _program_end(self, at: int, end: int, known: tuple[str, ...] = ()) -> int:
        """Where a programme's name that is known up to `at` ends: its short form in brackets, a year, a category, a code."""
        while at < end:
            more = _AFTER_PROGRAM.match(self.view, at, end)
            if more and (more["bracket"] is None or self._is_short_form(more)):
                at = more.end()
                continue
            gap = 1 if self.view[at] in " \n" else 0
            following = programme_at(self.flat, at + gap, end) if gap else None
            if following and (following.programme.category or known and set(known) & set(following.programme.funders)):
                at = following.end
                continue
            area = re.compile(r"\s+(?:Transformative|Challenging|Early-Career|Specially|Innovative)[ A-Za-z-]*?(?:Areas?|Research|Scientists)(?:\s?\([SABC]\)|\s[SABC])?(?![\w-])").match(self.view, at, end)
            if area is None:
                return at
            at = area.end()
        return at

    def _is_short_form(self, bracket: re.Match[str]) -> bool:
        inner = bracket["bracket"]
        return self.unit.number_from(bracket.start(), bracket.end()) is None and not words.labels().search(inner) and bool(
            re.fullmatch(r"[A-Z0-9][\w/&. -]{0,24}", inner)
        )

    def _quote(self, at: int, end: int, nested: bool) -> Generator[Token, None, int]:
        view = self.view
        if view.startswith("``", at):
            close: int | None = view.find("''", at, end)
            begin = at + 2
        elif view[at] in "“\"":
            close, begin = closing(view, at, end), at + 1
        else:
            return at
        if close is None or close < 0:
            return at + 1
        heads = list(_HEADS.finditer(view, begin, close))
        known = programme_at(self.flat, begin, close)
        behind = re.match(r"[ \n]?(?:Program|Programme|program|programme)(?![\w-])", view[close + 1 : end])
        if known or behind or (heads and heads[-1]["program"]):
            keys = known.programme.funders if known else ()
            yield self._emit(Token(Kind.PROGRAM, begin, close, keys=keys, known=known is not None, nested=nested))
        else:
            yield self._emit(Token(Kind.TITLE, begin, close))
        return close + 1

    def _bracket(self, at: int, end: int, nested: bool) -> Generator[Token, None, int]:
        if self.view[at] != "(":
            return at
        close = closing(self.view, at, end)
        if close is None:
            return at + 1
        letter = _CLASS.fullmatch(self.view[at : close + 1])
        if letter and self.last and self.last.kind is Kind.NUMBER:
            yield self._emit(Token(Kind.PROGRAM, at, close + 1, keys=("JSPS",), known=True, category=True, letter=letter[0]))
            return close + 1
        yield from self.read(at + 1, close, nested=True)
        return close + 1

    def _link(self, at: int, end: int, nested: bool) -> Generator[Token, None, int]:
        separator = _SEPARATOR.match(self.view, at, end)
        if separator:
            kind = Kind.BREAK if separator[0].startswith("\n") else Kind.SEPARATOR
            yield Token(kind, at, separator.end())
            return separator.end()
        link = _FROM.match(self.view, at, end)
        if link and self.view[at - 1] in " \n(":
            if self.last and (self.last.kind in (Kind.NUMBER, Kind.PROGRAM, Kind.TITLE) or _PROVIDED.search(self.view, max(0, at - 12), at)):
                provided = "agency" if link[0].endswith(":") else "provided" if _PROVIDED.search(self.view, max(0, at - 12), at) else None
                yield Token(Kind.FROM, at, link.end(), value=provided)
            return link.end()
        return at

    def _phrase(self, at: int, end: int, nested: bool) -> Generator[Token, None, int]:
        """A phrase in capitals: a funder or a programme by its last head word."""
        if not re.match(r"[A-Z]", self.view[at]) or (at and self.view[at - 1].isalnum()):
            return at
        if _NO_NAME.match(self.view, at, end) and not (nested and _PROJECT.match(self.view, at, end)) and not self._behind_funder(at):
            return at
        number = self.unit.number_from(at, end)
        if number and number.start < at + 4:
            return at  # a label glued to a number
        title = _PROJECT.match(self.view, at, end) if nested else None
        if title:
            yield self._emit(Token(Kind.TITLE, title.start("title"), title.end("title")))
            return title.end()
        word = _CODE_WORD.match(self.view, at, end)
        if word and self._behind_funder(at) and words.labels().match(self.view, word.end() + 1, end):
            yield self._emit(Token(Kind.PROGRAM, at, word.end()))
            return word.end()
        alone = _ALONE.match(self.view, at, end)
        if alone and not nested and self.view[max(0, at - 4) : at].rstrip()[-1:] in (",", "d", ";", "y"):
            yield self._emit(Token(Kind.FUNDER, at, alone.end()))
            return alone.end()
        finish = self._phrase_end(at, end)
        lower = _LOWER_PROGRAM.match(self.view, finish, end)
        if lower and lower["word"] != "project" and self._behind_funder(at):
            yield self._emit(Token(Kind.PROGRAM, at, finish))
            return lower.end()
        if lower and lower["word"] == "project" and not _HEADS.search(self.view, at, finish):
            yield self._emit(Token(Kind.TITLE, at, finish))
            return lower.end()
        heads = list(_HEADS.finditer(self.view, at, finish))
        if not heads:
            if self.giver and is_category(self.view[at:finish]):
                yield self._emit(Token(Kind.PROGRAM, at, finish, keys=("JSPS",), known=True, category=True, nested=nested))
            return finish
        split = next((head for head, other in pairwise(heads) if head["program"] and other["funder"]), None)
        if split and re.match(r"[ \n](?:of|from|by)(?:[ \n]the)?[ \n]", self.view[split.end() : finish]):
            yield self._emit(Token(Kind.PROGRAM, at, split.end(), nested=nested))
            return split.end()
        year = _TRAILING_YEAR.search(self.view, at, finish)
        last = heads[-1] if heads[-1]["program"] or not any(head["funder"] for head in heads) else next(h for h in heads if h["funder"])
        if heads[-1]["program"] and heads[-1].end() in (finish, year.start() if year else finish):
            yield from self._program_phrase(at, finish, end, nested)
            return max(finish, self.last.end if self.last else finish)
        if last["program"]:
            finish = self._program_end(finish, end)
            yield self._emit(Token(Kind.PROGRAM, at, finish, nested=nested))
            return finish
        if " " not in self.flat[at:finish]:
            return finish  # a head word alone is no name
        of = _OF_UNIVERSITY.match(self.view, finish, end)
        finish = of.end() if of else finish
        yield self._emit(Token(Kind.FUNDER, at, finish))
        return (yield from self._abbreviation(finish, end))

    def _behind_funder(self, at: int) -> bool:
        last = self.last
        return last is not None and last.kind in (Kind.FUNDER, Kind.ABBREVIATION) and not self.view[last.end : at].strip(" \n)")

    def _program_phrase(self, at: int, finish: int, end: int, nested: bool) -> Iterator[Token]:
        plain = re.compile(r"\s(?:Research|Scientific|Travel|Scholarship)\s(?:Grants?|Awards?|Support)(?:\s20[0-9]{2})?(?:\s\((?:[A-Z]\.)+\))?$").search(self.view, at, finish)
        if plain and plain.start() > at and not nested and not self._behind_funder(at):
            # A body's grant without a name of its own: "… Japan Research Grant".
            yield self._emit(Token(Kind.FUNDER, at, plain.start()))
            end_of_name = plain.end() if "(" not in plain[0] else plain.start() + plain[0].index("(") - 1
            yield self._emit(Token(Kind.PROGRAM, plain.start() + 1, end_of_name))
            return
        finish = self._program_end(finish, end)
        yield self._emit(Token(Kind.PROGRAM, at, finish, nested=nested))

    def _phrase_end(self, at: int, end: int) -> int:
        first = _FIRST_WORD.match(self.view, at, end)
        if first is None:
            return at + 1
        finish = first.end()
        while True:
            step = _PHRASE_STEP.match(self.view, finish, end)
            if step is None:
                break
            word = step.start("word")
            small = step["small"] or ""
            if funder_at(self.flat, word, end) or programme_at(self.flat, word, end) or self._starts_anew(at, finish, step, end):
                break
            if not small and words.labels().match(self.view, word, end):
                break
            finish = step.end()
        while self.view[finish - 1] in ".,/":
            finish -= 1
        if self.view.endswith(" Japan", at, finish) and not self.view.endswith("of Japan", at, finish) and _HEADS.search(self.view, at, finish - 6):
            finish -= 6
        return finish

    def _starts_anew(self, at: int, finish: int, step: re.Match[str], end: int) -> bool:
        """Whether "and …" begins another name: what stands before has its head, and "for …" or "of …" is not going on."""
        if "and" not in (step["small"] or ""):
            return False
        heads = list(_HEADS.finditer(self.view, at, finish))
        if not heads:
            return False
        open_phrase = re.search(r"\b(?:for|of)\b", self.view[heads[0].start() : finish])
        if not open_phrase:
            return True
        rest_end = re.compile(rf"(?:{_WORD})(?:[ \n](?:{_WORD}))*").match(self.view, step.start("word"), end)
        return bool(rest_end and _HEADS.search(self.view, rest_end.start(), rest_end.end()))


def _number_token(number: GrantNumber, nested: bool) -> Token:
    return Token(
        Kind.NUMBER, number.start, number.end, number.value, number.scheme.code, (key_of(number.scheme.funder),), True, nested=nested
    )
