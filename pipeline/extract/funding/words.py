"""The words of funding statements (`lexicon/data/funding_words.tsv`) as patterns."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import table

#: Japanese verbs and phrases by which money was received; the particle before them belongs to them.
_PARTICLE = r"(?:から(?:の)?|より(?:の)?|による|によって|の|に(?:も)?)?"
_MONEY = r"(?:(?:研究|活動|一部|資金|資金的|財政的?|経済的?|財政的な|経済的な|多大な|手厚い|全面的な)(?:の)?(?:支援・?)?)?(?:支援|助成|補助|援助|資金提供|資金援助|資金|委託|委託費|研究費|サポート|後援|寄附|寄付|奨学寄附|研究助成金?|助成金|補助金|援助金)(?:等|など)?"
_DONE = r"(?:実施|行わ|行な|行い|行っ|遂行|進め|得ら|開発|支援|助成|推進)"
_CONTRACT = r"(?:委託業務|委託事業|受託事業|補助事業|助成事業|委託研究|受託研究)"
#: 支援を受けた患者: the words say who else received something.
_OTHERS = r"(?:る|た|ている|ていた)(?!もの|研究|成果|本|プロジェクト|課題|論文|調査|事業|開発|活動|取組|取り組)[一-龥ァ-ヶ]"
SUPPORT = re.compile(
    rf"{_PARTICLE} ?{_MONEY}(?:を(?:受け(?!{_OTHERS})|得|いただ|頂|賜|もと|元に|活用|利用|用い|使用|原資|財源)|に(?:より|よって|よる|基づ|支えられ)"
    r"|の(?:もと|下)(?:で|に|、)?|で(?:実施|行|得|遂行|進め))"
    r"|(?<=[業度ムァ-ヶA-Z)])において(?=、)|の一環(?:として|で|と)|を原資|を財源|を受け(?:て|た(?![一-龥ァ-ヶ])|ま|、|入れて|ながら)|(?<!共同研究)(?<!協力)(?<!連携)による(?:研究)?(?:成果|もの)|に支えられ"
    r"|の(?:研究)?成果(?:です|である|として|の一部|で(?!は)|を(?!発表|公開|報告))|の(?:もと|下)で?(?:実施|行|進|得)"
    rf"|の?{_CONTRACT}(?:の(?:結果)?(?:得られ|成果)|による(?:成果|もの)|として|により|で)"
    rf"|(?:として|(?<!研究)(?<!協力)(?<!連携)(?<!チーム)(?<!共同)(?:により|によって)){_DONE}|に基づ(?:き|いて)|の研究(?:として|により|で)"
    r"|(?:で|にて)(?:実施|遂行)(?:し|さ)"
    r"|(?:に|へ)(?:も)?(?:深く|心より|厚く)?(?:感謝|御礼|お礼)"
)
#: English verbs and phrases of the same kind.
SUPPORT_EN = re.compile(
    r"(?:(?:was|were|is|are|been|be|being|in part|partly|partially|financially|also|jointly|generously)\s+)*(?:supported|funded|sponsored|financed|fund)(?:\s+(?:in\s+part|partly|partially|financially))?\s+(?:and\s+\w+\s+)?(?:by|through|from|under|via)"
    r"|(?:financial\s+)?(?:support|funding|funds?|grants?|assistance|fellowships?|scholarships?)\s+(?:was\s+|were\s+|is\s+)?(?:received\s+|provided\s+|obtained\s+)?(?:from|by|through|under)"
    r"|(?:acknowledges?|acknowledged|acknowledging|appreciates?|thanks?|gratitude|grateful|supported\s+by\s+the\s+following)"
    r"|(?<![A-Za-z-])(?-i:Funding|Grants|Financial support|Acknowledge?ments?)(?: information| sources?)?\**\s*[:.]"
    r"|(?:under|with)\s+(?:the\s+)?(?:financial\s+)?(?:support|auspices)\s+of|(?:received|receives|receiving)\s+(?:\w+\s+){0,3}(?:funding|support|grants?|funds?)",
    re.IGNORECASE,
)


def of_kind(kind: str) -> tuple[str, ...]:
    """The table's words of a kind, longest first."""
    return tuple(sorted((row["word"] for row in table("funding_words") if row["kind"] == kind), key=lambda word: -len(word)))


