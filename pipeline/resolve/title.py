"""The title of the release."""

from __future__ import annotations

from pipeline.model import Layout


def title(layout: Layout) -> tuple[int, int] | None:
    """The view span of the title, without ornaments and without a subtitle on a line of its own; None where there is none."""
    return None
