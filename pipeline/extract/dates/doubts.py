"""What looks like a date or a length of time and is none: frequencies, ordinals, ages, shares, places, opening hours."""

from __future__ import annotations

import re

from pipeline.extract.dates.moments import Point

_REACH = 12

# 毎年6月, 毎週金曜日, 例年5月: a time that comes round is no date.
_RECURRING = re.compile(
    r"(?:(?:毎[年月週日]|例年|隔[年週月]|各[年月週日])度?の?|(?:懲役|禁[錮固])[0-9]+ ?年"
    r"|(?:^|[^0-9元一二三四五六七八九十今来先翌前同昨去本])[週月年]に?) ?$"  # 週3日, 月に10日
)
# 第1日, 生後7日, 培養3日: the day is counted, not named.
_COUNTED = re.compile(
    r"(?:第|[^\W\d_]後|生後|胎生|胎齢|約|およそ|わずか|最大|最短|最長|過去|今後|さらに|もう|あと|計|合計|延べ|連続|丸|まる"
    r"|間|齢|より|比べ|投与|培養|月に|年に|週に|[0-9]から|[一二三四五六七八九]、) ?$"
)
_MAYBE_COUNTED = re.compile(r"[0-9〜~・,\-一-龥ァ-ヶ] ?$")
# Words that name a day all the same, though they end in a kanji: 同12日, 翌20日, 来る8日.
_NAMING = re.compile(r"(?:[同翌去来]|現地|時間|最終日の|付|日|午前|前|月|時|刻|[はがをにで、]) ?$")
# 1月5日・7日・29日付: days of the month that is named once.
_LISTED = re.compile(r"月 ?[0-9]{1,2} ?日(?:\(.\))?(?:[・、] ?[0-9]{1,2} ?日(?:\(.\))?){0,4}[・、] ?$")
_DAY_COUNTED_AFTER = re.compile(
    r" ?(?:間|目|齢|分|以内|以上|以下|未満|程度|ほど|ぐらい|くらい|後|前|弱|強|超|余|近く|足らず|たらず|半|ぶり|おき|ごと|毎"
    r"|連続|続|遅|早|長|短|休|坊|かけ|かか|経|で(?!きる|す|の|は|あ)|を(?:要|経|過|かけ|費|越|超)|も(?:要|かか|経)|あまり"
    r"|に(?:一|[0-9]+)[回度]|(?:から[0-9]{1,2} ?日)?に(?:短縮|延長)"
    r"|に(?:わた|渡|及|およ)|あたり|当たり|[0-9]|[一二三四五六七八九十]回|の(?:うち|間|猶予)|と[0-9]"
    r"|(?:から|〜|-) ?[0-9]{1,3} ?(?:日間|週|[かヶカヵケ]月|年|時間)|[・、] ?[0-9]{1,3} ?日(?:間|後|目))"
)
# What happens on a day rather than for days: 19日放送予定, 26日の放送分, 23日早朝.
_DAY_NAMED_AFTER = re.compile(
    r" ?(?:の?(?:放送|発売|公開|開催|開幕|閉幕|投開?票|掲載|配信|締め?切)|の?(?:未明|早朝|明け方|朝|昼|夕方|夜|深夜)(?![一-龥]))"
)
# 1日 is a day's length unless something says otherwise: 1日の摂取量, 1日3回.
_FIRST_NAMED_AFTER = re.compile(
    r" ?(?:\([月火水木金土日]|付|から|より|午前|午後|夜|朝"
    r"|[、に](?:公開|発表|開催|掲載|付|施行|開始|実施|設立|発足|発行|開設|行|、))"
)
# 4日 is the beginning of 四日市, 十日町, 二日酔い, 三日月 in kanji.
_KANJI_PLACE = re.compile(r"[市町場酔坊月詣灸曜村島目間分]")
_KANJI_MONTH_AFTER = re.compile(r"[一-龥々](?<![号末上中下初半期付以頃現開発])|も|ほど|にわた|に[一二三][度回]|あまり")
_CLOCK_AFTER = re.compile(
    r" ?(?:に|から|まで|より|頃|ごろ|ころ|〜|~|-|スタート|開始|開|締|以降|以後|以前|現在|時点|、|。|\)|発|着|過|すぎ|終|の"
    r"|ちょうど|[(]予定|$|\n)"
)
_OPENING = re.compile(
    r"(?:受付|営業|開館|入館|閉館|入場|閉場|開室|対応|平日|窓口|業務|診療|月[〜~-]金|土日|曜日?の?"
    r"|(?:^|[\s】■●・])時 ?間[:：]? )[^\n]{0,12}$"
)
_WEEKDAY_BEFORE = re.compile(r"曜日?(?:から|〜|~|-|・|、|,) ?$")
_WEEKDAY_AFTER = re.compile(r" ?(?:(?:から|〜|~|-|・|、|,) ?[月火水木金土日]曜|を?除|定?休|は休|祝)")
# The end of a stretch of hours whose beginning was refused: 午前9時から午後5時.
_HOURS_BEFORE = re.compile(r"(?:時半?|分|[0-9]:[0-9]{2}) ?(?:から|〜|~|-) ?$")
# A line of a timetable: 13:30 開会挨拶.
_TIMETABLE = re.compile(r"[ \t]+[^\s(〜~-]")
_COLON_BEFORE = re.compile(r"(?:^|[\s(〜~:、。」】]|時刻|日時|開始|午前|午後|朝|夜|日|\))$")


