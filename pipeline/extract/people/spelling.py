"""Whether kanji can be read in a way, put together from the readings of the single characters."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.analyse.namebook import entries
from pipeline.extract.people.romaji import of_kana

# Voiced sounds count as their voiceless ones where parts of a name meet: セン + ハ is Senba.
_VOICELESS = (("j", "sh"), ("z", "s"), ("d", "t"), ("g", "k"), ("b", "h"), ("p", "h"), ("f", "h"))


@lru_cache(maxsize=4096)
def composed(kanji: str, form: str) -> bool:
    """Whether `form` can be put together from readings of the single kanji, the voicing aside: 千 + 波 = senba."""
    if not 1 < len(kanji) < 5:
        return False
    syllables = []
    for place, character in enumerate(kanji):
        spoken = kanji[place - 1] if character == "々" and place else character
        said_so = {of_kana(entry.reading) for entry in entries(spoken)} - {""}
        if not said_so:
            return False
        syllables.append("(?:" + "|".join(sorted(re.escape(_voiceless(each)) for each in said_so)) + ")")
    return re.fullmatch("".join(syllables), _voiceless(form)) is not None


def _voiceless(form: str) -> str:
    for voiced, voiceless in _VOICELESS:
        form = form.replace(voiced, voiceless)
    return form
