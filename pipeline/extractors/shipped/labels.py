"""What other systems' labels mean in our types: the rows of `lexicon/data/extractor_labels.tsv`."""

from __future__ import annotations

from functools import cache

from pipeline.lexicon import table
from pipeline.model import MentionType


@cache
def types_of(scheme: str) -> dict[str, MentionType]:
    """Our type of each label of `scheme` that has one."""
    return {row["label"]: MentionType(row["type"]) for row in table("extractor_labels") if row["scheme"] == scheme}
