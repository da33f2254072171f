"""The day of release, what a date takes from it, and what is reported."""

from __future__ import annotations

import pytest

from pipeline.extract.dates import find
from pipeline.model import Analysis, Mention, Source
from pipeline.normalise import normalise
from pipeline.resolve.dates import settle
from pipeline.resolve.overlaps import choose
from pipeline.segment import segment

TITLE = (
    "波の力で動く測器を開発\n\n"
    "　北浜工科大学の青木一郎教授らの研究グループは、波の力で動く測器を開発しました。本研究は紙の測器の改良を目指すものです。\n\n"
)
Settled = tuple[tuple[Mention, ...], str | None, list[str]]


def settled(text: str, reference: str | None = None) -> Settled:
    analysis = Analysis(segment(normalise(Source(text, "t.txt"))), (), ())
    mentions = tuple(decision.mention for decision in choose(find(analysis)))
    after, released, warnings = settle(mentions, analysis, reference)
    assert [each.start for each in after] == [each.start for each in mentions]
    return after, released, [warning.code for warning in warnings]


def values(text: str, reference: str | None = None) -> list[str | None]:
    return [mention.value for mention in settled(text, reference)[0]]


@pytest.mark.parametrize(
    ("head", "released"),
    [
        ("令和8年4月24日\n北浜工科大学\n\n", "2026-04-24"),
        ("Press Release 2026年4月24日 北浜工科大学\n\n", "2026-04-24"),
        ("| 2026年4月24日 | 北浜工科大学 |\n\n", "2026-04-24"),
        ("投稿日: 2026年4月24日 投稿者: kouhou\n\n", "2026-04-24"),
        ("令和8(2026)年4月24日\n北浜工科大学\n\n", "2026-04-24"),
        ("2026.4.24\n\n", "2026-04-24"),
        ("PRESS RELEASE　2026年4月24日（金）\n\n", "2026-04-24"),
        ("2026年4月24日　北浜工科大学\n\n", "2026-04-24"),
        ("北浜工科大学（2026年4月24日）\n\n", "2026-04-24"),
        ("発表日：2026年4月24日\n\n", "2026-04-24"),
        ("2026年6月1日公開\n\n", "2026-06-01"),
        ("2026年4月\n\n", "2026-04"),
        ("【報道解禁日時】日本時間2026年10月15日午前0時\n\n2026年10月13日\n\n", "2026-10-13"),
        ("報道解禁：2026年10月15日\n\n", None),
        ("", None),
        ("---\ntitle: x\ndate: 2026-03-01T00:00:00+09:00\n---\n", "2026-03-01T00:00:00+09:00"),
        ("---\ndate: 2026-03-01\n---\n2026年3月2日\n北浜工科大学\n\n", "2026-03-02"),
        ("---\ndate: 2026-03-01T09:00:00+09:00\n---\n2026年3月1日\n北浜工科大学\n\n", "2026-03-01T09:00:00+09:00"),
    ],
)
def test_day_of_release(head: str, released: str | None) -> None:
    assert settled(head + TITLE)[1] == released


def test_letterhead_may_stand_behind_the_text() -> None:
    assert settled(TITLE + "2020 年3 月25 日\n北浜工科大学\n")[1] == "2020-03-25"


def test_the_only_day_in_a_column_of_days_of_release() -> None:
    table = "海のゲノム\n\nデータの概要\n\nデータID\t内容\t公開日\n\nNAMI0001\t配列\t2013/12/01\n"
    assert settled(table)[1] == "2013-12-01"
    assert settled(table + "\nNAMI0002\t配列\t2014/12/01\n")[1] is None
    assert settled(table.replace("公開日", "測定日"))[1] is None


def test_a_column_of_days_has_no_letterhead() -> None:
    assert settled("\n\n".join(f"2021-0{month}-10\n発表しました。" for month in range(1, 6)))[1] is None


def test_date_of_the_paper_is_not_the_day_of_release() -> None:
    assert settled(TITLE + "【論文情報】\n掲載日\n2026年6月18日\n")[1] is None


