"""Covers what is looked for, in any text, sign for sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.assemble import Release
from pipeline.model import MentionType
from pipeline.privacy.contacts import TYPES, Contacts
from pipeline.privacy.folded import Folded
from pipeline.privacy.levels import COVER, Level
from pipeline.privacy.names import Names


class Cover:
    """Knows what `releases` say of people and covers it wherever it stands."""

    def __init__(self, releases: Iterable[Release], level: Level) -> None:
        all_ = tuple(releases)
        self.level = level
        self.contacts = Contacts(all_) if level.contacts else None
        self.names = Names(all_) if level.people else None

    def text(self, text: str, known: Iterable[tuple[int, int]] = ()) -> str:
        """`text` with everything covered that is looked for, and with the half-open spans `known`; its length stays."""
        signs = list(text)
        for start, end in (*known, *self._spans(text)):
            signs[start:end] = (sign if sign in "\r\n" else COVER for sign in signs[start:end])
        return "".join(signs)

    def spans_of(self, release: Release) -> Iterator[tuple[int, int]]:
        """Where `release` has mentions, or candidates that lost, which are covered for what they are: source offsets."""
        for mention in release.mentions:
            yield mention.start, mention.start + self.taken(mention.type, mention.text, mention.value)
            for rival in mention.beat or ():
                yield rival.start, rival.start + self.taken(rival.type, rival.text, None)

    def taken(self, kind: str, words: str, value: str | None) -> int:
        """How many code points of a mention are taken out for what it is, from its beginning."""
        if (self.contacts is not None and kind in TYPES) or (self.names is not None and kind == MentionType.PERSON):
            return len(words)
        return self.names.local_end(words, value) if self.names is not None and kind == MentionType.EMAIL else 0

    def words(self, words: str) -> str:
        """A short text of a release covered; one that is a name and nothing else is covered whole."""
        if self.names is not None and self.names.is_name(words):
            return self.text(words, ((0, len(words)),))
        return self.text(words)

    def _spans(self, text: str) -> list[tuple[int, int]]:
        folded = Folded(text)
        found: list[tuple[int, int]] = []
        if self.contacts is not None:
            found += self.contacts.spans(folded)
        if self.names is not None:
            found += self.names.spans(folded)
        return found
