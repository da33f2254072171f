"""Tokens → items: one for each grant or foundation that a statement names.

A small machine reads the tokens in order and puts each into the item that is open, or opens the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from pipeline.extract.funding.tokens import Kind, Token

_KAKENHI_GIVERS = frozenset({"JSPS", "MEXT"})


@dataclass(slots=True)
class Item:
    """What belongs together; lists are in reading order. `carried` are the funder's tokens, taken over from the item before."""

    funders: list[Token] = field(default_factory=list)
    carried: list[Token] = field(default_factory=list)
    umbrella: Token | None = None  # KAKENHI, where its categories stand in brackets behind it
    heading: Token | None = None  # the programme over a table or list
    programs: list[Token] = field(default_factory=list)
    titles: list[Token] = field(default_factory=list)
    numbers: list[Token] = field(default_factory=list)
    people: list[Token] = field(default_factory=list)
    letter: str = ""
    before: Item | None = None
    sub: bool = False  # a programme within another body's programme: no grant of its own
    supported: bool = False  # a verb of receiving follows

    @property
    def tokens(self) -> list[Token]:
        """The item's own tokens, in reading order."""
        own = [*self.funders, *self.programs, *self.titles, *self.numbers, *self.people]
        return sorted(own, key=lambda token: (token.start, token.end))

    @property
    def empty(self) -> bool:
        """Whether nothing but people was put in."""
        return not (self.funders or self.programs or self.titles or self.numbers)

    @property
    def filled(self) -> bool:
        """Whether it has what an item ends with."""
        return bool(self.titles or self.numbers)

    @property
    def keys(self) -> frozenset[str]:
        """The funders that its funder, programme or number tells of."""
        named = {key for token in (*self.funders, *self.carried) for key in token.keys}
        told = {key for token in (*self.programs, *self.numbers) for key in token.keys if key}
        return frozenset(named or told)


