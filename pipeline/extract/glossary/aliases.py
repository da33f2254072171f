"""Other names of a headword: in brackets behind it, or in its definition as what it stands for (X の略)."""

from __future__ import annotations

import re

_SPLIT = re.compile(r" ?[:;、=] ?|, | / |(?<=[^0-9a-z]),(?=\D)")
_LABEL = re.compile(
    r"(?:(?:以下|略称|略号|略語|別名|通称|俗称|英語名?|英名|英訳|和名|学名|旧称|正式名称?|または|もしくは|読み|英語で)[ :は]*"
    r"|[略英][ :]+)(?=.)"
)
_TAIL = re.compile(r" ?(?:の略(?:称|語|記)?|など|等|ともいう|とも呼ばれる|とも呼ぶ|と略(?:す|記))$")
_NO_ALIAS = re.compile(
    r"^(?:以下|略称?|英|別名|[0-9年月日./-]+|[図表写注※].*|.*(?:参照|後述|前述|それぞれ))$"
    r"|[をが。]|(?:する|した|いる|れる|です|ます)$|https?://"
)
_LONGEST = 80
_LATIN = r"[A-Za-z][A-Za-z0-9α-ω ,'/&+.-]{3,90}?"
_JAPANESE = r"[一-龥ァ-ヶー々・]{3,30}"
_STANDS_FOR = re.compile(
    rf"(?:(?:は、?|^|\n)[「『]?(?P<said>{_JAPANESE})[」』]? ?\([「『\"]?(?P<bracketed>{_LATIN})[」』\"]?\)|(?P<latin>{_LATIN})"
    rf"|(?:は、?|^|\n)[「『]?(?P<japanese>{_JAPANESE}))[」』\"]? ?の(?:略(?!さ|し)|頭文字|頭字語|アクロニム)"
)
_EXPANSION = re.compile(r"[A-Za-z][A-Za-z0-9 &'/-]{5,90}(?=[.。、,(]|$|\n)")


def in_brackets(view: str, start: int, end: int) -> tuple[int, tuple[tuple[int, int], ...]]:
    """(where the headword in view `[start, end)` ends without the brackets behind it, the aliases in them).

    Brackets in its middle stay inside; an abbreviation in them is an alias all the same: 誘導放出制御（STED）顕微鏡.
    """
    aliases: list[tuple[int, int]] = []
    at = _rstrip(view, start, end)
    while at > start and view[at - 1] == ")" and (opening := _opening(view, start, at)) is not None and opening > start:
        aliases = [*_parts(view, opening + 1, at - 1), *aliases]
        at = _rstrip(view, start, opening)
    for inner in re.finditer(r"\(([A-Z][A-Za-z0-9-]{1,9})\)", view[start:at]):
        aliases.append((start + inner.start(1), start + inner.end(1)))
    return at, tuple(aliases)


def in_definition(view: str, start: int, end: int, term: str) -> tuple[tuple[int, int], ...]:
    """What the definition in view `[start, end)` says that `term` stands for."""
    found = []
    first_stop = view.find("。", start, end)
    for match in _STANDS_FOR.finditer(view[start:end]):
        spans = (match.span(group) for group in ("said", "bracketed", "latin", "japanese") if match[group])
        found += [_trimmed(view, start + first, start + last) for first, last in spans]
    if not found:
        expansion = _EXPANSION.match(view, start, end if first_stop < 0 else first_stop + 1)
        if expansion and _abbreviates(term, expansion[0]):
            found.append(_trimmed(view, *expansion.span()))
    return tuple(found)


def _abbreviates(term: str, phrase: str) -> bool:
    """Whether the capitals of `term` are, in order, among the initials of `phrase`: D3G, Database for Drug … Genome."""
    capitals = [letter for letter in term if letter.isupper()]
    if len(capitals) < 2 or " " not in phrase or not re.fullmatch(r"[A-Za-z0-9-]+", term):
        return False
    initials = iter(letter.upper() for letter in re.findall(r"(?<![A-Za-z])[A-Za-z]|(?<=[a-z])[A-Z]", phrase))
    return all(capital in initials for capital in capitals)


def _parts(view: str, start: int, end: int) -> list[tuple[int, int]]:
    found, at = [], start
    for stop, after in [*((match.start(), match.end()) for match in _SPLIT.finditer(view, start, end)), (end, end)]:
        if span := _alias(view, at, stop):
            found.append(span)
        at = after
    return found


def _alias(view: str, start: int, end: int) -> tuple[int, int] | None:
    start, end = _trimmed(view, start, end)
    if label := _LABEL.match(view, start, end):
        start = label.end()
    if tail := _TAIL.search(view, start, end):
        end = tail.start()
    start, end = _trimmed(view, start, end)
    text = view[start:end]
    if not text or len(text) > _LONGEST or _NO_ALIAS.search(text) or not re.search(r"[^\W\d_]", text):
        return None
    return start, end


def _trimmed(view: str, start: int, end: int) -> tuple[int, int]:
    while start < end and view[start] in ' \n「『"“':
        start += 1
    while end > start and view[end - 1] in ' \n」』"”.、':
        end -= 1
    return start, end


def _rstrip(view: str, start: int, end: int) -> int:
    return start + len(view[start:end].rstrip())


def _opening(view: str, start: int, end: int) -> int | None:
    """Where the bracket opens that closes at `end - 1`."""
    depth = 0
    for at in range(end - 1, start - 1, -1):
        depth += {")": 1, "(": -1}.get(view[at], 0)
        if depth == 0:
            return at
    return None
