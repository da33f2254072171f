"""What the user names → documents: files, folders, globs, lists, JSONL files and archives, each a container of documents."""

from pipeline.batch.sources.container import Container, Entry, Piece
from pipeline.batch.sources.listing import Listing, listing

__all__ = ["Container", "Entry", "Listing", "Piece", "listing"]
