"""Reads a Japanese funding statement from left to right into tokens.

At depth 0 the statement is cut at separators, quotations, brackets, labels, numbers and verbs; the chunks between them are read by
`chunks`. Brackets that hold numbers are read the same way, one level down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extract.funding import words
from pipeline.extract.funding.brackets import QUOTES, closing
from pipeline.extract.funding.chunks import is_code, read_chunk
from pipeline.extract.funding.funders import key_of
from pipeline.extract.funding.programmes import bracket_words, programme_at, programme_named
from pipeline.extract.funding.tokens import Kind, Token
from pipeline.extract.funding.unit import Unit
from pipeline.lexicon.grant_numbers import GrantNumber

_SEPARATOR = r"(?P<separator>[、,;；\t]|、?(?:および|及び|ならびに|並びに)|、?また(?:は)?、|(?:(?<=[)」』0-9A-Z])|(?<=[)」』0-9A-Z] ))と(?=[^の]))"
_AREA_BEHIND = re.compile(r"\s?(?:\([^()]{0,40}\)\s?)?(?:の)?(?:研究)?(?:開発)?領域(?!代表)|\s?(?:プロジェクト)?研究開発領域")
#: What leads from a research area to the project in it.
_IN_AREA = re.compile(r"(?:\s?\((?:[^()]|\([^()]*\))*\))?\s?(?:における|において|での|の)?\s?(?:研究(?:開発)?課題名?|課題名?|研究)?")
#: A bracket at a title's end that speaks of people or numbers, not of the subject.
_TITLE_TAIL = re.compile(
    r"\s*\((?=[^()]*(?:代表|分担|責任者|総括|番号|研究者|[0-9]{2}[HKJ][0-9]|JP[0-9A-Z]))(?:[^()]|\([^()]*\))*\)?\s*$"
    r"|\s*[、,・][\s]*(?:研究(?:開発)?)?代表者?[:：].*$"
)
_NOTE = re.compile(r"\(\s*(?:※|注|解説|\*|用語)\s*[0-9]*\s*\)")
_YEAR = r"(?:(?:令和|平成|昭和|R|H)\s?[0-9元]{1,2}|(?:19|20)[0-9]{2})"
_DATE = rf"{_YEAR}\s?(?:年度?)?(?:\s?[0-9]{{1,2}}\s?月|[./-][0-9]{{1,2}})?(?:\s?[0-9]{{1,2}}\s?日|[./-][0-9]{{1,2}})?"
_PERIOD = re.compile(
    rf"^\s*(?:(?:研究|助成|支援|実施|事業)?期間[:：]?\s*)?{_DATE}(?:\s?(?:[〜-]|から|より)\s?(?:{_DATE}|[0-9]{{1,2}}\s?(?:年度?|月)?)?)?\s?(?:まで|採択|開始|終了)?\s*$|[0-9]\s?(?:円|万円)"
)
_OPENS_PEOPLE = re.compile(r"^\s*(?:代表者?|分担者?|主任研究者|研究者|PI|研究(?:開発)?(?:代表|分担|責任|担当|総括))")
_CODES = re.compile(r"[\s:：#]*(?P<code>[A-Za-z]{0,6}-?[0-9][0-9A-Za-z]*(?:[-/][0-9A-Za-z]+)*)(?![0-9A-Za-z年月日円%])")
#: A number behind its years: 2008-2010:20500820.
_PERIOD_CODE = re.compile(r"\s*(?:19|20)[0-9]{2}[-〜](?:19|20)[0-9]{2}\s*:\s*[0-9A-Z]{6,10}(?![0-9A-Za-z])")
_TITLE_LABEL = re.compile(r"(?:課題|テーマ|題目)名?$")
_TITLE_BEFORE = re.compile(r"(?:[\s・•*\-]*)(?:[^()]{1,60}?(?:et al\.|ほか|ら)[\s、,:：]*)?(?P<title>[^()、。\s][^()。]{3,80}?)\s*")
#: NICT委託研究 222C01: a number without label or form at a chunk's end.
_TRAILING_CODE = re.compile(r"\s#?(?P<code>(?=[0-9A-Z-]*[0-9]{2})[0-9A-Z][0-9A-Z-]{4,14})\s*$")
_BULLET = re.compile(r"\n[\s]*[・•*●○◆◇■□▶▼※①-⑳\-]|\n[\s]*(?:[0-9]{1,2}[.)]|\([0-9]{1,2}\))\s")


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
            mark = _marks().search(self.view, at, end)
            if number and (mark is None or number.start <= mark.start() or mark.lastgroup == "separator" and number.start < mark.end()):
                yield from self._chunk(chunk, number.start, nested, closed=True)
                yield _number(number, nested)
                at = chunk = yield from self._title_behind_number(number.end, end, nested)
                continue
            if mark is None:
                break
            at, chunk = yield from self._mark(mark, chunk, end, nested)
        yield from self._chunk(chunk, end, nested, closed=False)

    def _mark(self, mark: re.Match[str], chunk: int, end: int, nested: bool) -> Iterator[Token]:  # type: ignore[misc]
        kind = mark.lastgroup
        if kind in ("word", "colon", "people", "spaced"):
            kind = "label"
        if kind == "open":
            return (yield from self._bracket(mark, chunk, end, nested))
        if kind == "quote":
            return (yield from self._quote(mark, chunk, end, nested))
        if kind == "label":
            return (yield from self._label(mark, chunk, end, nested))
        found = list(self._chunk(chunk, mark.start(), nested, closed=False))
        if not found and kind == "separator" and self.has_funder:
            found = list(self._unknown_programme(chunk, mark, end))
        yield from found
        if kind == "slash":
            return (yield from self._title_behind_slash(found, mark.end(), end))
        if kind == "cue":
            yield Token(Kind.CUE, mark.start(), mark.end())
        elif kind == "line" and self.unit.wrapped:
            pass
        elif kind == "line" and words.line_label().match(self.view, mark.end(), end):
            yield Token(Kind.SEPARATOR, mark.start(), mark.end())
        elif kind == "line":
            yield Token(Kind.BREAK, mark.start(), mark.end())
            self.has_funder = False
        elif kind == "separator":
            yield Token(Kind.SEPARATOR, mark.start(), mark.end())
        return mark.end(), mark.end()

    def _chunk(self, start: int, end: int, nested: bool, *, closed: bool) -> Iterator[Token]:
        """The tokens of a chunk; one that says nothing, between a separator and a number, ends the item before it."""
        said = False
        for token in self._said(start, end, nested, closed=closed):
            said = True
            yield token
        text = self.view[start:end].strip()
        if closed and not said and len(text) > 5 and not nested and self.view[start - 1] in ",、" and words.labels().match(text) is None:
            yield Token(Kind.BREAK, end, end)

    def _said(self, start: int, end: int, nested: bool, *, closed: bool) -> Iterator[Token]:
        text = self.view[start:end].strip()
        if len(text) < 2:
            return
        bare = text.rpartition(":")[2].strip() if nested else text  # 2008-2010:20500820
        if (nested or self.has_funder) and is_code(bare) and len(bare) > 4:
            begin = self.view.rindex(bare, start, end)
            yield Token(Kind.NUMBER, begin, begin + len(bare), bare, nested=nested)
            return
        code = _TRAILING_CODE.search(self.view, start, end)
        if code and is_code(code["code"]) and self.unit.number_from(start, end) is None:
            found = list(read_chunk(self.unit, start, code.start(), closed=True, after_funder=self.has_funder))
            if any(token.known for token in found):
                self.has_funder = self.has_funder or any(token.kind is Kind.FUNDER for token in found)
                yield from found
                yield Token(Kind.NUMBER, code.start("code"), code.end("code"), code["code"], nested=nested)
                return
        for token in read_chunk(self.unit, start, end, closed=closed, after_funder=self.has_funder):
            if token.kind is Kind.FUNDER:
                self.has_funder = True
            yield _nest(token) if nested and token.kind is Kind.PROGRAM else token

    def _unknown_programme(self, start: int, mark: re.Match[str], end: int) -> Iterator[Token]:
        """`…市、海辺の町の研究室、A22115`: a part without any mark of a name between a funder and a number is the programme."""
        code = _CODES.match(self.view, mark.end(), end)
        text = self.view[start : mark.start()].strip()
        if code and is_code(code["code"]) and 4 <= len(text) <= 40 and not words.SUPPORT.search(text):
            begin = self.view.index(text, start)
            yield Token(Kind.PROGRAM, begin, begin + len(text))

    def _title_behind_slash(self, found: list[Token], at: int, end: int) -> Iterator[Token]:  # type: ignore[misc]
        finish = self._title_end(at, end)
        if found and found[-1].kind is Kind.PROGRAM and not _marks().search(self.view, at, finish):
            yield Token(Kind.TITLE, at, finish)
            return finish, finish
        return at, at

    def _bracket(self, mark: re.Match[str], chunk: int, end: int, nested: bool) -> Iterator[Token]:  # type: ignore[misc]
        view, opening = self.view, mark.start()
        close = closing(view, opening, end)
        if close is None:
            yield from self._chunk(chunk, opening, nested, closed=True)
            return opening + 1, opening + 1
        inner = view[opening + 1 : close]
        holds_number = self.unit.number_from(opening, close) is not None or bool(words.labels().search(view, opening, close))
        if holds_number or _OPENS_PEOPLE.match(inner) or self._holds_code(opening, close):
            said = list(self._chunk(chunk, opening, nested, closed=True))
            yield from said or self._title_before(chunk, opening, inner)
            yield from self._inside(opening + 1, close)
            return close + 1, close + 1
        if _PERIOD.search(inner) or _NOTE.match(view, opening):
            yield from self._chunk(chunk, opening, nested, closed=False)
            return close + 1, close + 1
        return close + 1, chunk  # a part of the name

    def _title_before(self, start: int, end: int, inner: str) -> Iterator[Token]:
        """`Aoki et al. 潮の満ち引き（JSPS科研費 23H00000）`: a line's words before the grant that paid for them."""
        title = _TITLE_BEFORE.fullmatch(self.view, start, end)
        named = words.kakenhi_or_funder().match(inner)
        if title and named and start == self.unit.start and len(title["title"]) >= 4:
            yield Token(Kind.TITLE, title.start("title"), title.end("title"))

    def _inside(self, start: int, end: int) -> Iterator[Token]:
        """The tokens in brackets that hold a number; a number without a known form may stand first."""
        code = _CODES.match(self.view, start, end)
        if code and is_code(code["code"]) and self.unit.number_from(start, code.end()) is None:
            yield Token(Kind.NUMBER, code.start("code"), code.end("code"), code["code"], nested=True)
            start = yield from self._title_behind_number(code.end("code"), end, True)
        yield from self.read(start, end, nested=True)

    def _holds_code(self, opening: int, close: int) -> bool:
        """Whether a number without a known form stands in the brackets: first, behind its years, or behind a short form."""
        if _PERIOD_CODE.match(self.view, opening + 1, close):
            return True
        inner = self.view[opening + 1 : close]
        if _PERIOD.search(inner):
            return False
        code = _CODES.match(self.view, opening + 1, close)
        if code and is_code(code["code"]):
            return True
        last = re.split(r"[,、;]\s*", inner)[-1].strip()
        return last != inner and is_code(last) and bool(re.match(r"[A-Z0-9-]{6,}$", last))

    def _quote(self, mark: re.Match[str], chunk: int, end: int, nested: bool) -> Iterator[Token]:  # type: ignore[misc]
        view, opening = self.view, mark.start()
        close = closing(view, opening, end)
        if close is None:
            yield from self._chunk(chunk, opening, nested, closed=True)
            return opening + 1, opening + 1
        if close - opening <= 7 and re.match(r"[一-龥ァ-ヶーA-Za-z]{2,20}(?:プログラム|事業|プロジェクト|計画)", view[close + 1 : end]):
            return close + 1, chunk  # a word of the programme's name: スーパーコンピュータ「富岳」成果創出加速プログラム
        before = list(self._chunk(chunk, opening, nested, closed=True))
        yield from before
        yield from self._quoted(opening + 1, close, end, named=bool(before) and before[-1].kind is Kind.PROGRAM)
        area = _AREA_BEHIND.match(view, close + 1, end)
        rest = _IN_AREA.match(view, area.end(), end) if area else None
        at = rest.end() if rest else close + 1
        return at, at

    def _quoted(self, start: int, end: int, limit: int, *, named: bool, area: bool = False) -> Iterator[Token]:
        view = self.view
        while start < end and view[start] in " \n\t":
            start += 1
        tail = _TITLE_TAIL.search(view, start, end)
        finish = tail.start() if tail else end
        while finish > start and view[finish - 1] in " \n\t":
            finish -= 1
        if finish <= start:
            return
        text = view[start:finish]
        if re.fullmatch(r"[!-~]+", text) or text in bracket_words():
            return  # an address or a word of markup
        known = programme_named(text)
        head = None
        for head in words.programme_head().finditer(text):
            pass
        begins = programme_at(view, start, finish)
        programme_like = known or (begins and not named and not re.search(r"[をはがの]", view[begins.end : finish])) or (head and len(text) - head.end() <= 12 and (head.end() == len(text) or text.endswith(")")))
        behind = re.match(r"\s?(?:プログラム|事業)", view[end + 1 : limit])
        if (programme_like and (not named or known) or behind and not named) and text not in words.generic():
            known = known or (begins.programme if begins else None)
            keys = known.funders if known else ()
            yield Token(Kind.PROGRAM, start, finish, keys=keys, known=known is not None)
        else:
            area = area or bool(_AREA_BEHIND.match(view, end + 1, limit))
            yield Token(Kind.TITLE, start, finish, area=area)
        if tail:
            yield from self.read(tail.start(), end, nested=True)

    def _label(self, mark: re.Match[str], chunk: int, end: int, nested: bool) -> Iterator[Token]:  # type: ignore[misc]
        yield from self._chunk(chunk, mark.start(), nested, closed=True)
        if mark["people"]:
            return (yield from self._people(mark, end))
        word = (mark["word"] or mark["colon"] or mark["spaced"]).strip()
        slot = words.slots().get(word, "number" if mark["word"] else "title" if _TITLE_LABEL.search(word) else "other")
        at = mark.end()
        if slot == "number":
            return (yield from self._codes(at, end, nested))
        if slot in ("title", "area"):
            return (yield from self._labelled_title(at, end, area=slot == "area"))
        return at, at

    def _codes(self, at: int, end: int, nested: bool) -> Iterator[Token]:  # type: ignore[misc]
        """Numbers behind a label: whatever looks like one, until something else comes."""
        while at < end:
            number = self.unit.number_from(at, end)
            code = _CODES.match(self.view, at, end)
            if number and (code is None or number.start <= code.start("code") or number.start < code.end()):
                if self.view[at : number.start].strip(" :：#、,・及びおよびと和\n【[「/"):
                    break
                yield _number(number, nested)
                at = number.end
            elif code and is_code(code["code"], labelled=True):
                yield Token(Kind.NUMBER, code.start("code"), code.end("code"), code["code"], nested=nested)
                at = code.end("code")
            else:
                break
            more = re.compile(r"\s*(?:[、,・/]|及び|および|と)\s*(?=[0-9A-Z])").match(self.view, at, end)
            if not more:
                break
            at = more.end()
        return at, at

    def _labelled_title(self, at: int, end: int, *, area: bool) -> Iterator[Token]:  # type: ignore[misc]
        view = self.view
        while at < end and view[at] in " \t":
            at += 1
        if at < end and view[at] in QUOTES:
            close = closing(view, at, end)
            if close:
                yield from self._quoted(at + 1, close, end, named=True, area=area)
                return close + 1, close + 1
        finish = self._title_end(at, end)
        if finish > at:
            yield Token(Kind.TITLE, at, finish, area=area)
        return finish, finish

    def _title_end(self, at: int, end: int) -> int:
        """Where a title without quotation marks ends: at the line's end, before a label, or before brackets that speak of the grant."""
        stop = _TITLE_STOP.search(self.view, at, end)
        finish = stop.start() if stop else end
        label = words.labels().search(self.view, at, finish)
        if label:
            finish = label.start()
        while finish > at and self.view[finish - 1] in " \n\t、,(・":
            finish -= 1
        return finish

    def _title_behind_number(self, at: int, end: int, nested: bool) -> Iterator[Token]:  # type: ignore[misc]
        """`24H00011 海岸林の…の確立`: words behind a number, up to the end of the line or bracket, are the title."""
        view = self.view
        blank = re.compile(r"[ \t:：]{1,3}(?=[^\s、,;・)(「『“と及およの])").match(view, at, end)
        if not blank or not (nested or self.unit.listed or view[unit_start(view, at) : at].count("\n") == 0 and end == self.unit.end):
            return at
        finish = self._title_end(blank.end(), end)
        text = view[blank.end() : finish]
        if len(text) < 8 or not re.search(r"[ぁ-ん]", text) or re.search(r"(?:支援|助成|補助|委託)を|を受け|。", text):
            return at
        yield Token(Kind.TITLE, blank.end(), finish)
        return finish

    def _people(self, mark: re.Match[str], end: int) -> Iterator[Token]:  # type: ignore[misc]
        name = _NAME.match(self.view, mark.end(), end)
        if name is None:
            return mark.end(), mark.end()
        supervisor = words.slots().get(mark["people"]) == "other"
        if not supervisor:
            yield Token(Kind.PEOPLE, name.start("name"), name.end("name"))
        finish = name.end()
        return finish, finish


