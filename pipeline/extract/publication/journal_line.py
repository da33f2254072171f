"""The journal in a stretch that holds nothing else but volume and pages: behind a label, or on a line of a block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.publication import titles
from pipeline.extract.publication.around import title_after
from pipeline.extract.publication.forms import is_no_journal, japanese_forms, known, looks_like_title, plain, without_last_stop

_QUOTED = re.compile(r"[「『“\"'《〈<]([^「『“\"《〈<」』”》〉>\n]{2,150})[」』”\"'》〉>]")
#: What follows a title: brackets, volume, year, DOI, edition.
CUT = re.compile(
    r"\s*(?:[(\[〔【;「『]"
    r"|[,、.。:]?\s*(?:[Vv]ol(?:ume|\.)?|[Nn]o\.|Issue|Article|pp\.?|in press|doi|DOI|https?:|第 ?[0-9]|[0-9])"
    r"|[,、]\s*[(\[]|\s誌|(?<=[A-Za-zァ-ヶー」』])誌(?:$|[、。に電オ上( ])"
    r"|[,、の ]{0,8}(?:オンライン|電子|速報|印刷|Web|WEB|ウェブ|デジタル|早期|先行)[^\s]{0,4}版?"
    r"|[、。\t/]|\s{2,}| [-―] |(?<=[A-Za-z])(?:に|の|で|から)(?![A-Za-z]))"
)
_DESCRIBED = re.compile(r"[一-龥ぁ-んァ-ヶ・]{1,24}(?:誌|雑誌|ジャーナル|紀要)(?:の|である|、| )?(?=(?!Vol|No|VOL)[A-Z“\"「『])")
_NONE = re.compile(r"^(?:未定|なし|同上|調整中|-|―)$")
_ALIAS = re.compile(r" ?[(\[] ?(?:略称?[:：]?)?([^()\[\]\n]{2,120}?)(?:誌)? ?[)\]]")


def titles_in_value(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The journal's title in `[start, end)`, and its other name in brackets where the lexicon knows that."""
    while start < end and view[start] in " \t:：*":
        start += 1
    if described := _DESCRIBED.match(view, start, end):
        start = described.end()
    span = _title(view, *titles.untagged(view, start, end))
    if span is None:
        return
    words = view[span[0] : span[1]]
    if _NONE.match(words) or is_no_journal(words):
        return
    yield span
    yield from alias(view, span[1], end)


def alias(view: str, end: int, limit: int) -> Iterator[tuple[int, int]]:
    """The other name in brackets after a title that ends at `end`: Proceedings of … (PNAS), Nature（ネイチャー）."""
    at = end + 1 if end < limit and view[end] in "」』”\"'" else end
    match = _ALIAS.match(view, at, min(limit, at + 140))
    if match and (known(match[1]) or (not view[end - 1].isascii() and looks_like_title(match[1]) and " " in match[1])):
        yield match.span(1)


def _title(view: str, start: int, end: int) -> tuple[int, int] | None:
    quoted = _QUOTED.match(view, start, end)
    if quoted is None and not view[start : start + 1].isascii():
        # A description first: 英国科学誌「Nature」
        later = _QUOTED.search(view, start, end)
        described = later and re.search(r"(?:誌|雑誌|ジャーナル|紀要) ?$", view[start : later.start()])
        if later and (described or looks_like_title(later[1])):
            quoted = later
    if quoted:
        return trimmed(view, quoted.start(1), quoted.end(1))
    if view[start : start + 1].isascii():
        return _latin(view, start, end)
    form = japanese_forms().match(view, start, end)
    cut = CUT.search(view, start + 1, end)
    stop = cut.start() if cut else end
    if form and form.end() >= stop:
        stop = form.end()
    elif view[:stop].endswith("誌") and re.search(r"[ァ-ヶーA-Za-z」』 ]誌$", view[start:stop]):
        stop -= 1
    return trimmed(view, start, stop)


def _latin(view: str, start: int, end: int) -> tuple[int, int] | None:
    """A bare title in Latin letters; a comma belongs to it where the words behind it end with "and …" and no number follows."""
    for at in _stops(view, start, end):
        if known(view[start:at]) or looks_like_title(view[start:at]):
            return trimmed(view, start, at)
    longest = title_after(view, start, end)
    if longest is not None:
        return trimmed(view, start, longest)
    cut = CUT.search(view, start + 1, end)
    return trimmed(view, start, cut.start() if cut else end)


def _stops(view: str, start: int, end: int) -> Iterator[int]:
    """Where the title may end, the latest first."""
    cut = CUT.search(view, start + 1, end)
    last = cut.start() if cut else end
    while last > start and view[last - 1] in " ,.;:、":
        last -= 1
    yield last
    for match in reversed(list(re.finditer(r",? ", view[start:last]))):
        if match[0].startswith(","):
            yield start + match.start()


def trimmed(view: str, start: int, end: int) -> tuple[int, int] | None:
    """`[start, end)` without blanks, quotes and a closing stop; None where nothing is left."""
    while start < end and view[start] in " \t\n*'\"“「『《":
        start += 1
    while end > start and view[end - 1] in " \t\n,;:、。*'\"”」』》":
        end -= 1
    end = start + len(without_last_stop(view[start:end]))
    if view[start:end].endswith("誌") and re.search(r"[A-Za-z] ?誌$", view[start:end]):
        return trimmed(view, start, end - 1)
    return (start, end) if end - start > 1 and not plain(view[start:end]).isdigit() else None
