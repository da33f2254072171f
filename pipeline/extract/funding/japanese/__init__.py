"""Reads a Japanese funding statement from left to right into tokens.

At depth 0 the statement is cut at separators, quotations, brackets, labels, numbers and verbs (`marks`); the chunks between them
are read by `chunks`. Brackets that hold numbers are read the same way, one level down.
"""

from pipeline.extract.funding.japanese.chunks import read_chunk
from pipeline.extract.funding.japanese.reader import read_japanese

__all__ = ["read_chunk", "read_japanese"]
