"""Who people are: the names that the release has, their parts, readings and Latin forms, and the repeats that nobody marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from pipeline.analyse.namebook import Kind, kinds, readings
from pipeline.assemble import Release
from pipeline.extract.people.romaji import of_kana, plain
from pipeline.lexicon import column, table
from pipeline.model import MentionType
from pipeline.privacy.folded import Folded, folded
from pipeline.privacy.levels import COVER

_PARTS = re.compile(r"[\s　・=＝,，、.．]+")
_LATIN = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a]+")
_KANA = re.compile(r"[\u3040-\u30ff\uff66-\uff9f\s・=＝]+")
_IDEOGRAPH = r"々〆\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA_LETTER = re.compile(r"[\u3041-\u30fa\u30fc-\u30ff\uff66-\uff9f]")
_KATAKANA_LETTER = re.compile(r"[\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f]")  # behind a name in kana may stand は or の
_PIECE, _TOKEN, _WHOLE_KANA, _PART_KANA, _LONG_KANJI = 4, 3, 4, 3, 2  # the least lengths, in folded letters
_TOKENS = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"(?:[A-ZＡ-Ｚ][.．][  　-]?)+$")
_SIGNS = r"\s「」（）()<>、。"  # what no address holds
_ADDRESS = re.compile(rf"(?:https?://|www\.|//)[^{_SIGNS}]+|[^{_SIGNS}：:]{{1,64}}[@＠][^{_SIGNS}]+")
#: What bears the name of a place or body, in which a family name alone is no person's.
_BODIES = frozenset(map(MentionType, ("ORGANIZATION", "FUNDER", "LOCATION", "ADDRESS", "JOURNAL", "PROGRAM")))


@dataclass(slots=True)
class _Forms:
    """What is looked for, folded."""

    whole: set[str] = field(default_factory=set)  # anywhere
    latin: set[str] = field(default_factory=set)  # as a whole word, with a capital
    kana: set[str] = field(default_factory=set)  # as a whole run of kana
    family: set[str] = field(default_factory=set)  # anywhere but in the name of a place or body
    short: set[str] = field(default_factory=set)  # only before a title
    address: set[str] = field(default_factory=set)  # in addresses of the web and of mail; plain Latin forms


class Names:
    """What is looked for at the levels `people` and `all`."""

    def __init__(self, releases: Iterable[Release]) -> None:
        self._forms = _Forms()
        self._mails: set[str] = set()
        self._known: set[str] = set()
        protected: set[str] = set()
        for release in releases:
            for name in _names(release):
                _add(name, self._forms)
                self._known.add(folded(name))
            self._mails |= {person.email for person in release.records.people if person.email and COVER not in person.email}
            protected |= {folded(each.text) for each in release.mentions if each.type in _BODIES}
        self._protected = sorted(words for words in protected if any(family in words for family in self._forms.family))
        self._addresses = sorted(each for each in self._forms.address | {_local(mail) for mail in self._mails} if each)

    def is_name(self, text: str) -> bool:
        """Whether `text` is a name and nothing else."""
        return folded(text) in self._known

    def spans(self, text: Folded) -> Iterator[tuple[int, int]]:
        """Where names stand, in whole or in part, in any spelling."""
        forms = self._forms
        for word in sorted(forms.whole):
            yield from (span for span in text.find(word) if not re.search("[、。]", text.text[slice(*span)]))
        for word in sorted(forms.latin):
            yield from (_with_initials(text.text, *span) for span in text.find(word) if _is_word(text.text, *span))
        for word in sorted(forms.kana):
            yield from (span for span in text.find(word) if _is_run(text.text, *span))
        yield from self._families(text)
        yield from self._in_addresses(text.text)

    def local_end(self, mail: str, value: str | None) -> int:
        """How much of the written e-mail address `mail` says whose it is: all before its sign, where it is a person's; else 0."""
        if (value or mail) not in self._mails:
            return 0
        domain = (value or mail).rpartition("@")[2]
        rest = folded(domain)
        for start, _ in Folded(mail).find(rest):
            return start
        return len(mail)

    def _families(self, text: Folded) -> Iterator[tuple[int, int]]:
        bodies = _joined(span for words in self._protected for span in text.find(words))
        led = _led()
        for word in sorted(self._forms.family):
            for start, end in text.find(word):
                if not _within(bodies, start, end) or led.match(text.text, end):
                    yield start, end
        for word in sorted(self._forms.short):
            yield from (span for span in text.find(word) if led.match(text.text, span[1]))
        for word in self._addresses:
            if len(word) < _TOKEN:
                yield from (span for span in text.find(word) if _is_word(text.text, *span) and _has_title(text.text, span[0]))

    def _in_addresses(self, text: str) -> Iterator[tuple[int, int]]:
        """Parts of web and mail addresses that are a name, or begin or end with one; those of a person's own mail address."""
        for address in _ADDRESS.finditer(text):
            for token in _TOKENS.finditer(text, *address.span()):
                for start, end in _in_token(token[0], self._addresses):
                    yield token.start() + start, token.start() + end
        whole = Folded(text)
        for mail in sorted(self._mails):
            for start, end in whole.find(folded(mail)):
                yield start, start + (self.local_end(text[start:end], mail) or end - start)


