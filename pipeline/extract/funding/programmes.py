"""The known programmes and grant categories (`lexicon/data/programmes.tsv`, `grant_categories.tsv`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.extract.funding.funders import key_of
from pipeline.extract.funding.names import Names
from pipeline.lexicon import table

_CAPITALS = re.compile(r"[A-Z]{6,12}(?![0-9A-Za-z-])|[A-Z]{4,9}-[A-Z](?![0-9A-Za-z])|[A-Z]{4,9}-[A-Z](?=JP)")
_SCRIPTS_MEET = re.compile(r"(?<=[0-9A-Za-z])(?=[一-龥ぁ-んァ-ヶ])|(?<=[一-龥ぁ-んァ-ヶ])(?=[A-Za-z])")
_TELLING = 5
_KAKENHI = "科学研究費助成事業"
_KAKENHI_FUNDERS = ("JSPS", "MEXT")


@dataclass(frozen=True, slots=True)
class Programme:
    """A known programme: who gives its money, whether it is a category of KAKENHI, whether the name stands for other things too."""

    name: str
    funders: tuple[str, ...]
    category: bool = False
    weak: bool = False

    @property
    def kakenhi(self) -> bool:
        """Whether categories may follow it."""
        return self.category or self.name in (_KAKENHI, "学術研究助成基金助成金")


@dataclass(frozen=True, slots=True)
class Found:
    """A programme's name in a text."""

    start: int
    end: int
    programme: Programme


def programme_at(text: str, start: int, end: int) -> Found | None:
    """The known programme or category whose name begins at `start` (the longest)."""
    named = programme_names().at(text, start, end)
    category = _categories().match(text, start, end) if text[start : start + 1] in _category_starts() else None
    if category and (named is None or category.end() > named[0]):
        return Found(start, category.end(), Programme(category[0], _KAKENHI_FUNDERS, category=True))
    return Found(start, named[0], named[1]) if named else None


def programmes_in(text: str, start: int, end: int) -> Iterator[Found]:
    """The known programmes in `text[start:end]`, none inside another."""
    at = start
    while at < end:
        found = programme_at(text, at, end)
        if found:
            yield found
            at = found.end
        else:
            at += 1


def programme_named(name: str) -> Programme | None:
    """The programme that exactly `name` stands for."""
    return programme_names().get(name)


def glued(text: str, start: int, end: int) -> tuple[int, int, Programme] | None:
    """`JSTSPRING`: a funder's acronym with a programme's glued on; where the acronym and the whole end, and the programme."""
    word = _CAPITALS.match(text, start, end)
    if word is None or (start and text[start - 1].isalnum()):
        return None
    for length in (3, 4):
        programme = programme_names().get(word[0][length:])
        if programme and key_of(word[0][:length]) in programme.funders:
            return start + length, word.end(), programme
    return None


def is_category(name: str) -> bool:
    """Whether `name` is a category's English name by itself."""
    return re.sub(r"\s+", " ", name) in _english_categories()


@cache
def _english_categories() -> frozenset[str]:
    return frozenset(name for row in table("grant_categories") for name in row["name_en"].split("|") if name)


@cache
def bracket_words() -> frozenset[str]:
    """What a category's brackets may hold, apart from the letters of its classes: 学術図書, データベース, 萌芽."""
    return frozenset(
        re.sub(r"\(\?:.*", "", word)
        for row in table("grant_categories")
        if not row["bracket"].startswith("[")
        for word in row["bracket"].split("|")
    )


@cache
def programme_names() -> Names[Programme]:
    """All names of programmes."""
    pairs = []
    for row in table("programmes"):
        givers = tuple(key_of(part) for part in row["funders"].split("|") if part)
        strong = Programme(row["name"], givers)
        weak = Programme(row["name"], givers, weak=True)
        pairs += [(row["name"], strong)]
        pairs += [(name, strong) for key in ("aliases", "name_en") for name in row[key].split("|")]
        pairs += [(name, weak) for name in row["weak"].split("|")]
    # A line's end leaves a blank behind a hyphen: COI- NEXT.
    pairs += [(name.replace("-", "- "), meaning) for name, meaning in pairs if "-" in name and name.isascii()]
    # Between Latin and Japanese letters many writers leave a blank: AIP 加速課題.
    pairs += [(_SCRIPTS_MEET.sub(" ", name), meaning) for name, meaning in pairs if _SCRIPTS_MEET.search(name)]
    return Names(pairs)


@cache
def may_name() -> re.Pattern[str]:
    """How the strong names of programmes and categories begin: a cheap look whether a text may hold one."""
    rows = table("programmes")
    names = [name for row in rows for name in (row["name"], *row["aliases"].split("|"))]
    names += [row["name"] for row in table("grant_categories")]
    # Five characters tell; of shorter names only the whole, and none that are everyday words.
    starts = {name[:_TELLING] for name in names if len(name) > 2} - {"委託研究", "新学術", "公募研究", "計画研究"}
    by_first: dict[str, list[str]] = {}
    for start in sorted(starts):
        by_first.setdefault(start[0], []).append(re.escape(start[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items()))


@cache
def _category_starts() -> frozenset[str]:
    """The first characters of the categories' names: most places are turned down by them."""
    return frozenset({row["name"][0] for row in table("grant_categories")} | {name[0] for name in _english_categories()} | {"G"})


@cache
def _categories() -> re.Pattern[str]:
    """Categories with their brackets: 基盤研究(C), 基盤研究 C, 挑戦的研究(萌芽), Grant-in-Aid for Scientific Research (B)."""
    forms: dict[str, str] = {}
    # 若手研究者, 基盤研究所: not the category.
    no_word = r"(?![者所室会員班部家棟科]|チーム|グループ|ユニット|センター|拠点|施設|ラボ)"
    for row in sorted(table("grant_categories"), key=lambda row: -len(row["name"])):
        bracket = row["bracket"]
        letter = r"| ?[SABC](?![A-Za-z0-9])" if bracket.startswith("[") else ""
        tail = rf"(?: ?\( ?(?:{bracket}) ?\){letter})" if bracket else ""
        if bracket and not row["needs"]:
            tail += "?"
        forms[re.escape(row["name"]) + no_word + tail] = row["name"]
    english = sorted(_english_categories(), key=lambda name: (-len(name), name))
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in english)
    aid = r"Grants?-?\s?[Ii]n-?\s?Aids?\s+for"
    letter = r"(?:\s?\([SABC]\)|\s[SABC](?![A-Za-z]))"
    after_aid = rf"{aid}\s+(?:{names}|[A-Z][a-z]+(?:\s+[A-Z][A-Za-z-]+)*){letter}?"
    # Without its head a category's English name is a common phrase, save with the letter of its class.
    bracketed = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in english if "(" in name)
    latin = rf"{after_aid}|(?<![A-Za-z])(?:{bracketed})|(?<![A-Za-z])(?:{names}){letter}"
    return re.compile("|".join([*forms, latin]))
