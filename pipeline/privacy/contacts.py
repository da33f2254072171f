"""Ways to reach people: the values that the release has, and what has the form of one though no extractor took it for one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.assemble import Release
from pipeline.lexicon import table
from pipeline.model import MentionType
from pipeline.privacy.folded import Folded, folded

#: Mentions that are nothing but a way to reach somebody.
TYPES = (MentionType.EMAIL, MentionType.PHONE, MentionType.FAX, MentionType.POSTAL_CODE, MentionType.ADDRESS)
_NUMBERS = (MentionType.PHONE, MentionType.FAX, MentionType.POSTAL_CODE)
_LEAST_LETTERS = 6
_COUNTRY = "81"
_POSTAL_DIGITS = 7
_DIGIT = "0-9０-９"
_DASH = r"\-‐‑‒–−－ーｰ―"
_MAIL = re.compile(
    rf"[^\s<>「」『』（）()\[\]【】、。，：:;\"'@＠]{{1,64}}[ 　]?[@＠][ 　]?[A-Za-zＡ-Ｚａ-ｚ{_DIGIT}.．_{_DASH}]{{2,}}"
)
_PHONE = re.compile(
    rf"(?<![{_DIGIT}A-Za-z])(?:[+＋][{_DIGIT}]{{1,3}}[ 　{_DASH}]?)?[(（]?[0０]?[)）]?[{_DIGIT}]{{1,5}}[)） 　{_DASH}(（.]{{1,2}}"
    rf"[{_DIGIT}]{{1,4}}[)） 　{_DASH}.]{{1,2}}[{_DIGIT}]{{3,4}}(?![{_DIGIT}])"
)
_POSTAL = re.compile(rf"(?<=[〒〠])[\s　:：]{{0,3}}[{_DIGIT}]{{3}}[ 　{_DASH}]{{0,3}}[{_DIGIT}]{{4}}(?P<rest>[^\n]*)")
#: What may stand before the significant part of a number.
_BEFORE = re.compile(rf"(?:[+＋])?(?:[8８][1１])?[ 　{_DASH}]?[(（]?[0０]?[)）]?[ 　{_DASH}]?[(（]?$")
_DIGITS = range(10, 13)


class Contacts:
    """What is looked for at the levels `contacts` and `all`."""

    def __init__(self, releases: Iterable[Release]) -> None:
        words: set[str] = set()
        numbers: set[str] = set()
        for release in releases:
            for kind, value in _values(release):
                if kind in _NUMBERS:
                    numbers.add(_significant(folded(value)))
                else:
                    words.add(folded(value))
        self._words = sorted(word for word in words if len(word) >= _LEAST_LETTERS)
        self._numbers = sorted(number for number in numbers if len(number) >= _LEAST_LETTERS and number.isdecimal())

    def spans(self, text: Folded) -> Iterator[tuple[int, int]]:
        """Where they stand, repeats in any spelling, and what has their form."""
        for word in self._words:
            yield from text.find(word)
        for number in self._numbers:
            for start, end in text.find_number(number):
                if len(number) == _POSTAL_DIGITS and _inside_number(text.text, start, end):
                    continue
                yield _with_prefix(text.text, start), end
        yield from _by_form(text.text)


def _values(release: Release) -> Iterator[tuple[MentionType, str]]:
    for mention in release.mentions:
        if mention.type in TYPES:
            yield mention.type, mention.text
            yield mention.type, mention.value or ""
        for rival in mention.beat or ():
            if rival.type in TYPES:
                yield MentionType(rival.type), rival.text
    for person in release.records.people:
        yield MentionType.EMAIL, person.email or ""
        yield MentionType.PHONE, person.phone or ""
    for desk in release.records.contacts:
        yield MentionType.EMAIL, desk.email or ""
        yield MentionType.PHONE, desk.phone or ""
        yield MentionType.FAX, desk.fax or ""
        yield MentionType.POSTAL_CODE, desk.postal_code or ""
        yield MentionType.ADDRESS, desk.address or ""


def _significant(digits: str) -> str:
    """A number without what stands before it at home (0) or abroad (81)."""
    return digits.removeprefix(_COUNTRY).removeprefix("0") if len(digits) > _POSTAL_DIGITS else digits


def _inside_number(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isdecimal() or text[end : end + 1].isdecimal()


def _with_prefix(text: str, start: int) -> int:
    """The beginning of a number with its 0, +81 or (0) before offset `start`."""
    match = _BEFORE.search(text[max(0, start - 10) : start])
    return start - len(match[0].lstrip(" 　")) if match else start


def _by_form(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _MAIL.finditer(text))
    for match in _PHONE.finditer(text):
        digits = folded(match[0])
        if (digits[:1] == "0" and len(digits) in _DIGITS) or match[0][0] in "+＋":
            yield match.span()
    for match in _POSTAL.finditer(text):
        rest = _next_label().search(text, match.start("rest"), match.end("rest"))
        yield match.start(), rest.start() if rest else match.end("rest")
    for match in _labelled_number().finditer(text):
        yield match.span("number")
    for match in _labelled_address().finditer(text):
        rest = _next_label().search(text, match.start("place"), match.end("place"))
        yield match.start("place"), rest.start() if rest else match.end("place")


def _words(kind: str) -> str:
    rows = sorted((row["word"] for row in table("privacy_words") if row["kind"] == kind), key=lambda word: -len(word))
    return "|".join(re.escape(word) for word in rows)


@cache
def _labelled_number() -> re.Pattern[str]:
    """内線12345, TEL: 5550-0187: a short number too, behind its label."""
    return re.compile(
        rf"(?<![A-Za-z])(?:{_words('number')})(?:番号|\.)?[ 　:：/／(（\[]{{0,4}}"
        rf"(?P<number>[+＋(（]?[{_DIGIT}][{_DIGIT} 　()（）{_DASH}]{{1,20}}[{_DIGIT}])",
        re.IGNORECASE,
    )


@cache
def _labelled_address() -> re.Pattern[str]:
    words = _words("address")
    return re.compile(rf"(?:^|(?<=[\n 　\t（(【■●・]))(?:{words})[】)）]?[ 　]{{0,2}}[:：\t][ 　]{{0,4}}(?P<place>[^\n]+)")


@cache
def _next_label() -> re.Pattern[str]:
    """What ends an address on its line: the label of a number or of an e-mail address, or a bracket that closes around it."""
    return re.compile(rf"[ 　/／|(（\[【]*(?<![A-Za-z])(?:{_words('number')}|E-?mail|メール|URL|https?:)", re.IGNORECASE)
