"""Pages of HTML: the article, without what a site puts around it."""

import pytest

from pipeline.errors import SourceEmpty
from pipeline.read import read_bytes


def text_of(body: str, head: str = "", encoding: str = "utf-8") -> str:
    return read_bytes(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding), "a.html").text


def test_article_without_the_site_around_it():
    page = """
    <header><a href="/">北浜工科大学</a><nav><ul><li><a href="/a">大学案内</a></li></ul></nav></header>
    <div class="breadcrumb"><a href="/">ホーム</a> &gt; <a href="/news">ニュース</a> &gt; <a href="/press">研究成果</a></div>
    <article><h1>新しい方法を<br>開発</h1><p>青木一郎教授らは、<em>新しい方法</em>を開発した。</p>
    <script>var a = "b";</script>
    <style>p { color: red }</style><p hidden>隠れた文</p><p style="display: none">見えない文</p></article>
    <aside>関連記事</aside>
    <ul class="sns"><li><a href="#">X</a></li><li><a href="#">Facebook</a></li><li><a href="#">LINE</a></li></ul>
    <footer>〒100-0004 東京都 © 2024 北浜工科大学</footer>"""
    assert text_of(page) == "新しい方法を\n開発\n\n青木一郎教授らは、新しい方法を開発した。\n"


def test_page_without_article_keeps_its_own_lists_of_links_with_addresses():
    menu = "".join(f'<li><a href="/{n}">項目{n}</a></li>' for n in range(4))
    links = "".join(f'<li><a href="https://example.jp/{n}">https://example.jp/{n}</a></li>' for n in range(3))
    page = f"<div id=menu><ul>{menu}</ul></div><div><h1>題</h1><p>本文です。</p><ul>{links}</ul></div>"
    assert text_of(page) == "題\n\n本文です。\n\nhttps://example.jp/0\nhttps://example.jp/1\nhttps://example.jp/2\n"


def test_page_that_marks_no_article_keeps_the_words_of_its_letterhead():
    page = """<header><a class="logo" href="/">北浜工科大学</a><nav><ul><li><a href="/a">大学案内</a></li></ul></nav></header>
    <div><h1>題</h1><p>本文です。</p></div>
    <footer><ul><li><a href=a>採用</a></li><li><a href=b>交通</a></li><li><a href=c>規約</a></li></ul>
    <p>〒100-0004 東京都</p></footer>"""
    assert text_of(page) == "北浜工科大学\n\n題\n\n本文です。\n\n〒100-0004 東京都\n"


def test_head_of_an_article_stays_and_the_contacts_beside_it():
    page = """<main><article><header><h1>題</h1><time>2024年3月12日</time></header><p>本文です。</p></article>
    <section><h2>お問い合わせ先</h2><p>広報課<br>TEL：03-5550-0123</p></section></main>"""
    assert text_of(page) == "題\n\n2024年3月12日\n\n本文です。\n\nお問い合わせ先\n\n広報課\nTEL：03-5550-0123\n"


def test_title_of_the_page_where_it_has_no_heading():
    head = "<title>量子もつれの測定 | 北浜工科大学</title>"
    assert text_of("<p>本文です。</p>", head) == "量子もつれの測定\n\n本文です。\n"
    assert text_of("<p>量子もつれの測定</p><p>本文です。</p>", head) == "量子もつれの測定\n\n本文です。\n"
    assert text_of("<h1>題</h1><p>本文です。</p>", head) == "題\n\n本文です。\n"


def test_table_row_by_row():
    page = """<table><caption>研究費</caption><thead><tr><th>種目</th><th>課題名</th><th>番号</th></tr></thead>
    <tbody><tr><td>基盤研究(B)</td><td>量子<br>もつれ</td><td>JP22H01234</td></tr>
    <tr><td>若手研究</td><td></td><td>JP23K01235</td></tr></tbody></table>"""
    assert text_of(page) == "研究費\n種目\t課題名\t番号\n基盤研究(B)\t量子 もつれ\tJP22H01234\n若手研究\t\tJP23K01235\n"


