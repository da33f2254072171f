"""Encodings that Japanese releases come in."""

import codecs

import pytest

from pipeline.errors import SourceBinary, SourceBroken, SourceEmpty, SourceNotFound, SourceTooLarge, SourceUnsupported
from pipeline.read import MAX_BYTES, read, read_bytes, read_text
from pipeline.read.charset import decode

TEXT = "北浜工科大学の青木一郎教授らは、ケイ素の新しい性質を発見しました。\r\n〒100-0004 東京都〜髙﨑\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "cp932", "euc_jp", "utf-16-le", "utf-16-be"],
)
def test_text_comes_back_as_it_was_written(encoding):
    text = TEXT.replace("〜髙﨑", "") if encoding in ("euc_jp", "cp932") else TEXT
    bom = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    assert decode(bom + text.encode(encoding)) == (text, encoding)


def test_iso_2022_jp_is_not_taken_for_ascii():
    text = "研究成果を発表しました。"
    assert decode(text.encode("iso2022_jp")) == (text, "iso2022_jp")


def test_byte_order_mark_is_dropped():
    source = read_bytes(codecs.BOM_UTF8 + "令和4年".encode(), "x.txt")
    assert (source.text, source.encoding) == ("令和4年", "utf-8")


def test_short_cp932_and_euc_jp_are_told_apart():
    for encoding in ("cp932", "euc_jp"):
        assert decode("研究を始めた。".encode(encoding)) == ("研究を始めた。", encoding)


def test_line_ends_and_width_stay_as_they_are():
    assert read_text("ＪＰ１９\r\n令和４年\r\n").text == "ＪＰ１９\r\n令和４年\r\n"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", SourceEmpty),
        (b" \n\r\n\t", SourceEmpty),
        ("　\n".encode(), SourceEmpty),
        (b"\xef\xbb\xbf", SourceEmpty),
        (b"\x00\x01\x02\x03binary\xff\xfe", SourceBinary),
        ("令和\x00年".encode(), SourceBinary),
        (bytes(range(256)) * 4, SourceBinary),
        (b"%PDF-1.7\n...", SourceBroken),
        (b"PK\x03\x04....", SourceUnsupported),
        (b"\x89PNG\r\n", SourceUnsupported),
        (b"a" * (MAX_BYTES + 1), SourceTooLarge),
    ],
)
def test_what_is_no_release_is_refused(data, error):
    with pytest.raises(error) as caught:
        read_bytes(data, "x")
    assert str(caught.value).startswith("x: ")
    assert "\n" not in str(caught.value)


def test_missing_file_and_folder(tmp_path):
    with pytest.raises(SourceNotFound):
        read(tmp_path / "no.txt")
    with pytest.raises(Exception, match="folder"):
        read(tmp_path)


def test_half_a_surrogate_pair_is_no_text():
    with pytest.raises(SourceBinary):
        read_text("令和\ud83d年")


def test_kind_is_told_by_content_not_by_name():
    assert read_bytes("---\ntitle: 題\n---\n本文".encode(), "a.txt").media_type == "text/markdown"
    assert read_bytes("題\n\n本文です。".encode(), "a.md").media_type == "text/plain"


def test_euc_jp_with_characters_that_only_its_newer_form_has():
    assert decode("①量子もつれの測定を始めた。".encode("euc_jis_2004")) == ("①量子もつれの測定を始めた。", "euc_jis_2004")


def test_encoding_named_in_the_head_is_believed_where_the_bytes_allow_it():
    page = '<html><meta charset="{}"><p>研究を始めた</p>'
    assert decode(page.format("sjis").encode("cp932"))[1] == "cp932"
    assert decode(page.format("Shift_JIS").encode())[1] == "utf-8"
    assert decode(page.format("x-unknown").encode("euc_jp"))[0] == page.format("x-unknown")
