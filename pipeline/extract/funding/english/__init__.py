"""Reads an English funding statement (or one line of a list) from left to right into tokens.

Known names and numbers stand first (`names`, `numbers`); between them, a phrase in capitals is a funder or a programme by its head
word (`phrases`). `reader` walks over the statement and asks each in turn.
"""

from pipeline.extract.funding.english.reader import read_english

__all__ = ["read_english"]
