"""Lists of authors in Latin letters: where one ends, and what is none.

Forms: Taro Aoki · T. Aoki · Aoki T · Aoki, T. · Tran Minh Anh · Ludwig van der Berg, with marks of affiliation (1,2 * †),
joined by commas, semicolons, & and "and".
"""

from __future__ import annotations

import re

_UP = "[A-ZÀ-ÖØ-ÞŁŚŠŽČŞŻ]"
_LOW = "[a-zß-öø-ÿāăąćčďēęěğīıłńňōőœřśşšťūůűźżž'’]"
_PART = rf"(?:{_UP}{_LOW}+(?:-{_UP}?{_LOW}+)*(?:{_UP}{_LOW}+)?|{_UP}{_UP}+(?:-{_UP}+)?)"
_PARTICLE = r"(?:(?:de|van|von|der|den|del|della|di|da|dos|la|le|al|bin|ten|ter|El|Al) |d'|O'|al-)"
_INITIALS = rf"(?:{_UP}\.(?: ?-? ?{_UP}\.){{0,3}})"
_NAME = (
    rf"(?:{_PARTICLE}{{0,2}}{_PART}(?: {_PART})?, {_INITIALS}"  # Aoki, T.
    rf"|{_PART} {_INITIALS}"  # Aoki T.
    rf"|{_INITIALS} ?{_PARTICLE}{{0,2}}{_PART}(?:[ -]{_PART})?"  # T. Aoki
    rf"|{_PARTICLE}{{0,2}}{_PART} {_UP}{{1,3}}(?!{_UP}|{_LOW})"  # Aoki T
    rf"|{_PART}(?: (?:{_INITIALS}|{_UP}))?(?: {_PARTICLE}{{0,2}}{_PART}){{1,3}})"  # Taro Aoki, Daiki D. Aoki
)
_MARKS = (
    r"(?: [0-9]{1,2}(?:[,、] ?[0-9]{1,2})*\)"  # Taro Aoki 1,2)
    r"|(?: ?(?:[*†‡§¶#☨⁎]|\(?(?<=[^ ])[0-9a-e](?:[,、-] ?[0-9a-e])*\)?(?![A-Za-z0-9]))(?:,?[*†‡§¶#☨0-9])*)*)"
    r"(?: ?\((?!(?:19|20)[0-9]{2})[^()\n]{2,80}\))?"
)
_AUTHOR = re.compile(rf"(?P<name>{_NAME}){_MARKS}")
_JOIN = re.compile(r"\.? ?(?:[,、;・/／] ?(?:and |& ?)?|&|(?<= )(?:and|AND) )\s*(?:\.\.\. ?|… ?)?")
_CLOSE = re.compile(r"[.,]{0,2} ?(?:et al\.?|ほか|他)|ら")
_SEPARATOR = re.compile(r"[、,;・/／] *|\n *")
#: Family names alone, before a year: Aoki et al. (2021), Aoki & Mori (2020).
_FAMILY_NAMES = re.compile(rf"{_PART}(?:(?:,? and |,? & |, ){_PART}){{0,3}}(?:,? et al\.?)?(?=,? \(?(?:19|20)[0-9]{{2}})")
#: What may stand right after the last author of a citation.
_AFTER = re.compile(r"[.,:;、。]|\s*\(?(?:19|20)\d\d|\s*[\"“「『]|\s*$|\s*\n")


def authors_end(view: str, start: int, end: int) -> tuple[int, int]:
    """(end of the list of authors that begins at `start`, number of names); `(start, 0)` where none begins there."""
    if family := _FAMILY_NAMES.match(view, start, end):
        return family.end(), 1
    at, stop, count = start, start, 0
    while match := _AUTHOR.match(view, at, end):
        join = _JOIN.match(view, match.end(), end)
        closing = _CLOSE.match(view, match.end(), end)
        if not (join or closing or _AFTER.match(view, match.end(), end)):
            if match[0].endswith("."):  # … Mori J. Rapid genotyping of …: the stop ends the list
                stop, count = match.end() - 1, count + 1
            break
        stop, count = match.end(), count + 1
        if closing:
            return closing.end(), count
        if join is None:
            break
        at = join.end()
    else:
        rest = re.compile(r"et al\.?").match(view, at, end)
        if rest and count:
            return rest.end(), count
    return stop, count


#: A group that signs as an author: …, and the Kitahama Collaboration; on behalf of the TSUBAME Investigators.
_GROUP = re.compile(
    r"(?:(?:and|for|behalf of) (?:the )?|(?<=[,;、] ))(?P<name>[A-Z][0-9A-Za-z-]*(?: [A-Z][0-9A-Za-z-]*){0,4}"
    r" (?:Collaborations?|Consortium|Investigators|(?:Study|Working|Research) Group|Study Team|Network))(?![A-Za-z])"
)


def group_names(view: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The groups that sign as authors in the list `[start, end)`, without their article."""
    return tuple(match.span("name") for match in _GROUP.finditer(view, start, end))


def author_names(view: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The names in Latin letters in the list of authors `[start, end)`, without their marks; names in Japanese are passed over."""
    found = []
    at = start
    while at < end:
        match = _AUTHOR.match(view, at, end)
        join = _JOIN.match(view, match.end(), end) if match else None
        last = match and not view[match.end() : end].strip(" .。\n")
        if match and (join or last or _CLOSE.match(view, match.end(), end)):
            found.append(match.span("name"))
            at = join.end() if join else end
            continue
        separator = _SEPARATOR.search(view, at, end)
        at = separator.end() if separator else end
    return tuple(found)


def is_author_list(text: str) -> bool:
    """Whether all of `text` is a list of names in Latin letters (a single name counts only with marks)."""
    words = re.sub(r"^(?:and|&) ", "", text.strip().rstrip(".,;、"))
    stop, count = authors_end(words, 0, len(words))
    if not count:
        return False
    whole = not words[stop:].strip(" *†‡§¶#,.;0-9")
    return whole and (count > 1 or words != text.strip().rstrip(".,;、") or bool(re.search(r"[*†‡#]|et al", words)))


_JAPANESE_NAME = re.compile(
    r"^[一-龥々ヶノ]{1,4} ?[一-龥々ぁ-んァ-ヶー]{1,6}(?:\([^()]*\))?[*†‡§0-9]*$|^[ァ-ヶー]+[・=＝ ][ァ-ヶー・ ]+$"
)


def is_japanese_name_list(text: str) -> bool:
    """Whether `text` is a list of Japanese names: 青木一郎, 森 二郎・林三枝."""
    names = [name for name in re.split(r"[、,;・/]\s*", text.strip(" ()。")) if name]
    return bool(names) and all(_JAPANESE_NAME.match(name.strip()) for name in names)
