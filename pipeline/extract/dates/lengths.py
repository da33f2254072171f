"""A number and its unit as words of a length of time: 10年, 1年半, 1時間30分, 数週間, 半年. Values in TIMEX3."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.extract.dates.numerals import ARABIC, KANJI, SOME, number, several
from pipeline.lexicon import Row, table

#: The designators from the largest unit to the smallest; two letters where they belong to the time part.
ORDER = ("Y", "M", "W", "D", "TH", "TM", "TS")
_SIZE = {"Y": 365.25, "M": 30.4, "W": 7.0, "D": 1.0, "TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}
_HALF_OF = {"Y": ("M", 6), "TH": ("TM", 30), "D": ("TH", 12), "TM": ("TS", 30)}
_FIXED = {
    "四半世紀": "P25Y",
    "半世紀": "P50Y",
    "半年間": "P6M",
    "半年": "P6M",
    "半日": "PT12H",
    "半月": "P0.5M",
    "ひと月": "P1M",
    "半時間": "PT30M",
    "数月": "PXM",
}
#: Words that measure a length: before it, behind it.
ROUGH = re.compile(r"(?:約|およそ|まる|丸) ?$")
MEASURE = re.compile(r" ?(?:程度|以上|以内|以下|未満|間(?!隔)|超|弱|強(?!化|度)|余り?|あまり|足らず|たらず|もの間)")
#: 10年前, 2時間半後, 2年半ほど前; 前半, 前後, 後半, 後期 are something else.
OFFSET = re.compile(
    r" ?(?:ほど|くらい|ぐらい|程度)?(?:(?P<before>前)(?![後半期年提述項記処線者倒])"
    r"|(?P<after>後)(?![半期年藤発方継述遺輩]))"
)
_AND = re.compile(r" ?(?:と|、)? ?")


@dataclass(frozen=True, slots=True)
class Part:
    """A number with its unit, or several units in a row, in the view."""

    start: int
    end: int
    amounts: tuple[tuple[str, str], ...]  # (designator, TIMEX3 number), largest unit first
    unit: str  # as written


@cache
def units() -> dict[str, Row]:
    """Unit as written → its row of the table."""
    return {word: row for row in table("time_units") for word in row["written"].split("|")}


@cache
def pattern() -> re.Pattern[str]:
    """A number with its unit, or a length that is one word."""
    words = sorted(units(), key=len, reverse=True)
    any_unit = "|".join(f"{word}(?!隔)" if word.endswith("間") else word for word in words)
    sure = "|".join(f"{word}(?!隔)" if word.endswith("間") else word for word in words if len(word) > 1 and word != "世紀")
    fixed = "|".join(sorted(_FIXED, key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<some>{SOME})|(?<![0-9.])(?P<n>{ARABIC})) ?(?P<unit>{any_unit})(?P<half>半(?![分ば減世数径]))?"
        rf"|(?P<kanji>{KANJI})(?:(?P<ku>{sure})(?P<kh>半)?|(?P<ku2>[年日分秒週])(?=以上|以内|余|半|後|前|にわた|ぶり))"
        rf"|(?P<fixed>{fixed})(?![分数額])"
    )


def part_of(match: re.Match[str]) -> Part:
    """What a match of `pattern` says."""
    if match["fixed"]:
        return Part(match.start(), match.end(), (("=", _FIXED[match["fixed"]]),), match["fixed"])
    unit = match["unit"] or match["ku"] or match["ku2"]
    row = units()[unit]
    designator = row["designator"]
    half = match["half"] or match["kh"]
    if match["some"]:
        return Part(match.start(), match.end(), ((designator, several(match["some"])),), unit)
    amount = number(match["n"] or match["kanji"]) * Decimal(row["scale"])
    amounts: tuple[tuple[str, str], ...] = ((designator, plain(amount)),)
    if half and designator in _HALF_OF:
        smaller, size = _HALF_OF[designator]
        amounts += ((smaller, str(size)),)
    elif half:
        amounts = ((designator, plain(amount + Decimal("0.5"))),)
    return Part(match.start(), match.end(), amounts, unit)


def compound(view: str, part: Part) -> Part:
    """1時間30分, 1年1か月と21日間: smaller units that go on with it. 1日20分間 is 20 minutes of each day."""
    while part.amounts[-1][0] in ORDER:
        gap = _AND.match(view, part.end)
        following = pattern().match(view, gap.end() if gap else part.end)
        if following is None or following["fixed"]:
            return part
        more = part_of(following)
        unit = more.amounts[0][0]
        if unit not in ORDER or ORDER.index(unit) <= ORDER.index(part.amounts[-1][0]):
            return part
        joint = view[part.end : more.start]
        if (part.unit == "日" and joint.strip() == "") or "、" in joint:
            return part
        part = Part(part.start, more.end, part.amounts + more.amounts, more.unit)
    return part


def size(part: Part) -> float | None:
    """About how many days, to tell the longer of two; None where no number says so."""
    designator, amount = part.amounts[0]
    return None if designator not in _SIZE or "X" in amount else float(amount) * _SIZE[designator]


def timex(amounts: tuple[tuple[str, str], ...]) -> str:
    """The TIMEX3 value: P1Y6M, PT2H30M, PXW."""
    if amounts[0][0] == "=":
        return amounts[0][1]
    if len(amounts) == 1 and "X" in amounts[0][1]:
        return f"P{amounts[0][1]}{amounts[0][0][-1]}"  # as the guidelines write 数時間: PXH
    days = "".join(amount + designator for designator, amount in amounts if len(designator) == 1)
    times = "".join(amount + designator[1] for designator, amount in amounts if len(designator) == 2)
    return f"P{days}{'T' if times else ''}{times}"


def plain(amount: Decimal) -> str:
    """The number without exponent and empty decimals."""
    words = f"{amount:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words
