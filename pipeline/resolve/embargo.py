"""The moment from which a release may be reported, against the day of the release itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from pipeline.model import Analysis, Mention, MentionType, SectionKind, Warning

_JAPAN = timezone(timedelta(hours=9))
_LONGEST = 120  # code points of a line that says when something may be reported, and is no prose
_BEFORE = re.compile(
    r"(?:(?:報道|情報|記事|発表|公開|掲載|新聞|テレビ|ラジオ|放送|オンライン|WEB|Web|web)[^\n。]{0,12})?"
    r"(?:解禁(?:日時|日|時間|時刻)?|エンバーゴ|しばり|embargo(?:ed)?)[^\n。]{0,24}$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[^\n。]{0,24}?(?:に?報道解禁|まで(?:は|の)?[^\n。]{0,8}(?:報道|公開|掲載)[^\n。]{0,6}(?:控え|遠慮|禁))")
#: 輸入が解禁された, 解禁漁: what is not about reporting.
_OTHER = re.compile(r"(?:輸入|輸出|漁|狩猟|渡航|使用|販売|飲酒|就職|採用)[^\n。]{0,6}解禁|解禁さ")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:]+(?:Z|[+-][0-9]{2}:[0-9]{2})?)?")


def contradictions(mentions: tuple[Mention, ...], released: str | None, analysis: Analysis) -> Iterator[Warning]:
    """`embargo-before-release` for a moment that lies on a day, as Japan counts, before that of the release."""
    if released is None or re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", released) is None:
        return
    for mention in mentions:
        if mention.type is not MentionType.DATE or not _MOMENT.fullmatch(mention.value or ""):
            continue
        day = _day_in_japan(mention.value or "")
        if day is not None and day < released[:10] and _lifts(mention, analysis):
            said = analysis.view[mention.start : mention.end]
            message = f"may be reported from {said} ({day}), but the release is of {released[:10]}"
            yield Warning("embargo-before-release", message, mention.start, mention.end)


def _lifts(mention: Mention, analysis: Analysis) -> bool:
    """Whether the line says that the date is when reporting is free."""
    view = analysis.view
    start, end = view.rfind("\n", 0, mention.start) + 1, view.find("\n", mention.end)
    end = len(view) if end < 0 else end
    if end - start > _LONGEST or _OTHER.search(view, start, end):
        return False
    if analysis.layout.section_at(mention.start).kind in (SectionKind.PUBLICATION, SectionKind.GLOSSARY, SectionKind.BACKGROUND):
        return False
    return _BEFORE.search(view, start, mention.start) is not None or _BEHIND.match(view, mention.end, end) is not None


def _day_in_japan(value: str) -> str | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return (moment.astimezone(_JAPAN) if moment.tzinfo else moment).date().isoformat()
