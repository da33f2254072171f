"""Tokens → items: a small machine reads the tokens in order and puts each into the item that is open, or opens the next one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.extract.funding.items import Item, has_areas
from pipeline.extract.funding.tokens import Kind, Token

_KAKENHI_GIVERS = frozenset({"JSPS", "MEXT"})
_NAMED = frozenset({Kind.PROGRAM, Kind.TITLE})
_NAMES = frozenset({Kind.FUNDER, Kind.ABBREVIATION})


def items_of(tokens: Iterable[Token], before: Item | None = None) -> list[Item]:
    """The items that `tokens` make, in reading order; `before` is the last item of the statement before, for 同."""
    machine = _Machine(before)
    for token in tokens:
        machine.read(token)
    return machine.done()


class _Machine:
    def __init__(self, before: Item | None) -> None:
        self._before = before
        self._items: list[Item] = []
        self._open = Item()
        self._last: Token | None = None  # the last token that is a part of an item
        self._separated = False  # a separator stands between it and the next
        self._and = False  # one of the separators is a word for "and"
        self._link: Token | None = None  # English: "from" stands before the next
        self._same = False  # 同 stands before the next
        self._behind: Token | None = None  # a funder that was taken to stand behind its programme
        self._apart = False  # the last programme stands apart from the open item's funder: another may follow
        self._given = False  # the open item got its funder from behind: it is complete

    def read(self, token: Token) -> None:
        """Takes the next token."""
        match token.kind:
            case Kind.SEPARATOR:
                self._separated = True
                self._and = self._and or token.value == "and"
            case Kind.BREAK:
                self._end_item()
            case Kind.TOGETHER:
                self._drop_bodies()
            case Kind.CUE:
                for item in (*self._items, self._open):
                    item.supported = True
                self._end_item()
            case Kind.SUB:
                self._open.sub = True
                self._end_item()
            case Kind.FROM:
                self._link = token
            case Kind.SAME:
                self._same_funder()
            case _:
                self._part(token)
                self._last = token
                self._separated = self._same = self._and = False
                self._link = None

    def done(self) -> list[Item]:
        """The items, in reading order."""
        self._close()
        return self._items

    def _part(self, token: Token) -> None:
        match token.kind:
            case Kind.FUNDER:
                self._funder(token)
            case Kind.ABBREVIATION:
                self._open.funders.append(token)
            case Kind.PROGRAM:
                self._program(token)
            case Kind.TITLE:
                self._title(token)
            case Kind.NUMBER:
                self._number(token)
            case Kind.PEOPLE:
                self._open.people.append(token)

    def _end_item(self) -> None:
        self._separated = True
        if not self._open.empty:
            self._next()

    def _next(self, *, carry: bool = False) -> None:
        """Opens the next item; with `carry` it goes on with the funder of the one before."""
        before = self._open
        self._close()
        self._given = False
        if carry:
            self._open.carried = before.funders or before.carried
        self._open.before = before if not before.empty else None

    def _close(self) -> None:
        item = self._open
        if len(item.titles) == 1 and not item.programs and _names_programme(item):
            item.programs, item.titles = [replace(item.titles[0], kind=Kind.PROGRAM)], []
        if not self._open.empty:
            self._items.extend(_apart(self._open))
        self._open = Item()

    def _drop_bodies(self) -> None:
        """Forgets the bodies right before: they work together."""
        if _only_bodies(self._open):
            self._open = Item()
            while self._items and _only_bodies(self._items[-1]) and not self._items[-1].supported:
                self._items.pop()

    def _complete(self) -> None:
        """Opens the next item where the open one got all that it can get."""
        if self._given and self._separated:
            self._next()

    def _same_funder(self) -> None:
        self._same = True
        if not self._open.empty:
            self._next(carry=True)
            return
        last = self._items[-1] if self._items else self._before
        if last is not None:
            self._open.carried = last.funders or last.carried

    def _funder(self, token: Token) -> None:
        item = self._open
        beside = not self._separated and self._last is not None and self._last.kind in _NAMES
        if self._link:
            self._give(token, self._link.value)
        elif token.nested and (item.programs or item.titles):
            if not (item.funders or item.carried):
                item.funders.append(token)  # programme (funder)
        elif item.funders and not token.known and not self._separated and self._last and self._last.kind in _NAMED:
            return  # 「programme」 centre: where it is run
        elif self._given and self._runs_too(token):
            item.funders.append(token)  # … of JST and JICA, who run the programme together
        elif item.empty:
            item.carried = []
            item.funders.append(token)
        elif (token.joined or beside) and item.funders and not item.filled and not item.programs:
            item.funders.append(token)
        elif item.titles and not (item.funders or item.programs or item.numbers):
            item.funders.append(token)  # 「title」(代表：X)、funder、programme、number
        elif item.programs and not (item.funders or item.carried) and set(token.keys) & item.keys:
            item.funders.append(token)  # programme (number), funder
            self._behind = token
        else:
            self._next()
            self._open.funders.append(token)

    def _runs_too(self, token: Token) -> bool:
        """Whether a funder runs the open item's programme together with the one that was named."""
        programs = [program for program in self._open.programs if not (program.category or program.umbrella)]
        return bool({key for program in programs for key in program.keys} & set(token.keys))

    def _give(self, token: Token, how: str | None) -> None:
        """English: the items before that have no funder got their grants from this one. `how`: "provided", "agency" or None."""
        item = self._open
        if how == "agency" and item.funders:
            item.funders.append(token)  # who runs the programme for the funder that is named, or pays it
            return
        if item.funders and item.numbers and not item.programs and not any(funder.known for funder in item.funders):
            # "Centre of … (number) from …": what was taken for a funder is the project.
            item.titles = [replace(funder, kind=Kind.TITLE) for funder in item.funders]
            item.funders = []
        if self._apart and item.programs and self._last is item.programs[-1]:
            program = item.programs.pop()
            self._next()
            item = self._open
            item.programs.append(program)  # …, Aoba Institute, and the joint research program | of Umi Institute
        takers = [each for each in (*self._items, item) if self._waits_for(each, token)]
        told = {key for program in item.programs for key in program.keys}
        for each in takers:
            each.funders.append(token)
        if takers:
            self._given = takers[-1] is item
        elif how == "provided" and item.funders and told & set(token.keys):
            item.funders.append(token)  # … of one body, provided by the other
        else:
            self._next()
            self._open.funders.append(token)

    def _waits_for(self, item: Item, token: Token) -> bool:
        """Whether an item without a funder may be the grant of `token`."""
        if item.empty or item.funders or item.carried:
            return False
        fits = not item.keys or bool(item.keys & set(token.keys))
        return fits or (item is self._open and (not token.keys or not self._separated))

    def _program(self, token: Token) -> None:
        self._complete()
        if self._behind and self._last is self._behind and not self._separated:
            self._open.funders.remove(self._behind)  # it gives what follows, not what stands before
            self._next()
            self._open.funders.append(self._behind)
        item = self._open
        if token.nested and item.numbers and not item.programs and set(token.keys) & item.keys:
            item.programs.append(token)
            return
        if self._link and item.numbers and not item.programs:
            item.programs.append(token)  # number from programme
            self._given = True
        elif not (item.programs and self._goes_on(token)):
            has_number = bool(item.filled and item.numbers)
            if item.programs or has_number or self._foreign(token):
                umbrella = item.umbrella if token.nested else None
                self._next(carry=self._shares(token))
                self._open.umbrella, self._open.letter = umbrella, token.letter
            self._apart = self._separated and bool(self._open.funders)
            self._open.programs.append(token)

    def _goes_on(self, token: Token) -> bool:
        """Whether a programme's name belongs to the one that the open item has; if so, puts it there."""
        item = self._open
        whole = item.programs[-1]
        last_kind = self._last.kind if self._last else None
        begun = self._last is whole and whole.umbrella and not whole.category and token.start - whole.end <= 2
        if begun and token.category and not token.nested:
            item.programs[-1] = replace(whole, end=token.end, known=True, category=True)
            return True  # 科学研究費助成事業、基盤研究(C): one programme, written with a comma
        if token.nested and not item.filled:
            if token.category and whole.umbrella:
                item.umbrella = item.programs.pop()
            elif token.category:
                return False
            item.programs.append(token)
            return True
        if token.nested and token.category and item.titles and not item.numbers:
            item.programs.append(token)
            return True
        if self._separated or token.nested:
            return False
        if token.category and last_kind is Kind.TITLE:
            return True  # 「area」公募研究: the kind of project, behind the area's name; no name of its own
        if last_kind is Kind.PROGRAM and not item.filled:
            item.programs.append(token)  # 研究成果展開事業「…プログラム」
            return True
        return False

    def _foreign(self, token: Token) -> bool:
        """Whether a programme behind a comma is known to be another funder's than the open item's."""
        known = {key for funder in self._open.funders for key in funder.keys}
        if not self._open.funders or not self._separated:
            return False
        if not token.keys:
            return self._and and bool(known)  # "…, the Takeda Science Foundation, and the National Key R&D Program of China"
        both_kakenhi = known & _KAKENHI_GIVERS and set(token.keys) & _KAKENHI_GIVERS
        return not known & set(token.keys) and not both_kakenhi

    def _shares(self, token: Token) -> bool:
        """Whether a programme without a funder of its own goes on with the funder of the item before."""
        givers = {key for funder in (*self._open.funders, *self._open.carried) for key in funder.keys}
        if token.letter or self._same:
            return True
        if not givers and not token.keys:
            return self._and and bool(self._open.funders)  # …大学「…支援」および学長裁量経費
        return bool(givers & (_KAKENHI_GIVERS if token.category else set(token.keys)))

    def _title(self, token: Token) -> None:
        item = self._open
        if any(not title.area for title in item.titles):
            if token.area or not item.programs or (item.numbers and self._separated):
                self._next()
            elif not has_areas(item):
                self._next(carry=True)
                self._open.programs = list(item.programs)
        self._open.titles.append(token)

    def _number(self, token: Token) -> None:
        listed = self._last is not None and self._last.kind is Kind.NUMBER and self._last.keys == token.keys and token.known
        if self._open.numbers and not listed and not (token.keys == ("JSPS",) and "JSPS" in self._open.keys):
            self._complete()
        item = self._open
        if item.empty and (token.nested or token.labelled) and self._items and not self._items[-1].numbers:
            self._items[-1].numbers.append(token)  # …の助成を受けています(課題番号:…); "… of MEXT. Grant Number …"
            return
        if item.numbers and not token.nested and self._other_programme(token):
            self._next()
        self._open.numbers.append(token)

    def _other_programme(self, token: Token) -> bool:
        """Whether a number is of another programme than the numbers before it: JPMJCR… (…), JPMJFS…."""
        last = self._open.numbers[-1]
        if not (last.known and token.known):
            return False
        if last.scheme == token.scheme == "JPMJ":
            return (last.value or "")[:6] != (token.value or "")[:6] and bool(self._open.programs)
        return last.keys != token.keys


def _only_bodies(item: Item) -> bool:
    return not (item.programs or item.filled)


def _names_programme(item: Item) -> bool:
    """Whether the numbers are those of NEDO's programmes: what is quoted before them names the programme."""
    if item.titles[0].labelled or not item.funders:
        return False
    return bool(item.numbers) and all(number.scheme in ("NEDO", "NEDO_SHORT") for number in item.numbers)


def _apart(item: Item) -> list[Item]:
    """The item itself; several funders beside each other that give no common grant are one item each."""
    names = [token for token in item.funders if token.kind is Kind.FUNDER]
    if len(names) < 2 or item.programs or item.filled:
        return [item]
    apart: list[Item] = []
    for token in item.funders:
        if token.kind is Kind.FUNDER:
            apart.append(Item(supported=item.supported))
        apart[-1].funders.append(token)
    return apart
