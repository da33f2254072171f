"""Which marker points to which note, and what each note says.

A marker and its note have the family of mark and the number in common (※1 and ※1). Where a family of markers has no notes and a
family of notes no markers, they belong together: a lost superscript 1 and the entry 1., (注1) and 1).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.extract.glossary.marks import PLAIN
from pipeline.extract.glossary.notes import NoteText, read_notes
from pipeline.model import Analysis, Citation, Mention, MentionType, Note, Warning, within

Key = tuple[str, str | None]

#: A day on which a web page was looked at is not the day of its publication.
_LOOKED_UP = re.compile(r" ?(?:に|現在)?(?:閲覧|アクセス|参照|確認|取得|accessed)|[^。\n]{0,4}(?:閲覧|アクセス)", re.IGNORECASE)
_LINE_BREAK = re.compile(r"(?:(?<![ \t\u3000])[ \t\u3000]++)?\r?\n[ \t\u3000]*")


def link(mentions: tuple[Mention, ...], analysis: Analysis) -> tuple[tuple[Note, ...], tuple[Warning, ...]]:
    """The notes with their references, and the markers and notes that have no counterpart."""
    texts = read_notes(analysis.layout)
    markers = [mention for mention in mentions if mention.type is MentionType.MARKER]
    headwords = {mention.start: mention for mention in mentions if mention.type is MentionType.HEADWORD}
    pointed, lost = _pair(markers, texts)
    texts, pointed = _without_plain_lists(texts, pointed)
    notes = tuple(_note(analysis, text, tuple(pointed.get(index, ())), headwords, mentions) for index, text in enumerate(texts))
    return notes, tuple(_warnings(analysis, texts, pointed, lost))


def _pair(markers: list[Mention], texts: tuple[NoteText, ...]) -> tuple[dict[int, list[Mention]], list[Mention]]:
    """(index of a note → the markers that point to it, markers without a note)."""
    by_key: dict[Key, list[int]] = {}
    for index, text in enumerate(texts):
        if text.mark:
            by_key.setdefault((text.mark.family, text.value), []).append(index)
    aliases = _families({marker.group for marker in markers}, {family for family, _ in by_key})
    pointed: dict[int, list[Mention]] = {}
    lost: list[Mention] = []
    for marker in markers:
        candidates = by_key.get((aliases.get(marker.group, marker.group), marker.value), [])
        if candidates:
            nearest = next((index for index in candidates if texts[index].start > marker.start), candidates[-1])
            pointed.setdefault(nearest, []).append(marker)
        else:
            lost.append(marker)
    return pointed, lost


def _without_plain_lists(
    texts: tuple[NoteText, ...], pointed: dict[int, list[Mention]]
) -> tuple[tuple[NoteText, ...], dict[int, list[Mention]]]:
    """Both without a numbered list of references that nothing points to: it is a list, not notes."""
    if any(_is_plain(texts[index]) for index in pointed):
        return texts, pointed
    kept = [index for index, text in enumerate(texts) if not (text.head.citation and _is_plain(text))]
    return tuple(texts[index] for index in kept), {new: pointed[old] for new, old in enumerate(kept) if old in pointed}


def _is_plain(text: NoteText) -> bool:
    return text.mark is not None and text.mark.family == PLAIN


def _families(markers: set[str], notes: set[str]) -> dict[str, str]:
    """Family of markers → family of notes, for families that have no counterpart of their own name."""
    free_markers, free_notes = markers - notes, notes - markers
    if len(free_notes) == 1 and free_markers:
        return dict.fromkeys(free_markers, next(iter(free_notes)))
    return {}


def _note(
    analysis: Analysis, text: NoteText, references: tuple[Mention, ...], headwords: dict[int, Mention], mentions: Sequence[Mention]
) -> Note:
    head = text.head
    start, end = head.definition or (None, None)
    return Note(
        number=text.mark.number if text.mark else None,
        marker=_written(analysis, text.mark.start, text.mark.end) if text.mark else "",
        term=_written(analysis, *head.term) if head.term else None,
        aliases=tuple(dict.fromkeys(_written(analysis, *alias) for alias in head.aliases)),
        kind="citation" if head.citation else "definition",
        definition_start=start,
        definition_end=end,
        references=references,
        citation=_citation(analysis, text, mentions) if head.citation else None,
        headword=headwords.get(head.term[0]) if head.term else None,
    )


def _written(analysis: Analysis, start: int, end: int) -> str:
    """The source text behind a view span, without line breaks."""
    text = analysis.layout.text
    span = text.to_source(start, end)
    return _LINE_BREAK.sub("", text.source.text[span.start : span.end])


def _citation(analysis: Analysis, text: NoteText, mentions: Sequence[Mention]) -> Citation:
    """What the mentions inside a note say of the work that it refers to."""
    inside = within(mentions, text.start, text.end)
    values: dict[MentionType, str] = {}
    for mention in inside:
        if mention.type is MentionType.DATE and _LOOKED_UP.match(analysis.view, mention.end):
            continue
        value = _written(analysis, mention.start, mention.end) if mention.type is MentionType.JOURNAL else mention.value
        if value:
            values.setdefault(mention.type, value)
    return Citation(
        doi=values.get(MentionType.DOI),
        url=values.get(MentionType.URL),
        journal=values.get(MentionType.JOURNAL),
        published=values.get(MentionType.DATE),
    )


def _warnings(
    analysis: Analysis, texts: tuple[NoteText, ...], pointed: dict[int, list[Mention]], lost: list[Mention]
) -> Iterable[Warning]:
    for marker in lost:
        said = _written(analysis, marker.start, marker.end)
        yield Warning("undefined-marker", f"marker {said} has no note", marker.start, marker.end)
    used = {mark.family for index in pointed if (mark := texts[index].mark)}
    counts = Counter((text.mark.family, text.value) for text in texts if text.mark)
    seen: set[Key] = set()
    for index, text in enumerate(texts):
        if text.mark is None:
            continue
        said = _written(analysis, text.mark.start, text.mark.end)
        key = (text.mark.family, text.value)
        if counts[key] > 1 and key in seen:
            yield Warning("duplicate-note", f"a second note has the mark {said}", text.mark.start, text.mark.end)
        elif index not in pointed and text.mark.number is not None and (text.mark.family or PLAIN in used):
            yield Warning("unused-note", f"note {said} is never pointed to", text.mark.start, text.mark.end)
        seen.add(key)
