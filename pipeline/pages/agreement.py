"""Output against gold for the eye: which mentions agree, which are missed, extra or of another value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.assemble import Release
from pipeline.assemble.schema import MentionRecord
from pipeline.pages.marks import Shown


@dataclass(frozen=True, slots=True)
class Difference:
    """One row of the table of differences; `anchor` is the place in the text. Values are None where the other side has nothing."""

    kind: str  # missed, extra or wrong
    type: str
    text: str
    anchor: str | None  # of a missed mention; an output's own anchor is known by `mention`
    mention: str | None
    gold: str | None
    output: str | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How an output's mentions agree with the gold's, and those that it misses, ready to be marked."""

    agreed: int
    differences: tuple[Difference, ...]  # in the order of the text
    missed: tuple[Shown, ...]
    ignored: frozenset[str]  # ids of mentions that the gold does not judge

    def count(self, kind: str) -> int:
        """How many differences there are of one kind."""
        return sum(each.kind == kind for each in self.differences)

    def states(self, anchors: Mapping[str, str]) -> dict[str, str]:
        """Anchor → extra, wrong or missed; what is not there agrees."""
        own = {anchors[each.mention]: each.kind for each in self.differences if each.mention is not None}
        return own | {each.id: "missed" for each in self.missed} | {anchors[each]: "ignored" for each in self.ignored}


def agreement(output: Release, gold: Release) -> Agreement:
    """Strict: type and both ends have to be the same. TERM counts only where the gold marks any."""
    terms = any(each.type == "TERM" for each in gold.mentions)
    wanted = {_key(each): each for each in gold.mentions}
    found = {_key(each): each for each in output.mentions if terms or each.type != "TERM"}
    missed = {key: f"g{number}" for number, key in enumerate(wanted) if key not in found}
    different = {key: _missed(wanted[key], anchor) for key, anchor in missed.items()}
    different |= {key: _extra(each) for key, each in found.items() if key not in wanted}
    both = wanted.keys() & found.keys()
    different |= {key: _wrong(wanted[key], found[key]) for key in both if _differs(wanted[key], found[key])}
    return Agreement(
        agreed=len(both) - len(both & different.keys()),
        differences=tuple(different[key] for key in sorted(different, key=lambda key: (key[1], key[2], key[0]))),
        missed=tuple(Shown(anchor, key[1], key[2], key[0], wanted[key].value, "missed") for key, anchor in missed.items()),
        ignored=frozenset(each.id for each in output.mentions if not terms and each.type == "TERM"),
    )


def _missed(gold: MentionRecord, anchor: str) -> Difference:
    return Difference("missed", str(gold.type), gold.text, anchor, None, gold.value, None)


def _extra(output: MentionRecord) -> Difference:
    return Difference("extra", str(output.type), output.text, None, output.id, None, output.value)


def _wrong(gold: MentionRecord, output: MentionRecord) -> Difference:
    return Difference("wrong", str(gold.type), gold.text, None, output.id, gold.value, output.value)


def _differs(gold: MentionRecord, output: MentionRecord) -> bool:
    """A gold mention without a value does not ask for one."""
    return bool(gold.value) and gold.value != output.value


def _key(mention: MentionRecord) -> tuple[str, int, int]:
    return str(mention.type), mention.start, mention.end
