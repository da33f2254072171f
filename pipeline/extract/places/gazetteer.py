"""Where the tables' place names stand in a text, the longest first; countries and cities, regions, waters and mountains."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from pipeline.lexicon import table


@dataclass(frozen=True, slots=True)
class Place:
    """A name of a table. `kind` is country, prefecture, city, town (abroad), region, …; `sense` what else the word may be."""

    name: str
    kind: str
    sense: str = ""  # surname, word; small: seldom used without 市
    japanese: bool = False  # in Japan, and so named that bodies are named after it (東京, 北海道, 九州)


@dataclass(frozen=True, slots=True)
class Found:
    """A place name at view `[start, end)`."""

    start: int
    end: int
    place: Place


def found(view: str) -> Iterator[Found]:
    """The table's names in `view`, leftmost longest, without overlaps."""
    automaton, places = _automaton()
    for index, start, end in automaton.find_matches_as_indexes(view):
        if places[index].kind != "none":
            yield Found(start, end, places[index])


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[Place, ...]]:
    places = tuple({place.name: place for place in reversed([*_rows()])}.values())
    automaton = ahocorasick_rs.AhoCorasick(
        [place.name for place in places],
        matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        implementation=ahocorasick_rs.Implementation.ContiguousNFA,
    )
    return automaton, places


def _rows() -> Iterator[Place]:
    """All rows; of two rows with one name the earlier counts. Words of kind none take what lies inside them away."""
    for row in table("not_places"):
        yield Place(row["word"], "none")
    for row in table("countries"):
        ambiguous = row["ambiguous"].split("|")
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            yield Place(name, "country", "word" if name in ambiguous else "", name.startswith("日本"))
    for row in table("prefectures"):
        yield Place(row["name"], "prefecture", "", row["name"] == "北海道")
    for row in table("places"):
        yield Place(row["name"], row["kind"], row["sense"], row["home"] == "yes")
    for row in table("prefectures"):
        if row["short"] != row["name"]:
            yield Place(row["short"], "prefecture-short", row["sense"], True)
    for row in table("cities"):
        yield Place(row["name"], "city")
    for row in table("cities"):
        if len(row["short"]) > 1 and row["sense"] != "common":
            yield Place(row["short"], "city-short", row["sense"], True)
