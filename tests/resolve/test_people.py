"""Which mentions are one person and what is said of each: mentions are marked by hand, nothing is extracted."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from pipeline.analyse import analyse
from pipeline.model import Author, Grant, Mention, MentionType, Person, Publication, Source
from pipeline.normalise import normalise
from pipeline.resolve import people
from pipeline.resolve.people.fullest import fullest
from pipeline.resolve.people.romanized import Likeness, latin, likeness, same
from pipeline.segment import segment
from tests.marked import parse


def _join(
    line: str,
    publication: Publication | None = None,
    grants: tuple[Grant, ...] = (),
    rules: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Person, ...]:
    case = parse(line)
    analysis = analyse(segment(normalise(Source(case.text, "case.txt"))), ner=False)
    text = analysis.layout.text
    mentions = tuple(
        Mention(
            MentionType(each.type),
            *text.to_view(each.start, each.end),
            value=each.value,
            rule=rules.get(case.text[each.start : each.end], ""),
        )
        for each in case.expected
    )
    return people.join(mentions, analysis, publication or Publication(), (), grants)


def _one(line: str) -> Person:
    (person,) = _join(line)
    return person


def test_kanji_kana_and_latin_forms_are_one_person() -> None:
    person = _one(
        "<person>青木一郎</person>教授らは発見した。⏎著者：<person>Ichiro Aoki</person>⏎"
        "<person>青木　一郎</person>（<person>あおき いちろう</person>）"
    )
    assert (person.name, person.reading, person.romanized) == ("青木一郎", "あおき いちろう", "Ichiro Aoki")
    assert len(person.mentions) == 4


def test_the_family_name_alone_goes_to_the_person_last_named_so() -> None:
    first, second = _join("<person>青木一郎</person>氏と<person>北野花子</person>氏。<person>青木</person>氏は笑った。")
    assert len(first.mentions) == 2
    assert second.name == "北野花子"


@pytest.mark.parametrize("form", ["Takahiro Ohkubo", "Ohkubo T", "OHKUBO Takahiro", "T. Okubo", "Okubo, T."])
def test_ways_to_write_a_name_in_latin_letters(form: str) -> None:
    person = _one(f"<person>大久保貴広</person>教授⏎著者：<person>{form}</person>")
    assert person.romanized == form


def test_who_is_known_in_latin_letters_only_keeps_the_blanks() -> None:
    person = _one("<person>Elena Rossi</person>教授")
    assert person.name == person.romanized == "Elena Rossi"


def test_the_kana_behind_a_latin_name_is_its_reading() -> None:
    assert _one("助教　<person>Liu Wen</person>（<person>リュウ　ブン</person>）").reading == "リュウ　ブン"


def test_latin_names_that_nobody_bears_are_people_of_their_own() -> None:
    assert [person.name for person in _join("<person>青木一郎</person>教授⏎著者：<person>Hanako Kita</person>")] == [
        "青木一郎",
        "Hanako Kita",
    ]


def test_two_of_one_family_are_not_joined_by_an_initial_that_both_have() -> None:
    found = _join("<person>青木一郎</person>氏、<person>青木勲</person>氏⏎<person>Aoki I</person>")
    assert [person.name for person in found] == ["青木一郎", "青木勲", "Aoki I"]


def test_equal_lists_side_by_side_are_joined_place_by_place() -> None:
    found = _join(
        "<person>Ichiro Aoki</person>, <person>Wei-Ting Li</person>  ⏎（<person>青木一郎</person>, <person>李偉庭</person>）"
    )
    assert [(person.name, person.romanized) for person in found] == [("青木一郎", "Ichiro Aoki"), ("李偉庭", "Wei-Ting Li")]


def test_kanji_that_can_be_read_so() -> None:
    assert _one("<person>千波洋介</person>助教⏎<person>Yosuke Senba</person>").romanized == "Yosuke Senba"


def test_the_order_is_that_of_the_first_mention() -> None:
    found = _join("<person>Hanako Kita</person>, <person>Ichiro Aoki</person>⏎<person>青木一郎</person>、<person>北花子</person>")
    assert [person.name for person in found] == ["北花子", "青木一郎"]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("<person>青木一郎</person><position>教授</position>", ("教授",)),
        ("<position>教授</position>　<person>青木 一郎</person>", ("教授",)),
        ("<position>准教授</position>⏎<person>青木 一郎</person>", ("准教授",)),
        ("<position>理事</position>・<position>副学長</position>の<person>青木一郎</person>", ("理事", "副学長")),
        ("<person>青木一郎</person><position>教授</position>（現・<position>名誉教授</position>）", ("名誉教授", "教授")),
        (
            "<position>大学院生</position>の<person>青木一郎</person>さん（<position>博士課程2年</position>）",
            ("大学院生", "博士課程2年"),
        ),
        ("<position>教　授</position>　<person>青木一郎</person>", ("教授",)),
        ("<position>特別研究員</position>（研究当時）　<person>青木一郎</person>", ("特別研究員",)),
        ("<person>Ichiro Aoki</person>, <position>Associate Professor</position>", ("Associate Professor",)),
        ("新しい<position>教授</position>が着任した。<person>青木一郎</person>は笑った。", ()),
    ],
)
def test_posts(line: str, wanted: tuple[str, ...]) -> None:
    assert _one(line).positions == wanted


def test_each_post_in_a_list_goes_to_its_own_name() -> None:
    found = _join("<person>青木一郎</person><position>教授</position>、<person>北野花子</person><position>助教</position>")
    assert [person.positions for person in found] == [("教授",), ("助教",)]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("<organization>北浜大学</organization>の<person>青木一郎</person><position>教授</position>", ("北浜大学",)),
        ("<person>青木一郎</person>（<organization>北浜大学</organization> <position>教授</position>）", ("北浜大学",)),
        ("<organization>北浜大学</organization>（<position>学長</position>：<person>青木一郎</person>）", ("北浜大学",)),
        (
            "<organization>北浜計測</organization>（本社：北浜市、<position>社長</position>：<person>青木一郎</person>）",
            ("北浜計測",),
        ),
        (
            "<organization>北浜研究所</organization>（<organization>KRI</organization>）の<person>青木一郎</person>氏",
            ("北浜研究所",),
        ),
        (
            (
                "<organization>北浜大学</organization>⏎<organization>工学部</organization>⏎"
                "<position>教授</position> <person>青木一郎</person>"
            ),
            ("北浜大学 工学部",),
        ),
        (
            "<organization>北浜研究所</organization>（<organization>北研</organization>）と協力した。<organization>北研</organization>の<person>青木一郎</person>氏",
            ("北浜研究所",),
        ),
        ("<person>青木一郎</person>　<organization>北浜大</organization><position>准教授</position>", ("北浜大",)),
        ("研究代表者： <person>青木 一郎</person>⏎⏎所 属 機 関： <organization>北浜大学</organization>", ("北浜大学",)),
        (
            "<person>青木一郎</person>（<organization>北浜大学</organization>、現：<organization>東雲大学</organization>）",
            ("北浜大学", "東雲大学"),
        ),
        ("当センターの<person>青木一郎</person>氏", ()),
        ("[<organization>北浜大学</organization>](<url>https://a.example/</url>)の<person>青木一郎</person>", ("北浜大学",)),
    ],
)
def test_affiliations(line: str, wanted: tuple[str, ...]) -> None:
    assert _one(line).affiliations == wanted


def test_a_list_hands_the_body_on_and_a_bracket_is_for_one_name() -> None:
    found = _join(
        "<organization>北浜大学</organization>の<person>青木一郎</person><position>教授</position>、"
        "<person>北野花子</person><position>助教</position>（<organization>東雲研究所</organization>）、<person>南三郎</person><position>講師</position>"
    )
    assert [person.affiliations for person in found] == [("北浜大学",), ("東雲研究所",), ("北浜大学",)]


def test_the_same_body_again() -> None:
    found = _join(
        "<organization>北浜大学大学院工学研究科</organization>の<person>青木一郎</person><position>教授</position>、"
        "同大学大学院理学研究科の<person>北野花子</person><position>助教</position>、"
        "同 <person>南三郎</person><position>講師</position>"
    )
    assert [person.affiliations for person in found] == [
        ("北浜大学大学院工学研究科",),
        ("北浜大学大学院理学研究科",),
        ("北浜大学大学院理学研究科",),
    ]


def test_numbers_behind_authors_point_to_bodies() -> None:
    found = _join(
        "<person>Ichiro Aoki</person>1, <person>Hanako Kita</person>1,2⏎"
        "1 <organization>北浜大学</organization>、2 <organization>東雲研究所</organization>"
    )
    assert [person.affiliations for person in found] == [("北浜大学",), ("北浜大学", "東雲研究所")]


def test_the_fullest_form_wins_and_a_legal_form_makes_none_fuller() -> None:
    assert fullest(["北浜大学", "北浜大学 工学部", "東雲研究所"]) == ("北浜大学 工学部", "東雲研究所")
    assert fullest(["北浜大学", "国立大学法人北浜大学"]) == ("北浜大学",)


CONTACT = (
    "【お問い合わせ先】⏎＜研究に関すること＞⏎<organization>北浜大学工学部</organization>⏎"
    "<position>教授</position> <person>青木 一郎</person>（<person>あおき いちろう</person>）⏎"
    'TEL：<phone v="+81655500100">06-5550-0100</phone> E-mail：<email v="aoki@example.jp">aoki@example.jp</email>⏎'
    "＜報道に関すること＞⏎<organization>北浜大学広報課</organization>　<person>黒田</person>、<person>平野</person>⏎"
    'TEL：<phone v="+81655500101">06-5550-0101</phone>⏎<organization>東雲研究所広報室</organization>⏎'
    'TEL：<phone v="+81655500102">06-5550-0102</phone>'
)


def test_phone_and_mail_come_from_the_entry_and_are_shared_in_it() -> None:
    aoki, kuroda, hirano = _join(CONTACT)
    assert (aoki.phone, aoki.email, aoki.affiliations) == ("+81655500100", "aoki@example.jp", ("北浜大学工学部",))
    assert (kuroda.phone, kuroda.email) == (hirano.phone, hirano.email) == ("+81655500101", None)
    assert kuroda.affiliations == hirano.affiliations == ("北浜大学広報課",)
    assert aoki.roles == kuroda.roles == ("contact",)


def test_a_mail_on_each_line_belongs_to_that_line() -> None:
    line = (
        "【お問い合わせ先】⏎<organization>北浜大学</organization>⏎"
        '<person>青木一郎</person> e-mail：<email v="a@example.jp">a@example.jp</email>⏎'
        '<person>北野花子</person> e-mail：<email v="k@example.jp">k@example.jp</email>'
    )
    assert [(person.email, person.affiliations) for person in _join(line)] == [
        ("a@example.jp", ("北浜大学",)),
        ("k@example.jp", ("北浜大学",)),
    ]


def test_roles() -> None:
    line = (
        "<person>青木一郎</person>教授は「うれしい」と話している。研究代表者：<person>北野花子</person>。<person>南三郎</person>氏。"
        "⏎著者：<person>Ichiro Aoki</person>, <person>Saburo Minami</person>"
    )
    paper = Publication(authors=(Author("Ichiro Aoki"), Author("Saburo Minami")))
    aoki, kitano, minami = _join(line, paper)
    assert aoki.roles == ("author", "quoted")
    assert kitano.roles == ("investigator",)
    assert minami.roles == ("author",)


def test_who_received_a_grant_is_an_investigator() -> None:
    (person,) = _join("<person>青木一郎</person>が受けた。", grants=(Grant(recipients=("青木一郎",)),))
    assert person.roles == ("investigator",)


def test_likeness() -> None:
    assert likeness(latin("Yuto Koga"), "古賀悠人", "こが ゆうと", alone=False) is Likeness.FULL
    assert likeness(latin("Koga Y"), "古賀悠人", "こが ゆうと", alone=False) is Likeness.INITIAL
    assert likeness(latin("Yuto Toda"), "古賀悠人", "こが ゆうと", alone=False) is Likeness.NONE
    assert likeness(latin("Taro Oda"), "小田", None, alone=True) is Likeness.FAMILY
    assert same(latin("Yuto Koga"), latin("KOGA Yuto")) is Likeness.FULL
    assert same(latin("Y. Koga"), latin("Yuto Koga")) is Likeness.INITIAL
    assert same(latin("T. Koga"), latin("Yuto Koga")) is Likeness.NONE


def test_nobody() -> None:
    assert _join("研究グループは新しい触媒を開発した。") == ()


def test_kanji_in_a_bracket_behind_katakana_are_the_same_person() -> None:
    line = (
        "<person>キム・ドユン</person>（<person>金 度允</person>）<position>客員教授</position>"
        "（<organization>北浜大学</organization> <position>教授</position>）"
    )
    person = _one(line)
    assert (person.name, person.positions) == ("キム・ドユン", ("客員教授", "教授"))


def test_a_post_behind_the_bracket_with_the_latin_form() -> None:
    line = "<person>林 詩函</person>（<person>Shih-Han Lin</person>）<position>副研究員</position>"
    person = _one(line)
    assert (person.romanized, person.positions) == ("Shih-Han Lin", ("副研究員",))


def test_who_takes_up_a_post_holds_it() -> None:
    line = "<person>Ada Balogun</person>さんが<position>ポスドク研究員</position>として着任しました。"
    assert _one(line).positions == ("ポスドク研究員",)
    line = "<person>Ada Balogun</person>さんが<position>教授</position>と話した。"
    assert _one(line).positions == ()


def test_posts_behind_a_separator_are_the_next_persons() -> None:
    line = (
        "<position>特任助教</position>　<person>木戸口　サラ</person>、"
        "<position>准教授</position>・<position>広報室長</position>　<person>六車　衛</person>"
    )
    first, second = _join(line)
    assert first.positions == ("特任助教",)
    assert second.positions == ("准教授", "広報室長")


def test_the_reading_that_a_blank_parts_is_taken() -> None:
    first = "<person>青木 一郎</person>（<person>アオキ・イチロウ</person>）"
    assert _one(f"{first}⏎<person>青木 一郎</person>（<person>アオキ イチロウ</person>）").reading == "アオキ イチロウ"


def test_a_name_cut_at_a_hyphen_is_put_together() -> None:
    line = "<person>Wei Chen</person>* and <person>Sa-⏎kuya Namatame</person>"
    assert [person.name for person in _join(line)] == ["Wei Chen", "Sakuya Namatame"]


def test_who_is_cited_below_a_contact_block_is_not_of_its_body() -> None:
    line = (
        "【お問い合わせ先】⏎<organization>北浜大学</organization> <person>青木一郎</person>⏎"
        '電話：<phone v="+81655500103">06-5550-0103</phone>⏎⏎※1 <person>Kuroda T</person> (2018) Tides. Sea Letters 21: 3–9.'
    )
    aoki, kuroda = _join(line, rules={"Kuroda T": "people.author-list"})
    assert (aoki.affiliations, aoki.roles) == (("北浜大学",), ("contact",))
    assert (kuroda.affiliations, kuroda.phone, kuroda.roles) == ((), None, ())
