"""Where people work, in the layouts of real releases: mentions are marked by hand, nothing is extracted."""

from __future__ import annotations

import pytest

from pipeline.resolve.people.desk import own_body
from pipeline.resolve.people.fullest import fullest
from pipeline.resolve.people.units import under
from tests.resolve.test_people import _join


def _bodies(*lines: str) -> dict[str, tuple[str, ...]]:
    return {person.name: person.affiliations for person in _join("⏎".join(lines))}


def test_a_team_below_people_replaces_the_team_above() -> None:
    assert _bodies(
        "<organization>北浜研究所 創発センター</organization>",
        "<organization>界面研究チーム</organization>",
        "<position>チームリーダー</position> <person>青木 一郎</person>（<person>アオキ・イチロウ</person>）",
        "（<organization>東雲大学 大学院工学研究科</organization> <position>教授</position>）",
        "<position>研究員</position>（研究当時） <person>北野 花子</person>（<person>キタノ・ハナコ</person>）",
        "（現 <organization>南海大学</organization> <position>助教</position>）",
        "物質研究グループ",
        "<position>技師</position> <person>南 三郎</person>",
        "",
        "<organization>西方センター 計測室</organization>",
        "<position>主任</position> <person>西田 五郎</person>",
    ) == {
        "青木一郎": ("北浜研究所 創発センター 界面研究チーム", "東雲大学 大学院工学研究科"),
        "北野花子": ("北浜研究所 創発センター 界面研究チーム", "南海大学"),
        "南三郎": ("北浜研究所 創発センター 物質研究グループ",),
        "西田五郎": ("西方センター 計測室",),
    }


def test_a_country_in_brackets_does_not_part_a_stacked_line() -> None:
    line = "<organization>北浜研究センター</organization>（ドイツ） <organization>物理研究所</organization>"
    assert _bodies(line, "<position>教授</position> <person>青木一郎</person>") == {"青木一郎": ("北浜研究センター 物理研究所",)}


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            "<organization>北浜研究所</organization>（<organization>北研</organization>）<organization>計測部門</organization>の",
            "北浜研究所 計測部門",
        ),
        (
            (
                "<organization>北浜研究所</organization>【<position>理事長</position> <person>西田五郎</person>】"
                "（以下「<organization>北研</organization>」という）<organization>計測部門</organization>の"
            ),
            "北浜研究所 計測部門",
        ),
        (
            "<organization>北浜計測</organization>（本社：北浜市、<position>社長</position>：<person>西田五郎</person>）の",
            "北浜計測",
        ),
    ],
)
def test_brackets_between_a_body_and_what_follows(line: str, wanted: str) -> None:
    assert _bodies(f"{line}<person>青木一郎</person><position>研究員</position>")["青木一郎"] == (wanted,)


def test_a_bracket_with_a_post_of_its_own_is_a_second_affiliation() -> None:
    found = _bodies(
        "<organization>北浜研究所</organization>の<person>北野花子</person><position>研究員</position>、"
        ""
        "<person>青木一郎</person><position>チームリーダー</position>"
        "（<organization>東雲大学</organization> <position>教授</position>）"
    )
    assert found["青木一郎"] == ("北浜研究所", "東雲大学")


@pytest.mark.parametrize(
    ("same", "wanted"),
    [
        ("同 白眉センター", "北浜大学 白眉センター"),
        ("同大学医学部附属東雲医院", "北浜大学医学部附属東雲医院"),
        ("同研究科", "北浜大学 大学院医学研究科"),
    ],
)
def test_the_same_body_up_to_the_unit_that_is_replaced(same: str, wanted: str) -> None:
    found = _bodies(
        "<organization>北浜大学 大学院医学研究科</organization>の<person>北野花子</person><position>教授</position>、"
        f"{same}の<person>青木一郎</person><position>助教</position>"
    )
    assert found["青木一郎"] == (wanted,)


@pytest.mark.parametrize("mark", ["1", "1)", " 1)", "^1", "<sup>1</sup>", " (1)", "*1"])
def test_marks_behind_authors(mark: str) -> None:
    number = mark.strip(" ^")
    found = _bodies(
        f"<person>Ichiro Aoki</person>{mark}, <person>Hanako Kitano</person>{mark.replace('1', '2')}",
        f"{number}<organization>北浜大学</organization>、{number.replace('1', '2')}<organization>東雲大学</organization>",
    )
    assert found == {"Ichiro Aoki": ("北浜大学",), "Hanako Kitano": ("東雲大学",)}


def test_a_letterhead() -> None:
    assert _bodies(
        "会社名　　<organization>株式会社北浜計測</organization>",
        "代表者名　<position>代表取締役社長</position>　<person>西田五郎</person>",
        "問合せ先　<position>取締役</position>　<person>青木一郎</person>",
    ) == {"西田五郎": ("株式会社北浜計測",), "青木一郎": ("株式会社北浜計測",)}


