"""Small places that no table knows: 波島の港, where a body of the text begins with the same name (波島測候所).

Two signs together: the name owns a part of a place, and a body is named after it. A word of the dictionary is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.lexicon import column
from pipeline.model import Analysis, Mention, MentionType, Witness

_LONGEST = 4


def local_places(analysis: Analysis) -> Iterator[Mention]:
    """The LOCATION candidates of `analysis` that only the text itself vouches for."""
    bodies = {
        analysis.view[name.start : name.start + length]
        for name in analysis.names
        if name.type is MentionType.ORGANIZATION and name.witness is Witness.GRAMMAR
        for length in range(2, min(_LONGEST, name.end - name.start - 2) + 1)
    }
    if not bodies:
        return
    for match in _owned().finditer(analysis.view):
        start, end = match.span("name")
        is_word = any((word.start, word.end) == (start, end) for word in analysis.words_between(start, end))
        if match["name"] in bodies and not is_word:
            yield Mention(MentionType.LOCATION, start, end, None, "places.local", match["part"], 0.6)


@cache
def _owned() -> re.Pattern[str]:
    parts = "|".join(sorted(map(re.escape, column("place_parts", "part")), key=lambda part: (-len(part), part)))
    return re.compile(rf"(?<![一-龥々ァ-ヶーA-Za-z])(?P<name>[一-龥々ヶノ]{{2,{_LONGEST}}})の(?P<part>{parts})(?![一-龥々])")
