"""ADDRESS: behind a postal code, behind 住所 or 所在地, or bare with a prefecture or city, a town and numbers.

The whole address is one mention, with the building and the floor that are written on with it; a body's name behind it, labels and
brackets are outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.places.address_parts import (
    BODY,
    BUILDING,
    CITY,
    FIGURES,
    GLUED_BODY,
    NAME,
    NAMED_BUILDING,
    NUMBERS,
    STOP,
    bare,
    labelled,
    numbered,
    prefecture,
)
from pipeline.extract.places.gazetteer import found
from pipeline.model import Mention, MentionType

_CODE = re.compile(r"[0-9]{3} ?[-ー―]? ?[0-9]{4}[)\]]?[ \n]{0,3}")
_MARK = re.compile(r"(?:〒|〠|郵便番号[ :：]{0,2}) ?$")
_LABEL = re.compile(r"(?P<words>住所|所在地|本社所在地|本店所在地|会社所在地|連絡先住所|送付先)[ \n:：]{1,3}(?:日本 ?)?")
_WORD = re.compile(r" ?[^ \n]+")
_BUILDING_LINE = re.compile(r"\n ?(?P<line>[^\n\s:：@]{2,24}(?: ?[0-9]{1,2}(?:階|F))?) ?(?=\n|$)")
_LAST_LINE = re.compile(r"(?:[0-9]階|[0-9]F|ビル|号室|号館)$")
_REST = re.compile(rf"[{NAME}]{{0,12}}(?:{NUMBERS})")
#: The name of the town in an address: つくば of 茨城県つくば市.
_TOWN = re.compile(r"(?P<name>[一-龥ぁ-んァ-ヺー]{2,6})[市町村]")
_LONGEST_SITE = 10
_LONGEST_REST = 80  # code points of buildings behind place and numbers
_ENGLISH = re.compile(
    r"(?<![0-9A-Za-z\-])[0-9]{1,4}(?:-[0-9]{1,4})+,? (?:[A-Z][A-Za-z\-']+,? ){1,7}(?=[0-9]{3}-[0-9]{4}(?![0-9\-]))"
)


@dataclass(frozen=True, slots=True)
class _Start:
    """Where an address begins, how far its place and numbers reach at least, and what spoke for it."""

    start: int
    core: int
    rule: str
    cue: str = ""


def addresses(view: str) -> Iterator[Mention]:
    """The ADDRESS candidates of `view`."""
    taken = -1
    starts = {each.start: each for each in (*_bare(view), *_labelled(view), *_behind_code(view))}  # the surest last
    for each in sorted(starts.values(), key=lambda start: start.start):
        if each.start < taken:
            continue
        end = _end(view, each)
        if end > each.start:
            yield Mention(MentionType.ADDRESS, each.start, end, None, each.rule, each.cue, 0.95)
            taken = end
    for match in _ENGLISH.finditer(view):
        end = match.start() + len(match[0].rstrip(" ,"))
        yield Mention(MentionType.ADDRESS, match.start(), end, None, "places.address-english", "", 0.9)


def _behind_code(view: str) -> Iterator[_Start]:
    for code in _CODE.finditer(view):
        start = code.end()
        marked = _MARK.search(view, max(0, code.start() - 8), code.start())
        if prefecture().match(view, start) or (marked and CITY.match(view, start)):
            core = numbered().match(view, start)
            yield _Start(start, core.end() if core else start, "places.address", "〒" if marked else code[0].strip())


def _labelled(view: str) -> Iterator[_Start]:
    for label in _LABEL.finditer(view):
        if core := numbered().match(view, label.end()) or labelled().match(view, label.end()):
            yield _Start(core.start(), core.end(), "places.address", label["words"])


def _bare(view: str) -> Iterator[_Start]:
    for each in found(view):
        if each.place.kind in ("prefecture", "city") and (core := bare().match(view, each.start)):
            yield _Start(core.start(), core.end(), "places.address-bare")


def _end(view: str, start: _Start) -> int:
    """The end of the address that begins at `start`; the start itself where none does."""
    farthest = min(len(view), start.core + _LONGEST_REST)
    stop = STOP.search(view, start.core, farthest)
    limit = stop.start() if stop else farthest
    bare_one = start.rule == "places.address-bare"
    end = _with_buildings(view, start.core, limit) if bare_one else _line(view, start.start, limit)
    if view[end - 1 : end] == ")" and view.count("(", start.start, end) < view.count(")", start.start, end):
        end -= 1  # the bracket that the whole address stands in
    return _with_next_line(view, start.start, end)


def _line(view: str, start: int, limit: int) -> int:
    """The end of an address behind its code or label: word by word up to `limit`."""
    end = start
    for match in _WORD.finditer(view, start, limit):
        word = match[0].strip()
        last = match.end() >= limit or not view[match.end() : limit].strip()
        if end > start and not _goes_on(view, start, end, word, last=last):
            break
        if glued := GLUED_BODY.search(view, start, match.end()):
            return glued.start()
        end = match.end()
    return end


def _goes_on(view: str, start: int, end: int, word: str, *, last: bool) -> bool:
    """Whether `word` goes on with the address at view `[start, end)`, a blank between them. `last`: nothing follows it."""
    if FIGURES.match(word) or BUILDING.search(word):
        return True
    if BODY.search(word):
        return False
    if last and (NAMED_BUILDING.match(word) or _is_site(view[start:end], word)):
        return True
    figures = bool(re.search(r"[0-9]", word))
    if not re.search(r"[0-9]", view[start:end]):
        return figures or bool(CITY.match(word))
    return figures and view[end - 1] not in "0123456789号地"


def _is_site(address: str, word: str) -> bool:
    """Whether a word is a site named after the town of the address: 北浜市小浜1-1 北浜西."""
    first = prefecture().match(address)
    town = _TOWN.match(address, first.end() if first else 0)
    return bool(town and len(word) > len(town["name"]) and word.startswith(town["name"]) and len(word) < _LONGEST_SITE)


def _with_buildings(view: str, end: int, limit: int) -> int:
    while match := _WORD.match(view, end, limit):
        word = match[0].strip()
        if not BUILDING.search(word) or (BODY.search(word) and not re.search(r"[0-9]", word)):
            break
        end = match.end()
    return end


def _with_next_line(view: str, start: int, end: int) -> int:
    """The end with a line behind it that is a building alone, or the numbers where the first line has none."""
    match = _BUILDING_LINE.match(view, end) or _BUILDING_LINE.match(view, end + 1)
    if not match or view[end : match.start()].strip():
        return end
    line = match["line"]
    if not re.search(r"[0-9]", view[start:end]):
        return match.end("line") if _REST.fullmatch(line) and re.search(r"[0-9]|丁目", line) else end
    return match.end("line") if _LAST_LINE.search(line) and not BODY.search(line) else end
