"""Where a post stands: the words of the lexicon, with what may be put before them, and years of study (博士課程2年).

A post is only found here; whether a tied one (部長, 大学院生) counts is settled by what stands beside it (`positions`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.lexicon import table


@dataclass(frozen=True, slots=True)
class Post:
    """A post in the view, `[start, end)`; `stands` says that it is one whatever stands beside it."""

    start: int
    end: int
    stands: bool


# Years of study: 博士後期課程2年, 修士2年生, 学部4年, 5年一貫制博士課程3年次. The year is looked for first, then the course.
_YEAR = re.compile(r"[1-6一二三四五六] ?(?:年次生?|年生?|回生|学年)(?![0-9度間前後以])")
_COURSE = re.compile(
    r"(?:5 ?年一貫制?)?(?:博士|修士)(?:前期|後期|一貫制?)?(?:課程)?(?:前期|後期)?(?:課程)? ?第?$|(?<![一-龥])(?:学部|医学科) ?$"
)
_DATED = re.compile(r"[0-9第.平成令和]\||\|[一-龥]")
_PUPIL = re.compile(r"年次?生|回生")  # with this the year alone is enough: 4年生
# D3 and M2 only where brackets say that it is no model name.
_SHORT = re.compile(r"\((D[1-5]|M[12]|B[1-4])(?=\)|、|:|当時)")
# The category of JSPS fellowship belongs to the post: 特別研究員(DC1), 特別研究員-PD, 特別研究員 RPD.
_FELLOWSHIP = re.compile(r" ?(?:\( ?(?:DC ?[12]?|PD|RPD|SPD|CPD|RRA) ?\)|[-・]?(?:DC[12]?|PD|RPD|SPD|CPD)(?![0-9A-Za-z]))")
# Grades behind a post: テクニカルスタッフII, 研究員(II); and a second half of one: 教授(PI) stays apart.
_GRADE = re.compile(r"(?:I{1,3}|Ⅰ|Ⅱ|[12])(?![0-9A-Za-z])")
_DEPUTY = re.compile(r"(?:代理|代行|補佐)(?![一-龥])")
_LETTER = re.compile(r"[0-9A-Za-z]")
# Letter-spaced posts in contact tables: 教 授, 准 教 授, 助 教, 講 師.
_SPACED = re.compile(r"(?:教|助|講|学|所|部|室|課) (?:授|教|師|手|長)(?=[ (:\n]|$)")
_SPACED_BEFORE = re.compile(r"(?<![一-龥])(?:(?:特 ?任|客 ?員|名 ?誉|准) ?){0,2}$")
_KANA = re.compile(r"[ァ-ヶー]")
#: With something before them these are posts wherever they stand: 上席研究員, 特任講師.
_RESEARCHERS = ("研究員", "講師", "助手", "フェロー", "プロフェッサー")
_HEADS = ("長", "リーダー", "マネージャー", "マネジャー", "ディレクター", "主任", "主査", "担当")


def posts(view: str) -> tuple[Post, ...]:
    """All posts of `view`, in order, the longest where several overlap."""
    found = [*_listed(view), *_studies(view)]
    found.sort(key=lambda post: (post.start - post.end, post.start))
    kept: dict[int, Post] = {}
    taken: set[int] = set()
    for post in found:
        places = range(post.start, post.end)
        if not taken.intersection(places):
            taken.update(places)
            kept[post.start] = post
    return tuple(kept[start] for start in sorted(kept))


def _studies(view: str) -> Iterator[Post]:
    for match in _YEAR.finditer(view):
        course = _COURSE.search(view, max(0, match.start() - 16), match.start())
        if course:
            yield Post(course.start(), match.end(), stands=course[0][0] in "博修5")
        elif _without_course(view, match):
            yield Post(match.start(), match.end(), stands=False)
    for match in _SHORT.finditer(view):
        yield Post(match.start(1), match.end(1), stands=False)
    for match in _SPACED.finditer(view):
        if before := _SPACED_BEFORE.search(view, max(0, match.start() - 8), match.start()):
            yield Post(before.start(), match.end(), stands=False)


def _without_course(view: str, year: re.Match[str]) -> bool:
    """Whether a year is one of study though no course stands before it: 工学部4年, 4年生; not 平成2年生まれ."""
    before, after = view[max(0, year.start() - 2) : year.start()], view[year.end() : year.end() + 1]
    return before in ("学部", "学類", "学科") or (_PUPIL.search(year[0]) is not None and not _DATED.search(before + "|" + after))


def _listed(view: str) -> Iterator[Post]:
    words, kinds = _words()
    for index, start, end in _automaton().find_matches_as_indexes(view):
        word = words[index]
        if _inside_word(view, start, end, word) or _not_before().match(view, end):
            continue
        if word.endswith("研究員") and (category := _FELLOWSHIP.match(view, end)):
            end = category.end()
        elif word.endswith(("スタッフ", "研究員")) and (grade := _GRADE.match(view, end)):
            end = grade.end()
        elif word.endswith(_HEADS) and (deputy := _DEPUTY.match(view, end)):
            end = deputy.end()
        begin = _with_prefixes(view, start, word)
        yield Post(begin, end, kinds[index] or (begin < start and word.endswith(_RESEARCHERS)))


def _inside_word(view: str, start: int, end: int, word: str) -> bool:
    """Whether letters or katakana go on on either side (URAC, リーダーシップ), or a kanji makes another word of it (大学長)."""
    if (_LETTER.match(word) and start and _LETTER.match(view, start - 1)) or (_LETTER.match(word[-1]) and _LETTER.match(view, end)):
        return True
    return bool(_KANA.match(word[-1]) and _KANA.match(view, end))


def _with_prefixes(view: str, start: int, word: str) -> int:
    """Where the post begins with all that is put before it: 特任 + 主任研究員."""
    head = word.endswith(_HEADS)
    longest = _longest_prefix()
    for _ in range(4):
        for length in range(min(longest, start), 0, -1):
            kind = _prefixes().get(view[start - length : start])
            if (kind == "prefix" or (kind == "unit" and head)) and not _ends_longer_word(view, start - length):
                start -= length
                break
        else:
            break
    return start


def _ends_longer_word(view: str, start: int) -> bool:
    """Whether a katakana prefix is only the end of a word: バイオリサーチ + フェロー."""
    return start > 0 and bool(_KANA.match(view, start) and _KANA.match(view, start - 1))


@cache
def _words() -> tuple[tuple[str, ...], tuple[bool, ...]]:
    rows = [row for row in table("posts") if row["kind"] in ("stands", "tied")]
    return tuple(row["word"] for row in rows), tuple(row["kind"] == "stands" for row in rows)


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(_words()[0], matchkind=MatchKind.LeftmostLongest)


@cache
def _prefixes() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in table("posts") if row["kind"] in ("prefix", "unit")}


@cache
def _longest_prefix() -> int:
    return max(len(word) for word in _prefixes())


@cache
def _not_before() -> re.Pattern[str]:
    words = [row["word"] for row in table("posts") if row["kind"] == "not-before"]
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