def _names(release: Release) -> Iterator[str]:
    """Every name that the release has, in every form."""
    records = release.records
    found = [mention.text for mention in release.mentions if mention.type == MentionType.PERSON]
    found += [rival.text for mention in release.mentions for rival in mention.beat or () if rival.type == MentionType.PERSON]
    for person in records.people:
        found += [person.name, person.reading or "", person.romanized or ""]
    found += [name for author in records.publication.authors for name in (author.name, author.person or "")]
    found += [name for grant in records.funding for name in grant.recipients]
    found += [desk.person or "" for desk in records.contacts]
    yield from (name for name in dict.fromkeys(found) if folded(name) and COVER not in name)


def _add(name: str, forms: _Forms) -> None:
    parts = [part for part in _PARTS.split(name) if folded(part)]
    if _KANA.fullmatch(name):
        _add_kana(parts, forms)
    elif _LATIN.search(name) and not re.search(rf"[{_IDEOGRAPH}]", name):
        _add_latin(parts, forms)
    else:
        _add_kanji(parts, forms)


def _add_kana(parts: list[str], forms: _Forms) -> None:
    whole = folded("".join(parts))
    (forms.whole if len(whole) >= _WHOLE_KANA and len(parts) > 1 else forms.kana).add(whole)
    if len(parts) > 1:
        if len(whole) >= _WHOLE_KANA:
            forms.whole.add(folded("".join(reversed(parts))))
        forms.kana |= {folded(part) for part in parts if len(folded(part)) >= _PART_KANA}
        latin = {of_kana(_in_katakana(part)) for part in parts}
        forms.latin |= {word for word in latin if len(word) >= _PIECE}
        forms.address |= {word for word in latin if word}


def _add_latin(parts: list[str], forms: _Forms) -> None:
    pieces = [folded(part) for part in parts]
    if len(pieces) > 1:
        forms.latin |= {"".join(pieces), "".join((*pieces[1:], pieces[0])), "".join((pieces[-1], *pieces[:-1]))}
    long = [piece for piece in pieces if len(piece) >= _TOKEN and piece not in column("privacy_words", "word")]
    forms.latin |= set(long)
    for part in parts:
        forms.latin |= {folded(bit) for bit in re.split(r"[-‐‑–'’]", part) if len(folded(bit)) >= _PIECE}
    forms.address |= {plain(piece) or piece for piece in pieces} | set(pieces)


def _add_kanji(parts: list[str], forms: _Forms) -> None:
    whole = folded("".join(parts))
    families = {folded(parts[0])} if len(parts) > 1 else _families_of(whole)
    if whole in families or len(whole) == 1:
        families.add(whole)
    else:
        forms.whole.add(whole)
    forms.family |= {each for each in families if len(each) >= _LONG_KANJI}
    forms.short |= {each for each in families if len(each) < _LONG_KANJI}
    if not families and len(whole) > _LONG_KANJI:
        forms.short.add(whole[:_LONG_KANJI])
    for each in families:
        forms.address |= {of_kana(reading) for reading in readings(each, Kind.FAMILY)}


def _families_of(whole: str) -> set[str]:
    """What at the beginning of an unparted name is listed as a family name; the name itself where it is one."""
    if Kind.FAMILY in kinds(whole) and Kind.PERSON not in kinds(whole):
        return {whole}
    found = {whole[:end] for end in range(1, len(whole)) if Kind.FAMILY in kinds(whole[:end])}
    sure = {each for each in found if Kind.GIVEN in kinds(whole[len(each) :])}
    return sure or found


def _in_katakana(part: str) -> str:
    """A reading in plain katakana."""
    return "".join(chr(ord(letter) + 0x60) if "ぁ" <= letter <= "ゖ" else letter for letter in folded(part))


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is a word of Latin letters that begins with a capital."""
    if not any(letter.isupper() for letter in text[start:end]):
        return False
    return not _LATIN.fullmatch(text[start - 1 : start] or " ") and not _LATIN.fullmatch(text[end : end + 1] or " ")


def _is_run(text: str, start: int, end: int) -> bool:
    """Whether no kana stands right before or behind [start, end)."""
    return not _KANA_LETTER.match(text[start - 1 : start]) and not _KATAKANA_LETTER.match(text[end : end + 1])


def _with_initials(text: str, start: int, end: int) -> tuple[int, int]:
    initials = _INITIALS.search(text[max(0, start - 12) : start])
    return start - len(initials[0]) if initials else start, end


def _in_token(token: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """The parts of one token of an address that are a name, half-open."""
    low = token.lower()
    for name in names:
        if low == name:
            yield 0, len(token)
        elif len(name) >= _PIECE and low.startswith(name):
            yield 0, len(name)
        elif len(name) >= _PIECE and low.endswith(name):
            yield len(token) - len(name), len(token)


def _local(mail: str) -> str:
    return mail.partition("@")[0].lower()


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order; those that overlap are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _within(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return at >= 0 and end <= spans[at][1]


@cache
def _led() -> re.Pattern[str]:
    """What follows a name: a title, a post, the group that somebody leads."""
    words = [row["word"] for row in table("posts") if row["kind"] in ("stands", "tied", "title", "prefix")]
    words += [row["word"] for row in table("privacy_words") if row["kind"] in ("honorific", "group")]
    return re.compile("[ 　]?(?:" + "|".join(map(re.escape, words)) + ")")


@cache
def _titles() -> re.Pattern[str]:
    words = (row["word"] for row in table("privacy_words") if row["kind"] == "before")
    return re.compile("(?:" + "|".join(map(re.escape, words)) + ")[.．]?[ 　]{0,2}$")


def _has_title(text: str, start: int) -> bool:
    return _titles().search(text[max(0, start - 12) : start]) is not None
