"""Year heads: 令和4年, 令和4(2022)年, 令和3年(2021)度, 2018年(平成30年), 1969(昭和44)年, 二〇二二年, 西暦2021年, 1960年代."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.extract.dates.eras import eras, names
from pipeline.extract.dates.moments import Point
from pipeline.extract.dates.numerals import whole

_N = r"(?:元|[0-9]{1,2}(?![0-9])|[一二三四五六七八九十]{1,3}(?![一二三四五六七八九十]))"
_KANJI_YEAR = r"[一二][〇零一二三四五六七八九]{3}|千[九八七六五]百[一二三四五六七八九十]{0,3}|二千[一二三四五六七八九十]{0,3}"
_SEPARATOR = r" ?(?:〜|~|-|―|–|から|、|・) ?"
# 2000年間, 1200年以上, 1000年前 are lengths of time; 2020年前半 and 2020年前後 are years.
_LENGTH = re.compile(
    r" ?(?:間(?!際)|以上|余|もの|分の|ぶり|前(?![半期後])|後(?![半期])|に(?:わた|渡|及|およ)る?"
    r"|に[一1][度回]|スケール|単位|周期|規模)"
)


@dataclass(frozen=True, slots=True)
class Head:
    """A year and where its words end. `open`: 年 is still to come, behind the second year of a range (令和8〜11年度)."""

    point: Point
    end: int
    open: bool = False


def _same(number: str) -> str:
    """The same year in the other reckoning, in brackets: (2022), (令和4年), (2021年度)."""
    return (
        rf"(?: ?\( ?(?:=|西暦)? ?(?:(?P<era{number}>{names()}) ?(?P<n{number}>{_N})|(?P<west{number}>[0-9]{{3,4}}))"
        rf" ?(?:年 ?度?)?(?: ?[/・、] ?(?:{names()}) ?{_N} ?(?:年 ?度?)?)? ?\))?"
    )


_BEFORE_CHRIST = r"(?P<bc>紀元前 ?|(?<=から)前(?=[0-9])|(?<=〜)前(?=[0-9]))"  # 紀元前5000年から前3000年


@cache
def _head() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<era>{names()})[ \n]?(?P<n>{_N})|(?P<initial>[MTSHR])\.?(?P<ni>[0-9]{{1,2}})(?= ?(?:年|[〜~-] ?[MTSHR]?[0-9]))"
        rf"|{_BEFORE_CHRIST}?(?:西暦 ?)?(?P<west>[0-9]{{4}}|{_KANJI_YEAR}|[1-9][0-9]{{2}}(?= ?年 ?[0-9]{{1,2}} ?月))(?![0-9])"
        r"|紀元前 ?(?P<bc_year>[0-9]{1,4})|西暦 ?(?P<ad_year>[0-9]{1,2})(?= ?年))"
        rf"{_same('1')} ?(?:(?P<year>年)(?: ?(?P<fiscal>度)| ?(?P<decade>代))?{_same('2')}(?: ?(?P<fiscal2>度))?)?"
    )


# What must follow a year without 年: a range whose second half has it.
_OPEN = re.compile(rf"{_SEPARATOR}(?:[^\W\d_]{{2}} ?|[MTSHR])?(?:元|[0-9]{{1,4}})(?: ?\([^()]{{2,8}}\))? ?年")


def year_head(view: str, at: int) -> Head | None:
    """The year that begins at `at`, None where there is none. Claims, era, decade and fiscal year are set, month and day not."""
    match = _head().match(view, at)
    if match is None:
        return None
    year, era, n = _first_year(match)
    if year is None or (match["west"] and not match["bc"] and not _plausible(match, year)):
        return None
    if not match["year"]:
        opened = bool(match["n"] or match["ni"] or match["west"]) and _OPEN.match(view, match.end()) is not None
        return Head(Point(year=year, era=era), match.end(), open=True) if opened else None
    claims = tuple(claim for number in "12" if (claim := _claim(match, number)) is not None)
    fiscal = bool(match["fiscal"] or match["fiscal2"])
    if match["decade"]:
        # 昭和30年代 are the years 30 to 39 of the era; 2000年代 are ten years, as 1990年代 are.
        return None if (n or year) % 10 else Head(Point(year=year, years=10, era=era), match.end())
    if not era and not fiscal and not claims and _LENGTH.match(view, match.end()):
        return None
    return Head(Point(year=year, fiscal=fiscal, era=era, claims=claims), match.end())


def era_year(era: str, n: int) -> int:
    """The Gregorian year of an era's n-th year."""
    return eras()[era].first_year + n - 1


def _plausible(match: re.Match[str], year: int) -> bool:
    return 1000 <= year <= 2199 or len(match["west"]) == 3


def _first_year(match: re.Match[str]) -> tuple[int | None, str, int]:
    if match["bc_year"]:
        return 1 - int(match["bc_year"]), "", 0
    if match["ad_year"]:
        return int(match["ad_year"]), "", 0
    if match["west"]:
        year = whole(match["west"])
        return (1 - year if match["bc"] else year), "", 0
    era = eras()[match["era"] or match["initial"]]
    n = whole(match["n"] or match["ni"])
    return (era_year(era.name, n) if n else None), era.name, n


def _claim(match: re.Match[str], number: str) -> int | None:
    if match[f"west{number}"]:
        return int(match[f"west{number}"])
    if match[f"era{number}"]:
        return era_year(match[f"era{number}"], whole(match[f"n{number}"]))
    return None
