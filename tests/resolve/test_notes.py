"""Which marker points to which note, and what a note says."""

from __future__ import annotations

import pytest

from pipeline.assemble import assemble
from pipeline.assemble.schema import NoteRecord, Release
from pipeline.flow import understand
from pipeline.model import Source


def release(text: str) -> Release:
    return assemble(understand(Source(text, "case.txt"), ner=False))


def notes(text: str) -> list[NoteRecord]:
    return release(text).records.glossary


def warnings(text: str) -> list[tuple[str, str]]:
    codes = ("undefined-marker", "unused-note", "duplicate-note")
    return [(each.code, each.message) for each in release(text).warnings if each.code in codes]


LEAD = "潮目細胞（※1）と砂紋計（※2）を用いました。\n\n"


def test_note_with_everything():
    text = "光る砂紋計（ＳＭ）（注１）です。\n\n用語解説\n（注１）砂紋計（ＳＭ：sand meter）\n　砂の紋を\n　測る装置。\n\n以上\n"
    (note,) = notes(text)
    assert (note.number, note.marker, note.term, note.aliases) == (1, "注１", "砂紋計", ["ＳＭ", "sand meter"])
    assert (note.kind, note.citation) == ("definition", None)
    assert note.definition == "砂の紋を\n　測る装置。"
    assert text[note.definition_start : note.definition_end] == note.definition
    mentions = {mention.id: mention for mention in release(text).mentions}
    assert [(mentions[each].type, mentions[each].text) for each in note.references] == [("MARKER", "注１")]


@pytest.mark.parametrize(
    ("head", "aliases"),
    [
        ("砂紋計（sand meter）", ["sand meter"]),
        ("砂紋計 (SM : sand meter)", ["SM", "sand meter"]),
        ("砂紋計（sand meter, SM）", ["sand meter", "SM"]),
        ("砂紋計（Sand Meter; SM）", ["Sand Meter", "SM"]),
        ("砂紋計（サモンケイ、SM）", ["サモンケイ", "SM"]),
        ("砂紋計（以下、SM）", ["SM"]),
        ("砂紋計（略称：SM）", ["SM"]),
        ("砂紋計（英語名 sand meter）", ["sand meter"]),
        ("砂紋計（SM）（sand meter）", ["SM", "sand meter"]),
        ("砂紋計（2020年）", []),
        ("砂紋計（図1参照）", []),
        ("砂紋計（砂を測るもの）", []),
        ("2,4-砂紋酸（2,4-SA）", ["2,4-SA"]),
        ("砂紋（SM）計", ["SM"]),
    ],
)
def test_aliases_in_brackets(head, aliases):
    (note,) = notes(f"砂紋（※1）です。\n\n用語解説\n※1 {head}\n砂の紋の話。\n")
    assert note.aliases == aliases


@pytest.mark.parametrize(
    ("definition", "aliases"),
    [
        ("Expressed Sand Tag の略。砂の手法。", ["Expressed Sand Tag"]),
        ("砂の手法。ESTはExpressed Sand Tagの略。", ["Expressed Sand Tag"]),
        ("Expressed Sand Tag の略で、砂の手法。", ["Expressed Sand Tag"]),
        ("発現砂紋標識（Expressed Sand Tag）の略。", ["発現砂紋標識", "Expressed Sand Tag"]),
        ("Expressed Sand Tag. 砂の手法。", ["Expressed Sand Tag"]),
        ("砂の手法。詳細は省略する。", []),
        ("Sand marks are old. 砂の手法。", []),
    ],
)
def test_what_a_definition_says_that_the_term_stands_for(definition, aliases):
    (note,) = notes(f"EST（※1）です。\n\n用語解説\n※1 EST\n{definition}\n")
    assert note.aliases == aliases


@pytest.mark.parametrize(
    ("lines", "term", "definition"),
    [
        ("※1 砂紋計：砂を測る。", "砂紋計", "砂を測る。"),
        ("※1 砂紋計\n砂を測る。", "砂紋計", "砂を測る。"),
        ("※1 砂紋計\n\n砂を測る。\n\n紋も測る。", "砂紋計", "砂を測る。\n\n紋も測る。"),
        ("※1　砂紋計　砂を測る装置。", "砂紋計", "砂を測る装置。"),
        ("※1 砂紋計…砂を測る。", "砂紋計", "砂を測る。"),
        ("※1\t砂紋計\t砂を測る。", "砂紋計", "砂を測る。"),
        ("※1 砂紋計とは、砂を測る装置である。", "砂紋計", "砂を測る装置である。"),
        ("※1 砂紋計とは\n砂を測る装置である。", "砂紋計", "砂を測る装置である。"),
        ("※1 砂紋計は砂を測る装置である。", "砂紋計", "砂を測る装置である。"),
        ("※1 砂紋計（SM）は、砂を測る装置である。", "砂紋計", "砂を測る装置である。"),
        ("※1 砂紋計。砂を測る。", "砂紋計", "砂を測る。"),
        ("※1 「砂紋計」\n砂を測る。", "砂紋計", "砂を測る。"),
        ("- **※1 砂紋計**：砂を測る。", "砂紋計", "砂を測る。"),
        ("※1 砂紋計\n砂を測る。[参照元へ戻る]", "砂紋計", "砂を測る。"),
        ("※1 砂紋計\n砂を測る。\n\n- 3 -\n", "砂紋計", "砂を測る。"),
        ("※1 本装置は北浜で作られたものである。", None, "本装置は北浜で作られたものである。"),
    ],
)
def test_headword_and_definition(lines, term, definition):
    (note,) = notes(f"光る砂紋計（※1）です。\n\n用語解説\n{lines}\n\nお問い合わせ先\n北浜工科大学広報課\n")
    assert (note.term, note.definition) == (term, definition)


