"""What the names of journals look like: the lexicon's forms, and the grammar of a title in Latin letters.

Source of the tables `journals` and `not_journals`: own knowledge. The grammar: words with a capital, joined by of/and/the/in/for,
"&" or a colon; short forms of words end with a full stop (J. Am. Chem. Soc.).
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import Row, column, table

LATIN = "A-Za-zÀ-ÖØ-öø-ÿ0-9"
_CAPITAL = "A-ZÀ-ÖØ-Þ"
# Words that follow a title and are no part of it: Nature Communications Vol. 12, Scientific Reports Online.
_NO_WORD = (
    r"(?!(?:DOI|Vol|Volume|Article|Art|No|Issue|Online|Epub|Early|Accepted|Published|Press|ISSN|URL|Impact|In|IF|Received|Available"
    rf"|Advance|Web|WEB)(?![{LATIN}])"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? ?[0-9])"
)
WORD = rf"(?:{_NO_WORD}[{_CAPITAL}][{LATIN}'\-/]*\.?(?:[{_CAPITAL}]\.)*|[a-z]{{1,4}}[A-Z][{LATIN}]*|[a-z]{{2,7}}Rxiv|npj|[23]D)"
_LINK = r"(?:of|and|the|in|for|on|to|with|a|de|la|et|der|für|und|&)"
_JOIN = r"(?: ?& ?|: | - | )"
#: A title in Latin letters: Journal of Physics: Condensed Matter; J. Am. Chem. Soc.; npj Quantum Materials.
NAME = re.compile(rf"{WORD}(?:{_JOIN}(?:{_LINK} )*{WORD})*")
#: One with commas inside, the last part tied on by "and": Brain, Behavior, and Immunity.
_LISTED_NAME = re.compile(rf"{NAME.pattern}(?:, {NAME.pattern})*,? (?:and|&) {NAME.pattern}")
_HEAD = re.compile(
    r"(?<![A-Za-z])(?:Journal|J\.|Letters?|Lett\.?|Reviews?|Rev\.|Research|Res\.|Reports?|Rep\.|Proceedings|Proc\.?|Annals?|Ann\."
    r"|Transactions|Trans\.|Bulletin|Bull\.|Communications?|Commun\.|Advances|Adv\.|Frontiers|Front\.|Acta|Archives|Arch\.|Nature|Nat\."
    r"|Chem\.|Phys\.|Biol\.|Sci\.|Med\.|Mater\.|Eng\.|Am\.|Jpn\.|Int\.|Studies|Quarterly|Magazine|Gazette|Notices|Science|Sciences"
    r"|ACS|IEEE|IEICE|PLOS|PLoS|BMC|npj|RSC|Cell|Lancet|JAMA|EMBO|Trends|Perspectives|Methods|Materials|Medicine|International)"
    r"(?![A-Za-z])"
)
#: The first word of a title where the words before a full stop end: "… in mice. Journal of Street Climate".
FULL_START = re.compile(
    r"(?:The |International |European |American |British |Japanese |Asian )?(?:Journal|Proceedings|Annals|Transactions|Frontiers"
    r"|Advances|Archives|Bulletin|Trends|Reviews?|Acta|Nature|Science|Scientific|Communications)(?![A-Za-z])"
)
_INNER_STOP = re.compile(r"\.[ A-Z]")
_BLANKS = re.compile(r"\s+")
#: Generic words for a journal that name none: 国際学術雑誌, 本学会誌.
_GENERIC = re.compile(
    r"^(?:[本同当各諸]|国際|国内|関連|所属|専門|学術|海外|欧文|和文|英文|著名|有力|査読付き)+(?:学会|協会|大学)?(?:論文|雑)?(?:誌|集|紀要)$"
)
#: A learned society's journal in Japanese: 日本○○学会誌, ○○大学研究紀要, 土木学会論文集.
SOCIETY_NAME = re.compile(
    r"(?<![一-龥々ァ-ヶー])[一-龥々ァ-ヶー・]{2,24}?(?:学会|協会|大学|アカデミー|研究所)[一-龥々ァ-ヶー・]{0,14}?"
    r"(?:論文誌|論文集|会誌|紀要|雑誌|会報|欧文誌|和文誌|誌)(?:[A-F](?![A-Za-z]))?(?![一-龥々ァ-ヶー])"
)


def plain(name: str) -> str:
    """`name` with one blank for each run of blanks and line breaks."""
    return _BLANKS.sub(" ", name).strip()


def known(name: str) -> Row | None:
    """The lexicon's row for `name` in any of its forms, None where it has none. Case counts: "cell" is no journal."""
    return _rows().get(plain(name).rstrip(".")) or _rows().get(plain(name))


