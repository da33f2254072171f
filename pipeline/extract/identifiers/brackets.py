"""Where an address ends that a text has put into brackets or before a full stop."""

from __future__ import annotations

_PAIRS = {")": "(", "]": "[", "}": "{"}
_STOPS = ".,;:!?*"


def whole(view: str, start: int, end: int) -> int:
    """The end of the address in view `[start, end)`: before the first bracket that it did not open, without closing punctuation.

    A bracket that it opened and never closed is not its own either: `10.1000/x(in` (from `10.1000/x（in press…`).
    """
    opened: list[int] = []
    for at in range(start, end):
        character = view[at]
        if character in "([{":
            opened.append(at)
        elif character in _PAIRS:
            if not opened or view[opened[-1]] != _PAIRS[character]:
                end = at
                break
            opened.pop()
    if opened and opened[0] < end:
        end = opened[0]
    while end > start and view[end - 1] in _STOPS:
        end -= 1
    return end