def recurring(view: str, at: int) -> bool:
    """Whether the words before `at` say that it comes round."""
    return _RECURRING.search(view, max(0, at - _REACH), at) is not None


def counts_days(view: str, start: int, end: int, point: Point) -> bool:
    """Whether N日 at `[start, end)`, without a month before it, is a number of days rather than a day of the month."""
    if point.weekday is not None or point.clock is not None:
        return False
    before = view[max(0, start - _REACH) : start]
    if point.day == 1 and not _FIRST_NAMED_AFTER.match(view, end):
        return True
    naming = _NAMING.search(before) is not None or _LISTED.search(view, max(0, start - 40), start) is not None
    if _COUNTED.search(before) and not naming:
        return True
    if _DAY_NAMED_AFTER.match(view, end):
        return False
    return days_counted_after(view, end) or (_MAYBE_COUNTED.search(before) is not None and not naming)


def days_counted_after(view: str, end: int) -> bool:
    """Whether what follows N日 at `end` says that the days are counted: 4日で, 2日後, 3日かけて."""
    return _DAY_COUNTED_AFTER.match(view, end) is not None


def kanji_doubt(view: str, end: int, point: Point) -> bool:
    """Whether a month or day in kanji digits that ends at `end` begins another word: 四日市, 十日町, 五月病, 三日月."""
    if point.day is not None:
        return _KANJI_PLACE.match(view, end) is not None or (point.month is None and point.day == 1)
    if point.month is not None:
        return _KANJI_MONTH_AFTER.match(view, end) is not None and not point.portion
    return False


def opening_hours(view: str, at: int) -> bool:
    """Whether the words before `at` speak of hours that come round: 受付時間 9:00〜17:00."""
    return _OPENING.search(view, max(0, at - 24), at) is not None


def hours_of_no_day(view: str, start: int, end: int) -> bool:
    """Whether a stretch of hours stands on a line that has named no day before it: such hours come round.

    午後1時半から同3時半 is how news tell of one day.
    """
    if "同" in view[start:end]:
        return False
    line = view[max(0, view.rfind("\n", 0, start) + 1, start - 60) : start]
    return "日" not in line and "/" not in line


def weekdays_listed(view: str, start: int, end: int) -> bool:
    """Whether a weekday is one of several or of a rule: 月曜日から金曜日, 土曜日・日曜日, 月曜休館."""
    return _WEEKDAY_BEFORE.search(view, max(0, start - 8), start) is not None or _WEEKDAY_AFTER.match(view, end) is not None


def clock_stands(view: str, start: int, end: int) -> bool:
    """Whether a time of day without a date is one: 12:30 may be a ratio, a verse or a volume and page."""
    if opening_hours(view, start) or _HOURS_BEFORE.search(view, max(0, start - 8), start):
        return False
    words = view[start:end]
    if words.startswith(("午前", "午後")) or re.search(r"時 ?[0-9]+ ?分|時半", words):
        return True
    if ":" in words and _TIMETABLE.match(view, end) and not view[view.rfind("\n", 0, start) + 1 : start].strip():
        return False
    if ":" in words:
        return bool(_COLON_BEFORE.search(view[max(0, start - 4) : start])) and bool(_CLOCK_AFTER.match(view, end))
    return _CLOCK_AFTER.match(view, end) is not None
