"""Puts lines, sections and sentences together."""

from __future__ import annotations

from pipeline.model import Layout, Text
from pipeline.segment.lines import lines
from pipeline.segment.sections import sections
from pipeline.segment.sentences import sentences


def segment(text: Text) -> Layout:
    """The layout of `text`. Linear in its length; raises nothing."""
    rows = lines(text.view)
    return Layout(text, rows, sections(text.view, rows), sentences(text.view, rows))
