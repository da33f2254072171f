"""Reads a table of grants: its header names the columns, each further line is a grant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.funding import words
from pipeline.extract.funding.blocks import cells
from pipeline.extract.funding.codes import is_code, number_token
from pipeline.extract.funding.items import Item
from pipeline.extract.funding.japanese import read_chunk
from pipeline.extract.funding.tokens import Kind, Token
from pipeline.extract.funding.unit import Unit
from pipeline.model import Line

#: Markdown's line between a table's header and its rows.
_RULE = re.compile(r"[|:\- ]+")
_CODE = re.compile(r"[0-9A-Za-z]+(?:[-/][0-9A-Za-z]+)*")


def read_table(unit: Unit, lines: tuple[Line, ...], heading: Token | None) -> Iterator[Item]:
    """The table's grants; `heading` is the programme that stands over it."""
    slots = [words.slots().get(unit.view[start:end].strip(), "") for start, end in cells(unit.view, lines[0].start, lines[0].end)]
    for line in lines[1:]:
        if _RULE.fullmatch(unit.view, line.start, line.end):
            continue
        item = Item(supported=True)
        for slot, (start, end) in zip(slots, cells(unit.view, line.start, line.end), strict=False):
            _read_cell(unit, slot, start, end, item)
        if heading and item.programs and not item.funders and item.programs[0].category:
            item.heading = heading
        if not item.empty:
            yield item


def _read_cell(unit: Unit, slot: str, start: int, end: int, item: Item) -> None:
    if start >= end:
        return
    if slot in ("program", "funder"):
        for token in read_chunk(unit.part(start, end, cell=True), start, end):
            if token.kind in (Kind.FUNDER, Kind.ABBREVIATION):
                item.funders.append(token)
            elif token.kind is Kind.PROGRAM:
                item.programs.append(token)
    elif slot == "title":
        item.titles.append(Token(Kind.TITLE, start, end))
    elif slot == "people":
        item.people.append(Token(Kind.PEOPLE, start, end))
    elif slot == "number":
        item.numbers += _numbers(unit, start, end)


def _numbers(unit: Unit, start: int, end: int) -> Iterator[Token]:
    at = start
    while at < end:
        number = unit.number_from(at, end)
        code = _CODE.search(unit.view, at, end)
        if number and (code is None or number.start <= code.start()):
            yield number_token(number)
            at = number.end
        elif code:
            if is_code(code[0]):
                yield Token(Kind.NUMBER, code.start(), code.end(), code[0])
            at = code.end()
        else:
            return
