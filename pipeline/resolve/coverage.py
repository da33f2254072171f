"""What of a text could not be read as a release is read."""

from __future__ import annotations

import re

from pipeline.model import Analysis, Warning, Witness

_KANA = re.compile("[ぁ-んァ-ヶ]")


def warn(analysis: Analysis) -> tuple[Warning, ...]:
    """A Warning where the text holds no kana, and where the neural model was left out because the text is too long for it."""
    found = []
    if not _KANA.search(analysis.view):
        found.append(Warning("not-japanese", "the text holds no kana; names are found by Latin patterns only"))
    if Witness.GINZA in analysis.silent:
        found.append(Warning("names-skipped", "the text is too long for the neural model; names come from the other witnesses"))
    return tuple(found)
