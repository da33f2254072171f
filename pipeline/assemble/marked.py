"""Resolved marks → Release: every mention stands exactly where it was marked, also where the view sees it otherwise."""

from __future__ import annotations

from pipeline.assemble import assemble
from pipeline.assemble.schema import MentionRecord, Release
from pipeline.model import MentionType
from pipeline.model.annotation import Mark
from pipeline.resolve.marked import Resolved


def assemble_marked(resolved: Resolved) -> Release:
    """The output document of what marks say: one mention for each mark, in reading order; records name them by their ids."""
    release = assemble(resolved.facts)
    text = resolved.facts.analysis.layout.text.source.text
    # resolving keeps the order and number of mentions
    mentions = [_moved(record, mark, text) for record, mark in zip(release.mentions, resolved.mark_of.values(), strict=True)]
    mentions += [_apart(mark, f"m{len(mentions) + number}", text) for number, mark in enumerate(resolved.apart, 1)]
    mentions.sort(key=lambda each: (each.start, -each.end, each.type))
    return release.model_copy(update={"mentions": mentions})


def _moved(record: MentionRecord, mark: Mark, text: str) -> MentionRecord:
    where = {"type": MentionType(mark.type), "start": mark.start, "end": mark.end, "text": text[mark.start : mark.end]}
    return record.model_copy(update={**where, "value": record.value if mark.value is None else mark.value})


def _apart(mark: Mark, id_: str, text: str) -> MentionRecord:
    return MentionRecord(
        id=id_, type=MentionType(mark.type), start=mark.start, end=mark.end, text=text[mark.start : mark.end], value=mark.value
    )