def is_common_word(name: str) -> bool:
    """Whether `name` is a known title that is also a word of the language: Nature, Cell, ネイチャー."""
    row = known(name)
    return row is not None and (row["word"] == "yes" or not name.isascii() or len(plain(name)) < 4)


def is_no_journal(name: str) -> bool:
    """Whether `name` is known as something else: a magazine, a newspaper, a site, a database."""
    return plain(name).rstrip(".") in _others() or bool(_GENERIC.match(name))


def looks_like_title(name: str) -> bool:
    """Whether all of `name` follows the grammar of a title in Latin letters."""
    words = plain(name)
    return bool(NAME.fullmatch(words) or _LISTED_NAME.fullmatch(words)) and not is_no_journal(words)


def has_head_word(name: str) -> bool:
    """Whether a word that titles of journals are built with stands in `name`: Journal, Letters, Rev."""
    return bool(_HEAD.search(name))


def wants_stop(name: str) -> bool:
    """Whether the full stop right behind `name` belongs to it: Biol. Pharm. Bull., Cell Metab.; not Sci Rep., with none inside."""
    return bool(_INNER_STOP.search(name)) or (name + "." in _written() and name not in _written())


def is_written(name: str) -> bool:
    """Whether the lexicon has `name` letter by letter."""
    return name in _written()


def without_last_stop(name: str) -> str:
    """`name` without a full stop that only ends its sentence; short forms keep theirs (Biol. Pharm. Bull.)."""
    return name[:-1] if name.endswith(".") and not wants_stop(name[:-1]) else name


@cache
def _rows() -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in table("journals"):
        for form in (row["name"], *row["short"].split("|"), *row["ja"].split("|")):
            if form:
                found.setdefault(form.rstrip("."), row)
    return found


@cache
def _written() -> frozenset[str]:
    """The lexicon's Latin forms letter by letter."""
    return frozenset((*column("journals", "name"), *column("journals", "short")))


@cache
def _others() -> frozenset[str]:
    return frozenset(column("not_journals", "names"))


@cache
def forms_by_first_word() -> dict[str, tuple[str, ...]]:
    """The Latin forms that stand for a journal wherever they occur, by their first word, the longest first."""
    found: dict[str, list[str]] = {}
    for row in table("journals"):
        for form in (row["name"], *row["short"].split("|")):
            single = " " not in form and "." not in form
            if not form or not form.isascii() or row["word"] == "yes" or (single and len(form) < 4 and form != "A&A"):
                continue
            if single and form.isupper() and form not in {"PNAS", "MNRAS"}:
                continue  # PTEP, JACS, BBRC: also names of other things
            found.setdefault(re.split(r"[ .,:&]", form, maxsplit=1)[0], []).append(form)
    return {word: tuple(sorted(forms, key=lambda form: -len(form))) for word, forms in found.items()}


@cache
def japanese_forms() -> re.Pattern[str]:
    """The lexicon's forms in Japanese, the longest first."""
    forms = {form for row in table("journals") for form in row["ja"].split("|") if form}
    forms |= {row["name"] for row in table("journals") if not row["name"].isascii()}
    return re.compile("|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form))))


def stands_alone_in_japanese(form: str) -> bool:
    """Whether a Japanese form names a journal without a cue: 米国科学アカデミー紀要; not ネイチャー."""
    row = known(form)
    return row is not None and row["word"] != "yes" and (len(form) > 6 or not re.fullmatch(r"[ァ-ヶー・]+", form))
