"""Which registered body a name stands for.

The ids are those of the registry that was imported on this machine (`kisha registry import`), else those of the lexicon's tables. A
name that fits two bodies gives both: nobody chooses between them, but that the tables, which were made for Japanese releases,
know of some namesakes that such a text does not mean them. See docs/decisions/0008-registry.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from pipeline.analyse.body_words import alternatives, role
from pipeline.analyse.gazetteer import TABLES, bodies_known_as
from pipeline.extract.funding.funders import funder_of
from pipeline.lexicon import Row, table
from pipeline.lexicon.registry import Kind, Registered, Registry, installed

ROR = "https://ror.org/"
#: One Latin word, or two: a short form, or a name that looks like one.
ACRONYM = re.compile(r"[A-Za-z][A-Za-z0-9&+'\-]{1,14}(?: [A-Z][A-Za-z0-9\-]{1,8})?")
_SCHOOL = re.compile(r" (?=[^ ]{2,}(?:大学|高等専門学校)$)")
_SHORTEST = 4  # 研究所 alone names nobody
_HERE = "JP"


def ids_for(words: str) -> frozenset[str]:
    """The ids (without https://ror.org/) of all bodies that `words`, as the view has them, fit; empty for an unknown name."""
    return _ids(words, installed())


def ids_for_all(names: Iterable[str]) -> tuple[frozenset[str], str]:
    """The ids that names of one body fit, and the name that told: the longest counts, the others choose where it fits several."""
    fitting: frozenset[str] = frozenset()
    told = ""
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        found = ids_for(name)
        told = told or (name if found else "")
        fitting = (fitting & found) or fitting or found
        if len(fitting) == 1:
            break
    return fitting, told


def registered_as(words: str) -> Registered | None:
    """The one body of the imported registry that `words` fit; None without a registry, and where no body fits or several do."""
    registry = installed()
    found = _ids(words, registry) if registry else frozenset()
    return registry.body(next(iter(found))) if registry and len(found) == 1 else None


def listed(id_: str) -> bool:
    """Whether an id of the tables (without https://ror.org/) counts: always without a registry, else where that lists it."""
    registry = installed()
    return bool(id_) and (registry is None or registry.body(id_) is not None)


def rows_for(words: str) -> tuple[Row, ...]:
    """The tables' rows for a name as the view has it. An acronym counts only where it stands for a body without a cue."""
    if ACRONYM.fullmatch(words):
        known = bodies_known_as(words)
        sure = tuple(row for row in known if row in table("known_bodies"))
        return sure or tuple(row for row in known if words in row["name"].split("|"))
    plain = words.removeprefix("The ") if words.isascii() else re.sub(r"\s+", "", words)
    short = bodies_known_as(f"{words}学") if words.endswith("大") else ()  # 千葉大
    return bodies_known_as(words) or bodies_known_as(plain) or bodies_known_as(bare(words)) or short


def own_name(words: str) -> str:
    """The name of the body itself where it stands behind the name of the corporation that runs it; "" elsewhere.

    情報・システム研究機構 国立遺伝学研究所 → 国立遺伝学研究所; 学校法人北浜学園 北浜工科大学 → 北浜工科大学
    """
    for row in table("body_children"):
        before, body, behind = words.partition(row["body"])
        own = behind.strip()
        runs = body and own in row["parts"].split("|") and not bare(before + body).removesuffix(row["body"])
        if runs and len(own) >= _SHORTEST and own not in role("generic_body"):
            return own
    school = _SCHOOL.search(words) if words.startswith(tuple(role("legal"))) else None
    return words[school.end() :] if school and bare(words[: school.start()]) != words[: school.start()] else ""


def bare(words: str) -> str:
    """A name without blanks, article and legal form."""
    if words.isascii():
        return re.sub(r"\s+", " ", words.removeprefix("The ")).casefold()
    words = re.sub(r"\s+", "", words)
    shorter = _legal().sub("", words)
    return shorter if len(shorter) > 1 else words


@cache
def _legal() -> re.Pattern[str]:
    forms = alternatives(role("legal"))
    return re.compile(rf"^(?:{forms})+|(?:株式会社|有限会社|合同会社|\(株\)|\(有\))$")


@lru_cache(maxsize=8192)
def _ids(words: str, registry: Registry | None) -> frozenset[str]:
    found = _direct(words, registry)
    own = "" if found else own_name(words)
    return _direct(own, registry) if own else found


def _direct(words: str, registry: Registry | None) -> frozenset[str]:
    tabled = frozenset(row["ror"] for row in rows_for(words) if row["ror"])
    if not tabled and not ACRONYM.fullmatch(words) and (funder := funder_of(words)) and funder.ror:
        tabled = frozenset({funder.ror})
    if registry is None:
        return tabled
    # An id of the tables counts where the registry still has it.
    tabled = frozenset(id_ for id_ in tabled if registry.body(id_))
    if ACRONYM.fullmatch(words):
        return tabled or _short(registry.named(words))
    named = registry.named(words)
    of_kind = [each for each in named if each.kind is not Kind.ACRONYM]
    said = [each for each in of_kind if each.kind is not Kind.ABROAD] or of_kind
    both = tabled | {each.id for each in said}
    if not both:
        return _by_english_name(words, registry)
    return tabled if len(tabled) == 1 and all(_set_apart(each) for each in said if each.id not in tabled) else both


def _by_english_name(words: str, registry: Registry) -> frozenset[str]:
    """The one body whose English name the tables have for the Japanese `words`: ROR has few Japanese names of bodies abroad."""
    english = {row["name_en"].split("|")[0] for row in rows_for(words) if bare(words) in map(bare, row["name"].split("|"))}
    found = frozenset(each.id for name in english for each in registry.named(name) if each.kind is Kind.NAME)
    return found if len(found) == 1 else frozenset()


def _short(named: tuple[Registered, ...]) -> frozenset[str]:
    """The bodies that a single Latin word stands for: those whose name it is, else those whose acronym.

    Acronyms count where one of them is in Japan: a Japanese text has many that the registry lists for bodies abroad only.
    """
    names = frozenset(each.id for each in named if each.kind is Kind.NAME)
    if names:
        return names
    acronyms = frozenset(each.id for each in named)
    return acronyms if any(each.country == _HERE for each in named) else frozenset()


def _set_apart(body: Registered) -> bool:
    """Whether the tables, which give a name to one body only, tell `body` from it: they call it otherwise, or it lies abroad."""
    return body.country not in (_HERE, "") or body.id in _tabled()


@cache
def _tabled() -> frozenset[str]:
    return frozenset(row["ror"] for name in TABLES for row in table(name) if row["ror"])
