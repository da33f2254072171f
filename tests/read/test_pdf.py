"""PDF files that the tests make: wrapped Japanese, columns, boxes, tables, what the pages repeat, and what cannot be read."""

import random
import re

import pytest

from pipeline.errors import SourceBroken, SourceEncrypted, SourceTooLarge, SourceWithoutText
from pipeline.read import read_bytes
from pipeline.read.limits import MAX_PAGES
from tests.read.pdfs import Sheet, broken, pdf, width

ONE = (
    "北浜工科大学大学院工学研究科の青木一郎教授、佐藤花子准教授、Kitahama Center for Quantum Computingの山田次郎上級研究員らの"
    "研究グループは、超伝導回路を用いた新しい量子もつれの測定方法を開発し、その有効性を世界で初めて明らかにしました。"
    "本研究成果は、2024年3月12日に英国科学誌「Nature Examples」のオンライン版に掲載されました。"
)
TWO = (
    "従来の方法では、測定に数時間を要し、しかも装置を絶対零度に近い温度まで冷やす必要がありました。本研究では回路の形を"
    "工夫することにより、測定に要する時間を百分の一に短縮することに成功しました。詳しい内容は（ウェブ版，"
    "https://www.example.ac.jp/research/press/2024/03/quantum.html）をご覧ください。"
)
THREE = "今後は、この方法をより大きな回路に応用し、量子計算機の誤りを減らすことを目指します。"


def text_of(*sheets: Sheet) -> str:
    return read_bytes(pdf(*sheets), "a.pdf", apart=False).text


def page(*paragraphs: str, top: float = 760, em: int = 45, **sheet) -> Sheet:
    made = Sheet(**sheet)
    for words in paragraphs:
        top = made.fill(60, top, words, em)
    return made


def test_wrapped_lines_become_paragraphs_again():
    assert text_of(page(ONE, TWO, THREE)) == f"{ONE}\n{TWO}\n{THREE}\n"


def test_order_of_the_file_does_not_matter():
    sheet = page(ONE, TWO)
    pieces = Sheet()
    for operation in sheet.operations:
        x, y, code = re.search(r"1 0 0 1 (\S+) (\S+) Tm <(\w+)>", operation).groups()
        words, x = bytes.fromhex(code).decode("utf-16-be"), float(x)
        for start in range(0, len(words), 3):
            piece = words[start : start + 3]
            pieces.write(x, float(y), piece if len(piece) > 1 else piece + "\u3000")
            x += width(piece) * 10.5
    random.Random(7).shuffle(pieces.operations)  # noqa: S311 - any order will do
    assert text_of(pieces) == f"{ONE}\n{TWO}\n"


def test_lists_addresses_and_a_letterhead_are_not_joined():
    sheet = page(ONE)
    sheet.write(60, 640, "・一つ目の項目")
    for number, line in enumerate(broken(THREE + TWO, 43)):
        sheet.write(75 if number else 60, 620 - 18 * number, line if number else "・" + line)
    lines = ["〒100-0004 東京都千代田区大手町1丁目", "北浜工科大学 大学院工学研究科", "量子情報研究室", "教授 青木 一郎"]
    for number, line in enumerate(lines):
        sheet.right(535, 480 - 18 * number, line)
    assert text_of(sheet).rstrip().split("\n") == [ONE, "", "・一つ目の項目", "・" + THREE + TWO, "", *lines]


def test_two_columns_one_after_the_other_even_if_their_lines_are_not_level():
    for shift in (0, 8):
        sheet = Sheet()
        sheet.centre(780, "量子もつれの新しい測定方法", 16)
        sheet.fill(60, 740, ONE, 21, pitch=16)
        sheet.fill(315, 740 - shift, TWO + THREE, 21, pitch=16)
        sheet.write(60, 540, "お問い合わせ先", 12)
        assert text_of(sheet) == f"量子もつれの新しい測定方法\n\n{ONE}\n\n{TWO}{THREE}\n\nお問い合わせ先\n"


def test_sentence_goes_on_in_the_next_column():
    sheet, lines = Sheet(), broken(ONE + TWO, 21)
    for number, line in enumerate(lines):
        left, row = divmod(number, 12)
        sheet.write(60 + 255 * left, 740 - 16 * row, line)
    assert text_of(sheet) == f"{ONE}{TWO}\n"