class Items:
    """The machine. `feed` every token, then take `done()`."""

    def __init__(self, before: Item | None = None) -> None:
        """`before`: the item that the statement before ended with, for 同."""
        self._before = before
        self._items: list[Item] = []
        self._open = Item()
        self._separated = False  # a separator stands before this token
        self._last: Token | None = None
        self._from = False
        self._same = False
        self._provided = False
        self._agency = False
        self._given = False  # the open item got its funder from behind: it is complete

    def feed(self, tokens: Iterable[Token]) -> Items:
        """Reads `tokens`."""
        for token in tokens:
            _ON[token.kind](self, token)
            if token.kind not in (Kind.SEPARATOR, Kind.CUE, Kind.BREAK, Kind.FROM, Kind.SAME, Kind.SUB):
                self._separated = False
                self._last = token
                self._from = False
                self._same = False
        return self

    def done(self) -> list[Item]:
        """The items, in reading order."""
        self._close()
        return self._items

    def _next(self, carry: bool) -> None:
        self._given = False
        before = self._open
        self._close()
        if carry and (before.funders or before.carried):
            self._open.carried = before.funders or before.carried
        self._open.before = before if not before.empty else None

    def _close(self) -> None:
        if not self._open.empty:
            self._items.extend(_apart(self._open))
        self._open = Item()

    def _on_separator(self, token: Token) -> None:
        self._separated = True

    def _on_break(self, token: Token) -> None:
        # In a list each line is an item; a line that only goes on with the item before has no funder or programme of its own.
        self._separated = True
        if not self._open.empty:
            self._next(carry=False)

    def _on_cue(self, token: Token) -> None:
        self._separated = True
        for item in (*self._items, self._open):
            item.supported = True
        if not self._open.empty:
            self._next(carry=False)

    def _on_from(self, token: Token) -> None:
        self._from = True
        self._provided = token.value == "provided"
        self._agency = token.value == "agency"

    def _on_sub(self, token: Token) -> None:
        self._open.sub = True
        self._next(carry=False)

    def _on_same(self, token: Token) -> None:
        self._same = True
        if not self._open.empty:
            self._next(carry=True)
        else:
            last = self._items[-1] if self._items else self._before
            if last is not None:
                self._open.carried = last.funders or last.carried

    def _on_funder(self, token: Token) -> None:
        item = self._open
        if self._from:
            self._give(token)
        elif item.empty:
            item.carried = []
            item.funders.append(token)
        elif (token.joined or self._beside_funder()) and item.funders and not item.filled and not item.programs:
            item.funders.append(token)
        elif item.titles and not item.funders and not item.programs and not item.numbers:
            item.funders.append(token)  # 「title」(代表：X)、funder、programme、number
        elif not item.funders and not item.carried and item.programs and set(token.keys) & item.keys:
            item.funders.append(token)  # programme (number), funder
        else:
            self._next(carry=False)
            self._open.funders.append(token)

    def _beside_funder(self) -> bool:
        """Whether the token before is a funder's name, with nothing but blanks between."""
        return not self._separated and self._last is not None and self._last.kind in (Kind.FUNDER, Kind.ABBREVIATION)

    def _give(self, token: Token) -> None:
        """English: every item before that has no funder got its grant from this one."""
        item = self._open
        if self._agency and item.funders:
            return  # who runs the programme for the funder that is named
        if item.funders and item.numbers and not item.programs and not any(funder.known for funder in item.funders):
            item.titles = [replace(funder, kind=Kind.TITLE) for funder in item.funders]
            item.funders = []  # "Centre of … (number) from …": what was taken for a funder is the project
        waiting = [each for each in (*self._items, item) if not each.empty and not each.funders and not each.carried]
        takers = [each for each in waiting if each.keys & set(token.keys) or not each.keys or not token.keys and each is item]
        if item in waiting and item not in takers and not self._separated:
            takers.append(item)
        for each in takers:
            each.funders.append(token)
        told = {key for program in item.programs for key in program.keys}
        if takers:
            self._given = takers[-1] is item
        elif self._provided and item.funders and told & set(token.keys):
            item.funders.append(token)  # … of one body, provided by the other
        else:
            self._next(carry=False)
            self._open.funders.append(token)

    def _on_abbreviation(self, token: Token) -> None:
        if self._last and self._last.kind is Kind.FUNDER:
            self._open.funders.append(token)

    def _on_program(self, token: Token) -> None:
        if self._given and self._separated:
            self._next(carry=False)
        item = self._open
        if self._from and item.numbers and not item.programs:
            item.programs.append(token)  # number from programme
            self._given = True
            return
        if self._continues(token):
            whole = item.programs[-1]
            item.programs[-1] = Token(
                Kind.PROGRAM, whole.start, token.end, keys=whole.keys, known=True, category=True, umbrella=True
            )
            return
        if token.nested and token.category and item.programs and item.programs[-1].umbrella and not item.filled:
            item.umbrella = item.programs.pop()
            item.programs.append(token)
            return
        last = self._last
        beside = last is not None and not self._separated and not token.nested
        if token.category and beside and last is not None and last.kind is Kind.TITLE and item.programs:
            return  # 「area」公募研究: the kind of project, after the area's name
        if beside and last is not None and last.kind is Kind.PROGRAM and item.programs and not item.filled:
            item.programs.append(token)  # 研究成果展開事業「…プログラム」
            return
        if token.nested and token.category and item.programs and item.titles and not item.numbers:
            item.programs.append(token)
            return
        if token.nested and not token.category and item.programs and not item.filled:
            item.programs.append(token)  # its short form
            return
        if item.filled and (item.programs or item.numbers or not self._title_first()) or item.programs or self._foreign(token):
            umbrella = item.umbrella if token.nested else None
            self._next(carry=self._shares(token))
            self._open.umbrella = umbrella
            self._open.letter = token.letter
        self._open.programs.append(token)

    def _title_first(self) -> bool:
        return not self._open.numbers

    def _continues(self, token: Token) -> bool:
        """科学研究費助成事業、基盤研究(C): one programme, written with a comma."""
        last = self._last
        return bool(
            token.category
            and not token.nested
            and last
            and last.kind is Kind.PROGRAM
            and last.umbrella
            and not last.category
            and self._open.programs
            and self._open.programs[-1] is last
            and token.start - last.end <= 2
        )

    def _foreign(self, token: Token) -> bool:
        """Whether a programme behind a comma is known to be another funder's than the open item's."""
        item = self._open
        known = {key for funder in item.funders for key in funder.keys}
        if not item.funders or not self._separated or not token.keys:
            return False
        return not (known & set(token.keys)) and not (known & _KAKENHI_GIVERS and set(token.keys) & _KAKENHI_GIVERS)

    def _shares(self, token: Token) -> bool:
        """Whether a programme without a funder of its own goes on with the funder of the item before."""
        item = self._open
        givers = {key for funder in (*item.funders, *item.carried) for key in funder.keys}
        if token.letter or self._same:
            return True
        if token.category:
            return bool(givers & _KAKENHI_GIVERS)
        return bool(givers & set(token.keys)) and not self._separated_by_break()

    def _separated_by_break(self) -> bool:
        return False

    def _on_title(self, token: Token) -> None:
        item = self._open
        if any(not title.area for title in item.titles):
            if token.area or not item.programs or item.numbers and self._separated:
                self._next(carry=False)
            elif not _has_areas(item):
                self._next(carry=True)
                self._open.programs = list(item.programs)
        self._open.titles.append(token)

    def _on_number(self, token: Token) -> None:
        if self._given and self._separated and self._open.numbers:
            self._next(carry=False)
        item = self._open
        if item.empty and token.nested and self._items and not self._items[-1].numbers:
            self._items[-1].numbers.append(token)  # …の助成を受けています(課題番号:…)
            return
        if item.numbers and not token.nested and self._other_programme(token):
            self._next(carry=False)
        self._open.numbers.append(token)

    def _other_programme(self, token: Token) -> bool:
        """Whether a number is of another programme than the numbers before it: JPMJCR… (…), JPMJFS…."""
        last = self._open.numbers[-1]
        if not (last.known and token.known):
            return False
        if last.scheme == token.scheme == "JPMJ":
            return (last.value or "")[:6] != (token.value or "")[:6] and bool(self._open.programs)
        return last.keys != token.keys

    def _on_people(self, token: Token) -> None:
        self._open.people.append(token)


def project_titles(item: Item) -> list[Token]:
    """The titles of the project: where a programme has areas, the first of two quotations is the area, a single one the project."""
    projects = [title for title in item.titles if not title.area]
    if len(projects) > 1 and _has_areas(item):
        return projects[-1:]
    return projects or item.titles


def _has_areas(item: Item) -> bool:
    """Whether the programme is one whose first quotation is a research area."""
    return any("JST" in token.keys or token.category for token in item.programs)


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



_ON: dict[Kind, Callable[[Items, Token], None]] = {
    Kind.FUNDER: Items._on_funder,
    Kind.ABBREVIATION: Items._on_abbreviation,
    Kind.PROGRAM: Items._on_program,
    Kind.TITLE: Items._on_title,
    Kind.NUMBER: Items._on_number,
    Kind.PEOPLE: Items._on_people,
    Kind.SAME: Items._on_same,
    Kind.SUB: Items._on_sub,
    Kind.FROM: Items._on_from,
    Kind.SEPARATOR: Items._on_separator,
    Kind.BREAK: Items._on_break,
    Kind.CUE: Items._on_cue,
}
