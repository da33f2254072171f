"""Sections tile the text; a heading of a known kind begins one, a sub-heading none."""

from __future__ import annotations

import pytest

from pipeline.model import Layout, Source
from pipeline.normalise import normalise
from pipeline.segment import segment


def layout(text: str) -> Layout:
    return segment(normalise(Source(text, "x")))


def outline(text: str) -> list[tuple[str, str | None]]:
    found = layout(text)
    ends = [section.end for section in found.sections]
    assert [section.start for section in found.sections] == [0, *ends[:-1]]
    assert ends[-1] == len(found.text.view)
    return [(str(section.kind), section.heading) for section in found.sections]


HEAD = "2023年3月1日\n北浜大学\n\n潮で光る細胞を発見\n\n　北浜大学の青木一郎教授らは、潮の満ち引きで光る細胞を発見しました。\n\n"
START = [("header", None), ("lead", None)]


@pytest.mark.parametrize(
    ("heading", "kind", "words"),
    [
        ("【研究の背景】", "background", "研究の背景"),
        ("＜研究の背景＞", "background", "研究の背景"),
        ("■ 研究の背景", "background", "研究の背景"),
        ("■背　景", "background", "背 景"),
        ("１．背景", "background", "背景"),
        ("1) 背景", "background", "背景"),
        ("（１）これまでの研究で分かっていたこと", "background", "これまでの研究で分かっていたこと"),
        ("## 研究の背景", "background", "研究の背景"),
        ("## 【研究の背景】", "background", "研究の背景"),
        ("**研究の背景**", "background", "研究の背景"),
        ("研究の背景", "background", "研究の背景"),
        ("●研究の背景と経緯", "background", "研究の背景と経緯"),
        ("研究の背景と目的", "background", "研究の背景と目的"),
        ("【研究成果の概要】", "results", "研究成果の概要"),
        ("■ 方法と結果", "results", "方法と結果"),
        ("研究手法と成果", "results", "研究手法と成果"),
        ("【研究成果の意義】", "outlook", "研究成果の意義"),
        ("■ 今後に向けて", "outlook", "今後に向けて"),
        ("今後の展望と社会的意義", "outlook", "今後の展望と社会的意義"),
        ("３．波及効果、今後の予定", "outlook", "波及効果、今後の予定"),
        ("【謝辞】", "funding", "謝辞"),
        ("研究助成", "funding", "研究助成"),
        ("■ 研究体制と支援", "funding", "研究体制と支援"),
        ("Acknowledgements", "funding", "Acknowledgements"),
        ("【掲載論文】", "publication", "掲載論文"),
        ("原論文情報", "publication", "原論文情報"),
        ("＜論文タイトルと著者＞", "publication", "論文タイトルと著者"),
        ("【用語解説】", "glossary", "用語解説"),
        ("※用語解説", "glossary", "用語解説"),
        ("補足説明", "glossary", "補足説明"),
        ("用語・補足説明", "glossary", "用語・補足説明"),
        ("＜注釈＞", "glossary", "注釈"),
        ("【本件に関するお問い合わせ先】", "contact", "本件に関するお問い合わせ先"),
        ("問合せ先", "contact", "問合せ先"),
        ("お問い合わせ先：北浜大学広報課", "contact", "お問い合わせ先"),
        ("＜研究者のコメント＞", "other", "研究者のコメント"),
        ("【研究の背景】潮は昔から知られています。", "background", "研究の背景"),
    ],
)
def test_heading(heading, kind, words):
    assert outline(f"{HEAD}{heading}\n潮の話が続きます。\n") == [*START, (kind, words)]


@pytest.mark.parametrize(
    "line",
    [
        "図1 潮の満ち引き",
        "（図2）光る細胞",
        "1960年代に見つかりました。",
        "・光る細胞の数",
        "光る細胞の数を数えた結果、",
        "論文名：光る細胞",
        "（この研究は支援を受けました）",
        "※本研究は支援を受けました",
        "[詳しい成果]",
        "<div>",
        "潮の成果は大きく、夜の海を照らす細胞の役割は広く、海の生き物の暮らしにも及ぶことがわかりました。",
    ],
)
def test_no_heading(line):
    assert outline(f"{HEAD}【研究の背景】\n潮の話です。\n{line}\n潮の話が続きます。\n") == [*START, ("background", "研究の背景")]


def test_sub_headings_begin_no_section():
    text = "【お問い合わせ先】\n＜研究に関すること＞\n青木 一郎\n＜報道に関すること＞\n広報課\n■JST事業に関すること\n推進部\n"
    assert outline(HEAD + text) == [*START, ("contact", "お問い合わせ先")]


