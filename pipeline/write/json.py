"""The contract's JSON: the same Release gives the same bytes."""

from __future__ import annotations

import json
from typing import Any

from pipeline.assemble import Release

#: Fields that only `--explain` fills; without it they would be noise. So would `redaction` be without `--redact`.
_EXPLANATIONS = ("cue", "beat")


def to_json(release: Release) -> str:
    """`release` as indented JSON in reading order, with a final line break."""
    return json.dumps(_plain(release), ensure_ascii=False, indent=2) + "\n"


def to_json_line(release: Release) -> str:
    """`release` as one line of JSON Lines, with its line break."""
    return json.dumps(_plain(release), ensure_ascii=False, separators=(",", ":")) + "\n"


def _plain(release: Release) -> dict[str, Any]:
    document = release.model_dump(mode="json")
    for mention in document["mentions"]:
        for key in _EXPLANATIONS:
            if mention[key] is None:
                del mention[key]
    if document["document"]["redaction"] is None:
        del document["document"]["redaction"]
    return document
