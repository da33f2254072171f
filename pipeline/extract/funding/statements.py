"""Where a release speaks of funding: sentences with a cue, lines of lists, labelled lines, tables, paragraphs in English."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.analyse.grant_numbers import GrantNumber, numbers_in
from pipeline.extract.funding import words
from pipeline.extract.funding.blocks import Blocks, Form
from pipeline.extract.funding.cues import SUPPORT, SUPPORT_EN
from pipeline.extract.funding.funders import funder_at
from pipeline.extract.funding.programmes import may_name
from pipeline.extract.funding.unit import Unit
from pipeline.model import Analysis, Line, MentionType, SectionKind, Sentence, Witness


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch that may speak of funding; `lines` are a table's lines."""

    form: Form
    unit: Unit
    section: SectionKind
    lines: tuple[Line, ...] = ()


_BULLET = re.compile(r"[・•*●○◆◇■□▶▼※\-]|[0-9]{1,2}[.)]\s|\([0-9]{1,2}\)\s")
_OPEN_END = re.compile(r"[、,・(「;]$")
#: A bracket that the line leaves open.
_OPEN_BRACKET = re.compile(r"\([^()]{0,60}$")
#: What only goes on with a grant: its title, its number in brackets; a number that counts items does not.
_GRANT_GOES_ON = re.compile(r"[「『]|\((?![0-9]{1,2}\)|注|※)")
_ENDS = re.compile(r"[。．！？]$|(?:です|ます|した|である)$")
#: Labelled fields that begin no grant.
_OF_ONE_GRANT = frozenset({"people", "other"})
_PROSE = re.compile(r"(?:[。．!?！？]|(?:です|ます|した|である|ない|たい)\s*)$")
_GOES_ON = re.compile(r"JP[A-Z0-9]{8}|[)」、。]|(?:の|および|及び|ならびに|による|により|を受け|に(?:より|よる))")
_OWN = re.compile(r"本(?:研究|成果)")
#: One of these stands in every statement; a cheap look before the real one.
_MONEY = re.compile(
    r"支援|助成|補助|委託|受託業務|援助|資金|経費|寄[附付]|一環|採択|原資|研究費|科研費|推進費|奨励[金費]|[Gg]rant|[Aa]ward|[Ff]ellowship|[Ss]cholarship|Foundation|[Pp]rogram|[Ss]upport|[Ff]und|KAKENHI|番号"
    r"|事業|プログラム|プロジェクト|財団|振興会|ファンド|によるもの"
)
_INTRODUCES = re.compile(
    r"(?:以下|下記|次)の?[^。]{0,40}(?:支援|助成|事業|補助|研究費|資金|課題)|following\s+(?:grants?|projects?|funds?|programs?)",
    re.IGNORECASE,
)
#: At a line's beginning or behind a department; a department's own name does not end like this.
_PROGRAMME_LINE = re.compile(
    r"(?:(?<![^\n])|(?<=[部課室局] ))[^\s、。:：「」()・■●<【]{4,40}"
    r"(?:プログラム|推進事業|支援事業|研究事業|開発事業|創造事業) ?(?:\([^()]{2,40}\))?$"
)
#: A line that heads a list of givers, whatever kind of section the text's layout makes of it.
_LIST_HEADING = re.compile(
    r"[#\s■◆●○◇□▶・【〈<\[]*(?:外部|競争的|公的)?(?:研究)?(?:助成|資金|研究費|助成金|資金援助|支援機関|支援団体|助成団体|助成機関|資金提供)(?:元|等|一覧|リスト|獲得状況)?"
    r"(?:\s?\([^()]{1,8}\))?[】〉>\]:：\s]*$"
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
        self.blocks = Blocks(self.view, self.lines)
        self.numbers: tuple[GrantNumber, ...] = tuple(numbers_in(analysis.view))
        self.persons = frozenset(
            name.end for name in analysis.names if name.type is MentionType.PERSON and not name.label.endswith("姓")
        )
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
                self.introduced = False
                index += 1
                continue
            if line.blank_before and not _BULLET.match(self.view, line.start):
                self.introduced = self.introduced and index > 0 and self._announces(self.lines[index - 1])
            if _LIST_HEADING.match(self.view, line.start, line.end):
                self.introduced = True
                index += 1
                continue
            block = self.blocks.at(index)
            if block:
                yield from self._block(*block, section.kind)
                index += len(block[1])
            else:
                last = self._last_line(index)
                yield from self._sentences(line, self.lines[last], section.kind)
                index = last + 1

    def _block(self, form: Form, rows: tuple[Line, ...], section: SectionKind) -> Iterator[Statement]:
        start, end = rows[0].start, rows[-1].end
        elsewhere = section in _ELSEWHERE and not (form is Form.LATIN and section is SectionKind.FIGURE)
        if (elsewhere and form is not Form.TABLE) or (form is Form.LATIN and not self._speaks(start, end, SUPPORT_EN)):
            return
        unit = self._unit(start, end, listed=form is not Form.LATIN or section is SectionKind.FUNDING)
        yield Statement(form, replace(unit, wrapped=form is Form.LABELLED), section, rows)

    def _last_line(self, index: int) -> int:
        """The last line of the sentence that line `index` leaves open: at a comma, or because the next begins in mid-sentence."""
        first = index
        while index + 1 < len(self.lines) and not self.lines[index + 1].blank_before:
            line, following = self.lines[index], self.lines[index + 1]
            goes_on = _GOES_ON.match(self.view, following.start, following.end) and not self._search(_ENDS, line)
            open_end = self._search(_OPEN_END, line)
            goes_on = goes_on or self._grant_goes_on(self.lines[first], line, following)
            if not (open_end or goes_on) or _BULLET.match(self.view, following.start) or "\t" in self.view[line.start : line.end]:
                break
            index += 1
        return index

    def _grant_goes_on(self, first: Line, line: Line, following: Line) -> bool:
        """Whether a line that names a grant leaves it to the next line to say the rest: a title, a number, labelled fields.

        `first` is where the grant began, `line` the last line that was found to belong to it.
        """
        start, end = following.start, following.end
        if self._search(_ENDS, line) or not (self._has_number(first.start, line.end) or self._search(_MONEY, first)):
            return False
        if self._search(_OPEN_BRACKET, line) and ")" in self.view[start:end]:
            return True
        if _GRANT_GOES_ON.match(self.view, start, end):
            last = max(line.start, self.view.rfind("、", line.start, line.end))  # where the line's last grant begins
            titled = self.view[start] != "(" and "「" in self.view[last : line.end]
            return not titled and not self._has_number(last, line.end) and bool(may_name().search(self.view, last, line.end))
        label = words.line_label().match(self.view, start, end)
        if label is None:
            return False
        named = bool(may_name().search(self.view, first.start, first.end))
        slot = words.slots()[label["label"]]
        numbered = self._has_number(first.start, line.end)
        if named and (slot in _OF_ONE_GRANT or (slot == "number" and not numbered)):
            return True
        return bool(_BULLET.match(self.view, first.start))

    def _sentences(self, line: Line, last: Line, section: SectionKind) -> Iterator[Statement]:
        if section is SectionKind.CONTACT:
            name = self._search(_PROGRAMME_LINE, line)
            if name:
                yield Statement(Form.NAME, self._unit(name.start(), name.end(), listed=False), section)
            return
        if section in _ELSEWHERE and not self._search(_OWN, line):
            return
        sentences = self.layout.sentences
        first = bisect_left(sentences, line.start, key=lambda sentence: sentence.start)
        for sentence in self._joined(sentences[first:], last):
            start, end = sentence.start, sentence.end
            prose = bool(_PROSE.search(self.view, start, end))
            listed = not prose and (section is SectionKind.FUNDING or self.introduced or bool(_GIVER_LINE.match(self.view, start)))
            if listed or self._speaks(start, end, SUPPORT) or (not prose and self._begins_with_funder(start, end)):
                yield Statement(Form.SENTENCE if prose else Form.LINE, self._unit(start, end, listed=listed), section)
            if _INTRODUCES.search(self.view, start, end) and SUPPORT.search(self.view, start, end):
                self.introduced = True

    def _joined(self, sentences: Sequence[Sentence], last: Line) -> Iterator[Sentence]:
        """The sentences up to line `last`, those that go on over a line's end put together."""
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
        wrapped = "\n" in self.view[start:end]
        return Unit(self.view, start, end, self.numbers, self.bodies, self.persons, listed, wrapped)

    def _speaks(self, start: int, end: int, cue: re.Pattern[str]) -> bool:
        """Whether `[start, end)` has a number, a name or words that only funding has."""
        if self._has_number(start, end) or may_name().search(self.view, start, end):
            return True
        if not _MONEY.search(self.view, start, end):
            return False
        return bool(words.labels().search(self.view, start, end) or cue.search(self.view, start, end))

    def _begins_with_funder(self, start: int, end: int) -> bool:
        """Whether a line begins with a known funder and goes on with what it gives."""
        bullet = _BULLET.match(self.view, start, end)
        found = funder_at(self.view, bullet.end() if bullet else start, end)
        return found is not None and words.programme_head().search(self.view, found[0], end) is not None

    def _has_number(self, start: int, end: int) -> bool:
        at = bisect_left(self.numbers, start, key=lambda number: number.start)
        return at < len(self.numbers) and self.numbers[at].end <= end

    def _announces(self, line: Line) -> bool:
        """Whether a line says that a list of grants follows."""
        return bool(self._search(_INTRODUCES, line) or _LIST_HEADING.match(self.view, line.start, line.end))

    def _search(self, pattern: re.Pattern[str], line: Line) -> re.Match[str] | None:
        return pattern.search(self.view, line.start, line.end)
