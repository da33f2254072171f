"""What of a text could not be read as a release is read."""

from __future__ import annotations

import re

from pipeline.model import Analysis, Warning

_KANA = re.compile("[ぁ-んァ-ヶ]")


def warn(analysis: Analysis) -> tuple[Warning, ...]:
    """A Warning where the text holds no kana."""
    if _KANA.search(analysis.view):
        return ()
    return (Warning("not-japanese", "the text holds no kana; names are found by Latin patterns only"),)
