"""`kisha` and `kisha-rules`: the whole flow, with the neural model and without it."""

from __future__ import annotations

from pipeline import flow
from pipeline.assemble import Release
from pipeline.model import Source


def kisha(text: str) -> Release:
    """What the product says of `text`, mentions and records."""
    return flow.run(Source(text, "text"))


def kisha_rules(text: str) -> Release:
    """The same without GiNZA's network."""
    return flow.run(Source(text, "text"), ner=False)
