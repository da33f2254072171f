"""Contacts from marked blocks: the mentions are given, so that only the joining is tested."""

from __future__ import annotations

from pipeline.analyse import analyse
from pipeline.model import Contact, Mention, MentionType, Source
from pipeline.normalise import normalise
from pipeline.resolve.contacts import gather
from pipeline.segment import segment
from tests.marked import parse


def contacts(*lines: str) -> tuple[Contact, ...]:
    case = parse("⏎".join(lines))
    text = normalise(Source(case.text, "case.txt"))
    mentions = []
    for each in case.expected:
        start, end = text.to_view(each.start, each.end)
        mentions.append(Mention(MentionType(each.type), start, end, each.value or case.text[each.start : each.end]))
    return gather(tuple(mentions), analyse(segment(text), ner=False))


def rows(*lines: str) -> list[tuple[str | None, ...]]:
    return [(each.heading, each.organization, each.person, each.phone, each.email) for each in contacts(*lines)]


def test_one_entry_for_each_desk_under_its_heading() -> None:
    found = rows(
        "【お問い合わせ先】",
        "＜研究に関すること＞",
        "<organization>北浜工科大学大学院工学研究科</organization> 教授",
        "<person>青木 一郎</person>（<person>あおき いちろう</person>）",
        "TEL：<phone>+81785550101</phone>",
        "E-mail：<email>aoki@example.jp</email>",
        "＜報道に関すること＞",
        "<organization>北浜工科大学広報課</organization>",
        "TEL：<phone>+81785550102</phone>",
    )
    assert found == [
        ("研究に関すること", "北浜工科大学大学院工学研究科", "青木一郎", "+81785550101", "aoki@example.jp"),
        ("報道に関すること", "北浜工科大学広報課", None, "+81785550102", None),
    ]


def test_several_people_share_the_lines_below_them() -> None:
    found = contacts(
        "■ 連絡先",
        "<organization>北浜計測株式会社 開発本部</organization>",
        "<person>青木 一郎</person>、<person>波多野 花</person>",
        "〒<postal_code>059-0098</postal_code> <address>北海道波島町字浜215番地3</address>",
        "電話 <phone>+81144550126</phone>（代表） FAX <fax>+81144550127</fax>",
    )
    assert [each.person for each in found] == ["青木一郎", "波多野花"]
    for each in found:
        assert (each.heading, each.phone, each.fax) == (None, "+81144550126", "+81144550127")
        assert (each.postal_code, each.address) == ("059-0098", "北海道波島町字浜215番地3")


def test_the_next_person_with_an_own_line_belongs_to_the_body_above() -> None:
    found = rows(
        "問い合わせ先",
        "【研究内容に関すること】",
        "<organization>青波研究所データ基盤センター</organization>",
        "特任准教授 <person>青木 一郎</person>（<person>あおき いちろう</person>）e-mail：<email>aoki@example.jp</email>",
        "特任助教 <person>波多野 花</person>（<person>はたの はな</person>）e-mail：<email>hatano@example.jp</email>",
    )
    assert [(each[1], each[2], each[4]) for each in found] == [
        ("青波研究所データ基盤センター", "青木一郎", "aoki@example.jp"),
        ("青波研究所データ基盤センター", "波多野花", "hatano@example.jp"),
    ]


def test_two_desks_under_one_heading() -> None:
    found = rows(
        "お問い合わせ先",
        "■ 報道に関すること",
        "<organization>北浜工科大学 広報課</organization>",
        "TEL：<phone>+81785550100</phone> FAX：<fax>+81785550101</fax>",
        "<organization>科学技術振興機構 広報課</organization>",
        "TEL：<phone>+81355500123</phone>",
    )
    assert [(each[0], each[1], each[3]) for each in found] == [
        ("報道に関すること", "北浜工科大学 広報課", "+81785550100"),
        ("報道に関すること", "科学技術振興機構 広報課", "+81355500123"),
    ]


def test_parts_of_a_body_on_several_lines_are_joined_by_a_blank() -> None:
    found = rows(
        "お問い合わせ先",
        "<organization>北浜研究機構</organization> (<organization>KKK</organization>)",
        "<organization>基礎研究事業部 基礎研究課</organization>",
        "TEL : <phone>+81368702200</phone>",
    )
    assert found == [(None, "北浜研究機構 基礎研究事業部 基礎研究課", None, "+81368702200", None)]


