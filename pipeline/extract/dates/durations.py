"""Lengths of time: 約10年間, 1週間程度, 数時間, 1年半, 1時間～1時間30分程度, 30分以内, 10年前. Values in TIMEX3."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.extract.dates.doubts import recurring
from pipeline.extract.dates.numerals import ARABIC, KANJI, SOME, number, several
from pipeline.lexicon import Row, table

_ORDER = ("Y", "M", "W", "D", "TH", "TM", "TS")
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
}
_ROUGH = re.compile(r"(?:約|およそ|まる|丸) ?$")
_MEASURE = re.compile(r" ?(?:程度|以上|以内|以下|未満|間(?!隔)|超|弱|強(?!化|度)|余り?|足らず|たらず|もの間)")
# 10年前, 2時間半後, 2年半ほど前; 前半, 前後, 後半, 後期 are something else.
_OFFSET = re.compile(
    r" ?(?:ほど|くらい|ぐらい|程度)?(?:(?P<before>前)(?![後半期年提述項記処線者])"
    r"|(?P<after>後)(?![半期年藤発方継述遺輩]))"
)
_DASH = re.compile(r" ?(?:〜|~|-|―|–|から|ー) ?")
_AND = re.compile(r" ?(?:と|、)? ?")
# How often, how many in a row, at which: no length. 3日に1回, 2時間ごと, 1日2回, 5分間隔, 3年連続, 2週目, 8週齢, 5年生存率.
_REFUSED_AFTER = re.compile(
    r" ?(?:ごと|毎|おき|置き|あたり|当たり|当り|につき|に(?:[一二三]|[0-9]+)[度回]|[0-9]+ ?回|[一二三四五六七八九十数]回"
    r"|間?隔|目|齢|連続|連覇"
    r"|生(?!産|活|物|体|成|育|じ|ま|み|か)|次(?!第|世)|度(?!以)|代|版|号(?!泣)|式|組|[0-9A-Z]{1,2}組|付|末(?!で|に|ま)"
    r"|刊|明け|児|健診|帯|割|制|体制|速|針|角|周年|坊主|保証|曜|展望)"
)
_REFUSED_BEFORE = re.compile(
    r"(?:第|生後|胎生|胎齢|在胎|妊娠|満|月齢|日齢|週齢|課程|博士|修士|学部|大学院|高校|中学|小学校?|高専|高等部|創業"
    r"|図|表|式|毎|歳|昭和|平成|令和|大正|明治|[0-9]/|[0-9]\.|毎[年月週日]|各|隔|[0-9] ?時) ?(?:前期|後期)? ?$"
)
# 分 goes on in 3分の1, 10分野, 5分子, 2分割: no minutes.
_MINUTES_AFTER = re.compile(
    r"の ?[0-9一二三四五六七八九十百千万]|[0-9]"
    r"|[野類子割布冊岐析化裂画量泌解離裁配担別団会科煙室校家身社流水界譲与納散光極節娩派数母厘点業館署隊乗厚際針け咲]"
)
_SHORT_YEAR_AFTER = re.compile(r"(?:に(?!わた|渡|及|およ|も|一|1|延|な|短|長|達|迫|相当)|の(?:春|夏|秋|冬)|[春夏秋冬])")
_LONG_YEAR_AFTER = re.compile(
    r" ?(?:以上|余|もの|分の|ぶり|前(?![半期後])|後(?![半期])|に(?:わた|渡|及|およ)|も|スケール|単位|周期|規模|の(?:歴史|時|歳月))"
)
_DAY_LENGTH = re.compile(r"(?:かけ|かか|で(?!す|あ|き)|半|を(?:要|経|かけ|費)|もかか|ぶり)")
_ENGLISH = re.compile(
    r"(?<![0-9A-Za-z.,-])(?P<n>[0-9]+(?:\.[0-9]+)?|one|two|three|four|five|six|seven|eight|nine|ten) "
    r"(?P<unit>year|month|week|day|hour|minute|second)s?(?![A-Za-z-])(?! (?:of age|old))"
)
_ENGLISH_NUMBER = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ENGLISH_UNIT = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "TH", "minute": "TM", "second": "TS"}
_DUAL = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in the view; `offset` is -1 where 前 follows, 1 where 後 does, else 0."""

    start: int
    end: int
    value: str
    offset: int = 0
    cue: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    amounts: tuple[tuple[str, str], ...]  # (designator, TIMEX3 number), largest unit first
    unit: str  # as written
    open: str = ""  # the number alone that a range begins with: 1〜2週間


