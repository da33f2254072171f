"""What marked sentences cannot say of dates: numbers, era bounds, zone rules, EDTF, time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from edtf import parse_edtf

from pipeline.extract.dates import find, reread
from pipeline.extract.dates.clock import on_clock
from pipeline.extract.dates.eras import eras
from pipeline.extract.dates.moments import Clock, Point, Zone
from pipeline.extract.dates.numerals import number, several, whole
from pipeline.extract.dates.values import beyond_era, edtf, out_of_season
from pipeline.model import Analysis, Mention, Source
from pipeline.normalise import normalise
from pipeline.segment import segment
from tests.blowup import assert_no_blowup
from tests.marked import load
from tests.test_cases import CASES


def analysis(text: str) -> Analysis:
    return Analysis(segment(normalise(Source(text, "t.txt"))), (), ())


def found(text: str) -> list[Mention]:
    return list(find(analysis(text)))


@pytest.mark.parametrize(
    ("words", "value"),
    [("三十一", 31), ("元", 1), ("二〇二二", 2022), ("十", 10), ("二十", 20), ("百二十", 120), ("09", 9), ("1,200", 1200)],
)
def test_whole_numbers(words: str, value: int) -> None:
    assert whole(words) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [("6600万", 66_000_000), ("2億3000万", 230_000_000), ("1万2千", 12_000), ("3千", 3000), ("1.5", Decimal("1.5"))],
)
def test_great_numbers(words: str, value: Decimal) -> None:
    assert number(words) == value


@pytest.mark.parametrize(
    ("words", "value"), [("数", "X"), ("数十", "X0"), ("十数", "1X"), ("二十数", "2X"), ("数万", "X0000"), ("十数万", "1X0000")]
)
def test_several(words: str, value: str) -> None:
    assert several(words) == value


@pytest.mark.parametrize(
    ("era", "year", "month", "day", "known"),
    [
        ("明治", 1868, 1, 25, True),
        ("明治", 1868, 1, 24, False),
        ("明治", 1912, 7, 30, True),
        ("大正", 1912, 7, 30, True),
        ("大正", 1912, 7, 29, False),
        ("大正", 1926, 12, 25, True),
        ("昭和", 1926, 12, 25, True),
        ("昭和", 1926, 12, 24, False),
        ("昭和", 1989, 1, 7, True),
        ("平成", 1989, 1, 7, False),
        ("平成", 1989, 1, 8, True),
        ("平成", 2019, 4, 30, True),
        ("平成", 2019, 5, 1, False),
        ("令和", 2019, 4, 30, False),
        ("令和", 2019, 5, 1, True),
    ],
)
def test_era_bounds(era: str, year: int, month: int, day: int, known: bool) -> None:
    assert beyond_era(Point(year=year, month=month, day=day, era=era)) is not known


def test_eras_are_without_gaps_from_meiji_on() -> None:
    modern = sorted((era for era in set(eras().values()) if era.first), key=lambda era: era.first or date.min)
    for one, other in pairwise(modern):
        assert one.last is not None
        assert other.first is not None
        assert (other.first - one.last).days in (0, 1)


@pytest.mark.parametrize(
    ("hour", "minute", "half", "read"),
    [
        (0, 0, "午前", Clock(0, half="午前")),
        (12, 0, "午前", Clock(12, half="午前")),
        (0, 0, "午後", Clock(12, half="午後")),
        (12, 0, "午後", Clock(0, days=1, half="午後")),
        (12, 30, "午後", Clock(12, 30, half="午後")),
        (12, 0, "PM", Clock(12, half="PM")),
        (12, 0, "AM", Clock(0, half="AM")),
        (25, 0, "", Clock(1, days=1)),
        (13, 0, "午前", None),
        (9, 60, "", None),
    ],
)
def test_twelve_o_clock_and_beyond(hour: int, minute: int, half: str, read: Clock | None) -> None:
    assert on_clock(hour, minute, 0, half) == read


@pytest.mark.parametrize(
    ("day", "offset", "summer"),
    [
        ("2024-03-30", "+00:00", False),
        ("2024-03-31", "+01:00", True),
        ("2026-10-24", "+01:00", True),
        ("2026-10-25", "+00:00", False),
    ],
)
def test_summer_time_begins_and_ends_as_the_zone_has_it(day: str, offset: str, summer: bool) -> None:
    year, month, number_of_day = (int(part) for part in day.split("-"))
    point = Point(year=year, month=month, day=number_of_day, clock=Clock(16), zone=Zone("英国時間", "Europe/London"))
    assert edtf(point) == f"{day}T16:00:00{offset}"
    said = Point(year=year, month=month, day=number_of_day, clock=Clock(16), zone=Zone("英国夏時間", "Europe/London", "summer"))
    assert out_of_season(said) is not summer


@pytest.mark.parametrize("case", load(CASES / "dates.txt"), ids=lambda case: case.name)
def test_values_are_edtf(case: object) -> None:
    text = getattr(case, "text", "")
    for mention in found(text):
        if mention.type == "DATE" and mention.value and not mention.value.startswith("T"):
            for part in mention.value.split("/"):
                parse_edtf(part.replace("+00:00", "Z"))


@pytest.mark.parametrize(
    "text",
    [
        "2022年5月17日午前1時（英国夏時間）",
        "2021.10.01-2023.03.31",
        "翌日午後2時",
        "2024/4/1(月)14:00〜16:00",
        "17 May 2022",
        "（869年）",
    ],
)
def test_a_mention_is_read_again_as_it_was_found(text: str) -> None:
    view = analysis(text).view
    (mention,) = found(text)
    assert reread(view, mention.start, mention.end, mention.rule) is not None


@pytest.mark.parametrize(
    "text",
    [
        "2020年",
        "十",
        "1〜",
        "(2019)",
        "3日から",
        "同日",
        "約1",
        "2020-",
        "(英国夏時間",
        "数",
        "2020、",
        "1日・",
        "1万2",
        "1年前から",
    ],
)
def test_time_grows_with_length_only(text: str) -> None:
    read = analysis(text * 10_000)
    assert_no_blowup(lambda: list(find(read)))
