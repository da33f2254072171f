"""Stretches of the view in which a name can lie: nouns one after the other, without particles, verbs and blanks between them.

Hiragana breaks a stretch, but for what the lexicon knows to stand inside names (がん, こども) and names of known bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.analyse.body_words import ends_with_head, inside, legal_bracketed, legal_over_blank
from pipeline.model import Name, Word

_NAME_SCRIPTS = re.compile(r"[一-龥々〆ヶヵァ-ヴー0-9A-Za-zÀ-ÿ・&+\-'.]+")
_BREAKS = frozenset({"助詞", "助動詞", "動詞", "形容詞", "接続詞", "連体詞", "代名詞", "補助記号", "空白"})
#: An acronym in the middle of a name: 日本DNAデータバンク(DDBJ)センター.
_ACRONYM_INSIDE = re.compile(
    r"(?<![館院学構所])(?<!センター)(?<!機関)(?<!財団)(?<!会社)(?<=[一-龥ァ-ヴーA-Za-z])\([A-Z][A-Za-z0-9-]{1,9}\)"
    r"(?=(?:センター|研究所|機構|病院|部門|支部|拠点|グループ|チーム|ユニット|室|コンソーシアム|事務局)(?![一-龥ァ-ヴー]))"
)
#: A company that hiragana begins, with its legal form behind, or a publisher: さざなみ漁網合名会社, ひつじ書房.
_HIRAGANA_COMPANY = re.compile(
    r"(?:(?<=[\s、。・「『(:])|^)(?!また|なお|さらに|および|ならびに|もしくは|または|この|その|われ|わが|おもに|とくに|いわゆる)"
    r"[ぁ-ん]{2,10}(?:[一-龥ァ-ヴー]{0,8}(?:株式|有限|合同|合資|合名)会社|書房|書店)(?![一-龥ァ-ヴーA-Za-z0-9])",
    re.MULTILINE,
)
#: Where a company's name in hiragana may begin behind its legal form (株式会社さざなみ), and a shop's with の in it
#: (うなぎの北浜本舗).
_BEHIND_LEGAL = re.compile(r"会社(?<=(?:株式|有限|合同|合資|合名)会社) ?(?=[ぁ-ん]{2})")
_SHOP = re.compile(r"[ぁ-ん]{2,8}の[一-龥ァ-ヴー]{0,8}(?:本舗|本店|屋|堂|店|家|園|庵|工房|里|郷|森|窓口)(?![一-龥ァ-ヴー])")
#: A club's name with の会 behind its legal form: NPO法人とっとり川辺の会. A particle behind the form begins none.
_CLUB = re.compile(
    r"(?<=法人)(?! ?(?:[はがをにへでもや]|の(?!ん)|と(?!っ)|など|から|まで|より|および|または|ならびに|による))"
    r" ?(?P<name>(?:(?!する|した|して|され|ある|いる|によ|など|から|まで|とも)[一-龥々ァ-ヴーぁ-ん・]){2,14}?"
    r"の(?:会|家|里|森|郷|輪|仲間))"
    r"(?=[のはがをとにでもへや、。()「」【】\s]|$)"
)
#: 系 or 域 in the brackets of a faculty (大学院理工学研究科(理学系)): the part of it that is meant.
_FIELD_INSIDE = re.compile(r"\((?:(?<=研究[科院部群域]\()|(?<=学[部府院域群]\())[一-龥・]{1,12}[系域]\)")
#: What a committee judges, between it and its body: 北浜大学人 + を対象とする + 研究倫理審査委員会.
_SUBJECT_INSIDE = re.compile(
    r"を対象と(?:(?<=[学院所会構部科校園ー]人を対象と)|(?<=[学院所会構部科校園ー]ヒトを対象と))(?:する|した)(?=[一-龥・]{2,24}委員会)"
)
#: 及 and 與 in names of bodies abroad (天文及天文物理研究所); 及び, and 及 behind a body, part two of them.
_AND_INSIDE = re.compile(r"[及與](?<=[一-龥].)(?![びぼ])(?=[一-龥]{2,10}?(?:研究所|研究院|研究中心|学会|學會|委員会|学院))")
#: A blank that a PDF puts between Latin letters and the words that make a department of them: 水沢VLBI 観測所, 広報・IR 室.
_BLANK = re.compile(r" (?<=[A-Za-z0-9] )(?=([一-龥々ァ-ヴー・]{1,14}))")
_LETTERS = re.compile(r"(?<![A-Za-z0-9.@/:,&\-])(?<![A-Za-z0-9] )([A-Za-z][A-Za-z0-9&\-]{0,11})$")
_LONGEST_LETTERS = 14  # characters, with what stands before them
_LABELS = frozenset({"TEL", "Tel", "FAX", "Fax", "URL", "HP", "Email", "E-mail", "Mail", "e-mail", "tel", "fax", "mail", "email"})
_LONGEST_HEAD = 8  # characters
_JOINTS = frozenset("・&+-.'")
_TRIMMED = _JOINTS | {"ー"}
_KATAKANA = re.compile(r"[ァ-ヴー]+")
_ONLY_JOINTS = re.compile(r"[・&+\-.'ー]+")


def noun_runs(view: str, words: tuple[Word, ...], known: Iterable[Name]) -> Iterator[list[Word]]:
    """The stretches, each as its words in order. `known` are names of bodies, whose inside is never broken."""
    marks = bytearray(len(view))
    for match in inside().finditer(view):
        marks[match.start() : match.end()] = b"\1" * len(match[0])
    for name in known:
        marks[name.start : name.end] = b"\1" * (name.end - name.start)
    for pattern in (legal_bracketed(), _ACRONYM_INSIDE, _FIELD_INSIDE, _SUBJECT_INSIDE, _HIRAGANA_COMPANY):
        for match in pattern.finditer(view):
            marks[match.start() : match.end()] = b"\1" * len(match[0])
    for match in _AND_INSIDE.finditer(view):
        if not ends_with_head(view[max(0, match.start() - _LONGEST_HEAD) : match.start()]):
            marks[match.start()] = 1
    for match in _CLUB.finditer(view):
        marks[match.start("name") : match.end("name")] = b"\1" * len(match["name"])
    over_blank = legal_over_blank(view) | _letters_over_blank(view)
    behind_legal = {match.end() for match in _BEHIND_LEGAL.finditer(view)}
    for start in behind_legal:
        if shop := _SHOP.match(view, start):
            marks[shop.start() : shop.end()] = b"\1" * len(shop[0])
    run: list[Word] = []
    for word in words:
        fits = (marks[word.start] and marks[word.end - 1]) or _can_be_inside(word.surface, word.pos[0], word.pos[1])
        if not fits and word.start in behind_legal:
            fits = word.pos[0] == "名詞" and word.pos[2] != "副詞可能"
        if run and (not fits or (word.start != run[-1].end and word.start not in over_blank)):
            yield from _trimmed(run)
            run = []
        if fits:
            run.append(word)
    yield from _trimmed(run)


def _letters_over_blank(view: str) -> set[int]:
    """Where a word begins that a blank parts from the Latin letters before it, and that ends with a head."""
    found = set()
    for blank in _BLANK.finditer(view):
        if not ends_with_head(blank[1]):
            continue
        letters = _LETTERS.search(view, max(0, blank.start() - _LONGEST_LETTERS), blank.start())
        is_word = letters and letters[1].isalpha() and letters[1][1:].islower()
        if letters and letters[1] not in _LABELS and not is_word:
            found.add(blank.end())
    return found


def _trimmed(run: list[Word]) -> Iterator[list[Word]]:
    first, last = 0, len(run)
    if not last:
        return
    if run[0].surface[0] not in _TRIMMED and run[-1].surface not in _JOINTS:
        yield run
        return
    while first < last and _ONLY_JOINTS.fullmatch(run[first].surface):
        first += 1
    while last > first and run[last - 1].surface in _JOINTS:
        last -= 1
    if last > first:
        yield run[first:last]


@lru_cache(maxsize=20_000)
def _can_be_inside(surface: str, pos: str, subclass: str) -> bool:
    if surface in _JOINTS or _KATAKANA.fullmatch(surface):  # dictionaries cut foreign names at will
        return True
    if pos in _BREAKS:
        return False
    return bool(_NAME_SCRIPTS.fullmatch(surface)) or subclass == "固有名詞"