def any_of(*kinds: str) -> str:
    """All words of `kinds` as alternatives, longest first."""
    words = sorted({word for kind in kinds for word in of_kind(kind)}, key=lambda word: -len(word))
    return "|".join(re.escape(word) for word in words)


@cache
def slots() -> dict[str, str]:
    """Label → the slot that it names (number, title, area, program, funder, people, other)."""
    found = {word: "other" for word in of_kind("supervisor")}
    for slot in ("number", "title", "area", "program", "funder", "people", "other"):
        found.update(dict.fromkeys(of_kind(f"label-{slot}"), slot))
    return found


@cache
def labels() -> re.Pattern[str]:
    """A label with its colon, or one of the labels of a number, which need none; group `word`."""
    english = r"(?:JSPS |JST )?(?:[Pp]rogram |[Pp]roject |[Rr]esearch )?(?:[Gg]rants?|[Cc]ontracts?|[Aa]wards?|[Pp]rojects?|[Aa]greements?)(?: [Aa]greement)? ?(?:[Nn]umbers?|[Nn]o?s?\.|[Nn]os?(?= ?[0-9A-Z])|ID|#|(?:(?<=rant )|(?<=rants ))(?!(?:19|20)[0-9]{2}(?![0-9A-Za-z-]))(?=[0-9A-Z][0-9A-Z-]*[0-9]))"
    return re.compile(
        rf"(?P<word>(?:{any_of('label-number')}|[一-龥]{{0,6}}(?:課題|助成|研究|採択|交付|契約|整理|管理|申請)番号)s?|{english})(?:及び|および)?[ ]*[:：.#]?[ ]*"
        rf"|(?P<colon>[一-龥]{{0,4}}(?:課題|テーマ|題目)名?|{any_of('label-title', 'label-area', 'label-program', 'label-funder', 'label-other')}) ?[:：]\s*"
        rf"|(?P<people>{any_of('label-people', 'supervisor')})(?:\s?[:：・･]\s?|\s(?=[一-龥ァ-ヶA-Z])|(?=[一-龥]{{2,4}} [一-龥]))"
    )


@cache
def line_label() -> re.Pattern[str]:
    """A label at a line's beginning, with a colon or blanks behind it; group `label`."""
    names = sorted(slots(), key=lambda word: -len(word))
    return re.compile(rf"[・•*○●\s]*(?P<label>{'|'.join(map(re.escape, names))})(?:[ ]*[:：]|[ \t]+)(?=\S)")


@cache
def programme_head() -> re.Pattern[str]:
    """How a programme's Japanese name ends, with what may follow as a part of it."""
    return re.compile(rf"(?:{any_of('programme-head')})(?: ?(?:第[0-9一二三四五六七八九十]+期|[ (]?[A-Z][A-Za-z-]*\)?|[IVX]+))?")


@cache
def funder_form() -> re.Pattern[str]:
    """A body's Japanese name by its ending: at most thirty characters without particles, then a head, then departments."""
    name = r"[一-龥々〆ヶァ-ヴーA-Za-z0-9ぁ-ん・&\- ]"
    departments = r"(?:(?:大学院)?[一-龥ァ-ヶー・]{1,14}?(?:学部|研究科|研究院|学研究系|学科|学域|学系|学府|学環|病院|センター|研究所|機構|部門|本部|専攻))*"
    return re.compile(rf"(?![のにでとをはへ]|が(?!ん)){name}{{1,30}}?(?:{any_of('funder-head')}){departments}|株式会社 ?[一-龥ァ-ヶーA-Za-z&・]{{2,20}}")


@cache
def kakenhi_or_funder() -> re.Pattern[str]:
    """How brackets that name a grant begin: 科研費, JSPS, JST, AMED."""
    return re.compile(r"\s*(?:科研費|科学研究費|JSPS|JST|AMED|MEXT|NEDO|文部科学省|日本学術振興会|科学技術振興機構|日本医療研究開発機構|KAKENHI)")


@cache
def generic() -> frozenset[str]:
    """Words that say what kind of money it is and name no programme."""
    return frozenset(of_kind("generic"))
