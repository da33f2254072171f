"""Parts of a larger unit (上旬, 前半, 春, 第1四半期) and weekdays, as they follow a date."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import table

#: The days of the week from Monday on.
WEEKDAYS = "月火水木金土日"
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOLIDAY = r"(?:[・、/ ]?(?:祝日?|休日?|振休|国民の休日))?"
_IN_BRACKETS = re.compile(
    rf" ?[(\[〔] ?([{WEEKDAYS}])(?:曜日?)?{_HOLIDAY} ?[)\]〕]"
    r"| ?\( ?(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.? ?\)"
)
_BEHIND = re.compile(rf"(?: |、|の)?([{WEEKDAYS}])曜日?")


@cache
def part(of: str, written: str) -> str:
    """The `part` cell of a portion: "01/10", "s21", or "" where it has no agreed bounds."""
    return next(row["part"] for row in table("date_portions") if row["of"] == of and written in row["written"].split("|"))


@cache
def _pattern(of: str) -> re.Pattern[str]:
    words = [word for row in table("date_portions") if row["of"] == of for word in row["written"].split("|")]
    either = "|".join(word + _guard(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf" ?の?(?P<word>{either})")


def _guard(word: str) -> str:
    """What must not follow: 2019年初めて, 2020年秋田県, 2022年冬季大会, 2020年前半期 and 2020年末梢 hold no portion."""
    if word == "期":
        return "(?![間日首待限中内前後])"
    if word[0] in "春夏秋冬" and len(word) == 2:
        return "(?!大会|オリンピック|パラリンピック|五輪|国体|アジア|ユニバ|講|号)"
    if word in "春夏秋冬":
        return "(?=[^一-龥]|頃|以|開|発|公|予|完|入|実|$)"
    return "(?![てるまた])" if word.endswith("め") else "(?![期号合梢端戦])"


def portion(view: str, at: int, of: str) -> tuple[str, int] | None:
    """The portion of a month, year, fiscal year, decade or century that follows at `at`, and its end."""
    match = _pattern(of).match(view, at)
    return (match["word"], match.end()) if match else None


def weekday(view: str, at: int) -> tuple[int, int] | None:
    """The weekday that belongs to the date ending at `at` (Monday is 0), and its end."""
    match = _IN_BRACKETS.match(view, at)
    if match:
        return (WEEKDAYS.index(match[1]) if match[1] else _ENGLISH.index(match[2].lower())), match.end()
    match = _BEHIND.match(view, at)
    return (WEEKDAYS.index(match[1]), match.end()) if match else None
