"""The words of funding statements (`lexicon/data/funding_words.tsv`) as patterns."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import table

_SLOTS = ("number", "title", "area", "program", "funder", "people", "other")
#: "Grant Nos.", "Project ID", and "Grant" right before what looks like a number and is no year.
_LABEL_EN = (
    r"(?:JSPS |JST )?(?:program |project |research )?(?:[Gg]rants?|[Cc]ontracts?|[Aa]wards?|[Pp]rojects?|[Aa]greements?)"
    r"(?: [Aa]greement)? ?(?:[Nn]umbers?|[Nn]o?s?\.|[Nn]os?(?= ?[0-9A-Z])|ID|#"
    r"|(?:(?<=rant )|(?<=rants ))(?!(?:19|20)[0-9]{2}(?![0-9A-Za-z-]))(?=[0-9A-Z][0-9A-Z/-]*[0-9]))"
    r"|(?<=\()Nos?\.(?= ?[0-9A-Z])"
)
#: "Proposal Number" also stands before numbers of beam time: only with a grant's number behind it.
_PROPOSAL = r"[Pp]roposal ?(?:[Nn]umbers?|[Nn]os?\.?|ID)(?=:? ?JP)"
_NUMBER_LABEL = r"[一-龥]{0,6}(?:課題|助成|研究|採択|交付|契約|整理|管理|申請)番号"
_DEPARTMENTS = (
    r"(?:(?:大学院)?[一-龥ァ-ヶー・]{1,14}?"
    r"(?:学部|研究科|研究院|学研究系|学科|学域|学系|学府|学環|病院|センター|研究所|機構|部門|本部|専攻)){0,4}"
)


def of_kind(kind: str) -> tuple[str, ...]:
    """The table's words of a kind, longest first."""
    return tuple(sorted((row["word"] for row in table("funding_words") if row["kind"] == kind), key=lambda word: -len(word)))


def any_of(*kinds: str) -> str:
    """All words of `kinds` as alternatives, longest first."""
    words = sorted({word for kind in kinds for word in of_kind(kind)}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in words)


@cache
def slots() -> dict[str, str]:
    """Label → the slot that it names (number, title, area, program, funder, people, other)."""
    found = dict.fromkeys(of_kind("supervisor"), "other")
    for slot in _SLOTS:
        found.update(dict.fromkeys(of_kind(f"label-{slot}"), slot))
    return found


@cache
def labels() -> re.Pattern[str]:
    """A label: of a number (group `word`; needs no colon), of something else with its colon (`colon`), of people (`people`)."""
    others = any_of("label-title", "label-area", "label-program", "label-funder", "label-other")
    return re.compile(
        rf"(?P<word>(?:{any_of('label-number')}|{_NUMBER_LABEL})s?|{_LABEL_EN}|{_PROPOSAL})(?:及び|および)?[ ]*[:：.#]?[ ]*"
        rf"|(?P<colon>[一-龥]{{0,4}}(?:課題|テーマ|題目)名?|{others}) ?[:：]\s*"
        rf"|(?P<people>{any_of('label-people', 'supervisor')})"
        r"(?:\s?[:：・･]\s?|\s(?=[一-龥ァ-ヶA-Z])|(?=[一-龥]{2,4} [一-龥]))"
    )


@cache
def line_label() -> re.Pattern[str]:
    """A label at a line's beginning, with a colon or blanks behind it; group `label`."""
    names = sorted(slots(), key=lambda word: -len(word))
    return re.compile(rf"[・•*○●\s]*(?P<label>{'|'.join(map(re.escape, names))})(?:[ ]*[:：]|[ \t]+)(?=\S)")


@cache
def programme_head() -> re.Pattern[str]:
    """How a programme's Japanese name ends, with what may follow as a part of it."""
    round_ = r"第(?:[0-9一二三四五六七八九十]+|[IVX]+)期|[IVX]+期"
    return re.compile(rf"(?:{any_of('programme-head')})(?: ?(?:{round_}|[ (]?[A-Z][A-Za-z-]*\)?|[IVX]+))?")


@cache
def ends_like_programme() -> re.Pattern[str]:
    """A programme's head at the end of a text, with the number of its round."""
    return re.compile(rf"(?:{any_of('programme-head')})(?: ?第?(?:[0-9一二三四五六七八九十]+|[IVX]+)期)?$")


@cache
def funder_form() -> re.Pattern[str]:
    """A body's Japanese name by its ending: at most thirty characters without particles, then a head, then departments."""
    name = r"[一-龥々〆ヶァ-ヴーA-Za-z0-9ぁ-ん・&\- ]"
    return re.compile(
        rf"(?![のにでとをはへ]|が(?!ん)){name}{{1,30}}?(?:{any_of('funder-head')}){_DEPARTMENTS}"
        r"|株式会社 ?[一-龥ァ-ヶーA-Za-z&・]{2,20}"
    )


@cache
def heads_en() -> re.Pattern[str]:
    """The head words of English names: group `funder` or `program`."""
    funder, program = any_of("funder-head-en"), any_of("programme-head-en")
    return re.compile(rf"(?<![\w-])(?:(?P<funder>{funder})|(?P<program>{program}))(?![\w-])")


@cache
def generic() -> frozenset[str]:
    """Words that say what kind of money it is and name no programme."""
    return frozenset(of_kind("generic"))
