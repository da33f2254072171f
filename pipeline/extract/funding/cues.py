"""The words that say that money was received, in Japanese and in English."""

from __future__ import annotations

import re

#: The particle before the kind of money belongs to the verb: …の助成を受け, …からの支援により.
_PARTICLE = r"(?:から(?:の)?|より(?:の)?|による|によって|の(?:学内|所内|校内|院内|独自の?)?|に(?:も)?)?"
_KIND = (
    # …ミッション研究の支援を受け: what stands right before 研究の belongs to a name.
    r"(?:ご|御)?(?:(?:(?:共同研究|受託研究|研究|共同|受託)(?!の)|(?<![一-龥ァ-ヶーA-Za-z])(?:共同研究|受託研究|研究|共同|受託)|活動|一部|資金|資金的"
    r"|財政的?|経済的?|財政的な|経済的な|多大な|手厚い|全面的な)(?:の)?(?:支援・?)?)?"
)
_SORTS = (
    *("支援", "助成", "補助", "援助", "資金提供", "資金援助", "資金", "委託", "委託費", "研究費", "サポート", "後援"),
    *(
        "研究費の配分",
        "資金の配分",
        "(?<=の)経費",
        "(?<=の)予算",
        "寄附",
        "寄付",
        "奨学寄附",
        "研究助成",
        "研究助成金",
        "助成金",
        "補助金",
        "援助金",
    ),
)
_MONEY = rf"(?:{'|'.join(_SORTS)})(?:等|など)?"
_TAKE = r"(?:得|いただ|頂|賜|もと|元に|活用|利用|用い|使用|原資|財源)"
_UNDER = r"(?:の(?:もと|下)(?:で|に|、)?|で(?:実施|行|得|遂行|進め))"
_DONE = r"(?:実施|行わ|行な|行い|行っ|遂行|進め|得ら|開発|支援|助成|推進)"
_CONTRACT = r"(?:委託業務|受託業務|委託事業|受託事業|補助事業|助成事業|委託研究|受託研究)"
#: What ends the name of a grant, or the deed, before を受け; wounds, stimuli and treatments are received, too.
_GRANT = r"(?:(?<=[」』)\]】0-9A-Z費金ム等])|(?<=事業|制度|助成|補助|交付|配分|採択|奨励|研究|など|財団))"
#: 支援を受けた患者: the words say that someone else received something.
_WHOSE = r"(?:る|た|ている|ていた)(?!もの|研究|成果|本|プロジェクト|課題|論文|調査|事業|開発|活動|取組|取り組)[一-龥ァ-ヶ]"
#: Not behind what bodies do together.
_NOT_TOGETHER = r"(?<!共同研究)(?<!協力)(?<!連携)"

#: Japanese verbs and phrases by which money was received.
SUPPORT = re.compile(
    "|".join(
        (
            rf"{_PARTICLE} ?{_KIND}{_MONEY}(?:を(?:(?:受|う)け(?!{_WHOSE})|{_TAKE})|に(?:より|よって|よる|基づ|支えられ)|{_UNDER})",
            r"(?<=[業度ムァ-ヶA-Z)])において(?=、)",
            r"の一環(?:として|で|と)|を原資|を財源|に支えられ",
            rf"{_GRANT}を受け(?:て|た(?! ?[一-龥ァ-ヶ0-9]|とき|ところ)|ま|、|入れて|ながら)",
            rf"{_NOT_TOGETHER}による(?:研究)?(?:成果|もの)",
            r"の(?:研究)?成果(?:です|である|として|の一部|で(?!は)|を(?:含|元|もと|基|まとめ|利用|用い|一部))",
            r"の(?:もと|下)で?(?:実施|行|進|得)",
            rf"の?{_CONTRACT}(?:の(?:結果)?(?:得られ|成果)|による(?:成果|もの)|として|により|で)",
            rf"(?:により|によって|から|より)(?:の)?(?:ご|御|多大な|多大なる)(?:ご|御)?{_MONEY}(?:を|いただ|頂|賜)",
            rf"として{_DONE}|{_NOT_TOGETHER}(?<!研究)(?<!チーム)(?<!共同)(?:により|によって){_DONE}",
            r"(?<!結果)(?<!データ)(?<!報告)(?<!報告書)(?<!知見)(?<!調査)(?<!方針)(?<!協定)(?<!契約)に基づ(?:き|いて)|の研究(?:として|により|で)",
            r"(?<=[業費ムト金度」0-9A-Z])(?:で|にて)(?:実施|遂行)(?:し|さ)",
            r"(?:に|へ)(?:も)?(?:深く|心より|厚く)?(?:感謝|御礼|お礼)",
        )
    )
)
_HOW = r"(?:was|were|is|are|been|be|being|in part|partly|partially|financially|also|jointly|generously)"
_PART = r"(?:in\s+part|partly|partially|financially)"
_BY = r"(?:by|through|from|under|via)"
_GIFT = r"(?:support|funding|funds?|grants?|assistance|fellowships?|scholarships?)"
_PARTLY = r"(?:(?:in\s+part|partly|partially)\s+)?"
_UNDERTAKEN = (
    rf"(?:performed|conducted|undertaken|carried\s+out|done)\s+{_PARTLY}"
    r"(?:under|through|within|as\s+(?:a\s+)?part\s+of)\s+the\s+(?=(?-i:[A-Z]))"
    r"|(?:performed|conducted|carried\s+out)\s+(?:by|under|through)(?=\s+the\s+(?:joint|cooperative|collaborative)\s)"
)
_FUNDING_FOR = (
    r"(?:funding|support|funds)\s+for\s+(?:this|the|our|these)\s+(?:\w+\s+){1,2}(?:was|were|is|has\s+been|came)\s+"
    r"(?:provided\s+|received\s+|obtained\s+)?(?:in\s+part\s+)?(?:by|from|through)"
)
#: English verbs and phrases of the same kind.
SUPPORT_EN = re.compile(
    "|".join(
        (
            rf"(?:{_HOW}\s+){{0,5}}(?:supported|funded|sponsored|financed|fund)(?:\s+{_PART})?\s+(?:and\s+\w+\s+)?{_BY}",
            rf"(?:financial\s+)?{_GIFT}\s+(?:was\s+|were\s+|is\s+)?(?:received\s+|provided\s+|obtained\s+)?(?:from|by|through|under)",
            r"(?:acknowledges?|acknowledged|acknowledging|appreciates?|thanks?|gratitude|grateful|supported\s+by\s+the\s+following)",
            r"(?<![A-Za-z-])(?-i:Funding|Grants|Financial support|Acknowledge?ments?)(?: information| sources?)?\**\s*[:.]",
            r"(?<![A-Za-z-])(?-i:Funding)(?: information| sources?| statement)?[ ]*\n",
            r"(?:under|with)\s+(?:the\s+)?(?:financial\s+)?(?:support|auspices)\s+of",
            _UNDERTAKEN,
            _FUNDING_FOR,
            r"(?:made\s+possible|enabled)\s+(?:(?:in\s+part|partly)\s+)?(?:by|through)",
            r"(?:within|under|in)\s+the\s+(?:framework|scope)\s+of",
            r"results?\s+(?:have\s+been|has\s+been|were|was)\s+(?:achieved|obtained)\s+(?:by|from|through|under)",
            r"(?:received|receives|receiving)\s+(?:\w+\s+){0,3}(?:funding|support|grants?|funds?)",
        )
    ),
    re.IGNORECASE,
)
