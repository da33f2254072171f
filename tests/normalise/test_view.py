"""The view and the way back."""

import pytest

from pipeline.model import Source
from pipeline.normalise import normalise


def view(text: str) -> str:
    return normalise(Source(text, "x")).view


def back(text: str, part: str) -> str:
    """The source text behind the first place where `part` stands in the view of `text`."""
    found = normalise(Source(text, "x"))
    start = found.view.index(part)
    span = found.to_source(start, start + len(part))
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ＪＰ１９Ｋ０７１２０", "JP19K07120"),
        ("２０２２年５月１７日", "2022年5月17日"),
        ("出山諭司，金田勝幸", "出山諭司、金田勝幸"),
        ("１，２３４人", "1,234人"),
        ("１．背景", "1.背景"),
        ("DNA．また", "DNA。また"),
        ("髙橋と﨑山", "高橋と崎山"),
        ("４月～６月", "4月〜6月"),
        ("2021–2022", "2021-2022"),
        ("ｶﾞﾝとﾌﾟﾗﾝ", "ガンとプラン"),
        ("か\u3099ん", "がん"),
        ("cafe\u0301", "café"),
        ("㈱レトリバ", "(株)レトリバ"),
        ("⽇本の⼤学", "日本の大学"),
        ("①申請", "①申請"),
        ("零幅\u200bなし", "零幅なし"),
        ("国 立 研 究 所", "国立研究所"),
        (r"\*は統計解析（\*\* p<0.05）", "*は統計解析(** p<0.05)"),
        ("『*Nature Physics*』", "『Nature Physics』"),
        ("**本件に関する**お問い合わせ", "本件に関するお問い合わせ"),
        ("前<br />後", "前\n後"),
        ("改行\r\n次", "改行\n次"),
        ("**Ichiro Aoki**<sup>1,\\*</sup>", "Ichiro Aoki1,*"),
        ("CO<sub>2</sub>と<B><i>X</i></B>", "CO2とX"),
        ('<a href="https://example.jp/">詳細</a>', '<a href="https://example.jp/">詳細</a>'),
        ('<span class="x">語</span>', '<span class="x">語</span>'),
        ("表<B>と<i>", "表<B>と<i>"),
    ],
)
def test_view(text, expected):
    assert view(text) == expected


@pytest.mark.parametrize("text", ["語1*と語2*の差", "*1 注釈と*2 注釈", "3*4*5", "本文*をご覧ください", "2 つの 例"])
def test_stars_and_blanks_that_mean_something_stay(text):
    assert view(text) == text


@pytest.mark.parametrize(
    ("text", "part", "source"),
    [
        ("㈱レトリバの㈱", "レトリバ", "レトリバ"),
        ("ｶﾞﾝ研究", "ガン", "ｶﾞﾝ"),
        ("前\u200b後ろ", "前後", "前\u200b後"),
        ("㍿の", "式", "㍿"),
        ("『*Cell*』誌", "Cell", "Cell"),
    ],
)
def test_way_back(text, part, source):
    assert back(text, part) == source


WRAPPED = """\
　このたび、情報・計算機構 量子科学共同利用施設の青木一郎教授らの研究グループは、量
子もつれの新しい測定方法を開発し、その有効性を世界で初めて明らかにしました。この方法
を用いることで、従来よりも短い時間で測定が可能になると期待されます。
　これまでの方法では、測定に長い時間が必要であり、実際の装置に用いることは困難でした
が、本研究では新しい回路を考案することにより、この問題を解決することに成功しました。

問い合わせ先
北浜工科大学広報課
電話：03-5550-0123
"""


def test_wrapped_lines_are_joined_and_lists_are_not():
    joined = view(WRAPPED)
    assert "量子もつれ" in joined
    assert "この方法を用いる" in joined
    assert "装置に用いることは困難でしたが、本研究では" in joined
    assert "北浜工科大学広報課\n電話" in joined
    assert back(WRAPPED, "量子もつれ") == "量\n子もつれ"


def test_bracket_that_closes_on_the_next_line_joins():
    assert "(領域横断的かつ萌芽的研究)" in view("推進プログラム (領域横断的  \nかつ萌芽的研究)\n")


def test_short_lines_of_verse_or_lists_stay():
    text = "ポイント\n新しい方法\n高い精度\n低い費用\n"
    assert view(text) == text


