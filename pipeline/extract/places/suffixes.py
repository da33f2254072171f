"""The grammar of place names: a name + what it is (州, 市, 川, 半島)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from pipeline.extract.places.around import Behind, behind
from pipeline.extract.places.gazetteer import Found, Place
from pipeline.lexicon import column
from pipeline.model import Analysis, MentionType, Witness

_NATURE = (
    "半島|諸島|列島|群島|平野|盆地|台地|山地|山脈|山系|高原|高地|砂漠|海峡|水道|海溝|海盆|海嶺|海山|トラフ|湿原|砂丘"
    "|渓谷|デルタ|プレート"
)
_SUFFIX = re.compile(
    rf"(?:{_NATURE}|帝国|王国|共和国|広域市|特別市|地方|大陸|自治区|自治州|準州|州|省|県|府|市|区|町|村|郡|島|漁港|港(?![区湾町都])|湾|灘|海|川|江|湖|沼|山|岳|岬|峠)"
)
#: Of a katakana name only these make a place: 島 would take ランゲルハンス島, 山 and 海 too much else.
_KATAKANA_NAME = re.compile(
    rf"[ァ-ヺ][ァ-ヺー・=]{{1,20}}(?:{_NATURE}|地方|大陸|準州|州|省|島|湾|湖|川|山脈|海峡|王国|帝国|共和国)(?![一-龥ァ-ヺ]*(?:大学|大工))"
)
_CITY = re.compile(
    r"(?<![一-龥々])[一-龥々ヶ]{2,4}市(?=[のにではがをへと、。・()\s]|から|まで|内|中心|周辺|沿岸|北部|南部|東部|西部|$)"
)
_NO_CITY = re.compile(
    r"^(?:同|両|各|全|当|本|他|政令|中核|特例|都|大都|指定|姉妹|海外|地方|主要|参加|対象|朝|青空|株式|関係|近隣|周辺|自治)|都市$"
)
#: The one kanji of a country before a body abroad or its journal: 米ハーバード大学, 米NASA, 英科学誌; 米デンプン is rice.
_ABROAD_BODY = (
    r"[ァ-ヺー・]{2,}(?:工科|州立)?(?:大学|大|研究所|社|誌|病院)(?![豆麦])|[A-Z]{3,}(?![a-z])"
    r"|(?:科学|医学|学術|専門|有力|経済)?[誌紙]"
)
#: 沖縄県内の市町村, 沖縄県の全市町村: towns in general, behind the prefecture that is meant.
_ANY_TOWNS = r"(?:[内外下]?の|内?[各全]|内?(?:市区?町村|区市町村|市町))"
_TOWN = re.compile(rf"(?!{_ANY_TOWNS})[一-龥々ヶケノァ-ヺーぁ-ん]{{1,6}}?[市区町村郡](?![場長立役内])")


def extended(analysis: Analysis, found: Found) -> Found:
    """`found` with the word behind it that makes a longer name of it: カリフォルニア + 州, 東北 + 地方."""
    match = _SUFFIX.match(analysis.view, found.end)
    if not match or not _ends_word(analysis, match.end()):
        return found
    if found.place.kind == "country" and len(match[0]) == 1 and match[0] != "州":
        return found
    if found.place.kind in ("prefecture", "city") and match[0] not in ("区", "町", "村", "郡", "港", "漁港"):
        return found
    if found.place.kind == "town" and match[0] == "市" and analysis.view[match.end() : match.end() + 1] == "内":
        return found  # ロンドン市内
    return Found(found.start, match.end(), replace(found.place, name=found.place.name + match[0], sense="", japanese=False))


#: The town behind a ward, city or state: 東京都港区 + 虎ノ門, カリフォルニア州 + サンノゼ.
_TOWN_NAME = re.compile(r"[一-龥々ヶケノ]{1,6}(?:[0-9一二三四五六七八九十]{1,2}丁目)?(?=[にのではをへ、。)」・\s]|から|まで|$)")
_ABROAD_NAME = re.compile(r"[ァ-ヺ][ァ-ヺー・=]*(?![ァ-ヺー一-龥])")


def town(analysis: Analysis, start: int, end: int, kind: str) -> int:
    """The end of the place of `kind` at view `[start, end)` with the town that stands right behind it, if one does."""
    view = analysis.view
    last = view[end - 1]
    islands = view.endswith("諸島", start, end) and kind in ("island", "natural")
    if islands or (last in "州省" and kind in ("state", "region", "natural")):
        match = _ABROAD_NAME.match(view, end)
        return match.end() if match else end
    if last not in "市区町村":
        return end
    match = _TOWN_NAME.match(view, end)
    if not match or behind(analysis, end) is not Behind.COMPOUND:
        return end
    words = analysis.words_between(end, match.end())
    proper = bool(words) and (words[0].pos[1] == "固有名詞" or match[0].endswith(("町", "丁目")))
    return match.end() if proper or _with_prefecture().match(view, start) else end


@cache
def _one_kanji() -> re.Pattern[str]:
    short = "".join(each for each in column("countries", "short") if each not in "日中")
    return re.compile(rf"(?<![一-龥々ァ-ヺーA-Za-z0-9])[{short}](?={_ABROAD_BODY})")


@cache
def _with_prefecture() -> re.Pattern[str]:
    return re.compile("|".join(column("prefectures", "name")))


def generic(analysis: Analysis) -> Iterator[Found]:
    """Names that no table has: シェラネバダ山脈, 汐見市, and the town behind a prefecture's name."""
    for found in _generic(analysis):
        if found.place.name not in column("not_places", "word"):
            yield found


def _generic(analysis: Analysis) -> Iterator[Found]:
    view = analysis.view
    for match in _KATAKANA_NAME.finditer(view):
        yield Found(*match.span(), Place(match[0], "natural"))
    for match in _one_kanji().finditer(view):
        yield Found(*match.span(), Place(match[0], "country-short"))
    for match in _CITY.finditer(view):
        if not _NO_CITY.match(match[0]) and not _NO_CITY.search(match[0]):
            yield Found(*match.span(), Place(match[0], "city"))
    for prefecture in column("prefectures", "name"):
        at = view.find(prefecture)
        while at >= 0:
            end = at + len(prefecture)
            while part := _TOWN.match(view, end):
                yield Found(*part.span(), Place(part[0], "city"))
                end = part.end()
            at = view.find(prefecture, end)
    for name in analysis.names:
        if name.type is MentionType.LOCATION and name.witness in (Witness.UNIDIC, Witness.SUDACHI):
            suffix = _SUFFIX.match(view, name.end)
            if suffix and _ends_word(analysis, suffix.end()):
                yield Found(name.start, suffix.end(), Place(view[name.start : suffix.end()], "natural"))


def _ends_word(analysis: Analysis, end: int) -> bool:
    return any(word.end == end for word in analysis.words_between(max(0, end - 6), end))
