"""What holds for any text at all."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.flow import run, understand
from pipeline.model import Source
from pipeline.normalise import normalise
from pipeline.write import to_json

#: Release-like text: the marks that rules hang on, in any order, beside any character.
MARKS = st.sampled_from(
    [
        *"0123456789０１２年月日時分（）()「」『』【】＜＞[]※*＊、。，．・：:/-〜～ー― 　\n\r\t@#",
        *"令和平成昭和東京大学研究科教授氏株㈱髙﨑ｶﾞﾟ\u3099\u200b\U00020b9f😀",
        "令和4年5月12日", "2022年5月17日午前1時（英国夏時間）", "同年", "3月", "年度", "（※1）", "注１）", "JP19K07120",
        "科研費", "の助成を受け",
        "北浜工科大学", "准教授", "青木 一郎", "（あおき　いちろう）", "Ichiro Aoki", "TEL：03-5550-0123", "https://example.jp/a(b)",
        "10.5555/ab(1)", "【用語解説】", "問い合わせ先",
        "〒100-0004 東京都千代田区1丁目", "a@example.ac.jp", "\\*", "**", "<br>", "---\n",
    ]
)  # fmt: skip
RELEASE_LIKE = st.lists(MARKS | st.characters(exclude_categories=["Cs"]), max_size=60).map("".join)


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


@given(RELEASE_LIKE)
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


@settings(max_examples=60, deadline=None)
@given(RELEASE_LIKE)
def test_any_text_gives_a_valid_document(text):
    source = Source(text, "x", sha256="0" * 64)
    release = run(source, ner=False, explain=True)
    assert to_json(release) == to_json(run(source, ner=False, explain=True))
    ends: dict[str, int] = {}
    last = 0
    for mention in release.mentions:
        assert mention.text == text[mention.start : mention.end] != ""
        layer = "doi" if mention.type == "DOI" else "other"
        assert mention.start >= ends.get(layer, 0), mention
        assert mention.start >= last or mention.type == "DOI"
        ends[layer] = last = mention.end
    tiles = release.sections
    assert [tiles[0].start, tiles[-1].end] == [0, len(text)]
    assert all(one.end == two.start for one, two in pairwise(tiles))
    known = {mention.id for mention in release.mentions}
    for record in (*release.records.funding, *release.records.people, *release.records.organizations):
        assert set(record.mentions) <= known


@settings(max_examples=40, deadline=None)
@given(RELEASE_LIKE)
def test_layout_tiles_the_view(text):
    layout = understand(Source(text, "x"), ner=False).analysis.layout
    sections = layout.sections
    assert sections[0].start == 0
    assert sections[-1].end == len(layout.text.view)
    for one, two in pairwise(layout.sentences):
        assert one.start < one.end <= two.start
