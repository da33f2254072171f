"""Layout → what GiNZA says: pieces, the gate, the two engines."""

from __future__ import annotations

import pytest

from pipeline.analyse import Engine, analyse
from pipeline.analyse.ginza import _pieces, ginza_names
from pipeline.analyse.network.gate import unsettled
from pipeline.model import Layout, MentionType, Name, Sentence, Source, Witness
from pipeline.normalise import normalise
from pipeline.segment import segment

RELEASE = """北浜工科大学

新しい触媒を開発

触媒の働きを調べ、温度が高いほど速いことがわかりました。
北浜工科大学の青木一郎教授が中心になりました。
薬袋がこれを見つけ、前野がさらに調べました。

論文情報

雑誌名：Journal of Invented Results
"""


def laid_out(text: str) -> Layout:
    return segment(normalise(Source(text, "x")))


def wanted(text: str) -> list[str]:
    layout = laid_out(text)
    analysis = analyse(layout, ner=False)
    asked = unsettled(layout, analysis.words, analysis.names)
    return [layout.text.view[each.start : each.end] for each in layout.sentences if each in asked]


def test_settled_sentences_are_not_asked_about():
    assert wanted(RELEASE) == ["薬袋がこれを見つけ、前野がさらに調べました。"]


def name(start: int, end: int, witness: Witness, label: str) -> Name:
    kind = (
        MentionType.PERSON
        if label.startswith("人名")
        else MentionType.LOCATION
        if label.startswith("地名")
        else MentionType.ORGANIZATION
    )
    return Name(start, end, kind, witness, label)


FAMILY, GIVEN, PLACE = "人名-姓", "人名-名", "地名-一般"
UNIDIC, SUDACHI, LEXICON, GRAMMAR = Witness.UNIDIC, Witness.SUDACHI, Witness.LEXICON, Witness.GRAMMAR


@pytest.mark.parametrize(
    "names, asked",
    [
        ([], False),
        ([name(0, 2, SUDACHI, FAMILY)], True),
        ([name(0, 1, SUDACHI, FAMILY)], False),
        ([name(0, 2, UNIDIC, GIVEN)], False),
        ([name(0, 2, UNIDIC, GIVEN), name(0, 2, SUDACHI, FAMILY)], True),
        ([name(0, 2, SUDACHI, FAMILY), name(2, 4, SUDACHI, GIVEN)], False),
        ([name(0, 2, SUDACHI, FAMILY), name(3, 4, SUDACHI, GIVEN)], True),
        ([name(0, 2, SUDACHI, FAMILY), name(0, 4, LEXICON, "organisation")], False),
        ([name(0, 2, SUDACHI, FAMILY), name(0, 4, GRAMMAR, "doubtful")], True),
        ([name(0, 4, LEXICON, "ambiguous")], True),
        ([name(0, 2, SUDACHI, PLACE)], True),
        ([name(0, 4, SUDACHI, PLACE), name(0, 2, UNIDIC, PLACE)], False),
        ([name(0, 2, SUDACHI, "地名-国")], False),
    ],
)
def test_what_the_other_witnesses_leave_open_is_asked_about(names, asked):
    layout = laid_out("宇高連絡に移りました。\n\n論文情報\n\n雑誌名：Journal of Invented Results\n")
    assert unsettled(layout, (), names) == (frozenset(layout.sentences[:1]) if asked else frozenset())


def test_foreign_names_are_asked_about():
    sentence = "研究にはペーター・ノイマンも加わりました。"
    assert sentence in wanted(RELEASE.replace("触媒の働きを調べ、温度が高いほど速いことがわかりました。", sentence))


def test_in_texts_that_are_no_release_any_proper_noun_is_asked_about():
    assert wanted("ナミシマが開いた。触媒はよく働いた。\n") == ["ナミシマが開いた。"]


def test_both_engines_give_the_same_names():
    layout = laid_out(RELEASE)
    for thorough in (False, True):
        fast = analyse(layout, thorough=thorough)
        assert fast.names == analyse(layout, thorough=thorough, engine=Engine.STOCK).names
        assert any(name.witness is Witness.GINZA for name in fast.names)


def test_thorough_asks_about_all_sentences():
    layout = laid_out(RELEASE)
    some = {name for name in analyse(layout).names if name.witness is Witness.GINZA}
    everything = {name for name in analyse(layout, thorough=True).names if name.witness is Witness.GINZA}
    assert some < everything
    assert everything == set(ginza_names(layout))


def test_pieces_are_short_whatever_the_text():
    for text in ("青木一郎" * 12_500, "\n\n".join(["北浜の青木一郎。"] * 2_000), "青木。" * 3_000, ""):
        layout = laid_out(text)
        pieces = list(_pieces(layout, None))
        assert all(len(piece.text) <= 4_000 for piece in pieces)
        assert "".join("".join(piece.text.split()) for piece in pieces) == "".join(layout.text.view.split())


def test_pieces_without_a_wanted_sentence_are_left_out():
    layout = laid_out("\n\n".join(["北浜の青木一郎。"] * 2_000))
    asked = [layout.sentences[1], layout.sentences[-1]]
    assert [piece.wanted for piece in _pieces(layout, asked)] == [[asked[0]], [asked[1]]]
    assert list(_pieces(layout, [Sentence(0, 0)])) == []


def test_a_long_line_is_read_to_its_end():
    layout = laid_out("触媒" * 24_990 + "と北浜工科大学の青木一郎教授")
    people = [name for name in ginza_names(layout) if name.label == "Person"]
    assert [layout.text.view[name.start : name.end] for name in people] == ["青木一郎"]
    assert analyse(layout, ner=False).words[-1].surface == "教授"
