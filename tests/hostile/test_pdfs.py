"""PDF files that ask for endless time or memory, lie about themselves, or are damaged."""

import time
import zlib

import pytest

from pipeline.errors import KishaError, SourceEncrypted, SourceTooLarge
from pipeline.read import limits, read_bytes
from tests.hostile.refused import outcome
from tests.read.pdfs import Sheet, file_of, page_of, pdf, pdf_of_operations, stream

_FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /X %d 0 R >> >>"
_WORDS = b"BT /F1 9 Tf 1 0 0 1 50 50 Tm <672c6587> Tj ET\n"  # 本文
_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


@pytest.fixture
def patience(monkeypatch):
    """Smaller bounds, so that the tests are quick; the machinery is the same."""
    monkeypatch.setattr(limits, "MAX_SECONDS", 1.0)
    monkeypatch.setattr(limits, "MAX_MEMORY", 700_000_000)
    monkeypatch.setattr("pipeline.read.pdf.apart._CHECKED_AGAIN", 1.0)


def read_apart(data: bytes) -> str:
    """The text or the code of the error, within bounds that this process does not feel."""
    before = time.monotonic()
    try:
        found = read_bytes(data, "a.pdf").text
    except KishaError as error:
        found = error.code
    assert time.monotonic() - before < 60
    return found


def packed(content: bytes) -> bytes:
    data = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(data), data)


def drawn(operations: bytes, times: int = 1) -> bytes:
    """A page that draws packed operations so many times over."""
    return pdf_of_operations(b"", packed(operations), contents=b"[" + b"9 0 R " * times + b"]")


def test_what_is_read_apart_is_what_is_read_here():
    sheet = Sheet()
    sheet.fill(60, 700, "北浜工科大学の青木一郎教授らは、新しい方法を開発したと発表しました。" * 5, 40)
    data = pdf(sheet, sheet)
    for name in ("a.pdf", "青木\0\udcff\n.pdf"):
        assert read_bytes(data, name) == read_bytes(data, name, apart=False)
    with pytest.raises(SourceEncrypted) as raised:
        read_bytes(pdf(sheet, encrypted=True), "e.pdf")
    assert raised.value.source == "e.pdf"


def test_a_form_that_draws_itself_twice(patience):
    data = pdf_of_operations(b"/X Do", stream(b"/X Do /X Do", _FORM % 9), resources=b"/XObject << /X 9 0 R >>")
    assert read_apart(data) in ("source-too-large", "source-broken", "source-without-text")


def test_forms_in_forms_by_the_billion(patience):
    forms = [stream(b"/X Do " * 10, _FORM % (10 + depth)) for depth in range(12)]
    data = pdf_of_operations(b"/X Do", *forms, stream(_WORDS, _FORM % 9), resources=b"/XObject << /X 9 0 R >>")
    assert read_apart(data) in ("source-too-large", "source-broken")


def test_one_content_drawn_thousands_of_times(patience):
    assert read_apart(drawn(b"0 0 m 9 9 l S\n" * 200_000, 1_000)) in ("source-too-large", "source-broken")


def test_a_stream_that_unpacks_to_a_gigabyte(patience):
    once = zlib.compress(b" " * 100_000_000, 9)
    data = pdf_of_operations(b"", packed(once), packed(b" " * 100_000_000), contents=b"[" + b"10 0 R " * 12 + b"]")
    assert read_apart(data).startswith("source-")


def test_the_message_says_what_to_do(patience):
    data = pdf_of_operations(
        b"/X Do", *[stream(b"/X Do " * 20, _FORM % (10 + depth)) for depth in range(9)], resources=b"/XObject << /X 9 0 R >>"
    )
    with pytest.raises(KishaError, match="print it to a new PDF"):
        read_bytes(data, "a.pdf")


def test_a_limit_on_time_is_told(monkeypatch):
    monkeypatch.setattr(limits, "MAX_SECONDS", 0.0)
    with pytest.raises(SourceTooLarge):
        read_bytes(pdf(Sheet()), "a.pdf", apart=False)


