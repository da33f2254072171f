"""What looks like a length of time and is none: a frequency, an ordinal, an age, a school year, a share, minutes of arc."""

from __future__ import annotations

import re

from pipeline.extract.dates.doubts import recurring
from pipeline.extract.dates.lengths import MEASURE, OFFSET, ROUGH, Part

# How often, how many in a row, at which: no length. 3日に1回, 2時間ごと, 1日2回, 5分間隔, 3年連続, 2週目, 8週齢, 5年生存率.
_REFUSED_AFTER = re.compile(
    r" ?(?:ごと|毎|おき|置き|あたり|当たり|当り|につき|に(?:[一二三]|[0-9]+)[度回]|[0-9]+ ?回|[一二三四五六七八九十数]回"
    r"|間?隔|目|齢|連続|連覇"
    r"|生(?!産|活|物|体|成|育|じ|ま|み|か)|次(?!第|世)|度(?!以)|代|版|号(?!泣)|式|組|[0-9A-Z]{1,2}組|付|末(?!で|に|ま)"
    r"|[前後]期課程|刊|明け|児|健診|帯|割|制|体制|速|針|角|周年|坊主|保証|曜|展望)"
)
_REFUSED_BEFORE = re.compile(
    r"(?:第|生後|胎生|胎齢|在胎|妊娠|満|月齢|日齢|週齢|課程|博士|修士|学部|大学院|高校|中学|小学校?|高専|高等部|創業"
    r"|懲役|禁[錮固]|複"
    r"|図|表|式|毎|歳|昭和|平成|令和|大正|明治|[0-9]/|[0-9]\.|毎[年月週日]|各|隔|[0-9] ?時) ?(?:前期|後期)? ?$"
)
_ARC_BEFORE = re.compile(r"[0-9] ?度(?: ?[0-9]{1,2} ?分)? ?$")  # 北緯74度30分15秒
# 分 goes on in 3分の1, 10分野, 5分子, 2分割: no minutes.
_MINUTES_AFTER = re.compile(
    r"の ?[0-9一二三四五六七八九十百千万]|[0-9]"
    r"|[野類子割布冊岐析化裂画量泌解離裁配担別団会科煙室校家身社流水界譲与納散光極節娩派数母厘点業館署隊乗厚際針け咲]"
)
_SHORT_YEAR_AFTER = re.compile(
    r"(?:に(?!わた|渡|及|およ|も|一|1|延|な|短|長|達|迫|相当)|の(?:春|夏|秋|冬)|[春夏秋冬]"
    r"|(?:W杯|ワールドカップ|五輪|オリンピック|大会|モデル|シーズン|[卒産]))"
)
# 93年日本で: a year of the last century before a noun that makes no length of it (80年史, 60年分).
_LATE_YEAR_AFTER = re.compile(r"[一-龥](?<![分来超余強弱間前後史以程近経規単周先目未連物以])")
_SCHOOL_YEARS = frozenset("123456")
_STUDENT_BEFORE = re.compile(r"(?:大学|専門学校) ?$")  # 大学2年の夏
_LONG_YEAR_AFTER = re.compile(
    r" ?(?:以上|余|もの|分の|ぶり|前(?![半期後])|後(?![半期])|に(?:わた|渡|及|およ)|も|スケール|単位|周期|規模|の(?:歴史|時|歳月))"
)
_DAY_LENGTH = re.compile(r"(?:かけ|かか|で(?!す|あ|き)|半|を(?:要|経|かけ|費)|もかか|ぶり)")
_DUAL = re.compile(r"[0-9]")


def refused(view: str, start: int, part: Part) -> bool:
    """Whether the words around it make it a frequency, an ordinal, an age, a school year or a share."""
    before, after = view[max(0, start - 10) : start], part.end
    if recurring(view, start) or _REFUSED_BEFORE.search(before) or _REFUSED_AFTER.match(view, after):
        return True
    if part.unit in ("分", "秒") and _ARC_BEFORE.search(before):
        return True
    if part.unit == "分":
        return _MINUTES_AFTER.match(view, after) is not None
    if part.unit == "年" and part.amounts[0][1] in _SCHOOL_YEARS and _STUDENT_BEFORE.search(before):
        return True
    if part.unit == "年":
        return _year_doubt(view, part)
    if part.unit == "日" and part.amounts[0] == ("D", "1") and len(part.amounts) == 1:
        meant = MEASURE.match(view, after) or OFFSET.match(view, after) or _DAY_LENGTH.match(view, after)
        return not (meant or ROUGH.search(before))
    if part.unit == "日":
        return before.rstrip(" の").endswith("月") or _DUAL.match(view, after) is not None
    return part.unit == "世紀" and not re.match(r"ぶり|以上|にわた|に渡", view[after : after + 4])


def _year_doubt(view: str, part: Part) -> bool:
    """20年に may be 2020; 2010年 is a year unless something says that it is long."""
    amount = part.amounts[0][1]
    if len(part.amounts) > 1 or not amount.isdecimal():
        return False
    if len(amount) == 4 and 1000 <= int(amount) <= 2199:
        return _LONG_YEAR_AFTER.match(view, part.end) is None
    if len(amount) == 2 and int(amount) >= 60 and _LATE_YEAR_AFTER.match(view, part.end):
        return True
    return len(amount) == 2 and _SHORT_YEAR_AFTER.match(view, part.end) is not None
