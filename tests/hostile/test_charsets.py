"""Texts whose bytes are not what they are said to be."""

import pytest

from tests.hostile.refused import outcome

TEXT = "令和6年4月1日\n北浜工科大学の青木一郎教授らは、新しい方法を開発したと発表しました。\n"
PAGE = "<html><head><meta charset={}></head><body><p>北浜工科大学の青木一郎教授らは、新しい方法を開発しました。</p></body></html>"
SHOWN = "北浜工科大学の青木一郎教授らは、新しい方法を開発しました。\n"


@pytest.mark.parametrize("said", ("utf-8", "shift_jis", "euc-jp", "iso-8859-1", "utf-16", "utf-7", "x-user-defined", "no-such"))
@pytest.mark.parametrize("written", ("utf-8", "cp932", "euc_jp"))
def test_a_page_that_names_another_charset(said, written):
    found = outcome(PAGE.format(said).encode(written))
    right = said.replace("shift_jis", "cp932").replace("euc-jp", "euc_jp")
    assert found == SHOWN or (written != "utf-8" and right != written and "�" not in found)


@pytest.mark.parametrize("encoding", ("utf-16-le", "utf-16-be"))
def test_utf_16_without_its_mark(encoding):
    assert outcome(TEXT.encode(encoding)) in ("source-binary", TEXT)


@pytest.mark.parametrize("encoding", ("utf-32", "utf-32-le", "cp037", "utf-16"))
def test_other_encodings_are_read_or_refused(encoding):
    found = outcome(TEXT.encode(encoding, errors="ignore"))
    assert found == TEXT or found.startswith("source-") or "青木" not in found


def test_utf_7_is_no_markup():
    """What UTF-7 hides from a filter stays hidden: the bytes are read as the ASCII that they are."""
    hidden = b"+ADw-script+AD4-alert(1)+ADw-/script+AD4- +AC8-"
    assert outcome(hidden) == hidden.decode()


@pytest.mark.parametrize(
    "data",
    (
        b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\x00", b"\xff\xfe\x00\xd8", b"\xed\xa0\x80",
        b"\xc0\x80", b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80",
        b"\x1b$B", b"\x1b$B$\x22\x1b", b"\x1b$@\x1b(B", b"\x80", b"\xff" * 100_000, b"\x81" * 100_001, b"\x8f\xa2" * 50_000,
        b"\x1b$B" * 50_000,
        bytes(range(256)) * 400, bytes(range(1, 256)), b"\x00" * 100_000, b"a\x00" * 50_000,
    ),
    ids=range(21),
)  # fmt: skip
def test_bytes_that_are_no_text(data):
    found = outcome(data)
    assert found.startswith("source-") or found.encode("utf-8")