def test_a_body_in_a_heading_is_no_affiliation() -> None:
    found = _join(
        "【お問い合わせ先】⏎＜<organization>KST</organization>事業に関すること＞⏎"
        "<person>青木 一郎</person>（<person>アオキ イチロウ</person>）⏎"
        "<organization>北浜財団 推進部</organization>⏎E-mail：<email v='a@example.jp'>a@example.jp</email>".replace("'", '"')
    )
    assert [(person.affiliations, person.email) for person in found] == [(("北浜財団 推進部",), "a@example.jp")]


def test_a_form_with_all_units_wins_over_one_that_leaves_some_out() -> None:
    assert fullest(["北浜研究センター 分光室", "北浜研究センター 計測センター 分光室"]) == ("北浜研究センター 計測センター 分光室",)
    assert fullest(["北浜大学 工学部", "北浜大学 理学部"]) == ("北浜大学 工学部", "北浜大学 理学部")


@pytest.mark.parametrize(
    ("body", "unit", "wanted"),
    [
        ("北浜大学農学部食料学科", "環境学科", "北浜大学農学部"),
        ("北浜大学農学部食料学科", "工学部", "北浜大学"),
        ("北浜研究所 創発センター 界面研究チーム", "物質研究グループ", "北浜研究所 創発センター"),
        ("株式会社北浜計測 総務部", "開発部", "株式会社北浜計測"),
        ("北浜大学", "工学部", "北浜大学"),
    ],
)
def test_what_a_further_unit_lies_in(body: str, unit: str, wanted: str) -> None:
    assert under(body, unit) == wanted


@pytest.mark.parametrize("department", ["<organization>理学研究院</organization>", "理学研究院"])
def test_a_department_in_the_body_of_the_person_before(department: str) -> None:
    found = _bodies(
        "<organization>北浜大学農学研究院</organization>の<person>北野花子</person><position>教授</position>、"
        f"{department}の<person>青木一郎</person><position>助教</position>"
    )
    assert found["青木一郎"] == ("北浜大学理学研究院",)


def test_a_centre_may_stand_on_its_own() -> None:
    found = _bodies(
        "<organization>北浜大学</organization>の<person>北野花子</person><position>教授</position>、"
        "<organization>東雲計測センター</organization>の<person>青木一郎</person><position>所長</position>"
    )
    assert found["青木一郎"] == ("東雲計測センター",)


def test_a_department_in_brackets_and_one_behind_the_same() -> None:
    found = _bodies(
        "<organization>北浜大学</organization>の<person>北野花子</person><position>教授</position>（<organization>工学研究科</organization>）、"
        "同先端分子研究所（FMI）の<person>青木一郎</person><position>助教</position>"
    )
    assert found == {"北野花子": ("北浜大学工学研究科",), "青木一郎": ("北浜大学先端分子研究所",)}


def test_an_english_body_of_an_author_list_says_nothing_new() -> None:
    (person,) = _join(
        "<organization>北浜大学</organization>の<person>青木一郎</person><position>教授</position>⏎著者："
        "<person>Ichiro Aoki</person> (<organization>Kitahama University</organization>)"
    )
    assert person.affiliations == ("北浜大学",)


def test_a_short_form_that_is_announced_stands_for_the_full_one() -> None:
    found = _bodies(
        "<organization>北浜研究機構</organization>（以下、<organization>KRO</organization>）は測った。"
        "<organization>KRO</organization>の<person>青木一郎</person><position>研究員</position>、"
        "<organization>東雲計測株式会社</organization>（本社：東雲市、以下「<organization>東雲計測</organization>」）の<person>北野花子</person>氏。"
        "<organization>東雲計測</organization>の<person>南三郎</person>氏"
    )
    assert found == {"青木一郎": ("北浜研究機構",), "北野花子": ("東雲計測株式会社",), "南三郎": ("東雲計測株式会社",)}


@pytest.mark.parametrize("name", ["北浜大学工学部", "環境省", "気象庁", "北浜市", "青葉県衛生研究所", "東京都", "株式会社北浜計測"])
def test_bodies_of_their_own(name: str) -> None:
    assert own_body(name)


@pytest.mark.parametrize(
    "name", ["都市工学専攻", "建築都市デザイン研究室", "省エネルギー研究室", "法人営業部", "大学院工学研究科", "市場調査部"]
)
def test_departments_are_none(name: str) -> None:
    assert not own_body(name)