NESTED = {
    "arrays": lambda: pdf_of_operations(b"[" * 300_000 + _WORDS),
    "arrays in an object": lambda: pdf_of_operations(_WORDS, b"[" * 300_000),
    "dictionaries": lambda: pdf_of_operations(_WORDS, b"<</A" * 300_000),
    "in the catalog": lambda: pdf_of_operations(_WORDS).replace(_CATALOG, _CATALOG[:-2] + b"/X " + b"[" * 300_000),
    "states": lambda: drawn(b"q " * 300_000),
    "a tree of pages": lambda: file_of(
        [_CATALOG, *(b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (number + 3) for number in range(50_000)), page_of(1)]
    ),
    "pages in themselves": lambda: file_of([_CATALOG, b"<< /Type /Pages /Count 9999 /Kids [2 0 R 2 0 R] >>"]),
}


@pytest.mark.parametrize("nested", NESTED)
def test_nesting_without_end(nested):
    assert outcome(NESTED[nested]()) in ("本文\n", "source-broken", "source-without-text", "source-too-large")


def test_counts_that_lie():
    sheet = pdf_of_operations(_WORDS)
    assert outcome(sheet.replace(b"/Count 1 ", b"/Count 99999999 ")) in ("本文\n", "source-too-large", "source-broken")
    assert outcome(sheet.replace(b"/Count 1 ", b"/Count -1 ")) in ("本文\n", "source-broken", "source-without-text")
    assert outcome(sheet.replace(b"/Length ", b"/Length 9999999")) in ("本文\n", "source-broken", "source-without-text")
    assert outcome(pdf(*[Sheet()] * (limits.MAX_PAGES + 1))) == "source-too-large"


def test_a_million_objects_and_a_page_full_of_lines():
    assert outcome(pdf_of_operations(_WORDS, *[b"1"] * 1_000_000)) == "本文\n"
    assert outcome(drawn(b"0 0 m 9 9 l S 5 5 m 400 5 l S\n" * 30_000)) == "source-without-text"


def test_a_page_over_and_over_full_of_text():
    assert outcome(drawn(_WORDS * 40_000))


@pytest.mark.parametrize(
    "operations",
    (
        b"BT /F1 1e38 Tf 1e38 1e38 -1e38 1e38 1e38 1e38 Tm <672c> Tj ET",
        b"BT /F1 9 Tf 1e-38 0 0 1e-38 50 50 Tm <672c> Tj ET",
        b"1e38 0 0 1e38 1e38 1e38 cm " * 40 + _WORDS,
        b"BT /F1 9 Tf 0 0 0 0 50 50 Tm <672c> Tj ET",
        b"BT /F1 nan Tf nan inf 0 1 50 50 Tm <672c> Tj ET",
        b"-99999999999999999999 0 m 99999999999999999999 0 l S " + _WORDS,
        b"BT /F1 9 Tf 1 0 0 1 50 50 Tm <d842> Tj <dfb7> Tj <d800> Tj <0000> Tj <ffff> Tj ET",
    ),
    ids=range(7),
)
def test_numbers_and_characters_beyond_all_bounds(operations):
    outcome(pdf_of_operations(operations)).encode("utf-8")


@pytest.mark.parametrize("box", (b"[0 0 1e38 1e38]", b"[0 0 0 0]", b"[9 9 -9 -9]", b"[nan nan nan nan]", b"[0 0]", b"(a)"))
def test_pages_of_any_size(box):
    outcome(pdf_of_operations(_WORDS).replace(b"[0 0 595 842]", box))


def test_cut_off_anywhere():
    sheet = Sheet()
    sheet.write(60, 700, "北浜工科大学")
    data = pdf(sheet)
    for end in range(5, len(data), 7):
        found = outcome(data[:end])
        assert found == "北浜工科大学\n" or found.startswith("source-")
