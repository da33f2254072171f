"""The sentence with which a release announces its paper (本研究成果は、5月17日に学術誌『X』に掲載されます)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.model import Analysis, Mention, MentionType, SectionKind, Sentence, within

_PRINTED = re.compile(r"掲載|公開|発表|出版|刊行|発行|公表|受理|採択|採録|プレプリント")
_PREPRINT = re.compile(r"プレプリント[^。]{0,20}(?:公開|投稿|発表)|(?:公開|投稿|発表)し(?:た|ている)プレプリント")
_OWN = re.compile(r"本研究|本成果|研究成果|成果[はをがに]|この成果|この研究|本論文|論文|今回|プレプリント|詳細は")
_THIS = re.compile(r"本研究|本成果|研究成果は|[こそ]の成果|本論文|今回")
# What others, or the same people, printed before: …と発表してきました, これまでに…に掲載.
_EARLIER_WORK = re.compile(
    r"(?:報告|発表|掲載|公開)(?:し|され)て(?:い|き)(?:た|まし)|(?:これまで|過去|以前)[^。]{0,60}(?:発表|報告|掲載)|[0-9]{4}年に報告"
)
_EARLIER = re.compile(r"先行研究|既報|前報|従来|他の研究グループ|など(?:に|の)")
_OTHER_PARTS = frozenset({SectionKind.GLOSSARY, SectionKind.CONTACT, SectionKind.FIGURE})


@dataclass(frozen=True, slots=True)
class Announcement:
    """A sentence that says where the paper appears, with the mentions in it."""

    sentence: Sentence
    journals: tuple[Mention, ...]
    titles: tuple[Mention, ...]
    dates: tuple[Mention, ...]
    preprint: bool = False  # names no journal, but says when a preprint came out

    def day(self, view: str) -> Mention | None:
        """The date on which the paper appears: in the brackets behind the journal, else the last before the verb.

        Of two clocks (米国東部時間10月14日（日本時間10月15日）) the one outside the brackets counts.
        """
        journal = self.journals[0] if self.journals else None
        start, end = self.sentence.start, self.sentence.end
        verb = max((match.end() for match in _PRINTED.finditer(view, start, end)), default=end)
        dated = [date for date in self.dates if _settled(date) and date.end <= verb]
        if journal is None:
            return dated[0] if dated else None
        behind = [date for date in self.dates if _settled(date) and 0 <= date.start - journal.end < 24]
        before = [date for date in dated if date.end <= journal.start]
        if before:
            return _outside_brackets(view, self.sentence.start, before)
        return behind[0] if behind else dated[0] if dated else None


def announcements(mentions: tuple[Mention, ...], analysis: Analysis) -> tuple[Announcement, ...]:
    """The sentences that announce a paper, in reading order."""
    wanted = [each for each in mentions if each.type in (MentionType.JOURNAL, MentionType.PAPER_TITLE)]
    days = [each for each in mentions if each.type is MentionType.DATE]
    found = []
    for sentence in analysis.layout.sentences:
        inside = within(wanted, sentence.start, sentence.end)
        preprint = not inside and bool(_PREPRINT.search(analysis.view, sentence.start, sentence.end))
        if not (inside or preprint) or analysis.layout.section_at(sentence.start).kind in _OTHER_PARTS:
            continue
        words = analysis.view[sentence.start : sentence.end]
        if not _PRINTED.search(words) or not _OWN.search(words) or _EARLIER_WORK.search(words):
            continue
        if _EARLIER.search(words) and not _THIS.search(words):
            continue
        dates = within(days, sentence.start, sentence.end)
        journals = tuple(each for each in inside if each.type is MentionType.JOURNAL)
        titles = tuple(each for each in inside if each.type is MentionType.PAPER_TITLE)
        found.append(Announcement(sentence, journals, titles, tuple(dates), preprint))
    return tuple(found)


def _settled(date: Mention) -> bool:
    return bool(date.value) and not str(date.value).startswith("XXXX")


def _outside_brackets(view: str, start: int, dates: list[Mention]) -> Mention:
    for date in reversed(dates):
        if view.count("(", start, date.start) == view.count(")", start, date.start):
            return date
    return dates[-1]