def test_a_body_in_a_heading_is_no_desk() -> None:
    found = rows(
        "【お問い合わせ先】",
        "■<organization>JST</organization> 事業に関すること",
        "<organization>科学技術振興機構 未来創造研究開発推進部</organization>",
        "TEL：<phone>+81355500123</phone>",
    )
    assert [(each[0], each[1]) for each in found] == [("JST 事業に関すること", "科学技術振興機構 未来創造研究開発推進部")]


def test_a_duty_without_a_mark_is_no_heading() -> None:
    found = rows(
        "お問い合わせ先",
        "報道について",
        "<organization>青波研究所</organization>",
        "広報担当",
        "電話：<phone>+81471355500</phone>",
    )
    assert [(each[0], each[1]) for each in found] == [("報道について", "青波研究所")]
    marked = rows("お問い合わせ先", "■広報担当", "<organization>青波研究所</organization>", "電話：<phone>+81471355500</phone>")
    assert marked[0][0] == "広報担当"


def test_a_person_above_the_body() -> None:
    found = rows(
        "お問い合わせ先",
        "<person>青木 一郎</person>（<person>アオキ イチロウ</person>）",
        "<organization>北浜工科大学 大学院工学研究科</organization> 教授",
        "E-mail：<email>aoki@example.jp</email>",
        "<person>波多野 花</person>",
        "<organization>青波大学理学部</organization> 講師",
        "E-mail：<email>hatano@example.jp</email>",
    )
    assert [(each[1], each[2], each[4]) for each in found] == [
        ("北浜工科大学 大学院工学研究科", "青木一郎", "aoki@example.jp"),
        ("青波大学理学部", "波多野花", "hatano@example.jp"),
    ]


def test_two_people_of_two_bodies_over_one_line() -> None:
    found = rows(
        "お問い合わせ先",
        "<organization>北浜工科大学</organization> 教授 <person>青木 一郎</person>",
        "<organization>青波大学</organization> 講師 <person>Hana Hatano</person>",
        "TEL：<phone>+81785550100</phone>",
    )
    assert [(each[1], each[2], each[3]) for each in found] == [
        ("北浜工科大学", "青木一郎", "+81785550100"),
        ("青波大学", "Hana Hatano", "+81785550100"),
    ]


def test_an_address_above_the_names_belongs_to_them() -> None:
    found = contacts(
        "お問い合わせ先",
        "〒<postal_code>305-0099</postal_code> <address>茨城県つくば市北浜1-1</address>",
        "<organization>北浜工科大学 広報課</organization> <person>青木 一郎</person>",
        "TEL：<phone>+81295550100</phone>",
    )
    assert [(each.postal_code, each.organization, each.person) for each in found] == [
        ("305-0099", "北浜工科大学 広報課", "青木一郎")
    ]


def test_a_desk_without_a_contact_section_is_found_by_its_lines() -> None:
    found = rows(
        "本文はここまでです。",
        "",
        "<organization>北浜工科大学広報課</organization>",
        "担当：<person>青木</person>",
        "電話：<phone>+81785550100</phone>",
    )
    assert found == [(None, "北浜工科大学広報課", "青木", "+81785550100", None)]


def test_names_without_a_line_are_no_contact() -> None:
    assert rows("配布先：<organization>文部科学記者会</organization>、<organization>科学記者会</organization>") == []
    assert (
        rows(
            "お問い合わせ先",
            "研究室への進学は、<organization>北浜工科大学</organization>の<person>青木 一郎</person>までご相談ください。",
        )
        == []
    )


def test_the_note_behind_a_number_is_no_body() -> None:
    found = rows(
        "お問い合わせ先",
        "<organization>科学技術振興機構</organization>（<organization>JST</organization>）",
        "Tel：<phone>+81352148404</phone>（<organization>広報課</organization>）",
    )
    assert [each[1] for each in found] == ["科学技術振興機構"]


def test_a_letterhead_asks_the_person_of_its_last_line() -> None:
    found = rows(
        "会社名　　<organization>株式会社北浜計測</organization>",
        "代表者名　代表取締役社長　<person>西田 五郎</person>",
        "（コード番号：0000　<organization>東証</organization>グロース）",
        "問合せ先　取締役　<person>青木 一郎</person>",
        "（TEL：<phone>+81785550101</phone>）",
    )
    assert found == [(None, "株式会社北浜計測", "青木一郎", "+81785550101", None)]


def test_a_desk_without_lines_is_not_joined_to_the_next() -> None:
    found = rows(
        "【報道担当】",
        "<organization>北浜大学 広報室</organization>",
        "お問い合わせフォーム",
        "",
        "<organization>東雲大学 広報課</organization>",
        "TEL：<phone>+81785550102</phone>",
    )
    assert [each[1] for each in found] == ["東雲大学 広報課"]
