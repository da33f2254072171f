"""Which items of a statement are grants, and whose."""

from __future__ import annotations

import re

from pipeline.extract.funding.blocks import Form
from pipeline.extract.funding.items import Item
from pipeline.extract.funding.statements import Statement
from pipeline.extract.funding.words import any_of
from pipeline.model import SectionKind

#: What the release tells of is what the money was for.
_OWN_TOPIC = re.compile(
    r"(?:この|これらの?|今回の|上記の?|(?<![一-龥])(?:本|当|同))"
    r"(?:研究|成果|調査|論文|開発|発見|プロジェクト|事業|実験|解析|計測|取り組み|取組|サイト|ソフト|プログラム|データ|ライブラリ|ツール"
    r"|システム|アプリ|実証実験|教材|会議|集会|シンポ|ゲーム|共同|技術|業績|内容|発表|サービス|作品|展示|書)"
)
#: Machines and computing time were used, a meeting served as a report: nobody paid for this study.
_NOT_FUNDING = re.compile(
    r"共用(?:され|機器|設備|装置)|共同利用(?:機器|設備|装置)|(?:機器|装置|設備|計算機)(?:を|の)(?:利用|使用|共用)"
    r"|(?:スーパーコンピュータ|スパコン|計算科学研究センター|情報基盤センター|計算センター|ビームライン|放射光)[^。]{0,60}を(?:利用|使用|用い)"
    r"|計算(?:機)?資源|計算時間|HPCIシステム利用|報告会を兼ね|を兼ね(?:て|た)|倫理(?:審査|委員会)|承認番号|特許(?:第|出願|番号)"
    r"|computational resources|computing resources"
)
_NEVER_FUNDING = re.compile(r"共用(?:され|機器|設備)|報告会を兼ね")
#: What someone received for other work.
_INTERESTS = re.compile(r"利益相反|講演料|顧問料|技術顧問|株式を保有")
#: Behind a body's name: the use of its beams and machines.
_FACILITY = re.compile(rf"[^、。「」\n]{{0,24}}?(?:{any_of('facility')})")
_NEWS = re.compile(
    r"(?:に|として)(?:採択|採用|選出|内定|選定)(?:され|となり|が決定)|を受賞|が(?:採択|決定)(?:され|し)|募集|公募(?:を|が)開始|応募"
)
_OTHERS = re.compile(r"を(?:実施|推進|展開|運営)して(?:おり|いる|います|きた)")


class Evidence:
    """What a statement as a whole says for and against its items."""

    def __init__(self, statement: Statement) -> None:
        text = statement.unit.text
        self._view = statement.unit.view
        self._form = statement.form
        self._listed = statement.unit.listed or statement.form is Form.TABLE
        self._news = _NEWS.search(text) is not None
        self._own_topic = _OWN_TOPIC.search(text) is not None
        self._other_use = _NOT_FUNDING.search(text) is not None
        interests = _INTERESTS.search(text) is not None and not self._own_topic
        self._never = interests or _NEVER_FUNDING.search(text) is not None
        self._other_use = self._other_use or interests
        told_by_itself = statement.form not in (Form.SENTENCE, Form.LINE) or statement.section is SectionKind.FUNDING
        others = statement.section is SectionKind.BACKGROUND or _OTHERS.search(text) is not None
        #: Whether the grants paid for what the release tells of, and not for someone else's work that it mentions.
        self.own: bool = told_by_itself or self._own_topic or not others

    def is_grant(self, item: Item) -> bool:
        """Whether `item` is a grant, and not only a name of a funder or programme."""
        named = bool(item.funders or item.programs)
        if item.sub or self._form is Form.NAME or (self._other_use and (not item.supported or not named or self._never)):
            return False
        known = any(part.known for part in (*item.numbers, *item.programs))
        if item.funders and not known and _FACILITY.match(self._view, item.funders[-1].end):
            return False
        if self._news and not self._own_topic and not item.numbers:
            return False
        if not (self.own or item.numbers or item.programs or item.titles):
            return False  # a body that does something in prose about others' work
        if item.numbers and (named or any(number.known for number in item.numbers)):
            return True
        if self._listed or item.supported:
            return named
        known_programme = any(token.known for token in item.programs)
        if self._form is Form.SENTENCE:
            return known_programme and self._own_topic
        known_funder = any(token.known for token in item.funders)
        says_what = (known_programme and bool(item.funders or item.titles)) or (known_funder and bool(item.programs))
        return says_what and not self._news
