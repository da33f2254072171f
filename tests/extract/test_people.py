"""What the marked sentences of cases/people.txt cannot say: grades, spellings, evidence, and the network's vote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.analyse import analyse
from pipeline.analyse.namebook import Kind, kinds, readings
from pipeline.extract import people
from pipeline.extract.people.foreign import all_personal, quality
from pipeline.extract.people.latin import evidence, phrases
from pipeline.extract.people.posts import posts
from pipeline.extract.people.romaji import japanese, of_kana, plain
from pipeline.extract.people.shape import family_alone, whole
from pipeline.extract.people.spelling import composed
from pipeline.model import Analysis, MentionType, Name, Source, Witness
from pipeline.normalise import normalise
from pipeline.segment import segment
from tests.blowup import assert_no_blowup


def _analysis(text: str) -> Analysis:
    return analyse(segment(normalise(Source(text, "case.txt"))), ner=False)


def _people(analysis: Analysis) -> list[str]:
    return [analysis.view[each.start : each.end] for each in people.find(analysis) if each.type is MentionType.PERSON]


def test_the_name_book_gives_every_entry_of_a_word() -> None:
    assert {Kind.FAMILY, Kind.PLACE} <= kinds("青木")
    assert "サトシ" in readings("諭司", Kind.GIVEN)
    assert kinds("教授") == {Kind.WORD}
    assert readings("無此名字", Kind.FAMILY) == ()


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("青木一郎", 4),
        ("桂 勲", 4),
        ("李 暁東", 3),
        ("榊原ルイ", 3),
        ("東京大学", 0),
        ("新規開発", 0),
        ("千葉大", 0),
        ("謝 辞", 0),
        ("化学", 0),
    ],
)
def test_grades(text: str, grade: int) -> None:
    shape = whole(text, 0, len(text))
    found = shape.grade if shape else 0
    assert found == grade or (grade == 3 and found == 4)


def test_a_family_name_alone() -> None:
    assert family_alone("大久保")
    assert not family_alone("前")
    assert not family_alone("教授")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("日本学術振興会特別研究員(DC1)", ["特別研究員(DC1)"]),
        ("特任主任研究員、医学部4年生、博士後期課程2年", ["特任主任研究員", "4年生", "博士後期課程2年"]),
        ("学長裁量経費、研究科長賞、教授会", []),
        ("ピエロ・ロッシチームリーダー", ["チームリーダー"]),
        ("北浜計測の開発部長とテクニカルスタッフII", ["開発部長", "テクニカルスタッフII"]),
        ("2024年生まれ、平成4年、第3学年間", []),
    ],
)
def test_posts(text: str, wanted: list[str]) -> None:
    assert [text[post.start : post.end] for post in posts(text)] == wanted


def test_long_vowels_and_spelling_systems_are_one_plain_form() -> None:
    assert {plain(form) for form in ("Ohkubo", "Okubo", "Ôkubo", "Ookubo")} == {"okubo"} == {of_kana("オオクボ")}
    assert plain("Shin-ichi") == plain("Shin'ichi") == of_kana("しんいち")
    assert plain("Syozi") == plain("Shoji") == of_kana("ショウジ")
    assert of_kana("ホッタ") == "hotta"
    assert of_kana("ジュンペイ") == "junpei" == plain("Jumpei")
    assert of_kana("") == plain("") == ""


def test_japanese_syllables() -> None:
    assert japanese(plain("Deyama"))
    assert japanese(plain("Ippyo"))
    assert not japanese(plain("Smith"))


def test_readings_put_together_from_single_kanji() -> None:
    assert composed("千波", plain("Senba"))
    assert not composed("千波", plain("Tanaka"))


@pytest.mark.parametrize("name", ["Natsumi Tanabe", "Ono H", "I. Aoki", "AOKI Ichiro", "Anna van der Berg", "Robert Grant"])
def test_latin_names(name: str) -> None:
    assert phrases(name) == {0: len(name)}
    assert evidence(name) > 0


@pytest.mark.parametrize(
    "phrase", ["Nature Communications", "Graduate School", "JST CREST", "MEXT KAKENHI", "Zeiss LSM", "Agence Nationale de"]
)
def test_latin_phrases_that_are_no_names(phrase: str) -> None:
    assert evidence(phrase) < 0


def test_katakana() -> None:
    assert quality("ジョン・スミス") == 2
    assert not all_personal("グローバル・システム")
    assert quality("プログラム") == 0


def test_the_network_is_heard_where_the_shape_agrees() -> None:
    analysis = _analysis("この説を唱えたのはガウルンであり、プロジェクトはその名を取った。")
    start = analysis.view.index("ガウルン")
    word = analysis.view.index("プロジェクト")
    votes = (
        Name(start, start + 4, MentionType.PERSON, Witness.GINZA, "Person"),
        Name(word, word + 6, MentionType.PERSON, Witness.GINZA, "Person"),
    )
    assert _people(analysis) == []
    assert _people(replace(analysis, names=(*analysis.names, *votes))) == ["ガウルン"]


def test_candidates_do_not_overlap_and_say_why() -> None:
    found = list(people.find(_analysis("北浜大学の青木 一郎（あおき いちろう）教授と青木一郎氏、Ichiro Aoki, Hanako Kita")))
    places = [place for each in found for place in range(each.start, each.end)]
    assert len(places) == len(set(places))
    assert all(each.rule.startswith("people.") and 0 < each.confidence <= 1 for each in found)


@pytest.mark.parametrize("piece", ["青木一郎、", "Aoki I, ", "教授", "A. B. ", "・ア", "（あ", "青 ", "さん"])
def test_time_grows_with_length_only(piece: str) -> None:
    analysis = _analysis(piece * 8000)
    assert_no_blowup(lambda: list(people.find(analysis)))


def test_an_empty_text_has_nobody() -> None:
    assert list(people.find(_analysis(""))) == []
