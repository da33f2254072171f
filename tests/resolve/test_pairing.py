"""Japanese names and their Latin forms: mentions are marked by hand, nothing is extracted."""

from __future__ import annotations

import pytest

from pipeline.resolve.people.sounds import closeness
from tests.resolve.test_people import _join


def _romanized(line: str) -> dict[str, str | None]:
    return {person.name: person.romanized for person in _join(line)}


@pytest.mark.parametrize(
    ("kana", "letters"),
    [
        ("ジョン・スミス", "John Smith"),
        ("グエン・ヴァン・フン", "Nguyen Van Hung"),
        ("エリザベス・テイラー", "Elizabeth Taylor"),
        ("サンジェイ・クマール", "Kumar Sanjay"),
        ("ハンス・ミュラー", "Hans Müller"),
        ("イワン・ペトロフ", "Ivan Petrov"),
        ("ジャン=ピエール・デュポン", "Jean-Pierre Dupont"),
        ("ムハンマド・アリ", "Muhammad Ali"),
        ("マリア・ゴンザレス", "Maria Gonzalez"),
    ],
)
def test_names_that_sound_alike(kana: str, letters: str) -> None:
    assert closeness(kana, letters) > 0.76
    assert closeness(kana, "Ichiro Aoki") < 0.6


def test_foreign_names_find_their_latin_form_and_nobody_else_does() -> None:
    found = _romanized(
        "<person>ジョン・スミス</person>研究員と<person>マリア・ゴンザレス</person>教授⏎著者："
        "<person>Maria Gonzalez</person>, <person>Peter Brown</person>, <person>John Smith</person>"
    )
    assert found == {"ジョン・スミス": "John Smith", "マリア・ゴンザレス": "Maria Gonzalez", "Peter Brown": "Peter Brown"}


def test_two_who_sound_alike_stay_apart() -> None:
    found = _romanized("<person>ジャン・スミス</person>氏⏎<person>Jan Smith</person>, <person>Jean Smith</person>")
    assert found["ジャン・スミス"] is None


def test_a_katakana_reading_of_a_continental_name() -> None:
    found = _romanized(
        "<person>朴 民洙</person>（<person>パク・ミンス</person>）⏎著者：<person>Minsu Park</person>, <person>Ichiro Aoki</person>"
    )
    assert found["朴民洙"] == "Minsu Park"


def test_an_unlisted_family_name_with_the_given_name_of_the_only_one_left() -> None:
    found = _romanized(
        "<person>雲母 健一</person>氏と<person>田中 洋平</person>氏⏎著者："
        "<person>Kenichi Kirara</person>, <person>Yohei Sato</person>"
    )
    assert found == {"雲母健一": "Kenichi Kirara", "田中洋平": None, "Yohei Sato": "Yohei Sato"}


def test_a_list_with_foreign_names_beside_the_same_list() -> None:
    found = _romanized(
        "著者：<person>Misaki Aoki</person> 1), <person>Abdul Karim</person> 2), "
        "<person>Wakana Kitano</person> 1), <person>Sho Hazama</person> 2)⏎"
        "著者（日本語）：<person>青木美咲</person>、<person>アブドゥル・カリム</person>、<person>北野和奏</person>、<person>埴生翔</person>"
    )
    assert found == {
        "青木美咲": "Misaki Aoki",
        "アブドゥル・カリム": "Abdul Karim",
        "北野和奏": "Wakana Kitano",
        "埴生翔": "Sho Hazama",
    }


@pytest.mark.parametrize(
    ("japanese", "letters"),
    [
        ("<person>タン・ウェイリン</person>教授", "Tan WL"),
        ("<person>楊 子函</person>（<person>ヤン・ズーハン</person>）講師", "Yang Z"),
        ("<person>馬 思遠</person>研究員", "Siyuan Ma"),
        ("<person>林 柏翰</person>助教", "Bo-Han Lin"),
        ("<person>喜屋武 譲</person>研究員", "Joe Kyan"),
        ("<person>月見里 環</person>准教授", "Tamaki Yamanashi"),
    ],
)
def test_family_names_with_initials_and_unlisted_readings(japanese: str, letters: str) -> None:
    line = f"{japanese}、<person>北野花子</person>教授⏎著者：<person>{letters}</person>, <person>Hanako Kitano</person>"
    found = _romanized(line)
    assert len(found) == 2
    assert set(found.values()) == {letters, "Hanako Kitano"}
    assert found["北野花子"] == "Hanako Kitano"


def test_an_initial_that_does_not_fit_pairs_nobody() -> None:
    assert _romanized("<person>タン・ウェイリン</person>教授⏎著者：<person>Tan KS</person>") == {
        "タン・ウェイリン": None,
        "Tan KS": "Tan KS",
    }


def test_two_of_one_foreign_family_name_are_told_apart() -> None:
    line = "<person>林 柏翰</person>助教と<person>林 優</person>助教⏎著者：<person>Bo-Han Lin</person>, <person>Yu Hayashi</person>"
    assert _romanized(line) == {"林柏翰": "Bo-Han Lin", "林優": "Yu Hayashi"}


def test_particles_and_marks_do_not_part_two_forms_of_one_name() -> None:
    line = "<person>Élodie de Beaumont</person>研究員⏎<person>Aoki K</person>, <person>de Beaumont É</person>. A title."
    assert _romanized(line) == {"Élodie de Beaumont": "Élodie de Beaumont", "Aoki K": "Aoki K"}
