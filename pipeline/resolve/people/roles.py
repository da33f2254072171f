"""What part each person plays in the release: author, contact, investigator, quoted."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import table
from pipeline.model import Grant, Mention, Publication, SectionKind
from pipeline.resolve.people.text import Sheet, solid

_TEAM = re.compile(r"研究グループ|研究チーム|研究班|共同研究|共同グループ|開発チーム")
_QUOTE = re.compile(
    r"[^「」\n。]{0,24}(?:は|も|によると)、?[^「」\n。]{0,20}「[^」\n]{4,400}」(?:と|などと)?[^。\n]{0,16}(?:話|述べ|語|コメント|説明|強調|期待|振り返|意気込|意欲|喜|明か)"
)
# A quotation with its speaker in brackets behind it: …気の長い調査でした。(白井さん)
_SIGNED = re.compile(r"[」。] ?\($")
_SIGNATURE_END = re.compile(r"[^()\n、]{0,12}\)")
_LABEL = re.compile(r"[:：] ?$")
_BEFORE = re.compile(r"[:：;、,・ の(は\t]+$")


class Roles:
    """Tells the roles of people from where and how they are named."""

    def __init__(self, sheet: Sheet, publication: Publication, grants: tuple[Grant, ...]) -> None:
        self.sheet = sheet
        self.authors = frozenset(solid(author.name).lower() for author in publication.authors)
        self.recipients = frozenset(solid(name) for grant in grants for name in grant.recipients)

    def of(self, mentions: list[Mention], *, at_desk: bool) -> tuple[str, ...]:
        """The roles of the person of `mentions`, in the contract's order."""
        found = {
            "author": any(self._author(mention) for mention in mentions),
            "contact": at_desk,
            "investigator": any(self._investigator(mention) for mention in mentions),
            "quoted": any(self._quoted(mention) for mention in mentions),
        }
        return tuple(role for role, plays in found.items() if plays)

    def _author(self, mention: Mention) -> bool:
        if solid(self.sheet.words(mention)).lower() in self.authors or solid(self.sheet.text(mention)).lower() in self.authors:
            return True
        section = self.sheet.analysis.layout.section_at(mention.start).kind
        if section is SectionKind.PUBLICATION and not self.authors:
            return mention.rule in ("people.author-list", "people.name-list") or mention.cue in _labels("author")
        if _LABEL.search(self.sheet.view, max(0, mention.start - 2), mention.start):
            return False  # the head of a body in the brackets behind its name
        stop = self.sheet.view.find("。", mention.end)
        sentence = self.sheet.view[mention.end : min(stop if stop >= 0 else len(self.sheet.view), mention.end + 200)]
        return section in (SectionKind.LEAD, SectionKind.HEADER) and _TEAM.search(sentence.partition("\n")[0]) is not None

    def _investigator(self, mention: Mention) -> bool:
        if mention.cue in _labels("investigator") or solid(self.sheet.text(mention)) in self.recipients:
            return True
        before = _BEFORE.sub("", self.sheet.view[max(0, mention.start - 16) : mention.start])
        return before.endswith(tuple(_labels("investigator")))

    def _quoted(self, mention: Mention) -> bool:
        view = self.sheet.view
        if _SIGNED.search(view, max(0, mention.start - 3), mention.start) and _SIGNATURE_END.match(view, mention.end):
            return True
        return _QUOTE.match(view, mention.end) is not None


@cache
def _labels(role: str) -> frozenset[str]:
    return frozenset(row["label"] for row in table("person_labels") if row["role"] == role)
