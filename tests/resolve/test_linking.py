"""Which registered body a name stands for: by the tables, and by an imported registry."""

from __future__ import annotations

import pytest

from pipeline.flow import run
from pipeline.lexicon.registry import import_dump
from pipeline.model import Source
from pipeline.resolve.linking import ids_for, ids_for_all, own_name
from tests.lexicon.dumps import FOUNDATION, KITAHAMA, SMALL, TWINS, acronym, alias, name, plain, record, shown

JST, TOKYO, RIKEN = "00097mb19", "057zh3y96", "01sjwvz98"


@pytest.fixture
def imported(tmp_path, monkeypatch):
    """Imports records as the registry of this test."""
    monkeypatch.setenv("KISHA_REGISTRY", str(tmp_path / "data" / "registry.sqlite3"))
    return lambda *records: import_dump(plain(tmp_path, records or SMALL))


def read(text):
    return run(Source(text, "case.txt"), ner=False)


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("国立大学法人東京大学", TOKYO),
        ("国立大学法人 東京大学", TOKYO),
        ("学校法人早稲田大学", "00ntfnx83"),
        ("国立研究開発法人 理化学研究所", RIKEN),
        ("国立大学法人東海国立大学機構 名古屋大学", "04chrp450"),
        ("国立大学法人東海国立大学機構岐阜大学", "024exxj48"),
        ("情報・システム研究機構 国立遺伝学研究所", "02xg1m795"),
        ("大学共同利用機関法人自然科学研究機構 分子科学研究所", "04wqh5h97"),
        ("学校法人慶應義塾 慶應義塾大学", "02kn6nx58"),
    ],
)
def test_a_legal_form_and_a_corporation_before_the_name_make_no_other_body(words, id_):
    assert ids_for(words) == {id_}


@pytest.mark.parametrize(
    "words",
    ["東京大学大学院工学研究科", "東京大学 大学院理学系研究科", "東京大学広報課", "国立がん研究センター 研究所", "北浜大学"],
)
def test_a_part_is_not_its_owner(words):
    assert ids_for(words) == frozenset()


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("学校法人北浜学園 北浜工科大学", "北浜工科大学"),
        ("北浜学園 北浜工科大学", ""),
        ("北浜大学 国立遺伝学研究所", ""),
        ("新情報・システム研究機構 国立遺伝学研究所", ""),
        ("国立がん研究センター研究所", ""),
    ],
)
def test_own_name(words, own):
    assert own_name(words) == own


def test_an_ambiguous_name_is_settled_by_another_of_the_same_body(imported):
    imported(*TWINS, record("05eeeee55", "汐見連合", alias("日本汐見学会")), record("01aaaaa11", "北浜会", alias("日本汐見学会")))
    assert len(ids_for("日本汐見学会")) == 4
    assert ids_for_all(["日本汐見学会", "北浜会"]) == ({"01aaaaa11"}, "日本汐見学会")


def test_the_tables_say_so_when_two_bodies_fit():
    found = read("日本薬理学会と日本薬理学会は、北浜大学で発表します。\n")
    bodies = {each.name: each.ids.ror for each in found.records.organizations}
    assert bodies["日本薬理学会"] is None
    (warning,) = [each for each in found.warnings if each.code == "ambiguous-organization"]
    assert (warning.start, warning.end) == (0, 6)
    assert "020gzt537, 02mjhg506" in warning.message


def test_no_noise_about_bodies_without_ids_or_with_one():
    found = read("東京大学、北浜工科大学、青嶺大学大学院理学研究科、JST、科学技術振興機構(JST)の共同研究です。\n")
    assert not [each for each in found.warnings if each.code == "ambiguous-organization"]


TEXT = (
    "北浜工科大学（KHUT）の青木一郎教授は、日本汐見学会で発表します。本研究は、公益財団法人青葉海洋財団と科学技術振興機構（JST）の"
    "助成を受けたものです。This work was supported by Aoba Ocean Foundation.\n"
)


def test_the_registry_takes_the_place_of_the_tables(imported):
    before = read(TEXT)
    imported()
    after = read(TEXT)
    assert after.mentions == before.mentions
    bodies = {each.name: each.ids.ror for each in after.records.organizations}
    assert bodies["北浜工科大学"] == "https://ror.org/01aaaaa11"
    assert bodies["公益財団法人青葉海洋財団"] == "https://ror.org/02bbbbb22"
    assert bodies["科学技術振興機構"] is None  # this small registry does not list it
    grants = {
        each.funder: (each.funder_name, each.funder_ids.ror, each.funder_ids.crossref_funder) for each in after.records.funding
    }
    assert grants["公益財団法人青葉海洋財団"] == ("公益財団法人青葉海洋財団", "https://ror.org/02bbbbb22", "10.13039/501100099999")
    assert grants["科学技術振興機構"] == ("国立研究開発法人科学技術振興機構", None, "10.13039/501100002241")
    assert [each.code for each in after.warnings if each not in before.warnings] == ["ambiguous-organization"]


