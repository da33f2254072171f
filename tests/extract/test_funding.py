"""What marked sentences cannot say of funding: how mentions are tied together, and why they were found."""

from __future__ import annotations

import pytest

from pipeline.analyse import analyse
from pipeline.analyse.grant_numbers import fiscal_year_of, numbers_in, scheme_of, schemes, url_of
from pipeline.extract.funding import find
from pipeline.extract.funding.groups import Part, Role, decode, encode
from pipeline.lexicon import table
from pipeline.model import Analysis, Mention, MentionType, Source
from pipeline.normalise import normalise
from pipeline.segment import segment
from tests.blowup import assert_no_blowup


def analysed(text: str) -> Analysis:
    return analyse(segment(normalise(Source(text, "case.txt"))), ner=False)


def mentions(text: str) -> list[Mention]:
    return sorted(find(analysed(text)), key=lambda each: each.start)


def test_the_parts_of_a_grant_share_a_group() -> None:
    found = mentions("本研究はJST さきがけ「葉の時計」（JPMJPR21K9）、三菱財団の支援を受けました。")
    groups = [{(part.start, part.end) for part in decode(each.group)} for each in found]
    assert groups[0] == groups[1] == groups[2] == groups[3]
    assert groups[4].isdisjoint(groups[0])


def test_a_shared_funder_belongs_to_both_grants() -> None:
    funder, *_ = mentions("本研究は日本学術振興会 科研費 基盤研究（A）（20H00321）、若手研究（21K12399）の助成を受けました。")
    assert len(decode(funder.group)) == 2


def test_the_abbreviation_says_that_it_is_one() -> None:
    found = mentions("本研究は科学技術振興機構（JST）の支援を受けました。")
    assert [decode(each.group)[0].role for each in found] == [Role.MAIN, Role.ABBREVIATION]


def test_groups_come_back_as_they_were_written() -> None:
    parts = [
        Part(12, 90),
        Part(100, 140, Role.CO_FUNDER, own=False, letter="(A)", people=((104, 108), (110, 114))),
    ]
    assert list(decode(encode(parts))) == parts
    assert decode("") == ()


def test_every_mention_says_by_which_rule() -> None:
    for each in mentions("本研究はJST さきがけ（JPMJPR21K9）の支援を受けました。"):
        assert each.rule == "funding.sentence"


def test_a_programme_named_in_passing_belongs_to_no_grant() -> None:
    (programme,) = mentions("JSTは、戦略的創造研究推進事業の新規課題を決定しました。")
    assert (programme.type, programme.group) == (MentionType.PROGRAM, "")


def test_a_long_text_without_any_stop_takes_no_time() -> None:
    assert_no_blowup(lambda: mentions("本研究は、" + "北浜工科大学および" * 800 + "の支援を受けました。"))
    assert_no_blowup(lambda: mentions("（" * 2000 + "科研費" + "「" * 2000))


@pytest.mark.parametrize(
    ("number", "year", "url"),
    [
        ("JP19K07120", 2019, "https://kaken.nii.ac.jp/grant/KAKENHI-PROJECT-19K07120/"),
        ("JPMJCR24Q2", 2024, "https://doi.org/10.52926/JPMJCR24Q2"),
        ("JPMEERF20221002", 2022, None),
        ("JP21gm1310007", None, None),
        ("JPNP20017", None, None),
    ],
)
def test_what_a_number_tells(number: str, year: int | None, url: str | None) -> None:
    scheme = scheme_of(number)
    assert scheme is not None
    assert fiscal_year_of(number, scheme) == year
    assert url_of(number, scheme) == url


def test_numbers_in_addresses_and_templates_are_left_out() -> None:
    text = "https://kaken.nii.ac.jp/ja/grant/KAKENHI-PROJECT-16K01114/ 10.5555/19K12345 JP12345678 JPMEERF12345678 JPMXS0440400024"
    assert list(numbers_in(text)) == []


def test_funders_of_all_tables_are_known() -> None:
    known = {name for row in table("funders") for key in ("name", "alone") for name in row[key].split("|")}
    known |= {name for row in table("funders") for name in row["aliases"].split("|")}
    named = {name for row in table("programmes") for name in row["funders"].split("|")} | {scheme.funder for scheme in schemes()}
    assert named - known - {""} == set()


def test_each_name_of_a_funder_stands_for_one_body() -> None:
    owners: dict[str, set[str]] = {}
    for row in table("funders"):
        for name in (row["name"], *row["aliases"].split("|")):
            owners.setdefault(name, set()).add(row["name"])
    assert [name for name, rows in owners.items() if name and len(rows) > 1] == []
