"""Whether a name that is a surname or a common word too is a place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.extract.places.around import Behind, behind
from pipeline.extract.places.gazetteer import Place
from pipeline.extract.places.votes import Votes
from pipeline.model import Analysis

_PLACE_PARTICLE = re.compile(
    r"で(?!す|し|あ|き)|への|へ|から|まで|にて|において|における"
    r"|に(?:ある|位置|所在|立地|拠点|住|本社|本拠|生息|分布|滞在|渡|移|行|到着|上陸)|を(?:訪|拠点|中心|襲|除|含)"
)
_PLACE_LABEL = re.compile(r"(?:本社|本店|所在地|場所|会場|開催地|出身地|産地|勤務地|拠点|採集地|調査地)[ :：は/]{1,2}$")
_POST = "教授|准教授|助教|講師|研究員"
_PERSON_BEHIND = re.compile(
    rf" ?(?:氏|さん|{_POST}|博士|先生|君|ら(?=[のはがに、])|社長|会長|所長|部長|課長|室長|学長|主任|特任|名誉|客員|院生|大学院生"
    rf"|チームリーダー|[(].{{0,12}}?(?:{_POST}))"
)
_GIVEN_NAME_BEHIND = re.compile(r" [一-龥々]{1,3}(?:[ ()、]|$)")  # 小笠原 理 特任准教授
_POST_BEFORE = re.compile(r"(?:[^市町村]長|取締役|代表|代表者|総裁|教授|担当|担当者|リーダー|氏名|名前|著者|記者)[:：] ?$")
_READING_BEFORE = re.compile(r"[ァ-ヺー] $")  # ミノワ マリ
_SURNAME_BEFORE = re.compile(r"(?:^|[、。・(\s])[一-龥々]{1,3} $")  # 青木 千葉
_JOIN = re.compile(r"[、・,/]|[ ]?[、・,/][ ]?|および|及び|と|や|-|〜|から")
_ENOUGH = 2.0


class Scale:
    """Weighs the doubtful names of one text. `doubtful`: their view spans; those with a post behind them tell of people."""

    def __init__(self, analysis: Analysis, votes: Votes, doubtful: Iterable[tuple[int, int]]) -> None:
        self._analysis = analysis
        self._view = analysis.view
        self._votes = votes
        self._people = {self._view[start:end] for start, end in doubtful if self._names_person(start, end)}

    def is_place(self, start: int, end: int, place: Place, sure: set[int]) -> bool:
        """Whether view `[start, end)` is a place. `sure`: where places begin and end that are beyond doubt."""
        if self._names_person(start, end):
            return False
        view = self._view
        labelled = bool(_PLACE_LABEL.search(view, max(0, start - 8), start))
        if not labelled and _SURNAME_BEFORE.search(view, max(0, start - 5), start):
            return False
        score = self._votes.score(start, end) - 2 * (view[start:end] in self._people)
        if behind(self._analysis, end) is Behind.NEAR:
            score += 2
        elif _PLACE_PARTICLE.match(view, end):
            score += 1 if place.sense == "word" else 2
        return score + 2 * labelled + 2 * self._beside(start, end, sure) >= _ENOUGH

    def _names_person(self, start: int, end: int) -> bool:
        view = self._view
        if _PERSON_BEHIND.match(view, end) or _GIVEN_NAME_BEHIND.match(view, end):
            return True
        before = max(0, start - 8)
        return bool(_READING_BEFORE.search(view, before, start) or _POST_BEFORE.search(view, before, start))

    def _beside(self, start: int, end: int, sure: set[int]) -> bool:
        """Whether a place that is sure stands beside it in a list."""
        after = _JOIN.match(self._view, end)
        if after and after.end() in sure:
            return True
        return any(_JOIN.fullmatch(self._view, start - width, start) and start - width in sure for width in (1, 2, 3))