CONTACTS = (
    ["＜研究に関すること＞", "北浜工科大学 大学院工学研究科", "教授 青木 一郎", "TEL：03-5550-0125", "E-mail：aoki@example.ac.jp"],
    ["＜報道に関すること＞", "北浜工科大学 広報課", "TEL：03-5550-0123", "FAX：03-5550-0124", "E-mail：press@example.ac.jp"],
)


def test_contacts_beside_each_other_are_read_one_after_the_other():
    sheet = page(ONE)
    for x, block in zip((60, 320), CONTACTS, strict=True):
        for row, line in enumerate(block):
            sheet.write(x, 600 - 18 * row, line)
    assert text_of(sheet) == "\n\n".join([ONE, *("\n".join(block) for block in CONTACTS)]) + "\n"


def test_short_contacts_beside_each_other_are_no_table():
    sheet = Sheet()
    for x, name in ((60, "広報課"), (230, "総務課"), (400, "企画課")):
        for row, line in enumerate((f"大学 {name}", "TEL：03-5550-0123", "a@example.jp")):
            sheet.write(x, 600 - 18 * row, line)
    assert text_of(sheet).split("\n\n")[1] == "大学 総務課\nTEL：03-5550-0123\na@example.jp"


def test_ruled_table_row_by_row_with_its_wrapped_cells_joined():
    sheet = page(THREE)
    sheet.grid([60, 160, 380, 460, 540], [700, 680, 644, 608])
    head = ["種目", "研究課題名", "年度", "代表者"]
    rows = [["基盤研究(B)", "超伝導回路の形を変えることによる量子もつれの新しい測定", "令和6年度", "青木 一郎"],
            ["若手研究", "回路の理論", "令和5年度", "佐藤 花子"]]  # fmt: skip
    for top, cells in ((686, head), (664, rows[0]), (628, rows[1])):
        for x, words in zip((65, 165, 385, 465), cells, strict=True):
            for number, line in enumerate(broken(words, 20)):
                sheet.write(x, top - 15 * number, line, 10)
    expected = "\n".join("\t".join(row) for row in [head, *rows])
    assert text_of(sheet) == f"{THREE}\n\n{expected}\n"


def test_cells_without_lines_are_told_by_their_places():
    sheet = Sheet()
    table = [
        ("事業", "課題番号", "代表者"),
        ("科学研究費 基盤研究(B)", "JP22H01234", "青木 一郎"),
        ("科学研究費 若手研究", "JP23K01235", "佐藤 花子"),
        ("CREST", "JPMJCR22E1", "山田 次郎"),
    ]
    for row, cells in enumerate(table):
        for x, words in zip((60, 240, 380), cells, strict=True):
            sheet.write(x, 700 - 18 * row, words)
    assert text_of(sheet) == "\n".join("\t".join(cells) for cells in table) + "\n"


def test_labels_and_what_they_name():
    sheet = Sheet()
    for y, label, lines in (
        (700, "掲載誌", ["Nature Examples"]),
        (682, "論文タイトル", ["A new method for measuring entanglement in superconducting", "circuits of many elements"]),
        (646, "著者", ["Ichiro Aoki, Hanako Sato, Jiro Yamada"]),
        (628, "DOI", ["10.5555/abc.2024.001"]),
    ):
        sheet.write(60, y, label)
        for number, line in enumerate(lines):
            sheet.write(160, y - 18 * number, line)
    assert text_of(sheet).splitlines() == [
        "掲載誌\tNature Examples",
        "論文タイトル\tA new method for measuring entanglement in superconducting circuits of many elements",
        "著者\tIchiro Aoki, Hanako Sato, Jiro Yamada",
        "DOI\t10.5555/abc.2024.001",
    ]


def test_box_is_read_as_a_whole_where_it_stands_and_a_heading_before_its_body():
    sheet = page(ONE, top=700)
    sheet.fill(60, 600, TWO, 26, pitch=16)
    sheet.box(350, 520, 545, 620)
    for number, line in enumerate(broken("量子もつれとは、離れた二つの粒子の状態が互いに関わり合うことです。", 16)):
        sheet.write(358, 600 - 16 * number, line)
    sheet.fill(60, 440, THREE, 45)
    sheet.write(60, 720, "【概要】", 12)  # drawn last
    sheet.box(120, 740, 475, 775)
    sheet.centre(760, "報道解禁日時：2024年3月12日午後7時")
    sheet.centre(745, "テレビ・ラジオも同じ")
    lines = [line for line in text_of(sheet).split("\n") if line]
    assert lines == [
        "報道解禁日時：2024年3月12日午後7時", "テレビ・ラジオも同じ", "【概要】", ONE, TWO,
        "量子もつれとは、離れた二つの粒子の状態が互いに関わり合うことです。", THREE,
    ]  # fmt: skip