def test_reference_stands_in_only_where_the_text_is_silent() -> None:
    assert settled("5月17日に公開した", "2022-05-12T00:00:00")[1] == "2022-05-12"
    assert values("5月17日に公開した", "2022-05-12") == ["2022-05-17"]
    assert settled("2026年4月24日\n北浜工科大学\n\n" + TITLE, "2022-05-12")[1] == "2026-04-24"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("昨日、公開した", ["2022-05-11"]),
        ("一昨年に始め、来年に終える", ["2020", "2023"]),
        ("先月から", ["2022-04"]),
        ("今年度の公募", ["2022-04-01/2023-03-31"]),
        ("来週に公開する", ["2022-05-16/2022-05-22"]),
        ("来週の金曜日に公開する", ["2022-05-20"]),
        ("今秋の公開", ["2022-23"]),
        ("31日に公開する", ["2022-05-31"]),
        ("12月25日に公開した", ["2021-12-25"]),
        ("2日前に公開した", ["2022-05-10"]),
        ("投与の2日前に測った", ["P2D"]),
        ("今世紀末には", ["20XX"]),
        ("2023年4月1日に始め、同月15日に終え、翌年に公開する", ["2023-04-01", "2023-04-15", "2024"]),
        ("2020年に設立され、5月20日に公開した", ["2020", "2022-05-20"]),
        ("2011年10月に始め、翌3月に終えた", ["2011-10", "2012-03"]),
    ],
)
def test_what_the_reference_and_the_text_settle(text: str, expected: list[str]) -> None:
    assert values(text, "2022-05-12") == expected


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("投与の2日前に測った", "2日"),
        ("切断の約2時間後から光る", "約2時間"),
        ("測定は2日前に終えた", "2日前"),
        ("今から2日後に開く", "2日後"),
    ],
)
def test_behind_what_it_counts_from_a_length_stands_alone(text: str, span: str) -> None:
    (mention,) = settled(text)[0]
    assert text[mention.start : mention.end] == span


@pytest.mark.parametrize("text", ["本日公開した", "翌日に公開した", "昨年の調査", "金曜日に公開した"])
def test_no_guess_where_nothing_settles_it(text: str) -> None:
    assert values(text) == [None]


def test_the_same_day_as_none_is_no_date() -> None:
    assert values("同日に公開した") == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("2022年5月17日（火）", []),
        ("2022年5月17日（水）", ["date-weekday-mismatch"]),
        ("令和4(2022)年", []),
        ("令和4(2021)年", ["era-year-mismatch"]),
        ("2021年度（令和4年度）", ["era-year-mismatch"]),
        ("2022年1月17日午前1時（英国夏時間）", ["zone-season-mismatch"]),
        ("2022年7月17日午前1時（米国東部標準時）", ["zone-season-mismatch"]),
        ("2022年7月17日午前1時（英国時間）", []),
        ("平成31年13月", ["unreadable-date"]),
        ("令和2年2月30日", ["unreadable-date"]),
        ("平成31年5月1日", ["unreadable-date"]),
        ("令和元年4月30日", ["unreadable-date"]),
        ("平成33年度", ["era-out-of-range"]),
        ("明治4年11月12日", ["old-calendar-date"]),
        ("2025年4月〜2023年3月", ["reversed-range"]),
        ("日本時間2022年5月17日午前9時（英国時間5月17日午前1時）", []),
        ("日本時間2022年5月17日午前9時（英国時間5月17日午前2時）", ["clocks-differ"]),
        ("2022年5月17日9時（日本時間）に公開、2022年5月18日9時（英国時間）に会見", []),
    ],
)
def test_contradictions_are_reported(text: str, codes: list[str]) -> None:
    assert settled(text)[2] == codes


def test_an_impossible_date_has_no_value() -> None:
    assert values("令和2年2月30日、平成31年13月、平成31年5月1日、昭和65年") == [None, None, None, None]


def test_a_plan_that_counts_on_is_converted() -> None:
    assert values("平成32年度まで、平成30年4月1日〜平成33年3月31日") == ["2020-04-01/2021-03-31", "2018-04-01/2021-03-31"]
