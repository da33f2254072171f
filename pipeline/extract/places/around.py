"""What stands right before and right behind a place name: whether the name stands by itself or is a piece of another.

Behind it the table `place_followers` tells: near (日本国内), keep (日本企業), drop (日本人), name (京都大学, 熊本地震).
"""

from __future__ import annotations

import re
from collections.abc import Container
from enum import Enum, auto
from functools import cache

from pipeline.lexicon import table
from pipeline.model import Analysis, Word

_KANJI = re.compile(r"[一-龥々〆ヶ]")
_KATAKANA = re.compile(r"[ァ-ヺー]")
_RUN = re.compile(r"[一-龥々〆ヶァ-ヺーA-Za-z0-9&.]{1,40}")
_BEFORE_POS = frozenset(("接続詞", "副詞", "助詞", "動詞", "助動詞", "補助記号", "連体詞", "空白"))
_EVENT = re.compile(
    r"震災|地震|豪雨|戦争|出血熱|万博|博覧会|五輪|オリンピック"
)  # 阪神・淡路大震災, 大阪・関西万博, 東北地方太平洋沖地震
_EVENT_YEAR = re.compile(r"20[0-9]{2}(?![0-9年])")  # 東京2020


class Behind(Enum):
    """What the characters behind a name make of it."""

    ALONE = auto()  # nothing that is glued to it
    NEAR = auto()
    KEEP = auto()
    DROP = auto()
    NAME = auto()
    COMPOUND = auto()  # a compound that the table does not know


def behind(analysis: Analysis, end: int) -> Behind:
    """What stands right behind a name that ends at view `end`."""
    view = analysis.view
    run = _RUN.match(view, end + (view[end : end + 1] == "・"))
    if run and run.start() > end:
        return Behind.NAME if _EVENT.search(run[0]) else Behind.ALONE
    if not run:
        following = _word(analysis, end)
        return Behind.DROP if following and following.pos[0] == "名詞" and _hiragana_name(following) else Behind.ALONE
    words = run[0]
    if words[0].isdigit():
        return Behind.NAME if _EVENT_YEAR.match(words) else Behind.ALONE
    effects = {effect: len(_longest(view, end, effect)) for effect in ("near", "keep", "drop")}
    effect = max(effects, key=lambda each: effects[each])
    if not effects[effect]:
        effect = ""
    if effect == "drop":
        return Behind.DROP
    if _EVENT.search(words):
        return Behind.NAME
    if effect == "near":
        return Behind.NEAR  # a body behind it is only spoken of: 東京都内病院
    if words[0] in "立庁警" or _names().search(words):
        return Behind.NAME
    return Behind.KEEP if effect else Behind.COMPOUND


def free_before(analysis: Analysis, start: int, ends: Container[int], *, abroad: bool = False) -> bool:
    """Whether what stands right before view `start` leaves a name there by itself.

    `ends`: where other places end, for スイス・ジュネーブ. `abroad`: the name is one in katakana that kanji before it hardly
    belong to (強豪アメリカ).
    """
    view = analysis.view
    if start == 0:
        return True
    before = view[start - 1]
    if before.isascii() and before.isalpha():
        return False  # JR東日本, NTT西日本
    if before == "・":
        joined = _KATAKANA.match(view[start - 2 : start - 1]) and _KATAKANA.match(view[start : start + 1])
        return not joined or start - 1 in ends
    if _KATAKANA.match(before):
        return False
    if abroad or not _KANJI.match(before):
        return True
    word = _word_before(analysis, start)
    if word is None:
        return False
    return (
        word.surface in _followers("before")[0] or word.pos[0] in _BEFORE_POS or word.pos[2] in ("副詞可能", "助数詞可能", "助数詞")
    )


def _hiragana_name(word: Word) -> bool:
    return len(word.surface) > 1 and all("ぁ" <= character <= "ん" for character in word.surface) and word.pos[1] != "数詞"


def _word(analysis: Analysis, start: int) -> Word | None:
    found = analysis.words_between(start, min(len(analysis.view), start + 12))
    return found[0] if found and found[0].start == start else None


def _word_before(analysis: Analysis, end: int) -> Word | None:
    found = analysis.words_between(max(0, end - 8), end)
    return found[-1] if found and found[-1].end == end else None


def _longest(view: str, at: int, effect: str) -> str:
    followers, longest = _followers(effect)
    return next((view[at : at + width] for width in range(longest, 0, -1) if view[at : at + width] in followers), "")


@cache
def _followers(effect: str) -> tuple[frozenset[str], int]:
    """The words of one effect, and the length of the longest."""
    words = frozenset(row["word"] for row in table("place_followers") if row["effect"] == effect)
    return words, max(len(word) for word in words)


@cache
def _names() -> re.Pattern[str]:
    """Ends of other names: words of two characters and more anywhere in the run, single ones and 会 at its end."""
    heads = sorted(_followers("name")[0])
    long = "|".join(re.escape(head) for head in heads if len(head) > 1)
    short = "|".join(re.escape(head) for head in heads if len(head) == 1)
    return re.compile(rf"{long}|(?:{short}|(?<![社都国大機])会)$")
