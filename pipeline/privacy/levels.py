"""How much is taken out."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

#: What stands in place of each code point that was taken out; line breaks stay.
COVER: Final = "█"


class Level(StrEnum):
    """What is taken out: ways to reach people, who they are, or both."""

    CONTACTS = "contacts"
    PEOPLE = "people"
    ALL = "all"

    @property
    def contacts(self) -> bool:
        """Whether telephone, fax, e-mail and postal address are taken out."""
        return self is not Level.PEOPLE

    @property
    def people(self) -> bool:
        """Whether names are taken out."""
        return self is not Level.CONTACTS