def pages_of(words: str, lines_on_first: int, *, foot: str) -> list[Sheet]:
    """Two pages that a paragraph runs over, with a running head and page numbers."""
    sheets = [Sheet(), Sheet()]
    for number, line in enumerate(broken(words, 45)):
        later = number >= lines_on_first
        sheets[later].write(60, 740 - 18 * (number - later * lines_on_first), line)
    for number, sheet in enumerate(sheets, 1):
        sheet.write(60, 810, "北浜工科大学 プレスリリース", 9)
        sheet.centre(30, foot.format(number), 9)
    return sheets


@pytest.mark.parametrize("foot", ["{}", "- {} -", "{}/2", "P. {}", "{} ページ"])
def test_running_heads_and_page_numbers_do_not_break_a_sentence(foot):
    assert text_of(*pages_of(ONE + TWO, 4, foot=foot)) == f"北浜工科大学 プレスリリース\n\n{ONE}{TWO}\n"


def test_repeated_foot_is_kept_once_at_the_end():
    sheets = pages_of(ONE + TWO, 4, foot="{}")
    for sheet in sheets:
        sheet.write(60, 45, "広報課 03-5550-0123", 8)
    assert text_of(*sheets).endswith(f"{ONE}{TWO}\n\n広報課 03-5550-0123\n")


def test_number_in_the_text_is_no_page_number():
    sheet = page(ONE)
    sheet.write(60, 400, "3")
    sheet.write(60, 100, "12")
    sheet.write(120, 100, "項目")
    assert text_of(sheet).endswith("3\n\n12\t項目\n")


def test_note_and_caption_between_two_pages_follow_what_they_interrupt():
    one, two = Sheet(), Sheet()
    lines = broken(ONE + TWO, 45)
    for number, line in enumerate(lines):
        later = number >= 4
        (two if later else one).write(60, (600 if later else 740) - 18 * (number - 4 * later), line)
    one.write(60, 80, "※1 量子もつれ：二つの粒子の状態。", 8)
    two.centre(660, "図1　測定の方法", 9)
    assert [line for line in text_of(one, two).split("\n") if line] == [
        ONE + TWO,
        "※1 量子もつれ：二つの粒子の状態。",
        "図1　測定の方法",
    ]


def test_note_marks_stay_and_ruby_goes():
    sheet = Sheet()
    sheet.write(60, 700, "青木一郎教授らは測定方法")
    sheet.write(60, 710.5, "あおき", 5)
    sheet.write(81, 710.5, "いちろう", 5)
    sheet.write(186, 704, "注1）", 6.5)
    sheet.write(202.25, 700, "を開発した。")
    assert text_of(sheet) == "青木一郎教授らは測定方法注1）を開発した。\n"


def test_room_between_latin_and_japanese_is_no_blank_but_a_typed_one_is():
    sheet = Sheet()
    x = 60.0
    for piece in ("平成", "29", "年度", "08", "月分", "RefTool", "を公開"):
        sheet.write(x, 700, piece)
        x += width(piece) * 10.5 + 2.6
    sheet.write(60, 680, "教授 青木 一郎")
    sheet.spaced(60, 660, "国立研究所長", 10.5)
    assert text_of(sheet).splitlines() == ["平成29年度08月分RefToolを公開", "教授 青木 一郎", "国立研究所長"]


def test_compatibility_characters_stay_as_they_are():
    sheet = Sheet()
    sheet.write(60, 700, "⽇本⼤学と㈱レトリバ①")
    assert text_of(sheet) == "⽇本⼤学と㈱レトリバ①\n"


def test_turned_page_and_turned_text():
    sheet = Sheet(turn=90)
    for number, line in enumerate(broken("A1の測定方法とB2の回路について" * 12, 60)):
        sheet.write(80 + 18 * number, 60, line, turned=True)
    assert text_of(sheet) == "A1の測定方法とB2の回路について" * 12 + "\n"
    sheet = page(ONE)
    sheet.write(300, 300, "SAMPLE", 60, turned=True)
    assert text_of(sheet) == f"{ONE}\n\nSAMPLE\n"


