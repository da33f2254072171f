"""What release-like texts are glued together from: marks that rules hang on, real constructions, characters that break offsets.

Without hypothesis, so that `fuzz/` can make seeds of it.
"""

from __future__ import annotations

from pathlib import Path

from tests.marked import load

CASES = Path(__file__).parents[1] / "cases"

#: Single characters that begin, end or part something, whole and half width.
SIGNS = "0123456789０１２年月日時分（）()「」『』【】〔〕＜＞《》〈〉[]{}※*＊†‡、。，．・：:；/-‐−―–〜～~ー=#@|\"'\\_. 　\n\r\t"
#: Characters on which offsets, widths or comparisons break elsewhere.
ODD = (
    *"髙﨑𠮷𠀋😀🧬㈱㍻㋿①⑳Ⅳ²½ｶﾞﾟ\u3099\u309a\u0301\u200b\u200d\ufeff\u00ad\u2028\u2029\x85\x0b\x0c\x1c\x00\x1b\ufffd",
    *"\u202a\u202e\u2066\u2069\u200e\u200f\U000e0101\ufe0f\u0130ßİıﬁｉ̇",
    "👩‍🔬", "🇯🇵", "か\u3099", "e\u0301", "ﷺ",
    "\r\n", "\\ud800", "\\udfff", "&#xD800;", "\\u0000", "%00", "%ED%A0%80", "\ue000", "\U0010fffd",
)  # fmt: skip
#: Short constructions; whole ones are in tests/cases/.
WORDS = (
    "令和", "平成", "昭和", "大正", "元年", "令和4年5月12日", "2022年5月17日午前1時（英国夏時間）", "同年", "3月", "年度",
    "午後１時", "24時",
    "2022年2月30日", "9999年99月99日", "令和99年", "2022/13/45", "１８世紀", "1990年代", "現地時間", "日本時間", "（木）", "〜",
    "（※1）", "注１）", "*1", "※２", "[3]", "注 4", "JP19K07120", "22H01234", "JPMJCR20T3", "科研費", "の助成を受け", "課題番号：",
    "研究代表者：", "日本学術振興会", "科学技術振興機構", "（JST）", "基盤研究（B）", "「", "」", "戦略的創造研究推進事業",
    "公益財団法人", "株式会社", "国立大学法人", "北浜工科大学", "大学院工学研究科", "東京", "東京都千代田区1丁目2-3", "〒100-0004",
    "准教授", "教授", "氏", "（当時）", "青木 一郎", "青木一郎", "（あおき　いちろう）", "Ichiro Aoki", "et al.", "Dr.",
    "山田花子、",
    "TEL：03-5550-0123", "FAX", "E-mail：", "内線 1234", "+81-3-5550-0123", "a@example.ac.jp", "[at]", "https://example.jp/a(b)", "http://",
    "doi:", "10.5555/ab(1)", "https://doi.org/10.1000/", "Nature Examples", "誌", "に掲載", "論文タイトル", "著者：", "DOI：",
    "Vol. 3",
    "【用語解説】", "【研究の背景】", "問い合わせ先", "＜研究に関すること＞", "■", "1. ", "（１）", "・", "謝辞", "注釈", "以上",
    "This work was supported by ", "JSPS KAKENHI Grant Number ", "Grant-in-Aid for ", "and ", "the University of ", "Foundation",
    "\\*", "**", "<br>", "<p>", "---\n", "# ", "|a|b|\n", "```\n", "[a](https://example.jp)", "&nbsp;",
)  # fmt: skip
#: What stands where a number is expected.
NUMBERS = (
    "0", "00", "1", "元", "2", "9", "10", "12", "13", "24", "25", "28", "29", "30", "31", "32",
    "60", "64", "99", "100", "366", "999", "1868",
    "1900", "1989", "2019", "2024", "9999", "10000", "123456", "99999999999999999999", "０",
    "１３", "二", "十", "数十", "Ⅳ", "٣", "1.5", "1,000",
)  # fmt: skip


def constructions() -> tuple[str, ...]:
    """The marked sentences of tests/cases/, without their marks."""
    return tuple(case.text for path in sorted(CASES.glob("*.txt")) for case in load(path))
