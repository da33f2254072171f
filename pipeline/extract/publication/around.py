"""The journal's title that ends, or begins, at a place of the view."""

from __future__ import annotations

import re

from pipeline.extract.publication.forms import FULL_START, NAME, has_head_word, known, looks_like_title, plain, without_last_stop

_LONGEST = 130
# What may stand before a title in Latin letters: anything that is not Latin, punctuation, or "in" of a citation.
_STRETCH = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ0-9&:,.;'/+()?!\- \n]*$")
_BOUNDARY = re.compile(r"(?:[,.;:?!)/]|\d{4}[.):]?|(?<![A-Za-z])[Ii]n:?)\s|[(;\n]|(?<=\d)\.(?=[A-Z])")
_NUMBER = re.compile(r"\(?[0-9]{1,2}[.)]? +|[).?!]+ *|[-+] +")
#: A label in Latin letters, whose colon parts it from the title: Journal: Kitahama Letters.
_LABEL = re.compile(r"(?:Journal|Publication|Published in|Source|Publisher|Magazine)(?: (?:name|title))? ?: ?", re.IGNORECASE)
_SHORT_WORD = re.compile(r"^(?:J\.|[A-Z][a-zA-Z]{1,9}\.|[A-Z]{2,}) ?")


def title_before(view: str, end: int, floor: int) -> tuple[int, bool] | None:
    """(start, known) of the title in Latin letters that ends at `end`, `known` by the lexicon; None where none does.

    `floor` is the earliest place it may start. Of several readings the longest known one wins, then the longest that follows the
    grammar: "…, H. Kato, J. Am. Chem. Soc." gives the short form whole, "… in mice. Nature Communications" not the mice.
    """
    stretch = _STRETCH.search(view, max(floor, end - _LONGEST), end)
    if stretch is None or stretch.start() == end:
        return None
    begin = stretch.start()
    while begin < end and view[begin] in " .,:;":
        begin += 1
    if number := _NUMBER.match(view, begin, end):
        begin = number.end()
    starts = [begin, *(match.end() for match in _BOUNDARY.finditer(view, begin, end))]
    starts = [label.end() if (label := _LABEL.match(view, start, end)) else start for start in starts]
    for start in starts:
        if known(view[start:end]):
            return start, True
    for start in starts:
        if FULL_START.match(view, start, end) and looks_like_title(view[start:end]):
            return start, False
    for start in starts:
        words = view[start:end]
        if not looks_like_title(words):
            continue
        if ". " in words and not _SHORT_WORD.match(words):
            continue
        if ", " in words and not has_head_word(words):
            continue
        return start, False
    return None


def title_after(view: str, start: int, limit: int) -> int | None:
    """The end of the title in Latin letters that starts at `start`; None where none does."""
    match = NAME.match(view, start, min(limit, start + _LONGEST))
    if match is None:
        return None
    best = _known_end(view, start, match.end(), limit)
    end = start + len(without_last_stop(view[start : max(best, match.end())]).rstrip(" &:-"))
    return end if end - start > 1 else None


def _known_end(view: str, start: int, end: int, limit: int) -> int:
    """The end of the longest known title that goes on over a comma: Brain, Behavior, and Immunity."""
    best = end
    at = end
    while at < limit and (more := re.compile(r",? (?:and |& )?").match(view, at, limit)) and more.end() > at:
        following = NAME.match(view, more.end(), min(limit, start + _LONGEST))
        if following is None:
            break
        at = following.end()
        if known(plain(view[start:at])):
            best = at
    return best
