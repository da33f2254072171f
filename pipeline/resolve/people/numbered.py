"""Affiliations by number: Ichiro Aoki1,2 … 1 北浜大学、2 東雲研究所."""

from __future__ import annotations

import re

from pipeline.model import Mention
from pipeline.resolve.people.text import BODIES, Sheet

# Behind a name 1,2 · ^1 · <sup>1,2</sup> · 1) · (1) · *1; a number behind a blank needs its bracket.
_MARKS = re.compile(
    r"(?:\^|<sup>)?[*※]?[0-9]{1,2}(?:, ?[*※]?[0-9]{1,2})*(?![0-9年月])\)?"
    r"| ?\([*※]?[0-9]{1,2}(?:, ?[0-9]{1,2})*\)| [*※]?[0-9]{1,2}(?:, ?[0-9]{1,2})*\)"
)
_NUMBER = re.compile(r"(?<![^\n、,;:( >*※])([0-9]{1,2})(?:</sup>|[.):。])? ?$")


class Numbered:
    """The bodies of a list of affiliations by their numbers."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.bodies: dict[str, list[Mention]] = {}
        for body in sheet.mentions:
            number = _NUMBER.search(sheet.view, max(0, body.start - 10), body.start) if body.type in BODIES else None
            if number:
                self.bodies.setdefault(number[1], []).append(body)

    def of(self, mention: Mention) -> list[Mention]:
        """The bodies whose numbers stand behind an author's name, each the next one below with that number."""
        marks = _MARKS.match(self.sheet.view, mention.end)
        found = []
        for number in re.findall(r"[0-9]+", marks[0]) if marks else ():
            later = next((body for body in self.bodies.get(number, ()) if body.start > mention.end), None)
            found += [later] if later else []
        return found
