"""Numbers as releases write them: 1,200 · 30 · 三十一 · 二〇二二 · 6600万 · 2億3000万 · 数十 · 十数 · 1.5."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGIT = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_GREAT = {"万": 10**4, "億": 10**8, "兆": 10**12}

#: A day, month or short year: one or two digits, or kanji up to 九十九.
SHORT = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
#: The great units after a number: 6600万, 2億3000万, 1万2千, 3千.
GREAT = r"(?: ?[百千]?[万億兆](?:[0-9]+[百千]?万?)?| ?[百千](?![0-9]))"
#: A number with a thousands comma or a decimal point, and the great units after it.
ARABIC = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,8}}(?![0-9,])|[0-9]+(?:\.[0-9]+)?){GREAT}?"
KANJI = r"[一二三四五六七八九十百千万億]{1,12}"  # bounded: a long row of 十 would take quadratic time
#: "Several": 数, 数十, 数百万, 十数, 二十数, 十数万, 数10.
SOME = r"(?:数[十百千万億]*(?:10+(?![0-9]))?|(?:[一二三四五六七八九]?十数|[1-9]0数)[万億]?)"

_PARTS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|[^0-9,.]")
_POSITIONAL = re.compile(r"[〇零一二三四五六七八九]+")


def number(words: str) -> Decimal:
    """The number that `words` (ARABIC or KANJI) write. Raises ValueError for anything else."""
    if _POSITIONAL.fullmatch(words):
        return Decimal("".join(str(_DIGIT[character]) for character in words))
    total, section, current = Decimal(0), Decimal(0), None
    for part in _PARTS.findall(words.replace(" ", "")):
        if part[0].isdecimal() and part[0].isascii():
            current = Decimal(part.replace(",", ""))
        elif part in _DIGIT:
            current = Decimal(_DIGIT[part])
        elif part in _SMALL:
            section += (Decimal(1) if current is None else current) * _SMALL[part]
            current = None
        elif part in _GREAT:
            section += current or Decimal(0)
            total += (section or Decimal(1)) * _GREAT[part]
            section, current = Decimal(0), None
        else:
            raise ValueError(f"no number: {words!r}")
    return total + section + (current or Decimal(0))


def whole(words: str) -> int:
    """The whole number that `words` write (元 is 1)."""
    return int(words) if words.isascii() and words.isdecimal() else int(number(words))


def several(words: str) -> str:
    """TIMEX3's X for each digit that SOME leaves open: 数 X, 数十 X0, 十数 1X, 二十数 2X, 数万 X0000, 十数万 1X0000."""
    if words.startswith("数"):
        rest = words[1:]
        size = int(rest) if rest.isdecimal() and rest.isascii() else int(number(rest) if rest else 1)
        return "X" + "0" * (len(str(size)) - 1)
    tens, _, great = words.partition("数")
    return str(whole(tens) // 10) + "X" + (str(_GREAT[great])[1:] if great else "")