def test_vertical_writing_comes_last_and_from_the_right():
    sheet = page(THREE, em=30)
    sheet.column(480, 780, "北浜工科大学の研究グループ")
    sheet.column(500, 780, "量子コンピューターの測定方法")
    assert text_of(sheet).split() == [THREE, "量子コンピューターの測定方法", "北浜工科大学の研究グループ"]


def test_invisible_text_is_dropped_unless_it_lies_under_a_scan():
    sheet = page(ONE)
    sheet.write(60, 100, "隠れた文字 hidden", mode=3)
    assert "hidden" not in text_of(sheet)
    scan = Sheet()
    scan.write(60, 700, "文字認識の結果 of OCR", mode=3)
    assert text_of(scan) == "文字認識の結果 of OCR\n"


def test_places_say_where_each_line_stands():
    source = read_bytes(pdf(*pages_of(ONE + TWO, 4, foot="{}")), "a.pdf")
    assert source.media_type == "application/pdf"
    ends = 0
    for place in source.places:
        assert place.start >= ends
        ends = place.end
        assert 0 <= place.left < place.right <= 595
        assert 0 <= place.bottom < place.top <= 842
    first = next(place for place in source.places if source.text[place.start : place.end].startswith("北浜工科大学大学院"))
    assert (first.page, first.left, first.bottom < 740 < first.top) == (1, 60.0, True)
    last = source.places[-1]
    assert source.text[last.start : last.end].endswith("をご覧ください。")
    assert last.page == 2


def test_files_that_hold_no_text_say_what_is_missing():
    empty = Sheet()
    empty.box(100, 100, 300, 300)
    with pytest.raises(SourceWithoutText, match="OCR"):
        text_of(empty)
    with pytest.raises(SourceEncrypted, match="password"):
        read_bytes(pdf(page(ONE), encrypted=True), "a.pdf")
    for data in (b"%PDF-1.7\nnothing", pdf(page(ONE))[:200]):
        with pytest.raises(SourceBroken):
            read_bytes(data, "a.pdf")
    with pytest.raises(SourceTooLarge, match="pages"):
        read_bytes(pdf(*[Sheet()] * (MAX_PAGES + 1)), "a.pdf")


def test_damaged_table_of_contents_of_a_file_is_repaired():
    data = re.sub(rb"startxref\n\d+", b"startxref\n7", pdf(page(ONE)))
    assert read_bytes(data, "a.pdf").text == f"{ONE}\n"


def test_kind_is_told_by_content():
    assert read_bytes(b"\r\n" + pdf(page(ONE)), "release.txt").media_type == "application/pdf"


def test_form_that_frames_the_whole_page_is_read_part_by_part():
    sheet = Sheet()
    sheet.grid([50, 550], [800, 760, 560, 480])
    sheet.grid([120, 300, 500], [545, 525, 505])
    sheet.centre(775, "研究成果の発表について", 14)
    sheet.fill(60, 740, ONE, 45)
    for y, cells in ((530, ("掲載誌", "Nature Examples")), (510, ("著者", "Ichiro Aoki"))):
        for x, words in zip((125, 305), cells, strict=True):
            sheet.write(x, y, words)
    assert text_of(sheet).split("\n") == ["研究成果の発表について", "", ONE, "", "掲載誌\tNature Examples", "著者\tIchiro Aoki", ""]


def test_empty_and_merged_cells_of_a_ruled_table_keep_their_columns():
    sheet = Sheet()
    sheet.grid([60, 160, 300, 420], [700, 680])
    sheet.grid([160, 300, 420], [680, 660, 640])
    sheet.operations += ["59.75 640 0.5 40 re f", "60 639.75 100 0.5 re f"]  # the first cell of two rows
    for x, y, words in ((65, 686, "種目"), (165, 686, "課題名"), (305, 686, "番号"), (65, 655, "科研費"), (165, 666, "量子もつれ"),
                        (305, 666, "JP22H01234"), (165, 646, "測定"), (305, 646, "JP23K01235")):  # fmt: skip
        sheet.write(x, y, words)
    assert text_of(sheet).splitlines() == ["種目\t課題名\t番号", "科研費\t量子もつれ\tJP22H01234", "\t測定\tJP23K01235"]
