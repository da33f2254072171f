"""Text → Layout: lines, sections and sentences."""

from pipeline.segment.layout import segment

__all__ = ["segment"]
