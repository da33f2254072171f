"""The announced paper: what its block says, completed by the sentence that announces it.

The block comes first; without one the paper that the text says has appeared. A paper that a note or a list of references cites is
never the announced one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.publication import Paper, Part, papers
from pipeline.extract.publication.authors import is_author_list
from pipeline.extract.publication.forms import known
from pipeline.extract.publication.preceding import citation_start
from pipeline.model import Analysis, Author, Mention, MentionType, Person, Publication, SectionKind, within
from pipeline.resolve.announcement import Announcement, announcements
from pipeline.resolve.authors import author_spans, person_named
from pipeline.resolve.hyphens import mended

_REFERENCES = re.compile(r"参考|引用|^文 ?献|References?|関連|先行|これまで|過去", re.IGNORECASE)
_RELATED = re.compile(r"関連論文|関連文献")
_CITED = re.compile(r"\s*(?:[*※(\[]? ?(?:注|文献)? ?[0-9]{1,2}[).\]:： ]|引用元|出典|参考|引用|(?:注|文献)[0-9:： ]|\* ?[0-9])")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥]")
_NO_PAPER = frozenset({SectionKind.GLOSSARY, SectionKind.CONTACT, SectionKind.FIGURE})
_EARLIER_WORK = frozenset({SectionKind.BACKGROUND, SectionKind.RESULTS})
_PAPER_LABEL = re.compile(r"[・■●◆*-]? ?(?:掲載|発表|原|公表|公開|本|原著|対象)?論文(?:情報|詳細|について)? ?[:：]")
_BROKEN = re.compile(r"[-\u00ad\u2010\u2011][ \t]*\n")
_LEAD_IN = 20  # characters that may stand before a citation on its line: a bullet, 論文情報：
_NOT_PUBLISHED = re.compile(r"(?:受理|受付|採択|投稿|Received|Accepted|accepted|Submitted)[^。、;]{0,8}$")
_NEXT_SENTENCES = 150  # characters
_MOST_PAPERS = 2  # journals that a release announces papers in; more make it a list of news
_SPEAKS_OF_PAPER = re.compile(r"論文|プレプリント|掲載|Paper|DOI|doi", re.IGNORECASE)
_DATA = re.compile(r"データ|Data|figshare|zenodo|動画|図")


def describe(mentions: tuple[Mention, ...], analysis: Analysis) -> Publication:
    """The record of the paper that the release announces; its authors are not yet tied to people."""
    said = announcements(mentions, analysis)
    paper = _announced(mentions, analysis, said)
    if paper is None and not (0 < len(_journals(said, analysis)) <= _MOST_PAPERS or any(one.preprint for one in said)):
        return Publication()  # nothing is announced, or this is a list of news
    return _Record(mentions, analysis, paper, _of_paper(said, paper, mentions, analysis)).publication()


def with_people(publication: Publication, people: tuple[Person, ...]) -> Publication:
    """`publication` with each author tied to the person of the release that it is."""
    authors = tuple(replace(each, person=person_named(each.name, people)) for each in publication.authors)
    return replace(publication, authors=authors)


def _announced(mentions: tuple[Mention, ...], analysis: Analysis, said: tuple[Announcement, ...]) -> Paper | None:
    """The block or citation of the announced paper: the first of the best rank."""
    best: tuple[int, Paper] | None = None
    for paper in papers(analysis.layout):
        if not _inside(mentions, paper, MentionType.PAPER_TITLE) and not _inside(mentions, paper, MentionType.JOURNAL):
            continue
        rank = _rank(analysis, paper, _names(analysis, said))
        if rank and (best is None or rank < best[0]):
            best = rank, paper
    return best[1] if best else None


def _rank(analysis: Analysis, paper: Paper, announced: frozenset[str]) -> int | None:
    """How surely `paper` is the announced one, 1 the surest; None where it is not announced.

    1 a block under a heading of papers, 2 a labelled block, 3 a citation that the announcement agrees with, 4 a citation on a
    line of its own, 5 one of related papers.
    """
    view = analysis.view
    section = analysis.layout.section_at(paper.start)
    line = analysis.layout.lines[analysis.layout.line_at(paper.start)].start
    if section.kind in _NO_PAPER:
        return None
    if _REFERENCES.search(section.heading or ""):
        return 5 if _RELATED.search(section.heading or "") and paper.of(Part.TITLE) else None
    if section.kind is SectionKind.PUBLICATION:
        return 1
    if any(piece.rule == "publication.label" for piece in paper.pieces) or _PAPER_LABEL.match(view, line):
        return 2
    if not paper.of(Part.TITLE) or _CITED.match(view, line):
        return None
    if any(_plain(view[piece.start : piece.end]) in announced for piece in (*paper.of(Part.TITLE), *paper.of(Part.JOURNAL))):
        return 3
    return 4 if paper.start - line < _LEAD_IN and paper.of(Part.AUTHORS) and section.kind not in _EARLIER_WORK else None


def _names(analysis: Analysis, said: tuple[Announcement, ...]) -> frozenset[str]:
    return frozenset(_plain(analysis.view[each.start : each.end]) for one in said for each in (*one.journals, *one.titles))


def _journals(said: tuple[Announcement, ...], analysis: Analysis) -> list[str]:
    """The different journals of the announcements."""
    found: list[str] = []
    for name in (analysis.view[each.start : each.end] for one in said for each in one.journals):
        if not any(_same(name, other) for other in found):
            found.append(name)
    return found


def _of_paper(
    said: tuple[Announcement, ...], paper: Paper | None, mentions: tuple[Mention, ...], analysis: Analysis
) -> tuple[Announcement, ...]:
    """The announcements that speak of `paper`, of the same journal or title; without a paper those of the first one's journal."""
    named = [each for one in said[:1] for each in (*one.journals, *one.titles)]
    if paper is not None:
        named = _inside(mentions, paper, MentionType.JOURNAL, MentionType.PAPER_TITLE)
    own = [analysis.view[each.start : each.end] for each in named]
    agreeing = tuple(
        one
        for one in said
        if any(_same(analysis.view[each.start : each.end], name) for each in (*one.journals, *one.titles) for name in own)
    )
    if agreeing or (paper is not None and paper.of(Part.JOURNAL)):
        return agreeing
    return said[:1]


