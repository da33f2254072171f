"""What holds for any text at all."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import KishaError
from pipeline.flow import understand
from pipeline.model import Source
from pipeline.normalise import normalise
from pipeline.read import read_bytes, read_text
from pipeline.read.html import read as read_html
from tests.blowup import assert_linear
from tests.properties.holds import assert_holds, assert_read
from tests.properties.pieces import ODD, SIGNS, WORDS
from tests.properties.strategies import PAGES, RELEASE_LIKE, RELEASES

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
SHA = "0" * 64


@given(RELEASE_LIKE)
def test_offsets_map_back_exactly(text):
    found = normalise(Source(text, "x"))
    position = 0
    for index in range(len(found.view)):
        span = found.to_source(index, index + 1)
        assert 0 <= span.start < span.end <= len(text)
        assert span.start >= position or found.to_source(index - 1, index) == span
        position = span.end
        start, end = found.to_view(span.start, span.end)
        assert start <= index < end


@given(RELEASES)
def test_whole_text_maps_to_whole_text(text):
    found = normalise(Source(text, "x"))
    assert found.to_view(0, len(text)) == (0, len(found.view))
    unedited = "".join(text[a:b] for a, b in _between(found))
    assert len(unedited) + sum(len(edit.replacement) for edit in found.edits) == len(found.view)


def _between(found):
    at = 0
    for edit in found.edits:
        yield at, edit.start
        at = edit.end
    yield at, len(found.source.text)


@settings(SLOW, max_examples=100)
@given(RELEASES)
def test_any_text_gives_a_valid_document(text):
    assert_holds(Source(text or "?", "x", sha256=SHA))


@settings(SLOW, max_examples=40)
@given(RELEASES)
def test_any_made_text_gives_a_valid_document(text):
    """As a reader of PDF, HTML or DOCX makes it: no line is wrapped."""
    assert_holds(Source(text or "?", "x.pdf", "application/pdf", sha256=SHA, made=True), twice=False)


@settings(SLOW, max_examples=5)
@given(RELEASES)
def test_any_text_gives_a_valid_document_with_the_network(text):
    assert_holds(Source(text or "?", "x", sha256=SHA), ner=True)


@settings(SLOW, max_examples=40)
@given(RELEASE_LIKE)
def test_layout_tiles_the_view(text):
    layout = understand(Source(text, "x"), ner=False).analysis.layout
    sections = layout.sections
    assert sections[0].start == 0
    assert sections[-1].end == len(layout.text.view)
    for one, two in pairwise(layout.sentences):
        assert one.start < one.end <= two.start


REFUSALS = {"source-empty", "source-binary", "source-unsupported", "source-broken", "source-too-large"}


@settings(SLOW)
@given(RELEASES, st.sampled_from(("utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16")))
def test_any_text_in_any_encoding_is_read_or_refused(text, encoding):
    source = read_or_refused(lambda: read_bytes(text.encode(encoding, errors="ignore"), "x"))
    assert_read(source)
    if source is not None and encoding.startswith("utf-8") and source.media_type != "text/html":
        assert source.text in (text, text.removeprefix("\ufeff"))


@settings(SLOW)
@given(PAGES)
def test_any_page_is_read_or_refused(text):
    assert_read(read_or_refused(lambda: read_html(text.encode(), "x", SHA)))


def read_or_refused(read: Callable[[], Source]) -> Source | None:
    try:
        return read()
    except KishaError as error:
        if error.code not in REFUSALS:
            raise
    return None


@given(st.text(st.characters(categories=["Cs"]), min_size=1))
def test_half_a_surrogate_pair_is_refused(text):
    with pytest.raises(KishaError, match="source-binary"):
        read_text("令和6年" + text)


#: What begins or parts something, over and over on one line: the whole flow may not take more than linear time.
#: The patterns are tried one by one in test_patterns.py; this is for what the code does with their matches.
LONG = (
    "（", "「", "【", "(※1)", "注１）", "※", "令和", "2022年", "令和4年5月12日", "1", "a", "A", "A.", "Dr.", "ア",
    "、", "・", " ", "　",
    "\n", "- ", "*", "10.5555/", "a@", "http:", "JP", "青木一郎、", "北浜工科大学", "公益財団法人", "大学院工学研究科",
    "の助成を受け",
    "〒100-0004", "TEL：", "教授", "<", "[", "−", "\u3099", "\u202e", "🧬", "ﷺ", "Aoki I, ",
)  # fmt: skip


@pytest.mark.parametrize("unit", LONG)
def test_a_long_line_of_one_thing(unit):
    def of_length(length: int) -> Callable[[], object]:
        source = Source("令和6年4月1日\n" + unit * (length // len(unit)), "x")
        return lambda: understand(source, ner=False)

    assert_linear(of_length, 4_000)


def test_all_pieces_at_once():
    assert_holds(Source("".join((*WORDS, *ODD, *SIGNS)) * 3, "x", sha256=SHA))
