"""Finds FUNDER, PROGRAM, PROJECT, and the AWARD_NUMBERs that stand with them, grant by grant (see `groups`).

`statements` finds where funding is spoken of; `japanese`, `english` and `tables` read a statement into `tokens`; `items` puts the
tokens together; `evidence` says which items are grants; `find` makes the mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.extract.funding.blocks import Form
from pipeline.extract.funding.english import read_english
from pipeline.extract.funding.evidence import Evidence
from pipeline.extract.funding.funders import funder_at
from pipeline.extract.funding.items import Item
from pipeline.extract.funding.japanese import read_chunk, read_japanese
from pipeline.extract.funding.machine import items_of
from pipeline.extract.funding.mentions import Mentions
from pipeline.extract.funding.statements import Statement, statements
from pipeline.extract.funding.tables import read_table
from pipeline.extract.funding.tokens import Kind, Token
from pipeline.model import Analysis, Mention

#: What a giver does with the programme or area that the lines before it name: JSTは本領域で…を目指しています.
_GIVES = re.compile(
    r" ?[はがで](?:は)?、? ?[本同当](?:研究)?(?:領域|事業|プログラム|プロジェクト|制度|分野|課題)(?:で|に|を|の|は|、)"
)
_NEXT_LINE = re.compile(r"[ \n]*")


def find(analysis: Analysis) -> Iterable[Mention]:
    """The candidates in `analysis`; view offsets. Their groups say which belong to one grant."""
    found = Mentions(analysis.view)
    before: Item | None = None
    heading: Item | None = None  # a line that names one funder: what it gives may follow, a line each
    for statement in statements(analysis):
        items = list(_items(statement, analysis, before))
        heading = _under(heading, items, statement.form)
        if statement.form is Form.LABELLED:
            _give_behind(analysis.view, statement.unit.end, items)
        before = items[-1] if items else before
        evidence = Evidence(statement)
        judged = [(item, evidence.is_grant(item)) for item in items]
        # A line that lists grants with numbers lists foundations without one, too.
        lists = statement.form is Form.LINE and any(grant and item.numbers for item, grant in judged)
        for item, grant in judged:
            if grant or (lists and any(token.known for token in item.funders)):
                found.add(item, own=evidence.own, rule=statement.form)
            else:
                found.add_names(item, statement.form)
    return found.done()


def _under(heading: Item | None, items: list[Item], form: Form) -> Item | None:
    """Gives the funder of `heading` to the grants that are known to be its; returns the heading of the lines that follow."""
    if form not in (Form.LINE, Form.LABELLED) or not items:
        return None
    if len(items) == 1 and items[0].funders and not (items[0].programs or items[0].filled):
        return items[0]
    if heading:
        givers = {key for token in heading.funders for key in token.keys}
        for item in items:
            if not item.funders and not item.carried and item.keys & givers:
                item.carried = list(heading.funders)
    return heading if not any(item.funders for item in items) else None


def _give_behind(view: str, end: int, items: list[Item]) -> None:
    """Gives the last of `items` without a funder the known one that the line behind view `end` begins with as its giver."""
    start = _NEXT_LINE.match(view, end)
    found = funder_at(view, start.end(), len(view)) if start else None
    if start is None or found is None or not _GIVES.match(view, found[0]) or not items:
        return
    item = items[-1]
    if not item.funders and not item.carried and found[1].key in item.keys:
        item.carried = [Token(Kind.FUNDER, start.end(), found[0], keys=(found[1].key,), known=True)]


def _items(statement: Statement, analysis: Analysis, before: Item | None = None) -> Iterator[Item]:
    if statement.form is Form.NAME:
        yield Item(programs=[Token(Kind.PROGRAM, statement.unit.start, statement.unit.end)])
        return
    if statement.form is Form.TABLE:
        yield from read_table(statement.unit, statement.lines, _heading(statement, analysis))
        return
    read = read_english if statement.form is Form.LATIN else read_japanese
    yield from items_of(read(statement.unit), before)


def _heading(statement: Statement, analysis: Analysis) -> Token | None:
    """The programme named by one of the two lines before a table."""
    layout = analysis.layout
    first = layout.line_at(statement.unit.start)
    for line in reversed(layout.lines[max(0, first - 2) : first]):
        unit = statement.unit.part(line.start, line.end)
        tokens = [token for token in read_chunk(unit, line.start, line.end) if token.kind is Kind.PROGRAM]
        if len(tokens) == 1 and tokens[0].known and tokens[0].end - tokens[0].start >= (line.end - line.start) * 0.6:
            return tokens[0]
    return None
