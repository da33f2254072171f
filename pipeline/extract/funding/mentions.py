"""Items → Mentions: each part once, with the grants that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.funding.blocks import Form
from pipeline.extract.funding.groups import Part, Role, encode
from pipeline.extract.funding.items import Item, project_titles
from pipeline.extract.funding.tokens import Kind, Token
from pipeline.model import Mention, MentionType

_TYPES = {
    Kind.FUNDER: MentionType.FUNDER,
    Kind.ABBREVIATION: MentionType.FUNDER,
    Kind.PROGRAM: MentionType.PROGRAM,
    Kind.TITLE: MentionType.PROJECT,
    Kind.NUMBER: MentionType.AWARD_NUMBER,
}
_SURE, _FAIR = 1.0, 0.8


class Mentions:
    """Collects the parts of all items; a part that several grants share becomes one mention."""

    def __init__(self, view: str) -> None:
        self._view = view
        self._tokens: dict[tuple[MentionType, int, int], tuple[Token, str]] = {}
        self._parts: dict[tuple[MentionType, int, int], list[Part]] = {}

    def add(self, item: Item, *, own: bool, rule: Form) -> None:
        """Adds a grant."""
        tokens = item.tokens
        start, end = tokens[0].start, max(token.end for token in tokens)
        people = tuple((token.start, token.end) for token in item.people)

        def part(role: Role) -> Part:
            return Part(start, end, role, own, item.letter, people)

        names = item.funders or item.carried
        for index, token in enumerate(names):
            role = Role.ABBREVIATION if token.kind is Kind.ABBREVIATION else Role.CO_FUNDER if index else Role.MAIN
            self._put(token, rule, part(role))
        if item.heading:
            self._put(item.heading, rule, part(Role.HEADING))
        if item.umbrella:
            self._put(item.umbrella, rule, part(Role.UMBRELLA))
        for index, token in enumerate(item.programs):
            if not token.letter:
                self._put(token, rule, part(Role.SHORT if index and token.nested and not token.category else Role.MAIN))
            elif item.before:
                for whole in item.before.programs[:1]:
                    self._put(whole, rule, part(Role.MAIN))
        for token in (*project_titles(item), *item.numbers):
            self._put(token, rule, part(Role.MAIN))

    def add_names(self, item: Item, rule: Form) -> None:
        """Adds the names of an item that is no grant: programmes that are known, and their titles."""
        known = [token for token in item.programs if token.known or item.sub or rule is Form.NAME]
        for token in (*known, *(project_titles(item) if known else ())):
            if token.end - token.start > 2:
                self._put(token, rule, None)

    def done(self) -> Iterator[Mention]:
        """The mentions, in no order."""
        for key, (token, rule) in self._tokens.items():
            kind, start, end = key
            value = token.value if kind is MentionType.AWARD_NUMBER else None
            confidence = _SURE if token.known or kind is MentionType.AWARD_NUMBER else _FAIR
            cue = re.sub(r"\s+", " ", self._view[max(0, start - 8) : start]).strip()
            group = encode(self._parts[key])
            yield Mention(kind, start, end, value, f"funding.{rule}", cue, confidence, group)

    def _put(self, token: Token, rule: Form, part: Part | None) -> None:
        key = (_TYPES[token.kind], token.start, token.end)
        self._tokens.setdefault(key, (token, rule))
        parts = self._parts.setdefault(key, [])
        if part is not None and part not in parts:
            parts.append(part)
