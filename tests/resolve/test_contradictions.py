"""Each warning of docs/warnings.md: a release that earns it, and one beside it that does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline import extract

HEAD = (
    "令和6年5月15日（水）\n\n北浜工科大学\n\n水滴の動きを予測\n\n　北浜工科大学の青木一郎教授らは、水滴の動きを予測しました。\n\n"
)
PAPER = "【論文情報】\n雑誌名：Journal of Drops\n"
NOTES = "\n【用語解説】\n"
FUNDING = "本研究は、{}の助成を受けました。\n"
PAGE = Path(__file__).parents[2] / "docs" / "warnings.md"

#: code → (what earns it, what does not)
CASES = {
    "affiliations-differ": (
        HEAD + "【お問い合わせ先】\n東雲海洋大学 大学院理学研究科\n教授　青木 一郎\nTEL：03-5550-0187\n",
        HEAD + "【お問い合わせ先】\n東雲海洋大学 大学院理学研究科（研究当時）\n教授　青木 一郎\nTEL：03-5550-0187\n",
    ),
    "award-funder-mismatch": (HEAD + FUNDING.format("JST CREST JP19K07120"), HEAD + FUNDING.format("JSPS科研費 JP19K07120")),
    "clocks-differ": (
        HEAD + "2024年5月16日18時（日本時間）（英国時間2024年5月16日9時）に公開されました。\n",
        HEAD + "2024年5月16日18時（日本時間）（英国時間2024年5月16日10時）に公開されました。\n",
    ),
    "date-weekday-mismatch": (HEAD + "2024年5月17日（木）に開く。\n", HEAD + "2024年5月17日（金）に開く。\n"),
    "doi-invalid": (HEAD + PAPER + "DOI：10.103/jd.2024.77\n", HEAD + PAPER + "DOI：10.5555/jd.2024.77\n"),
    "duplicate-note": (
        HEAD + "水滴（注1）が動く。\n" + NOTES + "注1）水滴：水の粒。\n注1）粒：小さいもの。\n",
        HEAD + "水滴（注1）と粒（注2）が動く。\n" + NOTES + "注1）水滴：水の粒。\n注2）粒：小さいもの。\n",
    ),
    "embargo-before-release": (
        "報道解禁日時：2024年5月14日（火）午前1時（日本時間）\n" + HEAD,
        "報道解禁日時：2024年5月16日（木）午前1時（日本時間）\n" + HEAD,
    ),
    "era-out-of-range": (HEAD + "計画は平成32年度まで続く。\n", HEAD + "計画は令和2年度まで続く。\n"),
    "era-year-mismatch": (HEAD + "令和5年（2022年）3月に始めた。\n", HEAD + "令和5年（2023年）3月に始めた。\n"),
    "fiscal-year-mismatch": (
        HEAD + FUNDING.format("JSPS科研費 JP19K07120（2021年度採択）"),
        HEAD + FUNDING.format("JSPS科研費 JP19K07120（2019年度採択）"),
    ),
    "not-japanese": ("Drops move\n\nKitahama, 15 May 2024\n", HEAD),
    "old-calendar-date": (HEAD + "安政4年3月9日の文書を読む。\n", HEAD + "明治33年3月9日の文書を読む。\n"),
    "reversed-range": (HEAD + "2024年5月17日～2024年4月2日に開く。\n", HEAD + "2024年4月2日～2024年5月17日に開く。\n"),
    "undefined-marker": (
        HEAD + "水滴（注1）と粒（注2）が動く。\n" + NOTES + "注1）水滴：水の粒。\n",
        HEAD + "水滴（注1）が動く。\n" + NOTES + "注1）水滴：水の粒。\n",
    ),
    "unreadable-date": (HEAD + "令和2年2月30日に開く。\n", HEAD + "令和2年2月29日に開く。\n"),
    "unused-note": (
        HEAD + "水滴（注1）が動く。\n" + NOTES + "注1）水滴：水の粒。\n注2）粒：小さいもの。\n",
        HEAD + "水滴（注1）が動く。\n" + NOTES + "注1）水滴：水の粒。\n",
    ),
    "zone-season-mismatch": (
        HEAD + "英国夏時間2024年1月16日9時に公開されました。\n",
        HEAD + "英国夏時間2024年7月16日9時に公開されました。\n",
    ),
}
#: Tested where what it needs is made: a registry.
ELSEWHERE = {"ambiguous-organization": "resolve/test_linking.py"}


def codes(text):
    return [warning.code for warning in extract(text, ner=False, reference_date="2024-05-15").warnings]


@pytest.mark.parametrize("code", CASES)
def test_said_where_it_is_so(code):
    assert code in codes(CASES[code][0])


@pytest.mark.parametrize("code", CASES)
def test_not_said_where_it_is_not(code):
    assert code not in codes(CASES[code][1])


def test_every_documented_code_has_a_case():
    listed = set(re.findall(r"^\| `([a-z-]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert listed == {*CASES, *ELSEWHERE}


@pytest.mark.parametrize(
    "words",
    [
        "東雲海洋大学（兼任）の青木一郎教授が話した。",
        "北浜工科大学・東雲海洋大学の青木一郎教授が話した。",
        "北浜工科大学大学院理学研究科の青木一郎教授が話した。",
        "東雲研究所の青木一郎教授が話した。",
    ],
)
def test_two_places_that_go_together(words):
    assert "affiliations-differ" not in codes(HEAD + words + "\n")


@pytest.mark.parametrize(
    "line",
    [
        "2024年4月1日に輸入が解禁された果物を調べた。",
        "サケ漁は2024年4月1日に解禁。",
        "報道解禁：2024年5月15日（水）18時",
        "Embargo: 2024年5月14日16時（米国東部時間）",
        "2024年5月16日午前1時までは報道をお控えください。",
    ],
)
def test_no_embargo_before_the_release(line):
    assert "embargo-before-release" not in codes(line + "\n" + HEAD)


@pytest.mark.parametrize("line", ["2024年5月14日午前1時までは報道をお控えください。", "【解禁日時】2024年5月14日（火）18時"])
def test_an_embargo_before_the_release(line):
    assert "embargo-before-release" in codes(line + "\n" + HEAD)


@pytest.mark.parametrize(
    ("doi", "wrong"),
    [
        ("DOI：10.1016/S0140-6736(20)30183-5", False),
        ("DOI：10.1016/S0140-6735(20)30183-5", True),
        ("DOI：10.1007/978-3-16-148410-0_3", False),
        ("DOI：10.1007/978-3-16-148410-1_3", True),
        ("DOI: 10.1038s41586-024-1", True),
        ("DOI: https://doi.org/10.5555/jd.2024.77", False),
        ("DOI：未定", False),
        ("DOI：10.5555/jd.⏎2024.77".replace("⏎", "\n"), False),
    ],
)
def test_dois_and_their_checks(doi, wrong):
    assert ("doi-invalid" in codes(HEAD + PAPER + doi + "\n")) is wrong
