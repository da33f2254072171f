"""What stands before and behind the names in a chunk and belongs to none."""

from __future__ import annotations

import re

from pipeline.extract.funding.programmes import programme_at

_YEAR = r"(?:(?:令和|平成|昭和)\s?(?:[0-9]+|[元一二三四五六七八九十]+)|(?:19|20)[0-9]{2})"
_DATE = rf"{_YEAR}\s?(?:年度?)?(?:\s?[0-9]{{1,2}}\s?月|[./][0-9]{{1,2}}(?![0-9]))?"
#: A year, a month or a range of them before a name; a bare year may be the name's own.
YEARS = re.compile(
    rf"(?:(?:{_DATE}\s?(?:[〜-]|から)\s?(?:{_DATE}|[0-9]{{1,2}}\s?年度?)"
    rf"|{_YEAR}\s?(?:年度|年|度)(?:\s?[0-9]{{1,2}}\s?月)?|{_YEAR}(?=\s?[:：]))"
    r"(?:採択|開始)?(?:の|に|から|[:：、,])?\s*)?"
)
_NUMBERING = r"(?:\([0-9]{1,2}\)|[①-⑳]|\[[0-9]{1,2}\]|[0-9]{1,2}[.)]\s)?\s*"
_CONJUNCTIONS = "なお また さらに 加えて 一方 特に このほか その他 ほか および 及び 並びに ならびに あわせて 以上 以上の そして"
_CONJUNCTION = rf"(?:(?:{'|'.join(_CONJUNCTIONS.split())})(?![一-龥])[、\s]*)?"
#: 本研究の一部は、: what the sentence is about.
_TOPIC = (
    r"(?:(?:[一-龥ァ-ヶ]{2,8}の一部(?=[はに])|本|この|これらの|これら|今回の|今回|当|当該|上記の|一連の|その)[^、。「」()は]{0,40}?"
    r"(?:は|について(?:は)?|に対し(?:て)?(?:は)?|に関し(?:て)?(?:は)?|には|に当たって?(?:は)?|にあたって?(?:は)?|も|では)[、\s]*)?"
)
_LABEL = (
    r"(?:(?:研究助成|資金提供元?|助成機関|助成団体|支援機関|助成金?|資金|研究資金|財源|支援|謝辞|外部資金|競争的資金|研究費|Grant|Funding)"
    r"\s?[:：]\s*)?"
)
_ROUND = r"(?:第[0-9]+回\s?(?:\([^()]*\))?\s*)?"
#: 米国 NIH, フランス ANR: a country before a body's name in Latin letters.
_COUNTRY = (
    r"(?:(?:米国|英国|フランス|ドイツ|スイス|カナダ|オーストラリア|中国|韓国|台湾|シンガポール|欧州|イタリア|スペイン|オランダ|スウェーデン)"
    r"(?:の?\s?(?=[A-Z])|の(?=[一-龥]{2})))?"
)
#: What may stand before the first name of a chunk.
#: …費をご寄附くださった: what the body behind it did.
_GAVE = (
    r"(?:[^、。「」()]{0,24}(?:資金|費用?|金|経費)(?:の一部)?を(?:ご|御)?(?:寄附|寄付|提供|支援|助成|援助)"
    r"(?:して)?(?:いただいた|くださった|頂いた|下さった)\s?)?"
)
LEAD = re.compile(
    r"[\s・•*●○◆◇■□▶▼※:：\-]*" + _NUMBERING + _CONJUNCTION + _TOPIC + _GAVE + _LABEL + _ROUND + YEARS.pattern + _COUNTRY
)
#: What may stand between a funder's name and its programme's.
BEFORE_PROGRAMME = re.compile(r"[\s・:：/\-]*" + YEARS.pattern)
#: A time and the part that someone has in the project, behind all that names the grant.
PERIOD_BEHIND = re.compile(
    rf"\s(?:{_DATE}\s?(?:[〜-]|から)\s?(?:{_DATE})?(?:\s(?:研究)?(?:代表|分担)者?)?|(?:研究)?(?:代表|分担)者?)\s*$"
)
#: Words that no name holds, save those that the lexicon knows.
PARTICLE = re.compile(
    r"は|を|が(?!ん)|により|によって|に対して|として|して|され|行わ|おり|ます|です|でき|でも|とともに|ために|など"
)
ANY_PARTICLE = re.compile(PARTICLE.pattern + "|[のにでとへ]")
#: What follows a programme's name without being a part of it.
_TAIL = re.compile(
    r"(?:[\s、:：・/]+|の|における|において|での|による|として|に関する|より|から|内|の中の|へ|に|で"
    r"|(?:公募)?研究(?:開発)?課題名?|(?<!奨励)(?<!推進)課題名?|テーマ|研究班|(?:の|による)?採択(?:課題|プロジェクト|テーマ|事業|研究)名?|(?<=[の)」\s])(?:委託|受託|補助|助成)(?:業務|事業)|の?一部|等|など"
    r"|(?:公開)?(?:ワークショップ|シンポジウム|セミナー|(?:成果)?報告会|領域会議|班会議|キックオフミーティング))$"
)
_LONGEST_TAIL = 14


def skip(pattern: re.Pattern[str], view: str, start: int, end: int) -> int:
    """Where `pattern` ends that begins at `start`; `start` where it does not."""
    match = pattern.match(view, start, end)
    return match.end() if match else start


def trimmed(view: str, start: int, end: int) -> int:
    """`end` without the words at the chunk's end that belong to no name."""
    while start < end:
        tail = _TAIL.search(view, max(start, end - _LONGEST_TAIL), end) or PERIOD_BEHIND.search(view, max(start, end - 40), end)
        whole = programme_at(view, start, end)
        if tail is None or tail.start() == end or (whole and whole.end == end):
            break
        end = tail.start()
    return end
