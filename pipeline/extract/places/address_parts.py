"""The grammar of a Japanese address: places, town, numbers, buildings."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import column

_KANJI_NUMBER = "一二三四五六七八九十"
NAME = "一-龥々〆ヶケノの之ァ-ヺー"
NUMBER = rf"(?:[0-9]{{1,5}}|[{_KANJI_NUMBER}]{{1,3}})"
#: 1丁目7番1号, 1-7-1, 北10条西8丁目, 215番地3, 3190; PDFs put blanks between figures and kanji.
NUMBERS = (
    rf"(?:{NUMBER} ?(?:丁目|番地の?|番町|番|条|線|号|の|ノ|-) ?(?:[東西南北] ?)?)+(?:{NUMBER}(?: ?(?:号|番地?|丁目))?)?"
    r"|[0-9]{1,5}(?: ?(?:番地|番|号))?"
)
_FIRM = (
    rf"(?:{NUMBER} ?(?:丁目|番地|番|条) ?(?:[東西南北] ?)?(?:{NUMBER} ?(?:丁目|番地?|号|-)? ?)*"
    r"|[0-9]{1,5}-[0-9]{1,5}(?:-[0-9]{1,5})*)"
)
CITY = re.compile(r"[一-龥々ヶケノぁ-んァ-ヺー]{1,9}?[市区町村郡島]")
#: A word that goes on with the figures before it.
FIGURES = re.compile(rf"(?:[0-9]|-|丁目|番|号|条|[{_KANJI_NUMBER}](?:丁目|番))")
BUILDING = re.compile(
    r"(?:ビル(?:ディング|ヂング)?|タワー|プラザ|スクエア|ハイツ|ヒルズ|テラス|ガーデン|プレイス|キャンパス|会館|[本別新東西南北]館"
    r"|[0-9]号?館|号館|棟|構内|地区|階|号室|[0-9]F|F[0-9]|[0-9]号|内)[0-9A-Za-z\-]*$"
    r"|(?:ビル|タワー|棟|館|プラザ|スクエア|センター|会館).{0,8}[0-9]"
)
#: A building by a name of its own, at the end of its line: K's五番町, キタハマコート.
NAMED_BUILDING = re.compile(r"(?=[^ぁ-ん]{3,14}$)(?:[一-龥]*[ァ-ヺー]{4,}[一-龥]*|[A-Za-z'&]{1,8}[一-龥ァ-ヺー]{2,})$")
#: Words of bodies and desks: they stand behind an address and are no part of it.
BODY = re.compile(r"大学|研究所|機構|株式会社|有限会社|法人|病院|センター|協会|学会|財団|学部|研究科|事業部|課|室|広報")
GLUED_BODY = re.compile(rf"(?<=[0-9号地])(?=[{NAME}]{{2,}}(?:大学|研究所|機構|法人|株式会社))|(?<=[0-9号地])株式会社")
STOP = re.compile(
    r"\n|\t|[〒。、;|<>「」『』【】]|TEL|Tel|tel|FAX|Fax|fax|電話|ファックス|ファクス|E-?mail|e-?mail|メール|URL|https?:|☎|担当"
    r"|[(](?!.{0,24}(?:ビル|階|号室|館|棟|F)\))"
)


@cache
def prefecture() -> re.Pattern[str]:
    """A prefecture's name."""
    return re.compile("|".join(column("prefectures", "name")))


@cache
def numbered() -> re.Pattern[str]:
    """A place, perhaps a town, and figures, as they stand behind a postal code or a label."""
    town = rf"(?:字|大字)?(?:[{NAME}]|(?<=[一-龥])が(?=[一-龥])|(?<=[{NAME}]) (?=[{NAME}0-9])){{0,14}}?"
    return re.compile(rf"(?:{_place()}|[一-龥々ヶケノ]{{1,6}}?[市区町村郡]) ?{town} ?(?:{NUMBERS})")


@cache
def labelled() -> re.Pattern[str]:
    """The same behind a label that says that an address follows: hiragana may stand in the town, before figures that tell."""
    return re.compile(rf"{_place()} ?[{NAME}ぁ-ん]{{1,14}}? ?{_FIRM}")


@cache
def bare() -> re.Pattern[str]:
    """A place, a town and at least a 丁目, a 番地 or two hyphened figures, with nothing of prose behind them."""
    hiragana = r"(?![でにはをがもへとの])[ぁ-ん]{3,8}|[ぁ-ん]{2,5}[がヶケ]丘"  # みなとみらい, つつじが丘
    mixed = rf"[一-龥々]{{1,4}}(?![でにはをがもへとの]|および|ならび|など)[ぁ-ん]{{2,8}}(?= ?{NUMBER} ?丁目)"  # 彩都あさぎ8丁目
    town = rf"(?:字|大字)?(?:(?:[一-龥々ヶケノのァ-ヺー]|(?<=[一-龥])が(?=[一-龥])){{0,12}}?|{hiragana}|{mixed})"
    prose = r"[0-9年月日回人件名％%]|[ァ-ヺ一-龥](?!ル)|か所"
    return re.compile(rf"(?<![一-龥々]){_place()}{town} ?{_FIRM}(?!{prose})")


def _place() -> str:
    """A prefecture with its cities, or a city of the table with its ward."""
    prefectures, cities = "|".join(column("prefectures", "name")), "|".join(column("cities", "name"))
    towns = r"(?: ?[一-龥々ヶケノァ-ヺーぁ-ん]{1,7}?[市区町村郡])"
    return rf"(?:(?:{prefectures}){towns}{{1,3}}|(?:{cities})(?: ?[一-龥々ヶケノ]{{1,5}}?[区町村])?)"
