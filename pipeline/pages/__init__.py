"""Pages for people: one self-contained HTML file each, without network, readable on a phone, in print and by a screen reader."""

from pipeline.pages.render import page

__all__ = ["page"]