def test_two_contact_headings_of_one_rank_begin_two():
    text = "【研究に関するお問い合わせ】\n青木 一郎\n【報道に関するお問い合わせ】\n広報課\n"
    assert outline(HEAD + text) == [*START, ("contact", "研究に関するお問い合わせ"), ("contact", "報道に関するお問い合わせ")]


def test_labels_of_the_paper_block_begin_no_section():
    text = "■ 発表論文\n著　者\nIchiro Aoki\n論文題目\nGlowing tides\n掲載雑誌\nJournal of Tides\n"
    assert outline(HEAD + text) == [*START, ("publication", "発表論文")]


def test_entries_of_a_glossary_begin_no_section():
    text = "## 用語解説\n\n### ※1 潮目細胞\n\n光る細胞。\n\n### 砂紋計\n\n測る装置。\n\n## 参考\n\n海の話。\n"
    assert outline(HEAD + text) == [*START, ("glossary", "用語解説"), ("other", "参考")]


def test_numbered_glossary_under_a_numbered_heading():
    text = "1. 背景\n潮の話です。\n2. 用語解説\n1. 潮目細胞\n光る細胞。\n2. 砂紋計\n測る装置。\n3. 問い合わせ先\n広報課\n"
    assert outline(HEAD + text) == [*START, ("background", "背景"), ("glossary", "用語解説"), ("contact", "問い合わせ先")]


def test_references_with_marks_are_notes():
    assert outline(HEAD + "■ 文　献\n*1 Aoki I. Tides. J. Tides 1 (2021).\n")[-1] == ("glossary", "文 献")
    assert outline(HEAD + "■ 文　献\nAoki I. Tides. J. Tides 1 (2021).\n")[-1] == ("publication", "文 献")


def test_unknown_headings_take_their_kind_from_their_contents():
    text = (
        "■ 研究の背景\n潮の話です。\n"
        "■ 光る細胞の数\n図1 細胞の数\n"
        "■ 受託研究\n・JST「潮の研究」（JPMJCR0001、研究代表者：青木）\n"
        "■ 会場までの道\n駅から歩きます。\n"
    )
    assert outline(HEAD + text)[2:] == [
        ("background", "研究の背景"),
        ("figure", "光る細胞の数"),
        ("funding", "受託研究"),
        ("other", "会場までの道"),
    ]


def test_lists_are_no_headings():
    text = "■ 研究の背景\n潮の話です。\n■ 光る細胞\n■ 光る砂\n■ 光る魚\nの三つです。\n"
    assert outline(HEAD + text) == [*START, ("background", "研究の背景")]


def test_a_column_of_a_web_page_is_no_section():
    text = "北浜大学\n\n研究成果\n\n2023年3月1日\n\n潮で光る細胞を発見\n\n"
    text += "　北浜大学の青木一郎教授らは、潮の満ち引きで光る細胞を発見しました。\n"
    assert outline(text) == [("header", None), ("lead", None)]


def test_a_title_in_hashes_is_no_section():
    text = "# 潮で光る細胞を発見した成果\n\n2023年3月1日\n\n## 概要\n\n潮の話です。\n"
    assert outline(text) == [("header", None), ("lead", "概要")]


def test_a_subtitle_with_a_full_stop_is_no_lead():
    text = "潮で光る細胞を公開\n― 夜の海がもっと明るく。昼の海も明るくなる細胞です ―\n■ 概要\n潮の話です。\n"
    assert outline(text) == [("header", None), ("lead", "概要")]


def test_an_embargo_sentence_is_no_lead():
    text = "本件の取り扱いについては、下記の解禁時刻以降でお願い申し上げます。\n\n潮で光る細胞を発見\n\n概要\n潮の話です。\n"
    assert outline(text) == [("header", None), ("lead", "概要")]


def test_front_matter_belongs_to_the_header():
    text = "---\ntitle: 潮\nlayout: post\n---\n北浜大学の青木一郎教授らは、潮の満ち引きで光る細胞を発見しました。\n"
    assert outline(text) == [("header", None), ("lead", None)]


@pytest.mark.parametrize("text", ["", "\n", "。", "■", "【】", "##", "1.", "\n\n\n　"])
def test_degenerate_texts(text):
    assert [kind for kind, _ in outline(text)] == ["header"]


def test_a_section_begins_at_the_start_of_its_line():
    found = layout(f"{HEAD}　　■ 背景\n潮の話です。\n")
    assert found.text.view[found.sections[-1].start :].startswith("  ■ 背景")
