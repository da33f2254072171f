"""Companies that 社 behind them gives away (Affymetrix 社, ファイザー社), and every other place where the same name stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.analyse.body_words import role
from pipeline.extract.organisations.found import organisation
from pipeline.model import Analysis, Mention

_NO_COMPANY = r"(?![会員長団屋内外交殿宅務債章運説史])"
_WORD = r"[A-Z][A-Za-z0-9&'\-]{0,40}"
_LATIN = re.compile(rf"(?<![A-Za-z0-9])({_WORD}(?:[ .]{{1,2}}(?:& )?{_WORD}\.?){{0,4}}|[a-z]+[A-Z][A-Za-z]+) ?社{_NO_COMPANY}")
_KANA = re.compile(rf"(?<![ァ-ヴー・])([ァ-ヴ][ァ-ヴー・&]{{1,24}}) ?社{_NO_COMPANY}")

#: A name of a place or a person before the katakana: 北浜テック社; 米ファイザー社 is ファイザー.
_MIXED = re.compile(rf"(?<![一-龥ァ-ヴー・])([一-龥]{{2,4}}[ァ-ヴ][ァ-ヴー・]{{1,12}}) ?社{_NO_COMPANY}")


def makers(analysis: Analysis) -> Iterator[Mention]:
    """The companies before 社, then their names wherever else they stand."""
    names: set[str] = set()
    for match in _MIXED.finditer(analysis.view):
        first = analysis.words_between(match.start(1), match.end(1))[0]
        if first.start == match.start(1) and first.pos[1] == "固有名詞" and first.surface not in role("country"):
            names.add(match[1])
            yield organisation(*match.span(1), "maker", cue="社", confidence=0.9)
    for pattern in (_LATIN, _KANA):
        for match in pattern.finditer(analysis.view):
            if len(match[1]) > 1 and match[1] not in role("no_company"):
                names.add(match[1])
                yield organisation(*match.span(1), "maker", cue="社", confidence=0.9)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        for match in re.finditer(rf"(?<![A-Za-z0-9ァ-ヴー・]){re.escape(name)}(?![A-Za-z0-9ァ-ヴー・])", analysis.view):
            yield organisation(*match.span(), "maker-again", cue=f"{name}社", confidence=0.7)
