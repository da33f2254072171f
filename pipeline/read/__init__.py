"""bytes → Source: the first room. One file for each kind of document; the kind is told by the content, not by the name."""

from pipeline.read.source import MAX_BYTES, READERS, read, read_bytes, read_text

__all__ = ["MAX_BYTES", "READERS", "read", "read_bytes", "read_text"]
