"""Where a release speaks of funding: sentences with a cue, lines of lists, labelled lines, tables, paragraphs in English."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from pipeline.extract.funding import words
from pipeline.extract.funding.funders import funder_at
from pipeline.extract.funding.unit import Unit
from pipeline.lexicon import table
from pipeline.lexicon.grant_numbers import GrantNumber, numbers_in
from pipeline.model import Analysis, Line, MentionType, SectionKind, Sentence, Witness


class Form(StrEnum):
    """How a statement is written."""

    SENTENCE = "sentence"
    LINE = "line"
    LABELLED = "labelled"
    TABLE = "table"
    LATIN = "latin"
    NAME = "name"  # a line that is nothing but a programme's name


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch that may speak of funding; `lines` are a table's lines."""

    form: Form
    unit: Unit
    section: SectionKind
    lines: tuple[Line, ...] = ()


_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥]")
_BULLET = re.compile(r"[・•*●○◆◇■□▶▼※\-]|[0-9]{1,2}[.)]\s|\([0-9]{1,2}\)\s")
_OPEN_END = re.compile(r"[、,・(「]$")
_ENDS = re.compile(r"[。．！？]$|(?:です|ます|した|である)$")
_GOES_ON = re.compile(r"JP[A-Z0-9]{8}|[)」、。]|(?:の|および|及び|ならびに|による|により|を受け|に(?:より|よる))")
_MONEY = re.compile(
    r"支援|助成|補助|委託|援助|資金|一環|採択|原資|研究費|科研費|推進費|奨励金|奨励費|[Gg]rant|[Ss]upport|[Ff]und|KAKENHI|番号|事業|プログラム|プロジェクト|財団|振興会|ファンド|によるもの"
)
_INTRODUCES = re.compile(r"(?:以下|下記|次)の?[^。]{0,40}(?:支援|助成|事業|補助|研究費|資金|課題)|following\s+(?:grants?|projects?|funds?|programs?)", re.IGNORECASE)
#: At a line's beginning or behind a department; a department's own name does not end like this.
_PROGRAMME_LINE = re.compile(
    r"(?:(?<![^\n])|(?<=[部課室局] ))[^\s、。:：「」()・■●<【]{4,40}(?:プログラム|推進事業|支援事業|研究事業|開発事業|創造事業) ?(?:\([^()]{2,40}\))?$"
)
_GIVER_LINE = re.compile(r"(?:助 ?成|研究助成|助成金?)[ :：]+(?=\S)")
#: Sections that name funders and programmes for other ends.
_ELSEWHERE = frozenset({SectionKind.CONTACT, SectionKind.GLOSSARY, SectionKind.FIGURE})


def statements(analysis: Analysis) -> Iterator[Statement]:
    """The stretches of `analysis` that may speak of funding, in reading order; they do not overlap."""
    return _Finder(analysis).statements()


