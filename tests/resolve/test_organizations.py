"""Bodies from marked sentences: the mentions are given, so that only the joining is tested."""

from __future__ import annotations

import pytest

from pipeline.analyse import analyse
from pipeline.analyse.gazetteer import bodies_known_as
from pipeline.model import Mention, MentionType, Organization, Source
from pipeline.normalise import normalise
from pipeline.resolve.organizations import bare, join
from pipeline.segment import segment
from tests.marked import parse


def bodies(line: str, rule: str = "organisations.grammar-body") -> tuple[Organization, ...]:
    case = parse(line)
    text = normalise(Source(case.text, "case.txt"))
    mentions = []
    for each in case.expected:
        start, end = text.to_view(each.start, each.end)
        mentions.append(Mention(MentionType(each.type), start, end, rule=rule))
    return join(tuple(mentions), analyse(segment(text), ner=False))[0]


def org(words: str) -> str:
    return f"<organization>{words}</organization>"


def test_full_form_acronym_and_repetition_are_one_body() -> None:
    found = bodies(
        f"{org('国立研究開発法人科学技術振興機構')}（{org('ＪＳＴ')}）と{org('科学技術振興機構')}は、<funder>JST</funder>の事業で"
    )
    assert len(found) == 1
    assert found[0].name == "国立研究開発法人科学技術振興機構"
    assert found[0].abbreviation == "ＪＳＴ"  # as this text writes it
    assert found[0].ror == "https://ror.org/00097mb19"
    assert len(found[0].mentions) == 4


def test_unknown_body_has_no_id_and_keeps_its_acronym() -> None:
    (found,) = bodies(f"{org('北浜量子情報研究所')}（{org('KQI')}）。{org('KQI')}では")
    assert (found.name, found.abbreviation, found.ror) == ("北浜量子情報研究所", "KQI", None)


def test_an_acronym_alone_is_the_name() -> None:
    (found,) = bodies(f"本研究は{org('JSPS')}の支援による。")
    assert (found.name, found.abbreviation, found.ror) == ("JSPS", None, "https://ror.org/00hhkn466")


def test_english_name_in_brackets() -> None:
    (found,) = bodies(f"{org('北浜海洋研究所')}（{org('Kitahama Institute of Ocean Science')}）")
    assert (found.name, found.name_en) == ("北浜海洋研究所", "Kitahama Institute of Ocean Science")


def test_lexicon_joins_japanese_and_english_names() -> None:
    found = bodies(f"{org('武田科学振興財団')}の助成を受けた。 Supported by {org('Takeda Science Foundation')}.")
    assert [(each.name, each.name_en, each.ror) for each in found] == [
        ("武田科学振興財団", "Takeda Science Foundation", "https://ror.org/02y123g31")
    ]


def test_blanks_and_legal_form_make_no_other_body() -> None:
    found = bodies(f"{org('株式会社 北浜製作所')}は、{org('北浜製作所')}の{org('北浜製作所 研究部')}で")
    assert [each.name for each in found] == ["株式会社 北浜製作所", "北浜製作所 研究部"]


def test_a_wrapped_name_is_joined() -> None:
    (found,) = bodies(f"{org('北浜工科大学大学院⏎工学研究科')}の")
    assert found.name == "北浜工科大学大学院工学研究科"


@pytest.mark.parametrize(
    ("name", "parent"),
    [
        ("北浜工科大学大学院工学研究科", "北浜工科大学"),
        ("国立大学法人北浜大学　広報課", "国立大学法人北浜大学"),
        ("東京大学医学部附属病院", "東京大学"),
        ("情報・システム研究機構 国立遺伝学研究所", "情報・システム研究機構"),
        ("科学技術振興機構広報課", "科学技術振興機構"),
        ("株式会社キタハマ計測 開発本部", "株式会社キタハマ計測"),
        ("北浜市環境局", "北浜市"),
        ("JST NBDC", "JST"),
        ("北浜工科大学", None),
        ("上原記念生命科学財団", None),
        ("沖縄科学技術大学院大学", None),
        ("北浜電気株式会社", None),
        ("Takeda Science Foundation", None),
        ("総務課広報係", None),
    ],
)
def test_parent(name: str, parent: str | None) -> None:
    (found,) = bodies(f"{org(name)}の")
    assert found.parent == parent


def test_a_part_alone_on_its_line_is_the_one_that_the_text_names_in_full() -> None:
    found = bodies(f"{org('北浜大学大学院医学研究科循環器内科学分野')}の⏎{org('循環器内科学分野')}", rule="organisations.desk")
    assert [each.name for each in found] == ["北浜大学大学院医学研究科循環器内科学分野"]


def test_a_short_desk_stays_apart() -> None:
    assert len(bodies(f"{org('北浜大学広報課')}⏎{org('広報課')}", rule="organisations.desk")) == 2


def test_null_where_two_bodies_fit() -> None:
    rows = bodies_known_as("日本薬理学会")  # the register has it twice
    assert len({row["ror"] for row in rows}) == 2
    (found,) = bodies(f"{org('日本薬理学会')}の")
    assert found.ror is None


def test_no_mentions_no_bodies() -> None:
    assert bodies("何もない。") == ()


@pytest.mark.parametrize(
    ("words", "core"),
    [
        ("(株)北浜計測", "北浜計測"),
        ("北浜計測 株式会社", "北浜計測"),
        ("The Naito Foundation", "naito foundation"),
        ("株式会社", "株式会社"),
    ],
)
def test_bare(words: str, core: str) -> None:
    assert bare(words) == core


def test_hospital_without_its_university_is_the_one_named_in_full() -> None:
    found = bodies(f"{org('北浜大学医学部附属南浜総合医院')}と{org('南浜総合医院')}", rule="organisations.echo")
    assert [body.name for body in found] == ["北浜大学医学部附属南浜総合医院"]
