"""The walk over a Japanese statement."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import replace

from pipeline.extract.funding import words
from pipeline.extract.funding.brackets import QUOTES, closing
from pipeline.extract.funding.codes import NIH_CODE, is_code, number_token
from pipeline.extract.funding.cues import SUPPORT
from pipeline.extract.funding.funders import funder_at
from pipeline.extract.funding.japanese import marks
from pipeline.extract.funding.japanese.chunks import read_chunk
from pipeline.extract.funding.japanese.edges import PERIOD_BEHIND, trimmed
from pipeline.extract.funding.japanese.numbers import CODE, TRAILING_CODE, first_code, holds_code, labelled_numbers
from pipeline.extract.funding.japanese.people import is_person
from pipeline.extract.funding.japanese.titles import (
    divided,
    quoted,
    title_before_brackets,
    title_behind_number,
    title_end,
    title_in_brackets,
)
from pipeline.extract.funding.programmes import programme_at
from pipeline.extract.funding.tokens import Kind, Token
from pipeline.extract.funding.unit import Unit

#: Where to go on, and where the chunk begins that ends at the next mark.
Place = tuple[int, int]
Step = Generator[Token, None, Place]

#: Words right before a quotation that make it the title of what was paid for.
_KIND_SAID = re.compile(r"(?:委託研究|受託研究|課題|テーマ|研究)\s?$")
#: The work that a contract is for; NEDO's programmes, called after what they develop, stand there too.
_CONTRACT_SAID = re.compile(r"(?:委託|受託|請負)業務\s?$")
_DEVELOPS = re.compile(r"(?:研究|技術)開発")
#: 「…の会」からの寄附: a body in quotation marks.
_GIVES = re.compile(r"から(?:の)?(?:ご|御)?(?:寄附|寄付|助成|支援|資金|研究費)")
_CLUB = re.compile(r"(?:会|団体|財団|協会|基金)$")
_HELPS = re.compile(r"の(?:助成|支援|寄附|寄付|援助)")
_SHORTEST_WORD = 2
#: Thanks are funding only where money is spoken of.
_THANKS = re.compile(r"感謝|[御お]礼")
_MONEY = re.compile(r"支援|助成|補助|資金|寄[附付]|研究費|経費|奨学|援助")
#: …の助成金R01GM123456: its form tells.
_TRAILING_NIH = re.compile(rf"(?<![0-9A-Za-z])(?P<code>{NIH_CODE.pattern})$")
_AND = re.compile(r"および|及び|ならびに|並びに|また")
_TITLE_LABEL = re.compile(r"(?:課題|テーマ|題目)名?$")


def read_japanese(unit: Unit) -> Iterator[Token]:
    """The tokens of `unit`, in reading order."""
    return _Reader(unit).read(unit.start, unit.end, nested=False)


class _Reader:
    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.view = unit.view
        self.has_funder = False  # the item that is being read has its funder

    def read(self, start: int, end: int, *, nested: bool) -> Iterator[Token]:
        """The tokens of `[start, end)`; `nested` inside the brackets behind a programme."""
        at = chunk = start
        while at < end:
            number = self.unit.number_from(at, end)
            mark = marks.marks().search(self.view, at, end)
            if number and (mark is None or number.start <= mark.start()):
                yield from self._chunk(chunk, number.start, nested, closed=True)
                yield number_token(number, nested=nested)
                title = title_behind_number(self.unit, number.end, end, nested=nested)
                if title:
                    yield title
                at = chunk = title.end if title else number.end
            elif mark is None:
                break
            else:
                at, chunk = yield from self._mark(mark, chunk, end, nested)
        yield from self._chunk(chunk, end, nested, closed=False)

    def _mark(self, mark: re.Match[str], chunk: int, end: int, nested: bool) -> Step:
        match mark.lastgroup:
            case "open":
                return (yield from self._bracket(mark.start(), chunk, end, nested))
            case "quote":
                return (yield from self._quote(mark.start(), chunk, end, nested))
            case "word" | "colon" | "people" | "spaced":
                return (yield from self._label(mark, chunk, end, nested))
        found = list(self._chunk(chunk, mark.start(), nested, closed=False))
        if not found and mark.lastgroup == "separator" and self.has_funder:
            found = list(self._unknown_programme(chunk, mark, end))
        yield from found
        if mark.lastgroup == "slash":
            return (yield from self._title_behind_slash(found, mark.end(), end))
        kind = self._meaning(mark, end)
        if kind:
            yield Token(kind, mark.start(), mark.end(), value="and" if _AND.search(mark[0]) else None)
        if kind is Kind.BREAK:
            self.has_funder = False
        return mark.end(), mark.end()

    def _meaning(self, mark: re.Match[str], end: int) -> Kind | None:
        if mark.lastgroup == "cue":
            thanks = _THANKS.search(mark[0]) and not _MONEY.search(self.view, self.unit.start, self.unit.end)
            return None if thanks else Kind.CUE
        if mark.lastgroup == "separator":
            return Kind.SEPARATOR
        if mark.lastgroup != "line" or self.unit.wrapped:
            return None
        return Kind.SEPARATOR if words.line_label().match(self.view, mark.end(), end) else Kind.BREAK

    def _chunk(self, start: int, end: int, nested: bool, *, closed: bool) -> Iterator[Token]:
        """The tokens of a chunk; one that says nothing, between a separator and a number, ends the item before it."""
        said = False
        for token in self._said(start, end, nested, closed=closed):
            said = True
            self.has_funder = self.has_funder or token.kind is Kind.FUNDER
            yield replace(token, nested=True) if nested and token.kind is Kind.PROGRAM else token
        text = self.view[start:end].strip()
        unread = closed and not said and not nested and self.view[start - 1] in ",、" and self._says_more(start, end)
        if unread and words.labels().match(text) is None:
            yield Token(Kind.BREAK, end, end)

    def _says_more(self, start: int, end: int) -> bool:
        """Whether a chunk holds more than words that lead to a title or number."""
        text = self.view[start : trimmed(self.view, start, end)].strip()
        return len(text) > _SHORTEST_WORD and not text.isascii() and text not in words.generic()

    def _said(self, start: int, end: int, nested: bool, *, closed: bool) -> Iterator[Token]:
        text = self.view[start:end].strip()
        if len(text) < 2:
            return
        person = text.lstrip(":： ")
        if nested and is_person(self.unit, end - len(person), end):
            yield Token(Kind.PEOPLE, end - len(person), end)
            return
        bare = text.rpartition(":")[2].strip() if nested else text  # 2008-2010:20500820
        if (nested or self.has_funder) and is_code(bare) and len(bare) > 4:
            begin = self.view.rindex(bare, start, end)
            yield Token(Kind.NUMBER, begin, begin + len(bare), bare, nested=nested)
            return
        period = PERIOD_BEHIND.search(self.view, max(start, end - 40), end)
        end = period.start() if period else end
        code = TRAILING_CODE.search(self.view, start, end) or _TRAILING_NIH.search(self.view, start, end)
        if code and is_code(code["code"]):
            found = list(read_chunk(self.unit, start, code.start(), closed=True, after_funder=self.has_funder))
            if any(token.known for token in found):
                yield from found
                yield Token(Kind.NUMBER, code.start("code"), code.end("code"), code["code"], nested=nested)
                return
        yield from read_chunk(self.unit, start, end, closed=closed, after_funder=self.has_funder)

    def _unknown_programme(self, start: int, mark: re.Match[str], end: int) -> Iterator[Token]:
        """`…市、海辺の町の研究室、A22115`: a part without any mark of a name between a funder and a number is the programme."""
        code = CODE.match(self.view, mark.end(), end)
        text = self.view[start : mark.start()].strip()
        if code and is_code(code["code"]) and 4 <= len(text) <= 40 and not SUPPORT.search(text):
            begin = self.view.index(text, start)
            yield Token(Kind.PROGRAM, begin, begin + len(text))

    def _title_behind_slash(self, found: list[Token], at: int, end: int) -> Step:
        finish = title_end(self.view, at, end)
        if found and found[-1].kind is Kind.PROGRAM and not marks.marks().search(self.view, at, finish):
            yield Token(Kind.TITLE, at, finish)
            return finish, finish
        return at, at

    def _bracket(self, opening: int, chunk: int, end: int, nested: bool) -> Step:
        view = self.view
        close = closing(view, opening, end)
        if close is None:
            yield from self._chunk(chunk, opening, nested, closed=True)
            return opening + 1, opening + 1
        inner = view[opening + 1 : close]
        holds_number = self.unit.number_from(opening, close) or words.labels().search(view, opening, close)
        if holds_number or marks.OPENS_PEOPLE.match(inner) or holds_code(view, opening, close):
            said = list(self._chunk(chunk, opening, nested, closed=True))
            beside_body = bool(said) and said[-1].kind is Kind.FUNDER
            title = None if said else title_before_brackets(self.unit, chunk, opening, inner)
            yield from [title] if title else said
            yield from self._inside(opening + 1, close, beside_body=beside_body)
            return close + 1, close + 1
        whole = self._whole_bracket(opening + 1, close, chunk)
        if whole:
            yield from self._chunk(chunk, opening, nested, closed=True)
            yield whole
            return close + 1, close + 1
        if not view[chunk:opening].strip() and self.unit.number_ends_at(chunk):
            return close + 1, close + 1  # JP22H01234(基盤研究B): says nothing new of the number
        if marks.PERIOD.search(inner) or marks.NOTE.match(view, opening):
            yield from self._chunk(chunk, opening, nested, closed=False)
            return close + 1, close + 1
        return close + 1, chunk  # a part of the name

    def _whole_bracket(self, start: int, end: int, chunk: int) -> Token | None:
        """What brackets hold that hold nothing else: who receives the grant, or behind a programme who gives it."""
        if is_person(self.unit, start, end):
            return Token(Kind.PEOPLE, start, end)
        giver = funder_at(self.view, start, end)
        behind_programme = start - 1 == chunk or programme_at(self.view, chunk, start - 1)
        if giver and giver[0] == end and behind_programme:
            return Token(Kind.FUNDER, start, end, keys=(giver[1].key,), known=True, nested=True)
        return None

    def _inside(self, start: int, end: int, *, beside_body: bool) -> Iterator[Token]:
        """The tokens in brackets that hold a number; a number without a known form may stand first.

        Beside a body's name its short form or its name in Latin letters may stand first, and its country.
        """
        short = marks.SHORT_FORM.match(self.view, start, end) if beside_body else None
        if short and not words.labels().match(short["short"]) and not self.unit.number_from(start, short.end()):
            yield Token(Kind.ABBREVIATION, short.start("short"), short.end("short"))
            start = short.end()
        title = title_in_brackets(self.unit, start, end)
        if title:
            yield title
            start = title.end
        code = first_code(self.unit, start, end)
        if code:
            yield code
            start = code.end
            title = title_behind_number(self.unit, start, end, nested=True)
            if title:
                yield title
                start = title.end
        yield from self.read(start, end, nested=True)

    def _quote(self, opening: int, chunk: int, end: int, nested: bool) -> Step:
        view = self.view
        close = closing(view, opening, end)
        if close is None:
            yield from self._chunk(chunk, opening, nested, closed=True)
            return opening + 1, opening + 1
        if close - opening <= 7 and marks.NAME_GOES_ON.match(view, close + 1, end):
            return close + 1, chunk
        before = list(self._chunk(chunk, opening, nested, closed=True))
        yield from before
        labelled = self._kind_said(opening, close)
        said = any(token.kind is not Kind.BREAK for token in before)
        if not said and self._gives(opening + 1, close, end) and not programme_at(view, opening + 1, close):
            yield Token(Kind.FUNDER, opening + 1, close)
            return close + 1, close + 1
        for token in self._quoted(opening + 1, close, named=bool(before) and before[-1].kind is Kind.PROGRAM):
            yield replace(token, labelled=labelled) if token.kind is Kind.TITLE else token
        area = marks.AREA_BEHIND.match(view, close + 1, end)
        rest = marks.IN_AREA.match(view, area.end(), end) if area else None
        at = rest.end() if rest else close + 1
        return at, at

    def _kind_said(self, opening: int, close: int) -> bool:
        """Whether the words before the quotation marks say that the title of what was paid for stands in them."""
        before = max(0, opening - 8)
        if _KIND_SAID.search(self.view, before, opening):
            return True
        contract = _CONTRACT_SAID.search(self.view, before, opening)
        return contract is not None and _DEVELOPS.search(self.view, opening, close) is None

    def _gives(self, start: int, close: int, end: int) -> bool:
        """Whether what is quoted at `[start, close)` is a body that gives: by what follows, or by its name and what follows."""
        if _GIVES.match(self.view, close + 1, end):
            return True
        return bool(_CLUB.search(self.view, start, close) and _HELPS.match(self.view, close + 1, end))

    def _quoted(self, start: int, end: int, *, named: bool, area: bool = False) -> Iterator[Token]:
        both = None if area else divided(self.unit, start, end)
        if both:
            yield both[0]
            start, named = both[1], True
        token, tail = quoted(self.unit, start, end, named=named, area=area)
        if token:
            yield token
            if tail < end:
                yield from self.read(tail, end, nested=True)

    def _label(self, mark: re.Match[str], chunk: int, end: int, nested: bool) -> Step:
        yield from self._chunk(chunk, mark.start(), nested, closed=True)
        at = mark.end()
        if mark["people"]:
            name = marks.PERSON.match(self.view, at, end)
            if name and words.slots().get(mark["people"]) != "other":
                yield Token(Kind.PEOPLE, name.start("name"), name.end("name"))
            at = name.end() if name else at
            return at, at
        word = (mark["word"] or mark["colon"] or mark["spaced"]).strip()
        usual = "number" if mark["word"] else "title" if _TITLE_LABEL.search(word) else "other"
        slot = words.slots().get(word, usual)
        if slot == "number":
            at = yield from labelled_numbers(self.unit, at, end, nested=nested)
        elif slot in ("title", "area"):
            at = yield from self._labelled_title(at, end, area=slot == "area")
        return at, at

    def _labelled_title(self, at: int, end: int, *, area: bool) -> Generator[Token, None, int]:
        view = self.view
        while at < end and view[at] in " \t":
            at += 1
        close = closing(view, at, end) if at < end and view[at] in QUOTES else None
        if close:
            for token in self._quoted(at + 1, close, named=True, area=area):
                yield replace(token, labelled=True)
            return close + 1
        finish = title_end(view, at, end)
        if finish > at:
            yield Token(Kind.TITLE, at, finish, area=area, labelled=True)
        return finish
