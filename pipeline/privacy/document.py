"""A release and its text, redacted: one pure function between assembling and writing, so that every writer gets its result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pipeline.assemble import Release
from pipeline.assemble.schema import MentionRecord
from pipeline.model import MentionType, Source
from pipeline.privacy.cover import Cover
from pipeline.privacy.folded import folded
from pipeline.privacy.levels import COVER, Level

#: Fields whose words are the program's own, never the document's.
_OWN = frozenset(
    ("schema_version", "id", "media_type", "encoding", "sha256", "type", "kind", "code", "roles", "mentions", "references")
)
#: Mentions whose values are numbers and days of other things.
_PLAIN = frozenset({MentionType.DATE, MentionType.DURATION, MentionType.MARKER, MentionType.HEADWORD, MentionType.AWARD_NUMBER})
_DESK = ("phone", "fax", "email", "postal_code", "address")


def redact(release: Release, text: str | None, level: Level, *, cover: Cover | None = None) -> tuple[Release, str | None]:
    """`release` and its source text without what `level` names; without a text the release alone.

    In the text each code point that is taken out becomes █, save line breaks: its length stays, and so do all offsets. A mention
    that is taken out keeps its place and type; its value is null. In the records ways to reach people are null, names are █1, █2 …
    in the order of `people`, so that who is named in several records stays one. `document.redaction` says what was done;
    `document.sha256` is empty, since a hash of the original would let short numbers be guessed. Redacting twice changes nothing.

    `cover` (see `cover_of`) covers what several releases of one text say; otherwise what `release` says is covered.
    """
    made = _Redaction(release, text, level, cover or cover_of((release,), level))
    return made.release(), made.text


def redact_read(release: Release, source: Source, level: Level | None) -> tuple[Release, Source]:
    """The same for a document that was just read, with a source whose text is the redacted one, to be stored beside the output."""
    if level is None:
        return release, source
    redacted, text = redact(release, source.text, level)
    return redacted, replace(source, text=text or "", name=redacted.document.source, sha256="", made=True)


def cover_of(releases: Iterable[Release], level: Level) -> Cover:
    """What is to be covered where several releases (an output and its gold) speak of one text."""
    return Cover(releases, level)


class _Redaction:
    def __init__(self, release: Release, text: str | None, level: Level, cover: Cover) -> None:
        self._before = release
        self._cover = cover
        self._level = _joined(release, level)
        self.text = None if text is None else cover.text(text, cover.spans_of(release))
        self._labels = self._people() if cover.level.people else {}

    def release(self) -> Release:
        data = self._covered(self._before.model_dump(mode="json"))
        data["document"] |= {"sha256": "", "redaction": {"level": self._level, "cover": COVER}}
        data["mentions"] = [self._mention(mention) for mention in self._before.mentions]
        self._records(data["records"])
        return Release.model_validate(data)

    def _words(self, kind: str, start: int, end: int, words: str, value: str | None = None) -> str:
        if self.text is not None:
            return self.text[start:end]
        return self._cover.text(words, ((0, self._cover.taken(kind, words, value)),))

    def _mention(self, mention: MentionRecord) -> dict[str, Any]:
        words = self._words(mention.type, mention.start, mention.end, mention.text, mention.value)
        value = mention.value
        if value is not None and mention.type not in _PLAIN:
            value = None if not words.replace(COVER, "").strip() else self._cover.words(value)
        return {
            **mention.model_dump(mode="json"),
            "text": words,
            "value": value,
            "cue": self._cover.words(mention.cue) if mention.cue is not None else None,
            "beat": None
            if mention.beat is None
            else [
                {**rival.model_dump(mode="json"), "text": self._words(rival.type, rival.start, rival.end, rival.text)}
                for rival in mention.beat
            ],
        }

    def _covered(self, value: Any) -> Any:
        """`value` with every text in it covered, save the program's own words."""
        if isinstance(value, str):
            return self._cover.words(value)
        if isinstance(value, list):
            return [self._covered(each) for each in value]
        if isinstance(value, Mapping):
            return {key: each if key in _OWN else self._covered(each) for key, each in value.items()}
        return value

    def _records(self, records: dict[str, Any]) -> None:
        before = self._before.records
        if self._cover.level.contacts:
            for desk in records["contacts"]:
                desk.update(dict.fromkeys(_DESK))
            for person in records["people"]:
                person.update(email=None, phone=None)
        if self.text is not None:
            for note in records["glossary"]:
                if note["definition_start"] is not None:
                    note["definition"] = self.text[note["definition_start"] : note["definition_end"]]
        if not self._cover.level.people:
            return
        for person, was in zip(records["people"], before.people, strict=True):
            person.update(name=self._label(was.name), reading=None, romanized=None)
        for author, wrote in zip(records["publication"]["authors"], before.publication.authors, strict=True):
            author.update(name=self._label(wrote.name), person=self._label(wrote.person) if wrote.person else None)
        for grant, gave in zip(records["funding"], before.funding, strict=True):
            grant["recipients"] = [self._label(name) for name in gave.recipients]
        for desk, who in zip(records["contacts"], before.contacts, strict=True):
            desk["person"] = self._label(who.person) if who.person else None

    def _people(self) -> dict[str, str]:
        """A person's name and Latin form → what stands for them in the records."""
        labels: dict[str, str] = {}
        for number, person in enumerate(self._before.records.people, 1):
            label = person.name if person.name.startswith(COVER) else f"{COVER}{number}"
            for name in filter(None, (person.name, person.romanized)):
                labels.setdefault(folded(name), label)
        return labels

    def _label(self, name: str) -> str:
        if COVER in name:
            return name
        return self._labels.get(folded(name)) or COVER


def _joined(release: Release, level: Level) -> Level:
    """The level where something was taken out before."""
    before = release.document.redaction
    return level if before is None or before.level == level else Level.ALL
