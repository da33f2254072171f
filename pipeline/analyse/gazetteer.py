"""Names of known bodies, wherever the view holds them: one pass of an automaton over all names.

Says nothing of context: `Tokyo University of Science` is found in an address as well. What a name is worth is weighed later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipeline.analyse.body_words import role
from pipeline.lexicon import Row, table
from pipeline.model import Layout, MentionType, Name, Witness

#: Tables of bodies with the columns name, aliases, acronyms, name_en, type; the second holds what stands for a body without a cue.
TABLES = ("organisations", "known_bodies")
_LATIN = re.compile(r"[0-9A-Za-z]")
#: Where a name begins or ends in Latin letters or katakana, the same script must not go on outside it.
_SCRIPTS = (_LATIN, re.compile(r"[ァ-ヶー]"))
_SHORTEST_NAME = 3
_UNIVERSITY = re.compile(r"(.{2,6})大学")
#: What may follow a university's short form (千葉大): in 千葉大会 and 関東大震災 there is none.
_BEHIND_SHORT = re.compile(
    r"[のとはがでにをもや、。,.・:;()」』】/ \n]|$|大学院|医学|工学|理学|薬学|農学|教授|准教授|特任|特別|助教|助手|名誉|客員|講師"
    r"|研究|病院|附属|付属|チーム|など|発|教員|教室"
)
_COMPANY_FORM = re.compile(r"(?:Co\.|Ltd\.?|Inc\.?|Corp\.|Corporation|Company|K\.K\.|Limited)$|, ")


def bodies_known_as(name: str) -> tuple[Row, ...]:
    """The rows of the bodies that `name` (as in the view) may stand for; empty where it is unknown."""
    return _by_name().get(name, ())


def lexicon_names(layout: Layout) -> Iterator[Name]:
    """One Name for each known body's name, the longest at each place; view offsets.

    Label: "organisation", "funder", or "ambiguous" for a name that means other things as well (明治, ABC).
    """
    view = layout.text.view
    automaton, labels = _automaton()
    for index, start, end in automaton.find_matches_as_indexes(view):
        if _whole(view, start, end) and (view[end - 1] != "大" or _BEHIND_SHORT.match(view, end)):
            yield Name(start, end, MentionType.ORGANIZATION, Witness.LEXICON, labels[index])


def _whole(view: str, start: int, end: int) -> bool:
    return not any(
        (start and script.match(view, start) and script.match(view, start - 1))
        or (script.match(view, end - 1) and script.match(view, end))
        for script in _SCRIPTS
    )


@cache
def _by_name() -> dict[str, tuple[Row, ...]]:
    found: dict[str, tuple[Row, ...]] = {}
    for name_of in TABLES:
        for row in table(name_of):
            for key in ("name", "aliases", "acronyms", "name_en"):
                for name in row[key].split("|"):
                    if name and row not in found.get(name, ()):
                        found[name] = (*found.get(name, ()), row)
    return found


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    """The automaton, and for each of its patterns the label."""
    labels: dict[str, str] = {}
    for row in table("organisations"):
        label = "funder" if row["type"] == "funder" else "organisation"
        for name in (row["name"], *row["aliases"].split("|")):
            if len(name) >= _SHORTEST_NAME and not _LATIN.match(name[-1]) and name not in role("generic_body"):
                labels.setdefault(name, label)
            if row["type"] == "education" and (university := _UNIVERSITY.fullmatch(name)):
                labels.setdefault(f"{university[1]}大", label)
        for name in row["name_en"].split("|"):
            if " " in name and (row["type"] != "company" or _COMPANY_FORM.search(name)):
                labels.setdefault(name, label)
    for row in table("known_bodies"):
        label = row["type"]
        for key in ("name", "aliases", "acronyms", "name_en"):
            labels.update((name, label) for name in row[key].split("|") if name)
    names = tuple(labels)
    automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    return automaton, tuple(labels.values())