@cache
def _units() -> dict[str, Row]:
    return {word: row for row in table("time_units") for word in row["written"].split("|")}


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_units(), key=len, reverse=True)
    any_unit = "|".join(f"{word}(?!隔)" if word.endswith("間") else word for word in words)
    sure = "|".join(f"{word}(?!隔)" if word.endswith("間") else word for word in words if len(word) > 1 and word != "世紀")
    fixed = "|".join(sorted(_FIXED, key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<some>{SOME})|(?<![0-9.])(?P<n>{ARABIC})) ?(?P<unit>{any_unit})(?P<half>半(?![分ば減世数径]))?"
        rf"|(?P<kanji>{KANJI})(?:(?P<ku>{sure})(?P<kh>半)?|(?P<ku2>[年日分秒週])(?=以上|以内|余|半|後|前|にわた|ぶり))"
        rf"|(?P<fixed>{fixed})(?![分数額])"
    )


# The first number of a range whose unit stands behind the second: 1〜2週間, 30-60分.
_OPEN = re.compile(rf"(?<![0-9.,A-Za-z-])(?P<n>{ARABIC}|数) ?(?:〜|~|-|―|–|ー) ?$")


def find(view: str, taken: Sequence[tuple[int, int]]) -> Iterator[Length]:
    """The lengths of time of `view` outside the sorted stretches `taken`, in reading order."""
    end = index = 0
    for match in _pattern().finditer(view):
        while index < len(taken) and taken[index][1] <= match.start():
            index += 1
        if match.start() < end or (index < len(taken) and taken[index][0] < match.end()):
            continue
        length = _length(view, match, end)
        if length is not None:
            end = length.end
            yield length
    yield from _english(view)


def _length(view: str, match: re.Match[str], floor: int) -> Length | None:
    """What begins with `match`; `floor` is where the length before it ended."""
    first = _part(match)
    if first is None:
        return None
    first = _compound(view, first)
    opened = _OPEN.search(view, max(floor, first.start - 8), first.start) if first.unit in _units() else None
    start = opened.start() if opened else first.start
    last = _range(view, first) if not opened else None
    end = (last or first).end
    if _refused(view, start, last or first):
        return None
    measure = _MEASURE.match(view, end)
    end = measure.end() if measure else end
    offset = _OFFSET.match(view, end)
    end = offset.end() if offset else end
    if rough := _ROUGH.search(view, max(floor, start - 4), start):
        start = rough.start()
    value = _timex(first.amounts)
    if opened:
        value = f"{_timex(_opened(opened['n'], first))}/{value}"
    elif last:
        value = f"{value}/{_timex(last.amounts)}"
    direction = 0 if offset is None else -1 if offset["before"] else 1
    return Length(start, end, value, direction, rough[0].strip() if rough else "")


def _part(match: re.Match[str]) -> _Part | None:
    if match["fixed"]:
        return _Part(match.start(), match.end(), (("=", _FIXED[match["fixed"]]),), match["fixed"])
    unit = match["unit"] or match["ku"] or match["ku2"]
    row = _units()[unit]
    designator = row["designator"]
    half = match["half"] or match["kh"]
    if match["some"]:
        return _Part(match.start(), match.end(), ((designator, several(match["some"])),), unit)
    amount = number(match["n"] or match["kanji"]) * Decimal(row["scale"])
    amounts: tuple[tuple[str, str], ...] = ((designator, _plain(amount)),)
    if half and designator in _HALF_OF:
        smaller, size = _HALF_OF[designator]
        amounts += ((smaller, str(size)),)
    elif half:
        amounts = ((designator, _plain(amount + Decimal("0.5"))),)
    return _Part(match.start(), match.end(), amounts, unit)


