"""Lines that belong together: tables of grants, labelled lines, paragraphs in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from pipeline.extract.funding import words
from pipeline.extract.funding.funders import funder_at
from pipeline.extract.funding.programmes import may_name
from pipeline.model import Line

_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥]")
_PROSE = re.compile(r"。|です|ます")
_SHORT_FORM = re.compile(r"\s?(?:\([A-Za-z&.\- ]{2,16}\))?")
_COLUMNS = frozenset({"title", "number", "area", "program"})
#: After an empty line only these go on with the labelled lines before.
_GO_ON = frozenset({"title", "number", "people", "other"})


def cells(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The cells of a table's row at view `[start, end)`, without blanks at their ends.

    The outer bars of a Markdown row bound no cell.
    """
    text = view[start:end]
    bar = "\t" if "\t" in text else "|"
    if bar == "|":
        start += len(text) - len(text.lstrip(" |"))
        end -= len(text) - len(text.rstrip(" |"))
    for cell in view[start:end].split(bar):
        bare = cell.strip()
        begin = start + (cell.index(bare) if bare else 0)
        yield begin, begin + len(bare)
        start += len(cell) + 1


class Form(StrEnum):
    """How a statement is written."""

    SENTENCE = "sentence"
    LINE = "line"
    LABELLED = "labelled"
    TABLE = "table"
    LATIN = "latin"
    NAME = "name"  # a line that is nothing but a programme's name


class Blocks:
    """The blocks among a text's lines."""

    def __init__(self, view: str, lines: tuple[Line, ...]) -> None:
        self._view = view
        self._lines = lines

    def at(self, index: int) -> tuple[Form, tuple[Line, ...]] | None:
        """The block that begins with line `index`, None where none does."""
        for form, gather in ((Form.TABLE, self._table), (Form.LABELLED, self._labelled), (Form.LATIN, self._latin)):
            rows = gather(index)
            if rows:
                return form, rows
        return None

    def _table(self, index: int) -> tuple[Line, ...]:
        """A table whose header names columns of a list of grants."""
        if not self._has_tab(index):
            return ()
        line = self._lines[index]
        names = [self._view[start:end] for start, end in cells(self._view, line.start, line.end)]
        if sum(name in words.slots() for name in names) < 2:
            return ()
        end = index + 1
        while end < len(self._lines) and self._has_tab(end):
            end += 1
        return self._lines[index:end]

    def _labelled(self, index: int) -> tuple[Line, ...]:
        """Lines that each begin with a label: 研究種目　…, 課題番号：…; the programme may stand over them without one."""
        first = index + 1 if self._names_funder(index) else index
        end = first + 1 if self._names_programme(first) else index
        while end < len(self._lines) and (end == index or self._goes_on(end)):
            in_brackets = end > index and self._view[self._lines[end].start] == "("
            if not self._label(end) and not in_brackets:
                break
            end += 1
        if len({self._label(row) for row in range(index, end)} & _COLUMNS) < 2:
            return ()
        return self._lines[index:end]

    def _names_programme(self, index: int) -> bool:
        """Whether a line is a programme's name and a labelled line follows."""
        following = index + 1
        if following >= len(self._lines) or self._lines[following].blank_before or not self._label(following):
            return False
        line = self._lines[index]
        return bool(may_name().search(self._view, line.start, line.end)) and not _PROSE.search(self._text(index))

    def _names_funder(self, index: int) -> bool:
        """Whether a line is nothing but a known funder's name, with its short form, and a line follows."""
        line = self._lines[index]
        if index + 1 >= len(self._lines) or self._lines[index + 1].blank_before:
            return False
        found = funder_at(self._view, line.start, line.end)
        return found is not None and bool(_SHORT_FORM.fullmatch(self._view, found[0], line.end))

    def _goes_on(self, index: int) -> bool:
        return not self._lines[index].blank_before or self._label(index) in _GO_ON

    def _label(self, index: int) -> str:
        """The slot that the line's label names, "" without a label."""
        line = self._lines[index]
        match = words.line_label().match(self._view, line.start, line.end)
        return words.slots().get(match["label"], "") if match else ""

    def _latin(self, index: int) -> tuple[Line, ...]:
        """A paragraph in Latin letters."""
        end = index
        while end < len(self._lines) and (end == index or not self._lines[end].blank_before):
            if _JAPANESE.search(self._text(end)):
                break
            end += 1
        return self._lines[index:end]

    def _has_tab(self, index: int) -> bool:
        text = self._text(index)
        return "\t" in text or text.count("|") >= 3

    def _text(self, index: int) -> str:
        return self._view[self._lines[index].start : self._lines[index].end]
