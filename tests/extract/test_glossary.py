"""What the marked sentences of the glossary cannot say: where notes lie, how a term is found, that time is linear."""

from __future__ import annotations

import pytest

from pipeline.extract.glossary.entries import entries
from pipeline.extract.glossary.marks import Mark, marks
from pipeline.extract.glossary.notes import read_notes
from pipeline.extract.glossary.references import is_reference
from pipeline.flow import understand
from pipeline.model import Layout, Source
from pipeline.normalise import normalise
from pipeline.segment import segment
from tests.blowup import assert_no_blowup


def layout(text: str) -> Layout:
    return segment(normalise(Source(text, "x")))


def places(text: str) -> list[tuple[int | None, str]]:
    """(number, text) of each note."""
    found = layout(text)
    return [(entry.mark.number if entry.mark else None, found.text.view[entry.start : entry.end]) for entry in entries(found)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("※1", [("※", 1)]),
        ("註2と注2", [("注", 2), ("注", 2)]),
        ("(※1、2)", [("※", 1), ("※", 2)]),
        ("(注1-3)", [("注", 1), ("注", 3)]),
        ("[用語1]", [("用語", 1)]),
        ("注(1)", [("注", 1)]),
        ("*12と*123", [("*", 12)]),
        ("用語1つ、補足2点、発注3件、静注4回、*1.5", []),
        ("※23日(木)は休館", []),
        ("※1日本の海", [("※", 1)]),
        ("(※\n2)", [("※", 2)]),
    ],
)
def test_marks(text, expected):
    assert [mark.key for mark in marks(text)] == expected


def test_a_mark_keeps_its_place():
    assert next(iter(marks("潮（注1）"))) == Mark("注", 1, 2, 4)


@pytest.mark.parametrize(
    "text",
    [
        "2025年5月20日プレスリリース「砂の紋を測る新手法を開発」",
        "Aoki, I. et al. Glowing tides. J. Tides 8, 1 (2021).",
        "引用元:世界潮汐機関",
        "https://tide.example.jp/",
        "北浜測候所ウェブサイト(2026年5月20日閲覧)",
        "Tide誌、398 巻、17-22 ページ、2021 年",
        "環境省「海ごみの実態」(令和4年)",
        "詳しくはhttps://tide.example.jp/をご覧ください。",
        "青木一郎『潮の話』北浜書房、2019年",
    ],
)
def test_reference(text):
    assert is_reference(text)


@pytest.mark.parametrize(
    "text",
    [
        "砂の紋を測る装置です。2019年に作られました。",
        "海水の中で光る細胞。",
        "潮の研究を行う機関である(2020年設立)。詳細はhttps://tide.example.jp/にある。",
        "光で形が変わる分子",
    ],
)
def test_no_reference(text):
    assert not is_reference(text)


def test_a_note_ends_where_the_next_block_begins():
    text = "用語解説\n※1 潮\n海の水。\n図1 潮の図\n"
    assert places(text) == [(1, "潮\n海の水。")]
    text = "用語解説\n※1 潮\n海の水。\n問い合わせは広報課まで\n"
    assert places(text) == [(1, "潮\n海の水。")]


def test_outside_a_glossary_a_note_ends_at_an_empty_line_or_before_running_text():
    text = "潮（注1）です。\n注1）潮：海の水。\n波もある。\n\n次の話です。\n"
    assert places(text) == [(1, "潮:海の水。\n波もある。")]
    text = "潮（注1）です。\n注1）2020年5月20日プレスリリース「潮を測る」\nそこで、研究グループは潮を測りました。\n"
    assert places(text) == [(1, "2020年5月20日プレスリリース「潮を測る」")]


def test_a_mark_at_a_line_start_that_goes_on_is_no_note():
    text = "比較を両立させた潮（注1）、波\n（注2）、砂（注3）の三つを\n（注4）で測りました。\n"
    assert places(text) == []


def test_headword_is_in_the_text_before_the_marker():
    found = layout("光るABC-2 砂（※1）です。\n\n※1 ABC-2砂 は光る。\n")
    (note,) = read_notes(found)
    assert note.head.term is not None
    assert found.text.view[slice(*note.head.term)] == "ABC-2砂"


PIECES = ["（※1）", "注1 ", "[1]", "*1", "1)", "※", "※1 語：説明。", "「", "(", "：", "…", "1 ", "の略", "A"]


@pytest.mark.parametrize("piece", PIECES)
def test_time_is_linear(piece):
    text = "用語解説\n" + piece * 8000 + "\n" + "※1 砂\n"
    assert_no_blowup(lambda: understand(Source(text, "x"), ner=False))
