"""Time zones beside a time: in brackets (17時（英国夏時間）) or bare after it (18:00 JST), or before the date (日本時間2020年…)."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.dates.moments import Zone
from pipeline.lexicon import table

_SEASON = {
    "夏時間": "summer",
    "サマータイム": "summer",
    "冬時間": "standard",
    "標準時": "standard",
    "標準時間": "standard",
}
# How far before a date its zone may stand: 「英国夏時間（BST）で」「日本時間：」
_REACH = 28


@cache
def _zones() -> dict[str, Zone]:
    return {
        written: Zone(written, row["zone"], row["season"])
        for row in table("zones")
        for written in row["written"].split("|")
    }  # fmt: skip


@cache
def _words() -> str:
    return "|".join(re.escape(word) for word in sorted(_zones(), key=len, reverse=True))


@cache
def _bare() -> str:
    words = [word for row in table("zones") if row["after"] == "bare" for word in row["written"].split("|")]
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SEASON_WORDS = "夏時間|サマータイム|冬時間|標準時間?"


@cache
def _after() -> re.Pattern[str]:
    offset = r"(?:UTC|GMT) ?(?P<sign>[+-]) ?(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?(?:時間)?"
    inside = rf"(?P<zone>{_words()})(?:[、・/ ]*\(?(?P<season>{_SEASON_WORDS}|[A-Z]{{2,4}})\)?)?|(?P<offset>{offset})"
    return re.compile(rf" ?\( ?(?:{inside}) ?\)| ?(?P<bare>{_bare()})(?![A-Za-z0-9])")


@cache
def _before() -> re.Pattern[str]:
    inside = rf"(?P<zone>{_words()})(?: ?\(?(?P<season>{_SEASON_WORDS}|[A-Z]{{2,4}})\)?)?"
    return re.compile(rf"(?:{inside})\)?(?:で、?|での|では、?|の|は、?|[:、・/])? ?$")


@cache
def _between() -> re.Pattern[str]:
    inside = rf"(?P<zone>{_words()})(?: ?\(?(?P<season>{_SEASON_WORDS}|[A-Z]{{2,4}})\)?)?"
    return re.compile(rf"\(?(?:{inside})\)?(?:の|で|、|: ?)? ?(?=午前|午後|正午|[0-9]{{1,2}} ?[時:])")


def zone_after(view: str, at: int) -> tuple[Zone, int] | None:
    """The zone that stands right behind a time ending at `at`, and where its span ends."""
    match = _after().match(view, at)
    if match is None:
        return None
    if match["offset"]:
        return Zone(match["offset"], "", minutes=_minutes(match)), match.end()
    return _zone(match["zone"] or match["bare"], match["season"]), match.end()


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(rf" ?\( ?(?P<zone>{_words()})[、,;/] ?")


def zone_ahead(view: str, at: int) -> Zone | None:
    """The zone that opens a bracket in which more follows: 午前1時（英国夏時間、日本時間同日午前9時）."""
    match = _ahead().match(view, at)
    return _zone(match["zone"], None) if match else None


def zone_before(view: str, at: int) -> Zone | None:
    """The zone that stands right before a date starting at `at`; it stays outside the date's span."""
    match = _before().search(view, max(0, at - _REACH), at)
    return _zone(match["zone"], match["season"]) if match else None


def zone_between(view: str, at: int) -> tuple[Zone, int] | None:
    """The zone that stands between a day and its time (17日英国時間午前1時), and where the time begins."""
    match = _between().match(view, at)
    return (_zone(match["zone"], match["season"]), match.end()) if match else None


def _minutes(match: re.Match[str]) -> int:
    minutes = 60 * int(match["hours"]) + int(match["minutes"] or 0)
    return -minutes if match["sign"] == "-" else minutes


def _zone(written: str, season: str | None) -> Zone:
    zone = _zones()[written]
    if season in _SEASON:
        return Zone(zone.written, zone.name, _SEASON[season])
    if season in _zones() and zone.name in ("", _zones()[season].name):
        return Zone(zone.written, _zones()[season].name, zone.season or _zones()[season].season)
    return zone
