"""Whether a stretch of a statement is a personal name."""

from __future__ import annotations

import re

from pipeline.extract.funding import words
from pipeline.extract.funding.funders import funder_at
from pipeline.extract.funding.programmes import programme_at
from pipeline.extract.funding.unit import Unit

#: Family and given name with a blank between them; without one a witness must know the given name.
_WITH_BLANK = re.compile(r"[一-龥々〆ヶヵ]{1,4} [一-龥々ぁ-んァ-ヶー]{1,5}")
_WITHOUT = re.compile(r"[一-龥々〆ヶヵ]{2,6}[ぁ-んァ-ヶー]{0,4}")


def is_person(unit: Unit, start: int, end: int) -> bool:
    """Whether view `[start, end)` is a person's name in Japanese letters and nothing else."""
    text = unit.view[start:end]
    if not (_WITH_BLANK.fullmatch(text) or (end in unit.persons and _WITHOUT.fullmatch(text))):
        return False
    named = words.programme_head().search(text) or words.funder_form().fullmatch(text)
    return not named and not funder_at(text, 0, len(text)) and not programme_at(text, 0, len(text))
