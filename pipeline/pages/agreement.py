"""Output against gold for the eye: which mentions agree, which are missed, extra or of another value."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.assemble import Release
from pipeline.assemble.schema import MentionRecord
from pipeline.pages.marks import Shown


@dataclass(frozen=True, slots=True)
class Agreement:
    """The ids of an output's mentions by how they agree, and the gold's mentions that the output misses."""

    agreed: frozenset[str]
    wrong: dict[str, str]  # the output's mention → the gold's value
    extra: frozenset[str]
    missed: tuple[Shown, ...]


def agreement(output: Release, gold: Release) -> Agreement:
    """Strict: type and both ends have to be the same. TERM counts only where the gold marks any."""
    terms = any(each.type == "TERM" for each in gold.mentions)
    wanted = {_key(each): each for each in gold.mentions}
    found = {_key(each): each for each in output.mentions if terms or each.type != "TERM"}
    both = wanted.keys() & found.keys()
    wrong = {found[key].id: wanted[key].value or "" for key in both if wanted[key].value and wanted[key].value != found[key].value}
    return Agreement(
        agreed=frozenset(found[key].id for key in both) - wrong.keys(),
        wrong=wrong,
        extra=frozenset(each.id for key, each in found.items() if key not in wanted),
        missed=tuple(
            Shown(f"gold-{each.id}", each.start, each.end, str(each.type), each.value, "missed")
            for key, each in wanted.items()
            if key not in found
        ),
    )


def _key(mention: MentionRecord) -> tuple[str, int, int]:
    return str(mention.type), mention.start, mention.end