def _opened(words: str, part: _Part) -> tuple[tuple[str, str], ...]:
    amount = "X" if words == "数" else _plain(number(words) * Decimal(_units()[part.unit]["scale"]))
    return ((part.amounts[0][0], amount),)


def _compound(view: str, part: _Part) -> _Part:
    """1時間30分, 1年1か月と21日間: smaller units that go on with it. 1日20分間 is 20 minutes of each day."""
    while part.amounts[-1][0] in _ORDER:
        gap = _AND.match(view, part.end)
        following = _pattern().match(view, gap.end() if gap else part.end)
        if following is None or following["fixed"]:
            return part
        more = _part(following)
        if more is None or _ORDER.index(more.amounts[0][0]) <= _ORDER.index(part.amounts[-1][0]):
            return part
        joint = view[part.end : more.start]
        if (part.unit == "日" and joint.strip() == "") or "、" in joint:
            return part
        part = _Part(part.start, more.end, part.amounts + more.amounts, more.unit)
    return part


def _range(view: str, first: _Part) -> _Part | None:
    dash = _DASH.match(view, first.end)
    following = _pattern().match(view, dash.end()) if dash else None
    part = _part(following) if following else None
    return _compound(view, part) if part else None


def _refused(view: str, start: int, part: _Part) -> bool:
    """Whether the words around it make it a frequency, an ordinal, an age, a school year or a share."""
    before, after = view[max(0, start - 10) : start], part.end
    if recurring(view, start) or _REFUSED_BEFORE.search(before) or _REFUSED_AFTER.match(view, after):
        return True
    if part.unit == "分":
        return _MINUTES_AFTER.match(view, after) is not None
    if part.unit == "年":
        return _year_doubt(view, part)
    if part.unit == "日" and part.amounts[0] == ("D", "1") and len(part.amounts) == 1:
        meant = _MEASURE.match(view, after) or _OFFSET.match(view, after) or _DAY_LENGTH.match(view, after)
        return not (meant or _ROUGH.search(before))
    if part.unit == "日":
        return before.rstrip(" の").endswith("月") or _DUAL.match(view, after) is not None
    return part.unit == "世紀" and not re.match(r"ぶり|以上|にわた|に渡", view[after : after + 4])


def _year_doubt(view: str, part: _Part) -> bool:
    """20年に may be 2020; 2010年 is a year unless something says that it is long."""
    amount = part.amounts[0][1]
    if len(part.amounts) > 1 or not amount.isdecimal():
        return False
    if len(amount) == 4 and 1000 <= int(amount) <= 2199:
        return _LONG_YEAR_AFTER.match(view, part.end) is None
    return len(amount) == 2 and _SHORT_YEAR_AFTER.match(view, part.end) is not None


def _timex(amounts: tuple[tuple[str, str], ...]) -> str:
    if amounts[0][0] == "=":
        return amounts[0][1]
    if len(amounts) == 1 and "X" in amounts[0][1]:
        return f"P{amounts[0][1]}{amounts[0][0][-1]}"  # as the guidelines write 数時間: PXH
    days = "".join(amount + designator for designator, amount in amounts if len(designator) == 1)
    times = "".join(amount + designator[1] for designator, amount in amounts if len(designator) == 2)
    return f"P{days}{'T' if times else ''}{times}"


def _plain(amount: Decimal) -> str:
    words = f"{amount:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def _english(view: str) -> Iterator[Length]:
    for match in _ENGLISH.finditer(view):
        n = match["n"] if match["n"][0].isdecimal() else str(_ENGLISH_NUMBER.index(match["n"]))
        yield Length(*match.span(), _timex(((_ENGLISH_UNIT[match["unit"]], n),)))