def test_names_of_two_languages_are_one_body_by_the_registry(imported):
    text = "北浜工科大学とKitahama University of Technologyは同じです。\n"
    assert len(read(text).records.organizations) == 2
    imported()
    (body,) = read(text).records.organizations
    assert (body.name, body.name_en) == ("北浜工科大学", "Kitahama University of Technology")


def test_names_of_the_tables_stay_names_where_the_registry_has_the_body(imported):
    imported(record(JST, shown("Japan Science and Technology Agency"), acronym("JST")), record(TOKYO, "東京大学"))
    assert ids_for("科学技術振興機構") == ids_for("JST") == {JST}
    assert ids_for("東大") == {TOKYO}
    assert ids_for("京都大学") == frozenset()


def test_an_id_of_the_tables_that_the_registry_withdrew_is_given_to_nobody(imported):
    imported(record(JST, "科学技術振興機構", status="withdrawn"), record("01aaaaa11", "国立研究開発法人科学技術振興機構"))
    assert ids_for("科学技術振興機構") == {"01aaaaa11"}
    grant = read("本研究は科学技術振興機構の助成を受けたものです。\n").records.funding[0]
    assert grant.funder_ids.ror == "https://ror.org/01aaaaa11"


def test_two_of_one_name_are_linked_to_neither(imported):
    imported(*SMALL, record("05eeeee55", "北浜工科大学"), record("06fffff66", "東京大学"), record("07ggggg77", "東京大学"))
    assert len(ids_for("北浜工科大学")) == len(ids_for("東京大学")) == 2
    found = read("北浜工科大学の研究です。\n")
    assert found.records.organizations[0].ids.ror is None
    assert [each.code for each in found.warnings if "05eeeee55" in each.message] == ["ambiguous-organization"]


def test_a_namesake_that_the_tables_call_otherwise_or_that_lies_abroad_gives_way(imported):
    abroad = record("05eeeee55", shown("Ministry of the Environment"), country="XA")
    mislabelled = record("030vbmf58", shown("RIKEN Advanced Science Institute"), name("国立研究開発法人理化学研究所", "label"))
    imported(
        record("03rybxa06", "環境省", shown("Ministry of the Environment")), abroad, mislabelled, record(RIKEN, "理化学研究所")
    )
    assert ids_for("Ministry of the Environment") == {"03rybxa06"}
    assert ids_for("国立研究開発法人理化学研究所") == {RIKEN}


def test_a_name_in_kanji_from_abroad_counts_where_no_other_has_it(imported):
    chinese = record("05eeeee55", shown("Beibin University of Technology"), name("北浜工科大学", "label", lang="zh"), country="CN")
    imported(chinese)
    assert ids_for("北浜工科大学") == {"05eeeee55"}
    imported(chinese, KITAHAMA)
    assert ids_for("北浜工科大学") == {"01aaaaa11"}


def test_acronyms(imported):
    imported(KITAHAMA, record("05eeeee55", shown("Xanadu Quark Zoo"), acronym("XQZ"), country="XA"), FOUNDATION)
    assert ids_for("KHUT") == {"01aaaaa11"}
    assert ids_for("XQZ") == frozenset()  # a Japanese body of that acronym may be in no registry
    imported(KITAHAMA, record("05eeeee55", shown("Kitahama Hut"), acronym("KHUT"), country="XA"))
    assert ids_for("KHUT") == {"01aaaaa11", "05eeeee55"}


def test_a_japanese_name_that_the_registry_lacks_is_found_by_the_english_one_of_the_tables(imported):
    imported(
        record("05eeeee55", shown("Harvard University"), country="US"),
        record("06fffff66", shown("University of California System")),
    )
    assert ids_for("ハーバード大学") == {"05eeeee55"}
    assert ids_for("UCLA") == frozenset()


def test_a_name_of_one_latin_word_is_a_name(imported):
    imported(record("05eeeee55", shown("Inrexa"), country="XA"), record("06fffff66", "北浜会", alias("Kitaha")))
    assert ids_for("Inrexa") == {"05eeeee55"}
    assert ids_for("Kitaha") == {"06fffff66"}
