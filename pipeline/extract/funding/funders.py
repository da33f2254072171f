"""The known funders (`lexicon/data/funders.tsv`) and how a text writes a funder's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.extract.funding.names import Names
from pipeline.lexicon import table

#: Before a name, spelled out or as a bracketed abbreviation; a part of the name as the text writes it.
LEGAL_FORM = re.compile(
    r"(?:(?:国立研究開発|独立行政|(?:公益|一般|特例)?(?:財団|社団)|大学共同利用機関|国立大学|公立大学|学校|医療|社会福祉|(?:認定)?特定非営利活動|(?:認定)?NPO)法人"
    r"|公益信託|株式会社|有限会社|合同会社"
    r"|\((?:独|独法|国研|国立研究開発法人|公財|一財|公社|一社|財|社|株|有|学|大|国|NPO|特非|福)\)) ?"
)
_LEGAL_FORM_BEHIND = re.compile(r" ?(?:株式会社|有限会社|\((?:株|有|公財|一財|公社|一社|財|社|独)\))$")


@dataclass(frozen=True, slots=True)
class Funder:
    """A known funder; `key` is how the other tables name it."""

    key: str
    name: str
    short: str  # without legal form
    name_en: str
    abbreviation: str
    ror: str
    crossref: str
    kind: str


def plain_name(name: str) -> str:
    """`name` without legal form and blanks, for comparing."""
    bare = _LEGAL_FORM_BEHIND.sub("", LEGAL_FORM.sub("", name, count=1))
    bare = bare if re.search(r"[A-Za-z] [A-Za-z]", bare) else re.sub(r"\s", "", bare)
    return re.sub(r"^[Tt]he ", "", re.sub(r"\s+", " ", bare)).strip()


def funder_of(name: str) -> Funder | None:
    """The known funder that `name`, as a text writes it, stands for."""
    plain = plain_name(name)
    return funder_names().get(plain) or _abbreviations().get(plain)


def funder_by_key(key: str) -> Funder | None:
    """The funder that the tables of programmes and schemes call `key`."""
    return _by_key().get(key)


def funder_at(text: str, start: int, end: int) -> tuple[int, Funder] | None:
    """The known funder whose name begins at `start`, its legal form included: the name's end and the funder."""
    form = LEGAL_FORM.match(text, start, end)
    found = funder_names().at(text, form.end(), end) if form else None
    return found or funder_names().at(text, start, end)


def key_of(name: str) -> str:
    """The key that all tables' names for one funder share; `name` itself where it is unknown."""
    found = _by_key().get(name)
    return found.key if found else name


@cache
def funders() -> tuple[Funder, ...]:
    """All known funders."""
    return tuple(
        Funder(
            key=row["alone"].split("|")[0] or row["name"],
            name=row["name"],
            short=LEGAL_FORM.sub("", row["name"], count=1),
            name_en=row["name_en"].split("|")[0],
            abbreviation=row["abbreviation"],
            ror=row["ror"],
            crossref=row["crossref"],
            kind=row["kind"],
        )
        for row in table("funders")
    )


@cache
def funder_names() -> Names[Funder]:
    """Every name that stands for a known funder by itself."""
    rows = list(zip(table("funders"), funders(), strict=True))
    full = [(name, funder) for row, funder in rows for name in (row["name"], funder.short)]
    other = [(name, funder) for row, funder in rows for key in ("aliases", "name_en", "alone") for name in row[key].split("|")]
    return Names([*full, *other])


@cache
def _by_key() -> dict[str, Funder]:
    found: dict[str, Funder] = {}
    for row, funder in zip(table("funders"), funders(), strict=True):
        for key in (funder.key, funder.name, funder.short, *row["alone"].split("|")):
            if key:
                found.setdefault(key, funder)
    return found


@cache
def _abbreviations() -> dict[str, Funder]:
    """Abbreviations that only one funder has; they count where a name stands beside them."""
    found: dict[str, list[Funder]] = {}
    for funder in funders():
        found.setdefault(funder.abbreviation, []).append(funder)
    return {short: rows[0] for short, rows in found.items() if short and len(rows) == 1}