def test_table_that_lays_out_the_page_is_read_cell_by_cell():
    page = "<table><tr><td><p>研究に関すること</p><p>青木 一郎</p></td><td><p>報道に関すること</p><p>広報課</p></td></tr></table>"
    assert text_of(page) == "研究に関すること\n青木 一郎\n報道に関すること\n広報課\n"
    inner = "<table><tr><td><table><tr><td>掲載誌</td><td>Nature</td></tr></table></td></tr></table>"
    assert text_of(inner) == "掲載誌\tNature\n"


def test_lists_numbers_and_terms():
    assert text_of("<ol><li>量子もつれ</li><li>回路<ul><li>超伝導</li></ul></li></ol>") == "1. 量子もつれ\n2. 回路\n超伝導\n"
    assert text_of('<ol start="3"><li>量子</li></ol><ol><li>注1）量子</li></ol>') == "3. 量子\n\n注1）量子\n"
    terms = """<dl><dt>TEL</dt><dd>03-5550-0123</dd><dt>住所</dt><dd>東京都<br>大手町</dd>
    <dt>※1 量子もつれ</dt><dd>二つの粒子の状態。</dd></dl>"""
    assert text_of(terms) == "TEL\t03-5550-0123\n住所\t東京都\n大手町\n※1 量子もつれ\n二つの粒子の状態。\n"


def test_ruby_marks_and_entities():
    page = "<p><ruby>青木<rp>（</rp><rt>あおき</rt><rp>）</rp></ruby>教授&amp;佐藤<sup>注1）</sup>は CO<sub>2</sub>&nbsp;を</p>"
    assert text_of(page) == "青木教授&佐藤注1）は CO2 を\n"


def test_line_breaks_of_the_source_are_no_blanks_in_japanese():
    assert (
        text_of("<p>青木一郎\n  教授は Nature\n  Physics に<br>\n発表</p><pre>一\n二</pre>")
        == "青木一郎教授は Nature Physics に\n発表\n\n一\n二\n"
    )


@pytest.mark.parametrize(
    ("encoding", "named"), [("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP"), ("iso2022_jp", "iso-2022-jp"), ("utf-8", "x")]
)
def test_encoding_that_the_page_names(encoding, named):
    data = f'<html><head><meta charset="{named}"></head><body><p>研究を始めた。</p></body></html>'.encode(encoding)
    source = read_bytes(data, "a.html")
    assert (source.text, source.encoding, source.media_type, source.made) == ("研究を始めた。\n", encoding, "text/html", True)


def test_page_with_one_broken_character_is_read_as_it_says():
    words = "研究を始めた。" * 200
    data = f'<html><meta http-equiv="Content-Type" content="text/html; charset=x-sjis"><p>{words}</p>'.encode("cp932")
    assert read_bytes(data.replace("研究".encode("cp932"), b"\xfd\xfe\x8c\xa4", 1)).text.endswith("を始めた。\n")


@pytest.mark.parametrize(
    "start",
    [
        "\ufeff<!doctype html>",
        "\r\n <!-- a --><HTML>",
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "x">',
        "<body>",
    ],
)
def test_page_is_told_by_its_first_tag(start):
    assert read_bytes(f"{start}<p>本文</p>".encode(), "a.txt").media_type == "text/html"
    assert read_bytes("<div>本文<p>二</p></div>".encode(), "a.txt").text == "本文\n\n二\n"


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: 題\n---\n<article>本文</article>\n",
        "本文に<br>と<p>がある。",
        "<注>本文",
        "<p>だけで始まる本文",
        "1 < 2 <html> の説明",
    ],
)
def test_text_with_tags_in_it_stays_text(text):
    source = read_bytes(text.encode(), "a.html")
    assert source.text == text
    assert not source.made


def test_deep_page_and_empty_page():
    assert text_of("<div>" * 5_000 + "本文" + "</div>" * 5_000) == "本文\n"
    with pytest.raises(SourceEmpty, match="HTML"):
        text_of("<div id=app></div><script>render()</script>")
