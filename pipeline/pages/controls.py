"""Characters that would turn, hide or break text are shown by their names (U+202E): in a page they do nothing."""

from __future__ import annotations

import re
from typing import Final

#: Line breaks of all kinds; a page shows each as one.
_BREAK: Final = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
#: Controls but tab and line feed, halves of surrogate pairs, and what turns the direction of text.
CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """`text` with every line break as a line feed."""
    return _BREAK.sub("\n", text)


def name(control: str) -> str:
    """How one control character is shown: "U+202E"."""
    return f"U+{ord(control):04X}"


def named(text: str) -> str:
    """`text` with plain line breaks, and every control by its name."""
    return CONTROL.sub(lambda match: name(match[0]), plain(text))