_TITLE_STOP = re.compile(r"\n|。|\((?=[^()]*(?:代表|分担|課題番号|責任者|総括|20[0-9]{2}|令和|平成))|、(?=(?:研究)?(?:代表|分担|課題番号))|[;；]|(?<=[^、])」")
#: A name with the brackets behind it (a reading, an affiliation).
_NAME = re.compile(r"(?P<name>[^\s、,;；()「」\n:：][^、,;；()「」\n:：]{0,30}?)\s*(?=[、,;；()「」\n]|$)(?:\((?:[^()]|\([^()]*\))*\))?")


def unit_start(view: str, at: int) -> int:
    """The beginning of the line that holds `at`."""
    return view.rfind("\n", 0, at) + 1


def _number(number: GrantNumber, nested: bool) -> Token:
    return Token(
        Kind.NUMBER, number.start, number.end, number.value, number.scheme.code, (key_of(number.scheme.funder),), True, nested=nested
    )


def _nest(token: Token) -> Token:
    return Token(token.kind, token.start, token.end, keys=token.keys, known=token.known, category=token.category, umbrella=token.umbrella, nested=True)


@cache
def _marks() -> re.Pattern[str]:
    label = words.labels().pattern
    cue = re.sub(r"\(\?P<\w+>", "(?:", words.SUPPORT.pattern)
    return re.compile(
        rf"(?<![^\n])(?:[・•*○●]\s*)?(?P<spaced>{words.any_of('label-title', 'label-area', 'label-program', 'label-funder', 'label-other')}) +(?=\S)"
        rf"|(?P<address>\(?https?://[^\s\])]+\)?|JP[A-Z]{{0,4}}[0-9]*(?=\{{|[X○〇●]{{2}}))|(?P<line>\n)|(?P<slash> / )|{_SEPARATOR}|(?P<open>\()|(?P<quote>[「『“\"])|(?P<plain>[【】\[\]<>〈〉《》。{{}}])"
        rf"|(?P<cue>{cue})|{label}"
    )