def test_latin_title_over_two_lines_keeps_one_blank():
    title = "RefTool, a reference expression dataset as a web tool for the \nfunctional analysis of genes\n"
    assert "web tool for the functional analysis" in view(title)


def test_url_over_two_lines_gets_no_blank():
    assert "https://example.ac.jp/news/2024" in view("詳しくは（ウェブ版，https://\nexample.ac.jp/news/2024）をご覧ください")


def test_lines_of_a_text_that_a_reader_made_end_where_paragraphs_do():
    assert normalise(Source(WRAPPED, "x", made=True)).view.count("\n") == WRAPPED.count("\n")
    title = "a reference dataset as a web tool for the\nfunctional analysis\n"
    assert "the functional analysis" in normalise(Source(title, "x", made=True)).view


FULL_WIDTH = """\
　北浜工科大学（学長　青木　一郎）は、量子もつれを測るための装置（ＫＱＭ）を用いて、新しい方法
を開発しました。この装置は、ＫＱＭ　Ｐｒｏｊｅｃｔにおいて２０２２年４月に完成し、ＮＥＤＯ、ＪＳＴ、Ａ
ＭＥＤなどの支援を受けて、これまでよりも短い時間での測定を可能にするものです。今後は、この方法をよ
り大きな回路に用いることで、量子計算機の誤りを減らすことを目指してまいりますので、どうぞご期待ください。
　なお、本研究は、ＪＳＴの戦略的創造研究推進事業（ＣＲＥＳＴ）の研究領域の一つとして、北浜工科大学と共
同で行われたものです。
注１）Ｋｉｔａｈａｍａ　Ｑｕａｎｔｕｍ　Ｍｅａｓｕｒｅｍｅｎｔ　ｏｆ　Ｓｔａｔｅｓ　Ａｎｄ（ＫＱＭ）
量子もつれを測るための装置。
"""


def test_full_width_letters_are_as_wide_as_kanji_and_break_anywhere():
    joined = view(FULL_WIDTH)
    assert "新しい方法を開発" in joined
    assert "JST、AMEDなど" in joined
    assert "この方法をより大きな" in joined
    assert "And(KQM)\n量子もつれ" in joined


PAGE = "　" + "研究の目的は、潮の満ち引きで光る細胞の仕組みを明らかにし、海の生き物の暮らしを知ることにあるとされる。" + "\n"


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        # a name of the lexicon, cut far from the margin
        ("この成果は公益財団法人東レ科学振", "興会の支援を受けました。", "東レ科学振興会の"),
        ("1) 国立研究開発法人新エネルギー・産業技術", "総合開発機構（NEDO）の事業", "産業技術総合開発機構"),
        # a number in two pieces
        ("（代表：青木一郎、課題番号：JP22ek02", "10178）", "JP22ek0210178"),
        ("挑戦的研究（萌芽）：24K21", "698", "24K21698"),
        ("doi: 10.1038/s45990-023-02", "119-7", "10.1038/s45990-023-02119-7"),
        # a phrase that a particle leaves open
        ("すき間ができるとイオンが流れにくくなり、電池の", "抵抗が増える。", "電池の抵抗"),
        # English prose, narrower by our count
        (
            "This work was supported by the Max Planck Society, the National Research Foundation of Korea, the Max",
            "Planck Society and others.",
            "the Max Planck",
        ),
        ("Glow of cells that follow the tides and their long-", "term rhythm", "long-term"),
    ],
)
def test_a_break_that_something_crosses_is_joined(first: str, second: str, joined: str) -> None:
    assert joined in view(PAGE * 4 + first + "\n" + second + "\n")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("大学共同利用機関法人自然科学研究機構", "国立天文台"),  # a letterhead; the first line is a name
        ("24K21698", "24K21699"),
        ("doi: 10.1038/s45990-023-02", "12"),  # a page number
        ("北浜工科大学 海洋学科", "教授 青木一郎"),
        ("Kitahama University, Faculty of Marine Science", "Phone: +81 3 1234 5678"),
    ],
)
def test_a_break_that_nothing_crosses_stays(first: str, second: str) -> None:
    assert f"{first}\n{second}" in view(PAGE * 4 + first + "\n" + second + "\n")
