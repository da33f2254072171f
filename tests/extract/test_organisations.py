"""What marked sentences cannot say of organisations: who vouched, what the lexicon holds, and time."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.analyse import analyse
from pipeline.analyse.body_words import heads
from pipeline.analyse.gazetteer import bodies_known_as
from pipeline.extract.organisations import find
from pipeline.lexicon import table
from pipeline.model import Analysis, Mention, MentionType, Name, Source, Witness
from pipeline.normalise import normalise
from pipeline.segment import segment
from tests.blowup import assert_no_blowup


def analysis(text: str, *said: Name) -> Analysis:
    found = analyse(segment(normalise(Source(text, "case.txt"))), ner=False)
    return Analysis(found.layout, found.words, (*found.names, *said))


def mentions(text: str, *said: Name) -> list[Mention]:
    return sorted(find(analysis(text, *said)), key=lambda mention: mention.start)


def network(text: str, words: str, label: str = "Company") -> Name:
    at = text.index(words)
    return Name(at, at + len(words), MentionType.ORGANIZATION, Witness.GINZA, label)


def test_mentions_never_overlap() -> None:
    text = "北浜大学大学院工学研究科（北浜大）の青木一郎教授と株式会社北浜製作所、理化学研究所（理研）脳科学センター"
    found = mentions(text)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_each_mention_says_why() -> None:
    text = "日本医療研究開発機構（AMED）とNordex 社"
    assert [(each.rule, each.cue) for each in mentions(text)] == [
        ("organisations.grammar-body", ""),
        ("organisations.lexicon", ""),
        ("organisations.maker", "社"),
    ]


def test_a_doubtful_company_wants_a_second_witness() -> None:
    text = "北浜化学は新しい樹脂を発売した。"
    assert mentions(text) == []
    assert [text[each.start : each.end] for each in mentions(text, network(text, "北浜化学"))] == ["北浜化学"]


def test_an_ambiguous_name_wants_a_second_witness() -> None:
    text = "キリンの首の骨の数は、キリンが発表した。"
    assert mentions(text) == []
    assert len(mentions(text, network(text, "キリン"))) == 1


def test_the_network_alone_counts_in_news_only() -> None:
    news = "サンドロットは新作を発表した。"
    release = news + "\n\n【掲載論文】\n雑誌名：架空の雑誌\n\n【お問い合わせ先】\n青木 一郎\n"
    assert len(mentions(news, network(news, "サンドロット"))) == 1
    assert mentions(release, network(release, "サンドロット")) == []
    assert mentions(news, network(news, "サンドロット", label="School")) == []


def test_desks_only_where_their_place_speaks_for_them() -> None:
    assert mentions("研究の背景です。\n\n【研究の背景】\n企画課と広報課が担当します。") == []
    assert len(mentions("【お問い合わせ先】\n広報課\nTEL：03-1234-5678")) == 1


@pytest.mark.parametrize("name", ["総務大臣", "高松王女がん研究基金", "電気通信推進財団", "神経精神医学センター"])
def test_wrong_labels_of_the_register_are_left_out(name: str) -> None:
    assert bodies_known_as(name) == ()


@pytest.mark.parametrize(("name", "ror"), [("総務省", "00vs1pz50"), ("高松宮妃癌研究基金", "00q3q5393"), ("RIKEN", "01sjwvz98")])
def test_the_register_knows(name: str, ror: str) -> None:
    assert {row["ror"] for row in bodies_known_as(name)} == {ror}


def test_tables_are_sound() -> None:
    assert all(row["kind"] in ("body", "company", "department", "none") for row in table("body_heads"))
    assert all(head.first or head.later or head.kind == "none" for head in heads().values())
    rows = [*table("organisations"), *table("known_bodies")]
    assert all(len(row["ror"]) in (0, 9) for row in rows)
    assert all(row["name"] or row["name_en"] or row["acronyms"] for row in rows)


@pytest.mark.parametrize("piece", ["東京大学、", "大学", "University of ", "研究センター", "(株)", "A ", "株式会社 ", "・", "（"])
def test_time_grows_with_length_only(piece: str) -> None:
    found = analysis(piece * 10_000)
    assert_no_blowup(lambda: list(find(found)))
