"""What cuts a Japanese statement into chunks, and the patterns of what stands in its brackets."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.funding import words
from pipeline.extract.funding.cues import SUPPORT

#: と parts only behind a bracket or a number: elsewhere it is a part of names (脳とこころの…).
_SEPARATOR = (
    r"(?P<separator>[、,;；\t]|、?(?:および|及び|ならびに|並びに)|、?また(?:は)?、"
    r"|(?<=[)」』])[ ]?/[ ]?(?=[(A-Z一-龥])"
    r"|(?:(?<=[)」』0-9A-Z])|(?<=[)」』0-9A-Z] ))と(?!の|し(?:て|た)|$))"
)
#: An address, in Markdown's brackets or bare, and what a template puts in place of a number.
_ADDRESS = r"(?P<address>\(?https?://[^\s\])]+\)?|JP[A-Z]{0,4}[0-9]*(?=\{|[X○〇●]{2}))"

_YEAR = r"(?:(?:令和|平成|昭和|R|H)\s?[0-9元]{1,2}|(?:19|20)[0-9]{2})"
_DATE = rf"{_YEAR}\s?(?:年度?)?(?:\s?[0-9]{{1,2}}\s?月|[./-][0-9]{{1,2}})?(?:\s?[0-9]{{1,2}}\s?日|[./-][0-9]{{1,2}})?"
#: Brackets that hold a time or a sum.
PERIOD = re.compile(
    rf"^\s*(?:(?:研究|助成|支援|実施|事業)?期間[:：]?\s*)?{_DATE}"
    rf"(?:\s?(?:[〜-]|から|より)\s?(?:{_DATE}|[0-9]{{1,2}}\s?(?:年度?|月)?)?)?\s?(?:まで|採択|開始|終了)?\s*$"
    r"|[0-9]\s?(?:円|万円)"
)
NOTE = re.compile(r"\(\s*+(?:※|注|解説|\*|用語)\s*+[0-9]*+\s*+\)")
OPENS_PEOPLE = re.compile(r"^\s*(?:代表者?|分担者?|主任研究者|研究者|PI|研究(?:開発)?(?:代表|分担|責任|担当|総括))")
#: A name with the brackets behind it (a reading, an affiliation).
PERSON = re.compile(
    r"(?P<name>[^\s、,;；()「」\n:：][^、,;；()「」\n:：]{0,30}?)\s*(?=[、,;；()「」\n]|$)(?:\((?:[^()]|\([^()]*\))*\))?"
)
#: First in the brackets behind a body's name: its short form or Latin name, and its country.
SHORT_FORM = re.compile(
    r"\s*+(?P<short>(?=[^0-9]*[、,;])[A-Z][A-Za-z&./\- ]{1,48}?)\s*[、,;](?:\s*[一-龥ァ-ヶー]{2,8}\s*[、,;])?\s*"
)
AREA_BEHIND = re.compile(r"\s?(?:\([^()]{0,40}\)\s?)?(?:の)?(?:研究)?(?:開発)?領域(?!代表)|\s?(?:プロジェクト)?研究開発領域")
#: What leads from a research area to the project in it.
IN_AREA = re.compile(
    r"(?:\s?\((?![^()]*(?:番号|JP|[0-9]{2}[HKJF][0-9]))(?:[^()]|\([^()]*\))*\))?\s?(?:における|において|での|の)?\s?(?:研究(?:開発)?課題名?|課題名?|研究)?"
)
#: 「富岳」成果創出加速プログラム: what goes on behind a quoted word with the programme's name.
NAME_GOES_ON = re.compile(r"[一-龥ァ-ヶーA-Za-z]{2,20}(?:プログラム|事業|プロジェクト|計画)")


@cache
def marks() -> re.Pattern[str]:
    """One alternative for each kind of mark; the group that matched last says which."""
    cue = re.sub(r"\(\?P<\w+>", "(?:", SUPPORT.pattern)
    spaced = words.any_of("label-title", "label-area", "label-program", "label-funder", "label-other")
    return re.compile(
        rf"(?<![^\n])(?:[・•*○●]\s*)?(?P<spaced>{spaced}) +(?=\S)"
        rf"|{_ADDRESS}|(?P<line>\n)|(?P<slash> / |(?:(?<=事業)|(?<=プログラム)|(?<=プロジェクト))/)"
        rf"|{_SEPARATOR}|(?P<open>\()|(?P<quote>[「『“\"])"
        rf"|(?P<plain>[【】\[\]<>〈〉《》。{{}}])|(?P<cue>{cue})|{words.labels().pattern}"
    )
