"""The state of a walk over an English statement."""

from __future__ import annotations

from collections.abc import Generator

from pipeline.extract.funding.tokens import Kind, Token
from pipeline.extract.funding.unit import Unit

#: A reader of one kind of part: yields tokens and says where to go on; where it began, it read nothing.
Step = Generator[Token, None, int]

#: One word of a name: it begins with a capital.
WORD = r"[A-Z][\w'’./&+-]*|[A-Z]\.(?:[A-Z]\.)+"


class Scan:
    """The statement and what was read of it last."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.view = unit.view
        self.flat = unit.view[: unit.end].replace("\n", " ")  # same offsets; names may be broken over lines
        self.last: Token | None = None
        self.aid = False  # a Grant-in-Aid stands before: another category may follow by its name alone

    def note(self, token: Token) -> Token:
        """`token`, remembered as the last one read."""
        self.last = token
        if token.kind is Kind.FUNDER:
            self.aid = False
        elif token.category:
            self.aid = True
        return token

    def behind_funder(self, at: int) -> bool:
        """Whether nothing but blanks stands between a funder's name and `at`."""
        last = self.last
        return last is not None and last.kind in (Kind.FUNDER, Kind.ABBREVIATION) and not self.view[last.end : at].strip(" \n)")

    def last_is(self, *kinds: Kind) -> bool:
        """Whether the last token is of one of `kinds`."""
        return self.last is not None and self.last.kind in kinds
