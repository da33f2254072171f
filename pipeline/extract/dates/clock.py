"""Times of day: 午前1時, 午後2時半, 18時30分, 18:00, 正午, 24時, 10:00 a.m."""

from __future__ import annotations

import re

from pipeline.extract.dates.moments import Clock
from pipeline.extract.dates.numerals import SHORT, whole

_AFTERNOON = {"午後", "夜", "夕方", "夕", "PM", "pm", "p.m."}
_HALF = r"(?P<half>午前|午後|早朝|未明|深夜|夕方|AM|PM|朝|昼|夕|夜)"
# 時 is no hour in 時間, 時代, 時点, 時期; kanji digits are one only after 午前/午後 (一時 is mostly "for a time").
_CLOCK = re.compile(
    rf"{_HALF}?[ 、]?(?P<hour>[0-9]{{1,2}}) ?時(?![間代点期刻差限給報])"
    r"(?: ?(?:(?P<minute>[0-9]{1,2}) ?分(?!間|の ?[0-9])|(?P<thirty>半))(?: ?(?P<second>[0-9]{1,2}) ?秒)?)?"
    rf"|(?P<kanji_half>午前|午後)(?P<kanji>{SHORT})時(?![間代点期])(?:(?P<kanji_minute>{SHORT})分|(?P<kanji_thirty>半))?"
    rf"|{_HALF.replace('half', 'half2')}?[ 、]?(?P<hour2>[0-9]{{1,2}}):(?P<minute2>[0-5][0-9])"
    r"(?::(?P<second2>[0-5][0-9]))?(?![0-9:])(?: ?(?P<latin>[AaPp]\.?[Mm]\.?)(?![A-Za-z]))?"
    r"|(?P<noon>正午)"
)
_NOON = re.compile(r" ?\(正午\)")
_LATIN = re.compile(r"([0-9]{1,2})(?:[:.]([0-5][0-9]))? ?([AaPp])\.?[Mm]\.?(?![A-Za-z])|([0-9]{1,2}):([0-5][0-9])(?![0-9:])")


def clock(view: str, at: int) -> tuple[Clock, int] | None:
    """The time of day that begins at `at` (no blank before it), and its end; None where there is none or no clock shows it."""
    match = _CLOCK.match(view, at)
    if match is None:
        return None
    if match["noon"]:
        return Clock(12, half="正午"), match.end()
    half = match["half"] or match["kanji_half"] or match["half2"] or (match["latin"] or "").upper().replace(".", "")
    hour = whole(match["hour"] or match["kanji"] or match["hour2"])
    minute = 30 if match["thirty"] or match["kanji_thirty"] else _number(match["minute"], match["kanji_minute"], match["minute2"])
    end = match.end()
    if half == "午前" and hour == 12 and (noon := _NOON.match(view, end)):
        end = noon.end()
    read = on_clock(hour, minute, _number(match["second"], match["second2"]), half)
    return (read, end) if read else None


def latin(view: str, at: int) -> tuple[Clock, int] | None:
    """The time of day in an English date: 10:00 a.m., 4 PM, 16:00."""
    match = _LATIN.match(view, at)
    if match is None:
        return None
    half = (match[3] or "").upper() and match[3].upper() + "M"
    read = on_clock(int(match[1] or match[4]), int(match[2] or match[5] or 0), 0, half)
    return (read, match.end()) if read else None


def on_clock(hour: int, minute: int, second: int, half: str) -> Clock | None:
    """The time on a 24-hour clock, None where there is no such time.

    By the act that brought the clock to Japan (太政官達 of 1872) 午前12時 is noon and 午後12時 the day's end; AM/PM count the
    English way, and 午後12時30分 is what people mean by it, half past noon.
    """
    if minute > 59 or second > 59 or hour > 29:
        return None
    if half in ("AM", "PM") and hour == 12:
        hour = 0 if half == "AM" else 12
    elif half == "午後" and hour == 12:
        hour = 12 if minute or second else 24
    elif half in ("午前", "早朝", "未明", "朝") and hour > 12:
        return None
    elif half == "深夜" and hour >= 9:
        hour = hour + 12 if hour < 12 else hour
    elif half == "夜" and hour < 4:
        half = "深夜"
    elif half in _AFTERNOON and hour < 12:
        hour += 12
    return Clock(hour % 24, minute, second, hour // 24, half)


def _number(*words: str | None) -> int:
    return next((whole(word) for word in words if word), 0)
