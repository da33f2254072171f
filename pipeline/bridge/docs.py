"""Release → spaCy Doc: mentions become spans on the Doc's own tokens, the release itself stands in `doc.user_data`."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.assemble import Release
from pipeline.assemble.schema import MentionRecord
from pipeline.errors import TextMismatch

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

#: The span group that holds every mention.
GROUP = "kisha"
#: The key of `doc.user_data` under which the release stands, as in its JSON.
RECORDS = "kisha"
#: The key of `doc.user_data` under which stands what did not fit the tokens: lists of mention ids (see `fill`).
ALIGNMENT = "kisha_alignment"


class Alignment(StrEnum):
    """What becomes of a mention that begins or ends within a token."""

    EXPAND = "expand"  # the span covers every token that the mention touches
    CONTRACT = "contract"  # the span covers the tokens that lie wholly in the mention, if any does
    STRICT = "strict"  # there is no span


def fill(doc: Doc, release: Release, *, group: str = GROUP, ents: bool = True, alignment: Alignment = Alignment.EXPAND) -> None:
    """Writes `release`, whose source text is `doc.text`, into `doc`.

    `doc.spans[group]` gets a span for each mention, nested ones too: `label_` is the type, `id_` the mention's id, `kb_id_` its
    value (empty for none). `doc.ents`, where `ents` is set, becomes the layer without overlaps: of two spans that overlap the
    longer stays, of two as long the earlier. `doc.user_data["kisha"]` holds the release; its offsets are exact, whatever the
    tokens are.

    `doc.user_data["kisha_alignment"]` names the mentions that the tokens did not fit: `moved` have a span whose ends are not
    theirs, `lost` have none, `not_in_ents` have one that is no entity. Raises TextMismatch where a mention's text is not what the
    Doc has there.
    """
    text = doc.text
    spans: list[Span] = []
    moved: list[str] = []
    lost: list[str] = []
    for mention in release.mentions:
        if text[mention.start : mention.end] != mention.text:
            name = release.document.id
            raise TextMismatch(f"{mention.id} ({mention.type}) is not what the text has there", source=name)
        span = _span(doc, mention, alignment)
        if span is None:
            lost.append(mention.id)
            continue
        if (span.start_char, span.end_char) != (mention.start, mention.end):
            moved.append(mention.id)
        spans.append(span)
    doc.spans[group] = spans
    kept = _flat(spans)
    if ents:
        doc.set_ents(kept)
    entities = {span.id_ for span in kept}
    doc.user_data[RECORDS] = release.model_dump(mode="json")
    doc.user_data[ALIGNMENT] = {
        "moved": moved,
        "lost": lost,
        "not_in_ents": [span.id_ for span in spans if span.id_ not in entities] if ents else [],
    }


def release_of(doc: Doc) -> Release | None:
    """The release that `doc` was filled with, None where it was not."""
    found = doc.user_data.get(RECORDS)
    return Release.model_validate(found) if found is not None else None


def _span(doc: Doc, mention: MentionRecord, alignment: Alignment) -> Span | None:
    return doc.char_span(
        mention.start,
        mention.end,
        label=str(mention.type),
        kb_id=mention.value or "",
        span_id=mention.id,
        alignment_mode=str(alignment),
    )


def _flat(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda span: (span.start_char - span.end_char, span.start_char)):
        tokens = range(span.start, span.end)
        if taken.isdisjoint(tokens):
            kept.append(span)
            taken.update(tokens)
    return sorted(kept, key=lambda span: span.start)