class _Record:
    """The record of one paper: from its block `paper` and its announcement `said`, either of which may be missing."""

    def __init__(
        self, mentions: tuple[Mention, ...], analysis: Analysis, paper: Paper | None, said: tuple[Announcement, ...]
    ) -> None:
        self.mentions = mentions
        self.analysis = analysis
        self.paper = paper
        self.said = said

    def publication(self) -> Publication:
        title, title_ja = self._titles()
        doi = self._doi()
        return Publication(
            journal=self._journal(),
            title=title,
            title_ja=title_ja,
            authors=self._authors(),
            doi=doi.value or self._text(doi).lower() if doi else None,
            published=self._published(),
            url=self._url(doi),
            mentions=tuple(self._of(MentionType.JOURNAL, MentionType.PAPER_TITLE, MentionType.DOI)),
        )

    def _of(self, *types: MentionType) -> list[Mention]:
        return _inside(self.mentions, self.paper, *types) if self.paper else []

    def _text(self, mention: Mention) -> str:
        return self._words(mention.start, mention.end)

    def _words(self, start: int, end: int) -> str:
        """What the source writes at view `[start, end)`, on one line."""
        text = self.analysis.layout.text
        span = text.to_source(start, end)
        source = text.source.text[span.start : span.end]
        broken = bool(_BROKEN.search(source))
        words = source if broken or span.end - span.start == end - start else self.analysis.view[start:end]
        if _JAPANESE.search(words):
            return re.sub(r"(?<!\s)[^\S\n]*+\n\s*+", "", words)
        return re.sub(r"(?<![ \t])[ \t]*+\n\s*+", " ", mended(words, text.source.text) if broken else words)

    def _journal(self) -> str | None:
        """The journal in the fullest form that the text gives it."""
        own = self._of(MentionType.JOURNAL)
        said = [each for one in self.said for each in one.journals]
        first = own[0] if own else said[0] if said else None
        if first is None:
            return None
        forms = [self._text(each) for each in (*own, *said)]
        same = [form for form in forms if _same(form, self._text(first))]
        written_out = [form for form in same if not _JAPANESE.search(form) and not form.isupper()] or same
        return max(written_out, key=len)

    def _titles(self) -> tuple[str | None, str | None]:
        mentions = self._of(MentionType.PAPER_TITLE) or [each for one in self.said for each in one.titles] or self._named_next()
        found = [self._text(each) for each in mentions]
        latin = next((each for each in found if not _is_japanese(each)), None)
        japanese = next((each for each in found if _is_japanese(each)), None)
        return (latin, japanese) if latin else (japanese, None)

    def _named_next(self) -> list[Mention]:
        """The title that the sentences right behind the announcement give."""
        if self.paper or not self.said:
            return []
        start = self.said[0].sentence.end
        wanted = [each for each in self.mentions if each.type is MentionType.PAPER_TITLE]
        return [each for each in wanted if start <= each.start < start + _NEXT_SENTENCES]

    def _authors(self) -> tuple[Author, ...]:
        """The authors in order; a second list in the other script gives no second entries."""
        spans = author_spans(self.analysis.view, self.mentions, self._author_lists())
        names = [self._words(*span) for span in spans]
        for index in range(1, len(spans)):
            # Another script in brackets or on a line of its own: the same people once more.
            between = self.analysis.view[spans[index - 1][1] : spans[index][0]]
            other_script = _is_japanese(names[0]) is not _is_japanese(names[index])
            if other_script and re.search(r"[(\n]", between) and 2 * (len(names) - index) >= index:
                names = names[:index]
                break
        bare = [re.sub(r"\s", "", name) if _is_japanese(name) else name for name in names]
        return tuple(Author(name) for name in dict.fromkeys(bare))

    def _author_lists(self) -> list[tuple[int, int]]:
        """The paper's lists of authors; without a paper what stands before the title: A. Aoki et al. “…”."""
        if self.paper:
            return [(piece.start, piece.end) for piece in self.paper.of(Part.AUTHORS)]
        titles = [each for one in self.said for each in one.titles][:1]
        line_of = self.analysis.layout.line_at
        starts = [(self.analysis.layout.lines[line_of(each.start)].start, each.start - 1) for each in titles]
        lists = [(citation_start(self.analysis.view, begin, end), end) for begin, end in starts if end > begin]
        return [(begin, end) for begin, end in lists if is_author_list(self.analysis.view[begin:end])]

    def _doi(self) -> Mention | None:
        if found := self._of(MentionType.DOI):
            return found[0]
        if self.paper and self.paper.of(Part.DOI):
            return None
        return self._nearby(MentionType.DOI)

    def _nearby(self, type_: MentionType) -> Mention | None:
        """The first mention of `type_` behind the announcement whose line, or the one before, speaks of the paper."""
        if not self.said:
            return None
        layout = self.analysis.layout
        for each in self.mentions:
            if each.type is not type_ or each.start < self.said[0].sentence.start:
                continue
            section = layout.section_at(each.start)
            if section.kind in _NO_PAPER or _REFERENCES.search(section.heading or ""):
                continue
            number = layout.line_at(each.start)
            before = self.analysis.view[layout.lines[max(0, number - 1)].start : each.start]
            if _SPEAKS_OF_PAPER.search(before) and not _DATA.search(before, before.rfind("\n") + 1):
                return each
        return None

    def _url(self, doi: Mention | None) -> str | None:
        urls = self._of(MentionType.URL)
        labelled = self.paper.of(Part.URL) if self.paper else ()
        for url in urls:
            if any(piece.start <= url.start < piece.end for piece in labelled):
                return url.value or self._text(url)
        for url in urls or [each for each in self.mentions if each.type is MentionType.URL]:
            if doi and ((url.start <= doi.start and doi.end <= url.end) or (doi.value or "-") in (url.value or "").lower()):
                return url.value or self._text(url)
        return None

    def _published(self) -> str | None:
        """When it appears, with the time of day where the announcement gives it for the day of the block."""
        day = self._published_day()
        said = [found.value or "" for one in self.said if (found := one.day(self.analysis.view))]
        return next((value for value in said if day and "T" not in day and value.startswith(f"{day}T")), day)

    def _published_day(self) -> str | None:
        """The day it appears: the block's, else the announcement's; the year of a citation where nothing else is said."""
        dates = [each for each in self._of(MentionType.DATE) if self._tells_when(each)]
        pieces = self.paper.of(Part.DATE) if self.paper else ()
        for each in dates:
            if any(piece.start <= each.start < piece.end for piece in pieces):
                return each.value
        days = [each for each in dates if len(each.value or "") >= 10]
        if days:
            return days[0].value
        day = next((day for one in self.said if (day := one.day(self.analysis.view))), None)
        if day:
            return day.value
        return dates[-1].value if dates else None

    def _tells_when(self, date: Mention) -> bool:
        """Whether a date of the block may be the day it appears: settled, and not the day a manuscript came in."""
        line = self.analysis.layout.lines[self.analysis.layout.line_at(date.start)]
        before = self.analysis.view[line.start : date.start]
        return bool(date.value) and not str(date.value).startswith("XXXX") and not _NOT_PUBLISHED.search(before)


def _inside(mentions: Sequence[Mention], paper: Paper, *types: MentionType) -> list[Mention]:
    return [each for each in within(mentions, paper.start, paper.end) if each.type in types]


def _is_japanese(text: str) -> bool:
    return len(_JAPANESE.findall(text)) * 4 > len(text)


def _plain(name: str) -> str:
    return re.sub(r"[^0-9a-zぁ-んァ-ヶー一-龥]", "", unicodedata.normalize("NFKC", name).lower())


def _same(one: str, other: str) -> bool:
    """Whether two names stand for one journal or title: by the lexicon, or one is the beginning or the initials of the other."""
    short, long = sorted((_plain(one), _plain(other)), key=len)
    if short == long or (len(short) > 9 and long.startswith(short)):
        return True
    one, other = unicodedata.normalize("NFKC", one), unicodedata.normalize("NFKC", other)
    row = known(one)
    if row is not None and row is known(other):
        return True
    initials = "".join(word[0] for word in re.findall(r"[A-Z][A-Za-z]*", max(one, other, key=len))).lower()
    return len(short) > 2 and short == initials