def test_a_reference_is_a_citation_without_term():
    text = "潮は光ります*1。\n\n文献\n*1 Rie Aoki: Glowing tides. Journal of Tides, 8, 112-125 (2021), doi:10.5555/JT.2021.112\n"
    (note,) = notes(text)
    assert (note.kind, note.term, note.citation.doi) == ("citation", None, "10.5555/jt.2021.112")


def test_a_quoted_passage_is_a_citation_with_term():
    text = "患者は急増（※5）しています。\n\n用語解説\n※5 患者は急増\n引用元：Tide誌，398 巻，DOI : 10.5555/S0140-6736(21)1\n"
    (note,) = notes(text)
    assert (note.kind, note.term, note.citation.doi) == ("citation", "患者は急増", "10.5555/s0140-6736(21)1")


def test_the_day_of_a_visit_is_no_day_of_publication():
    text = "気温は上がりました*2。\n\n文献\n*2 北浜測候所ウェブサイト（2026年5月20日閲覧）\nhttps://climate.example.jp/coast/\n"
    (note,) = notes(text)
    assert (note.citation.published, note.citation.url) == (None, "https://climate.example.jp/coast/")


def test_a_citation_takes_only_what_stands_in_its_note():
    text = "潮は光ります*1*2。doi:10.5555/own.2026\n\n文献\n*1 Aoki. J. Tides 1 (2021) doi:10.5555/one\n"
    text += "*2 Sato. J. Tides 2 (2022) doi:10.5555/two\n"
    assert [note.citation.doi for note in notes(text)] == ["10.5555/one", "10.5555/two"]


def test_undefined_marker_and_unused_note():
    text = LEAD + "用語解説\n※1 潮目細胞\n光る細胞。\n※3 砂紋計\n測る装置。\n"
    assert warnings(text) == [("undefined-marker", "marker ※2 has no note"), ("unused-note", "note ※3 is never pointed to")]


def test_a_glossary_without_markers_is_no_reason_for_warnings():
    assert warnings("砂紋計を用いました。\n\n用語解説\n1. 砂紋計とは、測る装置です。\n2. 潮計とは、測る装置です。\n") == []


def test_duplicate_note():
    text = "潮目細胞（※1）です。\n\n用語解説\n※1 潮目細胞\n光る細胞。\n※1 砂紋計\n測る装置。\n"
    assert warnings(text) == [("duplicate-note", "a second note has the mark ※1")]


def test_a_marker_points_to_the_next_note_of_its_mark():
    text = "潮（注1）です。\n注1：潮とは海の水の動きです。\n\n砂（注1）です。\n注1：砂とは細かな石の粒です。\n"
    assert [(note.term, len(note.references)) for note in notes(text)] == [("潮", 1), ("砂", 1)]


@pytest.mark.parametrize(("marker", "note"), [("（注1）", "1)"), ("1)", "注1）"), ("（※1）", "1."), ("[1]", "（注1）")])
def test_marks_of_two_families_belong_together_where_neither_has_its_own(marker, note):
    text = f"光る砂紋計{marker}です。\n\n用語解説\n{note} 砂紋計：砂を測る装置。\n"
    (found,) = notes(text)
    assert (found.term, len(found.references), warnings(text)) == ("砂紋計", 1, [])


def test_a_numbered_list_inside_a_definition_has_no_notes():
    text = "脳波1)と潮2)です。\n\n用語解説\n1) 脳波\n脳の波。次の三つがある。\n1) アルファ波\n2) ベータ波\n2) 潮\n海の水。\n"
    assert [(note.number, note.term) for note in notes(text)] == [(1, "脳波"), (2, "潮")]


def test_notes_of_two_lists_share_their_numbers():
    text = "砂[1]と潮[2,3]です。\n\n用語解説\n[1] 砂：細かな石。\n[3] 潮：海の水。\n\n"
    text += "参考文献\n[2] Aoki I. Tides. J. Tides 1, 2 (2010).\n"
    assert [(note.number, note.kind, len(note.references)) for note in notes(text)] == [
        (1, "definition", 1),
        (3, "definition", 1),
        (2, "citation", 1),
    ]


def test_a_list_of_references_that_nothing_points_to_is_no_glossary():
    text = "潮は光ります。\n\n参考文献\n1. Aoki I. Tides. J. Tides 1, 2 (2010).\n2. Sato B. Sand. J. Sand 1, 2 (2011).\n"
    assert notes(text) == []


def test_authors_affiliations_are_no_notes():
    assert notes("潮は光ります。\n\n論文情報\n著者：Aoki I*1, Sato B*2\n*1 北浜大学\n*2 青葉大学\n* Corresponding author\n") == []
