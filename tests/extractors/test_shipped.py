"""What the shipped extractors find, each in its own way."""

from __future__ import annotations

import sys
from importlib.util import find_spec

import pytest

from pipeline.errors import ModelMissing
from pipeline.extractors.shipped import ginza, ja_timex, ours, patterns, words
from pipeline.lexicon import table
from pipeline.model import MentionType


def found(extractor, text):
    return [(str(mark.type), text[mark.start : mark.end], mark.value) for mark in extractor(text)]


def test_ours_gives_records_and_the_texts_own_offsets():
    text = "<p>令和6年4月1日</p>\n本研究は、ＪＳＰＳ科研費 ＪＰ１９Ｋ０７１２０ の助成を受けた。\n"
    release = ours.kisha_rules(text)
    assert all(mention.text == text[mention.start : mention.end] for mention in release.mentions)  # no tag was taken away
    assert [award.number for grant in release.records.funding for award in grant.awards] == ["JP19K07120"]


def test_words_join_runs_of_one_kind():
    text = "青木一郎教授（東京都千代田区）と\n　鈴木 花子は、文部科学省で木村に会った。"
    assert found(words.words, text) == [
        ("PERSON", "青木一郎", None),
        ("LOCATION", "東京", None),
        ("LOCATION", "千代田", None),
        ("PERSON", "鈴木", None),
        ("PERSON", "花子", None),
        ("PERSON", "木村", None),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和6年4月1日（月）に", ("DATE", "令和6年4月1日（月）", "2024-04-01")),
        ("平成元年の", ("DATE", "平成元年", "1989")),
        ("２０２２年５月１７日 午後１時３０分", ("DATE", "２０２２年５月１７日 午後１時３０分", "2022-05-17T13:30:00")),
        ("2021年度", ("DATE", "2021年度", "2021-04-01/2022-03-31")),
        ("2018 年6 月", ("DATE", "2018 年6 月", "2018-06")),
        ("1960年代", ("DATE", "1960年代", "196X")),
        ("21世紀", ("DATE", "21世紀", "20XX")),
        ("2022/05/17", ("DATE", "2022/05/17", "2022-05-17")),
        ("5月17日", ("DATE", "5月17日", None)),
        ("2023年2月30日", ("DATE", "2023年2月30日", None)),
        ("（JPMJCR2101）", ("AWARD_NUMBER", "JPMJCR2101", "JPMJCR2101")),
        ("課題番号ＪＰ１９Ｋ０７１２０", ("AWARD_NUMBER", "ＪＰ１９Ｋ０７１２０", "JP19K07120")),
        ("JP20he0622043", ("AWARD_NUMBER", "JP20he0622043", "JP20he0622043")),
        ("doi:10.1234/ABC.5。", ("DOI", "10.1234/ABC.5", "10.1234/abc.5")),
        ("（https://www.example.jp/a?b=1）", ("URL", "https://www.example.jp/a?b=1", "https://www.example.jp/a?b=1")),
        ("koho@example.ac.jp", ("EMAIL", "koho@example.ac.jp", "koho@example.ac.jp")),
        ("TEL：０３−１２３４−５６７８", ("PHONE", "０３−１２３４−５６７８", "+81312345678")),
        ("FAX: 076-264-6234", ("FAX", "076-264-6234", "+81762646234")),
        ("〒100-0004", ("POSTAL_CODE", "100-0004", "100-0004")),
    ],
)
def test_patterns(text, expected):
    assert found(patterns.patterns, text) == [expected]


def test_patterns_leave_what_another_has_taken_but_a_doi_in_a_url():
    text = "https://doi.org/10.1234/a2024年.b と 2024-05-17、12345K67890、10日間"
    assert [kind for kind, _, _ in found(patterns.patterns, text)] == ["URL", "DOI", "DATE"]


NAMES = "2024年4月1日、東京大学の青木一郎教授は東京で3日間、koho@example.jpに書いた。"


def test_ginza():
    seen = found(ginza.ginza, NAMES)
    assert ("PERSON", "青木一郎", None) in seen
    assert ("ORGANIZATION", "東京大学", None) in seen
    assert ("LOCATION", "東京", None) in seen
    assert ("DURATION", "3日間", None) in seen


def test_ginza_ontonotes_knows_periods_as_dates_only():
    seen = found(ginza.ginza_ontonotes, NAMES)
    assert ("DATE", "3日間", None) in seen
    assert ("ORGANIZATION", "東京大学", None) in seen
    assert {kind for kind, _, _ in seen} <= {"PERSON", "ORGANIZATION", "LOCATION", "DATE", "EMAIL", "PHONE", "URL"}


def test_ginza_takes_long_texts_in_pieces():
    text = "あ" * 12_000 + "\n" + "青木一郎は東京大学で学んだ。\n" * 900
    ends = list(ginza._stretches(text))
    assert "".join(text[start:end] for start, end in ends) == text
    assert all(end - start <= 10_000 for start, end in ends)
    assert all(text[end - 1] == "\n" for _, end in ends[1:])


def test_ontonotes_labels_are_those_that_ginza_maps_to():
    known = set(ginza._ontonotes().values())
    assert {row["label"] for row in table("extractor_labels") if row["scheme"] == "ontonotes"} <= known


def test_labels_mean_types_of_ours():
    assert all(MentionType(row["type"]) for row in table("extractor_labels"))


def test_ja_timex_says_when_it_is_not_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "ja_timex", None)
    ja_timex._classes.cache_clear()
    with pytest.raises(ModelMissing, match=r"kisha\[ja-timex\]"):
        ja_timex.JaTimex()
    ja_timex._classes.cache_clear()


@pytest.mark.parametrize(
    ("value", "ours"),
    [
        ("2022-05-17", "2022-05-17"),
        ("2022-05-XX", "2022-05"),
        ("2022-XX-XX", "2022"),
        ("XXXX-05-17", None),
        ("FY2021", "2021-04-01/2022-03-31"),
        ("18XX", "18XX"),
        ("2021-SU", None),
        ("P10Y", "P10Y"),
        ("PT2.5H", "PT2H30M"),
        ("P0.5Y", "P6M"),
        ("P1.5W", "P1.5W"),
        ("BC02XX", None),
    ],
)
def test_timex3_values_in_our_form(value, ours):
    assert ja_timex._value(value) == ours


@pytest.mark.skipif(find_spec("ja_timex") is None, reason="ja-timex is an optional group and not installed here")
def test_ja_timex():
    text = "千年の森で、２０２２年５月１７日（火）午前１時から約三年間、3日前、毎週、2021年度"
    assert found(ja_timex.JaTimex(), text) == [
        ("DATE", "千年", "1000"),
        ("DATE", "２０２２年５月１７日（火）午前１時", "2022-05-17T01:00:00"),
        ("DURATION", "三年間", "P3Y"),
        ("DATE", "2021年度", "2021-04-01/2022-03-31"),
    ]