class _Finder:
    def __init__(self, analysis: Analysis) -> None:
        self.layout = analysis.layout
        self.view = analysis.view
        self.lines = analysis.layout.lines
        self.numbers: tuple[GrantNumber, ...] = tuple(numbers_in(analysis.view))
        self.bodies: dict[int, tuple[int, ...]] = {}
        for name in analysis.names:
            if name.type is MentionType.ORGANIZATION and name.witness in (Witness.LEXICON, Witness.GRAMMAR):
                self.bodies[name.start] = (*self.bodies.get(name.start, ()), name.end)
        self.introduced = False  # a sentence before said that a list of grants follows

    def statements(self) -> Iterator[Statement]:
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            section = self.layout.section_at(line.start)
            heading = section.heading_start is not None and line.start <= section.heading_start < line.end
            if heading and not self._has_number(line.start, line.end):
                index += 1
                self.introduced = False
                continue
            if line.blank_before and not _BULLET.match(self.view, line.start):
                self.introduced = self.introduced and index > 0 and _INTRODUCES.search(self._text(self.lines[index - 1])) is not None
            for gather in (self._table, self._labelled, self._latin):
                rows = gather(index)
                if rows:
                    yield from self._gathered(gather, rows, section.kind)
                    index += len(rows)
                    break
            else:
                last = self._last_line(index)
                yield from self._line(line, self.lines[last], section.kind)
                index = last + 1

    def _gathered(self, gather: object, rows: tuple[Line, ...], section: SectionKind) -> Iterator[Statement]:
        form = {self._table: Form.TABLE, self._labelled: Form.LABELLED}.get(gather, Form.LATIN)  # type: ignore[call-overload]
        start, end = rows[0].start, rows[-1].end
        if section in _ELSEWHERE and form is not Form.TABLE:
            if form is not Form.LATIN or section is not SectionKind.FIGURE:
                return
        listed = form is not Form.LATIN or section is SectionKind.FUNDING
        if form is not Form.LATIN or self._speaks(start, end, latin=True):
            unit = self._unit(start, end, listed=listed)
            yield Statement(form, replace(unit, wrapped=form is Form.LABELLED), section, rows)

    def _last_line(self, index: int) -> int:
        """The last line of the sentence that line `index` leaves open: it breaks off at a comma, or the next begins in mid-sentence."""
        while index + 1 < len(self.lines) and not self.lines[index + 1].blank_before:
            line, following = self.lines[index], self.lines[index + 1]
            open_end = _OPEN_END.search(self.view, line.start, line.end)
            goes_on = _GOES_ON.match(self.view, following.start, following.end) and not _ENDS.search(self.view, line.start, line.end)
            if not (open_end or goes_on) or _BULLET.match(self.view, following.start) or "\t" in self._text(line):
                break
            index += 1
        return index

    def _line(self, line: Line, last: Line, section: SectionKind) -> Iterator[Statement]:
        if section is SectionKind.CONTACT:
            name = _PROGRAMME_LINE.search(self.view, line.start, line.end)
            if name:
                yield Statement(Form.NAME, self._unit(name.start(), name.end(), listed=False), section)
            return
        if section in _ELSEWHERE and not re.search(r"本(?:研究|成果)", self.view[line.start : line.end]):
            return
        sentences = self.layout.sentences
        first = bisect_left(sentences, line.start, key=lambda sentence: sentence.start)
        for sentence in self._joined(sentences[first:], line, last):
            text = self.view[sentence.start : sentence.end]
            prose = text.endswith(("。", "．", "!", "?", "！", "？")) or bool(re.search(r"(?:です|ます|した|である|ない|たい)\s*$", text))
            listed = not prose and (section is SectionKind.FUNDING or self.introduced)
            listed = listed or not prose and _GIVER_LINE.match(text) is not None
            if listed or self._speaks(sentence.start, sentence.end) or not prose and self._begins_with_funder(sentence.start, sentence.end):
                form = Form.SENTENCE if prose else Form.LINE
                yield Statement(form, self._unit(sentence.start, sentence.end, listed=listed), section)
            if _INTRODUCES.search(text) and words.SUPPORT.search(text):
                self.introduced = True

    def _joined(self, sentences: Sequence[Sentence], line: Line, last: Line) -> Iterator[Sentence]:
        """The sentences from `line` to `last`, those that go on over a line's end put together."""
        pending: Sentence | None = None
        for sentence in sentences:
            if sentence.start >= last.end:
                break
            whole = Sentence(pending.start, sentence.end) if pending else sentence
            if sentence.end < last.end and not _ENDS.search(self.view, sentence.start, sentence.end):
                pending = whole
                continue
            pending = None
            yield whole
        if pending:
            yield pending

    def _unit(self, start: int, end: int, *, listed: bool) -> Unit:
        wrapped = not listed and "\n" in self.view[start:end]
        return Unit(self.view, start, end, self.numbers, self.bodies, listed, wrapped)

    def _speaks(self, start: int, end: int, *, latin: bool = False) -> bool:
        """Whether `[start, end)` has a word, number or name that only funding has."""
        if self._has_number(start, end):
            return True
        if not _MONEY.search(self.view, start, end) and not _known_names().search(self.view, start, end):
            return False
        if words.labels().search(self.view, start, end):
            return True
        cue = words.SUPPORT_EN if latin else words.SUPPORT
        return bool(_known_names().search(self.view, start, end) or cue.search(self.view, start, end))

    def _begins_with_funder(self, start: int, end: int) -> bool:
        """Whether a line begins with a known funder and goes on with what it gives."""
        bullet = _BULLET.match(self.view, start, end)
        found = funder_at(self.view, bullet.end() if bullet else start, end)
        return found is not None and words.programme_head().search(self.view, found[0], end) is not None

    def _has_number(self, start: int, end: int) -> bool:
        at = bisect_left(self.numbers, start, key=lambda number: number.start)
        return at < len(self.numbers) and self.numbers[at].end <= end

    def _table(self, index: int) -> tuple[Line, ...]:
        """The lines of a table from `index` on whose header names columns of a list of grants."""
        if "\t" not in self._text(self.lines[index]):
            return ()
        names = [cell.strip() for cell in self._text(self.lines[index]).split("\t")]
        if sum(name in words.slots() for name in names) < 2:
            return ()
        end = index + 1
        while end < len(self.lines) and "\t" in self._text(self.lines[end]):
            end += 1
        return self.lines[index:end]

    def _labelled(self, index: int) -> tuple[Line, ...]:
        """Lines from `index` on that each begin with a label: 研究種目　…, 課題番号：…."""
        end = index
        if self._names_programme(index):
            end += 1  # the programme stands over the labels, without one of its own
        while end < len(self.lines) and (end == index or self._goes_on(end)):
            row = self.lines[end]
            if not words.line_label().match(self.view, row.start, row.end) and (end == index or self.view[row.start] != "("):
                break
            end += 1
        labels = {self._label(row) for row in self.lines[index:end]}
        if len(labels & {"title", "number", "area", "program"}) < 2:
            return ()
        return self.lines[index:end]

    def _names_programme(self, index: int) -> bool:
        """Whether a line is a programme's name and a labelled line follows."""
        if index + 1 >= len(self.lines) or self.lines[index + 1].blank_before:
            return False
        line, following = self.lines[index], self.lines[index + 1]
        known = _known_names().search(self.view, line.start, line.end)
        labelled = words.line_label().match(self.view, following.start, following.end)
        return bool(known and labelled) and not re.search(r"[。]|です|ます", self._text(line))

    def _goes_on(self, index: int) -> bool:
        return not self.lines[index].blank_before or self._label(self.lines[index]) in ("title", "number", "people", "other")

    def _label(self, line: Line) -> str:
        match = words.line_label().match(self.view, line.start, line.end)
        return words.slots().get(match["label"], "") if match else ""

    def _latin(self, index: int) -> tuple[Line, ...]:
        """The lines of a paragraph in Latin letters."""
        end = index
        while end < len(self.lines) and (end == index or not self.lines[end].blank_before):
            if _JAPANESE.search(self._text(self.lines[end])):
                break
            end += 1
        return self.lines[index:end]

    def _text(self, line: Line) -> str:
        return self.view[line.start : line.end]


@cache
def _known_names() -> re.Pattern[str]:
    """The strong names of programmes and categories by their first letters: a cheap look before the real one."""
    names = [row["name"] for row in table("programmes")]
    names += [name for row in table("programmes") for name in row["aliases"].split("|") if name]
    names += [row["name"] for row in table("grant_categories") if len(row["name"]) > 3]
    starts = {name if len(name) < 5 else name[:5] for name in names if len(name) > 2} - {"委託研究"}
    by_first: dict[str, list[str]] = {}
    for start in sorted(starts):
        by_first.setdefault(start[0], []).append(re.escape(start[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items()))