def test_a_department_that_holds_a_word_for_a_state_stays_below_its_body() -> None:
    lines = ("<organization>北浜大学大学院工学研究科</organization>", "<organization>都市工学専攻</organization>")
    found = _bodies(*lines, "<position>教授</position> <person>青木一郎</person>")
    assert found == {"青木一郎": ("北浜大学大学院工学研究科 都市工学専攻",)}


def test_a_mail_with_a_name_behind_it_is_that_persons() -> None:
    found = _join(
        "【お問い合わせ先】⏎<organization>北浜大学工学部</organization>⏎<person>青木一郎</person>、<person>北野花子</person>⏎"
        'E-mail <email v="a@example.jp">a@example.jp</email>（青木）、<email v="k@example.jp">k@example.jp</email>（北野）'
    )
    assert [(person.name, person.email) for person in found] == [("青木一郎", "a@example.jp"), ("北野花子", "k@example.jp")]


def test_a_word_behind_a_mail_is_nobodys_name() -> None:
    found = _join(
        "【お問い合わせ先】⏎<organization>北浜大学工学部</organization>⏎<person>青木一郎</person>⏎"
        'E-mail <email v="k@example.jp">k@example.jp</email>（広報）'
    )
    assert [person.email for person in found] == ["k@example.jp"]


def test_a_fellowship_is_no_place_of_work() -> None:
    post, body = "<position>特別研究員</position>", "<organization>日本学術振興会</organization>"
    assert _bodies(
        f"<organization>北浜大学大学院工学研究科</organization>の<person>北野花子</person>さん"
        f"（<position>博士課程3年</position>、{body} {post}）",
        f"<person>青木一郎</person>さん（{body}<position>外国人特別研究員</position>）",
    ) == {"北野花子": ("北浜大学大学院工学研究科",), "青木一郎": ()}


def test_where_one_was_at_the_time_comes_after_where_one_is() -> None:
    line = (
        "<organization>北浜研究所</organization>の<person>青木一郎</person><position>主任研究員</position>"
        "（研究当時：<organization>東雲大学農学部</organization>）"
    )
    assert _bodies(line) == {"青木一郎": ("北浜研究所", "東雲大学農学部")}


@pytest.mark.parametrize("second", ["東雲高等専門学校物質化学工学科", "韓国天文科学研究院", "大阪府立計測研究所分光部門"])
def test_a_body_of_its_own_is_no_part_of_the_one_before(second: str) -> None:
    line = (
        "<organization>北浜大学工学部</organization>の<person>青木一郎</person><position>教授</position>、"
        f"<organization>{second}</organization>の<person>北野花子</person><position>講師</position>"
    )
    assert _bodies(line)["北野花子"] == (second,)


def test_a_desk_before_a_colon() -> None:
    line = "<organization>北浜大学総務課</organization>：<person>青木</person>・<person>北野</person>"
    assert _bodies(line) == {"青木": ("北浜大学総務課",), "北野": ("北浜大学総務課",)}


def test_same_with_a_blank_on_a_contact_line() -> None:
    assert _bodies(
        "お問い合わせ先",
        "責任者：<organization>北浜機構 作物研究部門</organization> <position>所長</position> <person>小鳥遊 誠</person>",
        "担当者：同 <organization>設計研究領域</organization> <position>研究員</position> <person>勅使河原 結</person>",
        'TEL <phone v="+81298388260">029-838-8260</phone>',
    )["勅使河原結"] == ("北浜機構 作物研究部門 設計研究領域",)


def test_a_body_below_a_name_takes_the_place_of_the_one_of_the_entry_before() -> None:
    lines = (
        "本文は終わりです。",
        "",
        "【お問い合わせ先】",
        "<person>青木 一郎</person>（<person>アオキ イチロウ</person>）",
        "<organization>北浜研究所 計測部門</organization> <position>研究員</position>",
        'Tel：<phone v="+81484677715">048-467-7715</phone>',
        'E-mail：<email v="aoki@example.jp">aoki@example.jp</email>',
        "",
        "<person>北野 花子</person>（<person>キタノ ハナコ</person>）",
        "<organization>東雲研究所 分光部門</organization> <position>教授</position>",
        'E-mail：<email v="kitano@example.jp">kitano@example.jp</email>',
    )
    found = _join("⏎".join(lines))
    assert {person.name: (person.affiliations, person.email) for person in found} == {
        "青木一郎": (("北浜研究所 計測部門",), "aoki@example.jp"),
        "北野花子": (("東雲研究所 分光部門",), "kitano@example.jp"),
    }


def test_numbers_that_a_full_stop_of_either_width_ends() -> None:
    assert _bodies(
        "著者：<person>青木一郎</person>1、<person>北野花子</person>2",
        "１．<organization>北浜大学</organization>、２．<organization>東雲研究所</organization>",
    ) == {"青木一郎": ("北浜大学",), "北野花子": ("東雲研究所",)}
