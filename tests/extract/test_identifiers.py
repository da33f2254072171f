"""What the marked sentences cannot say of identifiers: offsets into the source, rules and cues, look-alikes, time."""

from __future__ import annotations

import pytest

from pipeline.analyse import analyse
from pipeline.extract import identifiers
from pipeline.extract.identifiers.brackets import whole
from pipeline.model import Analysis, Mention, MentionType, Source
from pipeline.normalise import normalise
from pipeline.segment import segment
from tests.blowup import assert_no_blowup


def analysis(text: str) -> Analysis:
    return analyse(segment(normalise(Source(text, "case.txt"))), ner=False)


def found(text: str, *types: MentionType) -> list[Mention]:
    return [each for each in identifiers.find(analysis(text)) if not types or each.type in types]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("10.5555/x(1)y", "10.5555/x(1)y"),
        ("10.5555/x(in press", "10.5555/x"),
        ("10.5555/x).", "10.5555/x"),
        ("https://example.jp/a_(b))", "https://example.jp/a_(b)"),
        ("https://example.jp/a...", "https://example.jp/a"),
        (")", ""),
        ("", ""),
    ],
)
def test_an_address_ends_before_brackets_that_are_not_its_own(text: str, end: str) -> None:
    assert text[: whole(text, 0, len(text))] == end


@pytest.mark.parametrize(
    "text",
    [
        "課題番号 JP19K07120、JPMJCR18H3、JP20he0622043",
        "課題番号 05123456、21H01234、15H05711",
        "日本医療研究開発機構（16H06277、0300-2021-0001）",
        "グラント番号 03-12-2031-001、#12-345-6789",
        "特許第0312345678号、登録番号 0123-45-6789-0",
        "ISBN 0-306-40615-2、ISBN 978-4-00-000000-1、ISSN 0036-8075",
        "ORCID 0000-0002-1825-0097、法人番号 9010001009876",
        "10.1.2.3/24のアドレスと、10.5の値",
    ],
)
def test_look_alikes_are_refused(text: str) -> None:
    assert found(text) == []


def test_a_number_without_a_label_needs_a_desk_beside_it() -> None:
    assert found("整理番号は03-5214-8404です。") == []
    desk = found("お問い合わせは広報課（03-5214-8404）まで。", MentionType.PHONE)
    assert [(each.value, each.cue) for each in desk] == [("+81352148404", "")]
    assert desk[0].confidence < 1


def test_the_label_is_the_cue() -> None:
    phone, fax = found("Tel：03-5214-8404 ファックス：03-5214-8405")
    assert (phone.cue, fax.cue) == ("Tel", "ファックス")
    assert (phone.rule, fax.rule) == ("identifiers.phone", "identifiers.fax")


def test_offsets_lead_back_to_the_source() -> None:
    text = "ＴＥＬ：０３－５２１４－８４０４\r\nＥ－ｍａｉｌ：\u200bａｏｋｉ＠ｅｘａｍｐｌｅ．ｊｐ"
    read = analysis(text)
    spans = {each.type: read.layout.text.to_source(each.start, each.end) for each in identifiers.find(read)}
    assert text[spans[MentionType.PHONE].start : spans[MentionType.PHONE].end] == "０３－５２１４－８４０４"
    assert text[spans[MentionType.EMAIL].start : spans[MentionType.EMAIL].end] == "ａｏｋｉ＠ｅｘａｍｐｌｅ．ｊｐ"


def test_a_doi_in_a_url_lies_inside_it() -> None:
    page, doi = found("https://doi.org/10.5555/ABC%2F1?x=1#top")
    assert (page.type, doi.type) == (MentionType.URL, MentionType.DOI)
    assert page.start < doi.start
    assert doi.end <= page.end
    assert doi.value == "10.5555/abc/1"


def test_the_value_of_a_url_keeps_its_case() -> None:
    assert found("https://Example.jp/ABC_d")[0].value == "https://Example.jp/ABC_d"


@pytest.mark.parametrize(
    "piece",
    ["10.1234/", "a@", "a.a@", "www.a.", "03-", "TEL ", "(", "http://", "%2F", "[at]", "+81-", "〒", "1-1 A", "TEL:03-1234-5678 "],
)
def test_time_grows_with_length_only(piece: str) -> None:
    read = Analysis(segment(normalise(Source(piece * (60_000 // len(piece)), "long.txt"))), (), ())
    assert_no_blowup(lambda: list(identifiers.find(read)))
