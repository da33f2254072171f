"""Journals and papers named in running text: 科学誌『X』, X 誌, X のオンライン版, 論文「…」がXに掲載.

An anchor (誌, オンライン版, に掲載) is found first, then the title beside it is read; so every pattern is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.publication import titles
from pipeline.extract.publication.around import title_after, title_before
from pipeline.extract.publication.forms import (
    LATIN,
    SOCIETY_NAME,
    forms_by_first_word,
    has_head_word,
    is_no_journal,
    japanese_forms,
    known,
    looks_like_title,
    stands_alone_in_japanese,
)
from pipeline.extract.publication.journal_line import alias, trimmed
from pipeline.extract.publication.paper import Part, Piece

_KIND = r"(?:誌|雑誌|ジャーナル|紀要|論文集|会報|プレプリントサーバー?|プレプリント)"
_OPEN, _CLOSE = "「『“\"'《〈", "」』”\"'》〉"
_INNER = r"(?P<name>[^「『“\"《〈」』”》〉\n]{2,150}(?:\n[^「『“\"《〈」』”》〉\n]{2,80})?)"
_EDITION = r"(?:の)?(?:オンライン|電子|速報|デジタル|ウェブ|Web|WEB|web|印刷|冊子|早期公開|先行公開)[^\s、。「」()]{0,6}?版"
_ASIDE = r"(?: ?\([^()\n]{1,60}\))?"
_GAP = (
    r"(?:[0-9年月日時分付けで頃 、]|\([^()\n]{1,60}\)|午前|午後|現地|英国|米国|日本|東部|時間|[月火水木金土]曜|Breakthrough Article"
    r"|オンライン|電子版|速報|先行|早期|正式|にて|原著|論文|として|巻頭|表紙|注目|に){0,14}"
)
_PRINTED = r"(?:掲載|出版|刊行|受理|採択|採録|アクセプト|収録|発刊)"
_MADE_PUBLIC = r"(?:公開|発表|投稿|公表)"

#: 科学誌『X』, 学術雑誌 "X", プレプリントサーバー「bioRxiv」
_AFTER_KIND = re.compile(rf"(?P<kind>{_KIND})(?:である|であり、|の|、|,| |\([^()\n]{{1,40}}\)){{0,3}}[{_OPEN}]{_INNER}[{_CLOSE}]")
#: 『X』誌, 「X」オンライン版, "X" に掲載, 『X』第41号
_QUOTED = re.compile(
    rf"[{_OPEN}]{_INNER}[{_CLOSE}]{_ASIDE}"
    r"(?: ?(?P<issue>(?:、|,)? ?第? ?[0-9]{1,4} ?(?:[巻号輯]|[-(] ?[0-9])| ?[Vv]ol\.? ?[0-9])"
    rf"| ?(?P<kind>誌)| ?(?P<edition>{_EDITION})| ?[にで]{_GAP}(?:(?P<printed>{_PRINTED})|(?P<public>{_MADE_PUBLIC})))"
)
#: X 誌, X のオンライン版, X に掲載: what stands before is read backwards
_AFTER_BARE = re.compile(
    rf"(?<=[{LATIN}.)]){_ASIDE} ?(?:(?P<kind>誌)|(?P<edition>{_EDITION})"
    rf"|に{_GAP}(?:(?P<printed>{_PRINTED})|(?P<public>{_MADE_PUBLIC})))"
)
#: 国際学術誌 X, 科学誌X
_KIND_BARE = re.compile(rf"{_KIND}(?:である|の|、|:| )?(?= ?[A-Za-z])")
_KIND_KANA = re.compile(rf"{_KIND}(?:である|の)? ?(?=[ァ-ヶ])")
_FIRST_WORD = re.compile(rf"(?<![{LATIN}/.@\-])[A-Za-z]+")
# A longer name: Advanced Science Institute, RIKEN Advanced Science, Frontiers in Cell Reports.
_GOES_ON = re.compile(rf"[{LATIN}]|[-/.@][{LATIN}]| (?:of|and|&|in) | [A-Z][a-z]")
_PART_OF_NAME = re.compile(r"(?:(?<![A-Za-z])(?:of|and|for|&)|[A-Z][A-Za-z]* in|[A-Z][A-Za-z]+) $")
#: Kinds of magazine that print no papers.
_MAGAZINE = re.compile(
    r"(?:週刊|月刊|情報|広報|機関|会報|ファッション|経済|総合|漫画|少年|少女|女性|男性|タウン|旅行|ニュース|同人|文芸|業界|ビジネス|写真"
    r"|アニメ|音楽|映画|趣味|園芸|PR|学内|校内)雑?誌$"
)
_SCHOLARLY = re.compile(r"(?:学術|学会|専門|国際|[英和欧]文|論文|査読|技術|物理|学|協会|研究)[雑会]?(?:誌|ジャーナル|紀要|論文集)$")
#: What is named in quotes like a journal and is none.
_NOT_BEFORE = re.compile(
    r"(?:データベース|サイト|アプリ|ソフト|リポジトリ|サーバ|会議|国際学会|シンポジウム|チャンネル|番組|新聞|書籍|図書|ページ|システム"
    r"|ツール|ブログ|特集号?|企画|展|コーナー) ?$"
)
_RESEARCH = re.compile(r"論文|成果|本研究|研究結果|科学|学術")
_PUBLISHED = re.compile(r"[^。\n]{0,36}?(?:掲載|公開|発表|出版)")


def journals(view: str) -> Iterator[Piece]:
    """The journals that running text names; the same one may come twice."""
    for find in (_by_kind, _by_quotes, _by_what_follows, _by_kind_without_quotes, _by_lexicon, _societies):
        for start, end, cue in find(view):
            yield Piece(Part.JOURNAL, start, end, f"publication.{find.__name__.strip('_').replace('_', '-')}", cue)
            for other in alias(view, end, len(view)):
                yield Piece(Part.JOURNAL, *other, "publication.alias", view[start:end])


_Found = Iterator[tuple[int, int, str]]


def _by_kind(view: str) -> _Found:
    for match in _AFTER_KIND.finditer(view):
        kind = view[max(0, match.start() - 8) : match.end("kind")]
        span = trimmed(view, *match.span("name"))
        if span is None or _MAGAZINE.search(kind) or is_no_journal(view[slice(*span)]):
            continue
        name = view[slice(*span)]
        if titles.is_latin_title(name) and not looks_like_title(name) and not known(name):
            continue
        if name[0].isascii() or known(name) or _SCHOLARLY.search(kind):
            yield *_without_reading(view, *span), kind[-4:]


def _by_quotes(view: str) -> _Found:
    for match in _QUOTED.finditer(view):
        span = trimmed(view, *match.span("name"))
        if span is None:
            continue
        span = _without_reading(view, *span)
        name = view[slice(*span)]
        before = view[max(0, match.start() - 12) : match.start()]
        if is_no_journal(name) or _NOT_BEFORE.search(before) or _MAGAZINE.search(before.rstrip(" の、")):
            continue
        latin = looks_like_title(name) or bool(known(name) and name[0].isascii())
        cue = match[0][match.end("name") - match.start() + 1 :][-12:]
        if match["kind"] or known(name):
            accepted = latin or bool(known(name)) or not name.isascii()
        elif match["issue"]:
            accepted = view[match.start()] in "『“\"'" and not titles.is_latin_title(name) and (latin or len(name) < 30)
        elif match["edition"] and not has_head_word(name):
            accepted = latin and " " in name and _is_issued(view, match)
        elif match["edition"] or match["printed"]:
            accepted = latin and (" " in name or _about_research(view, match.start(), match.end()))
        else:
            accepted = latin and has_head_word(name) and _about_research(view, match.start(), match.end())
        if accepted:
            yield *span, cue


def _by_what_follows(view: str) -> _Found:
    for match in _AFTER_BARE.finditer(view):
        end = match.start()
        found = title_before(view, end, view.rfind("\n", 0, end) + 1)
        if found is None:
            continue
        start, is_known = found
        name = view[start:end]
        if is_no_journal(name) or len(name) < 3 or _NOT_BEFORE.search(view, max(0, start - 12), start):
            continue
        if match["kind"]:
            accepted = True
        elif match["edition"]:
            accepted = is_known or has_head_word(name) or (" " in name and _is_issued(view, match))
        elif match["printed"]:
            accepted = is_known or has_head_word(name) or (" " in name and _about_research(view, start, match.end()))
        else:
            accepted = (is_known or (has_head_word(name) and " " in name)) and _about_research(view, start, match.end())
        if accepted:
            yield from _listed(view, start, end, match[0].strip()[-8:])


def _by_kind_without_quotes(view: str) -> _Found:
    for match in _KIND_BARE.finditer(view):
        kind = view[max(0, match.start() - 6) : match.end()].rstrip(" の:、")
        start = match.end()
        while start < len(view) and view[start] == " ":
            start += 1
        line_end = view.find("\n", start)
        end = title_after(view, start, len(view) if line_end < 0 else line_end)
        # Nature誌Scientific Reports is no description of the second, 科学誌Scientific Reports is.
        described = not (match[0].startswith("誌") and view[match.start() - 1 : match.start()].isascii())
        if end and described and not is_no_journal(view[start:end]) and not _MAGAZINE.search(kind):
            yield start, end, kind[-4:]
    for match in _KIND_KANA.finditer(view):
        form = japanese_forms().match(view, match.end())
        if form:
            yield form.start(), form.end(), match[0]


def _by_lexicon(view: str) -> _Found:
    forms = forms_by_first_word()
    for word in _FIRST_WORD.finditer(view):
        start = word.start()
        for form in forms.get(word[0], ()):
            end = start + len(form)
            if view.startswith(form, start) and not _GOES_ON.match(view, end):
                if not _PART_OF_NAME.search(view, max(0, start - 24), start):
                    yield start, end, "lexicon"
                break
    for match in japanese_forms().finditer(view):
        following = view[match.end() : match.end() + 2].lstrip()[:1]
        if match[0].endswith("会誌") and following and (following in '「『“"' or (following.isascii() and following.isalpha())):
            continue  # only a description: 米国化学会誌「Journal of the American Chemical Society」
        if stands_alone_in_japanese(match[0]) or following == "誌":
            yield match.start(), match.end(), "lexicon"


def _societies(view: str) -> _Found:
    for match in SOCIETY_NAME.finditer(view):
        # 米国物理学会誌「Physical Review Letters」 only describes.
        described = re.match(r" ?(?:[「『\"“]|[A-Za-z]{2})", view[match.end() : match.end() + 3])
        if not is_no_journal(match[0]) and not described and not known(match[0]):
            yield match.start(), match.end(), "学会・協会・大学の誌名"


_TITLE_IN_QUOTES = (
    r"(?P<open>[“\"「『])(?P<title>[^“”\"「」『』]{8,300}(?:「[^「」\n]{1,60}」[^“”\"「」『』\n]{0,80}){0,3})[”\"」』]"
)
_NAMED_PAPER = re.compile(
    r"(?<![位士業])(?P<cue>(?:論文|原著|総説|レビュー|プレプリント)(?:タイトル|題目|題名|名|の題名|のタイトル|題)?)"
    rf"(?:は| |、|:|である|\([^()\n]{{1,60}}\)){{0,2}}{_TITLE_IN_QUOTES}"
)
_FOLLOWS_PAPER = re.compile(
    r" ?(?:が|は|を|として|\(|、|にて|で|に(?:おいて|よ|て|は|関する|対する)|の(?:中|著者|筆頭|責任|内容))|。|\n|$"
)
_TITLED = re.compile(
    rf"{_TITLE_IN_QUOTES} ?(?:\([^()\n]{{4,120}}\))? ?"
    r"(?P<cue>と題|として|という(?:題|タイトル|論文)|のタイトル|が(?=[^。\n]{0,80}掲載))"
)


def papers(view: str) -> Iterator[Piece]:
    """The titles of papers that running text names."""
    for match in _NAMED_PAPER.finditer(view):
        for start, end in titles.split(view, match.start("open"), match.end()):
            words = view[start:end]
            if titles.is_latin_title(words) or (titles.is_japanese_title(words) and _FOLLOWS_PAPER.match(view, match.end())):
                yield Piece(Part.TITLE, start, end, "publication.named", match["cue"])
    for match in _TITLED.finditer(view):
        if titles.is_latin_title(match["title"]) and _about_research(view, match.start(), match.end() + 60):
            for start, end in titles.split(view, match.start(), match.end("title") + 1):
                yield Piece(Part.TITLE, start, end, "publication.named", match["cue"])


def _is_issued(view: str, edition: re.Match[str]) -> bool:
    """Whether an edition (オンライン版) is one that papers appear in, not the web version of a tool."""
    return not re.search(r"ウェブ|[Ww][Ee][Bb]|デジタル", edition["edition"]) and bool(
        _PUBLISHED.match(view, edition.end(), edition.end() + 40)
    )


def _about_research(view: str, start: int, end: int) -> bool:
    """Whether the sentence around `[start, end)` speaks of research or of a paper."""
    begin = max(view.rfind("。", 0, start), view.rfind("\n\n", 0, start), start - 250, -1) + 1
    return bool(_RESEARCH.search(view, begin, end))


def _without_reading(view: str, start: int, end: int) -> tuple[int, int]:
    """A title without the other name in brackets that stands inside the quotes with it: 『Nature（ネイチャー）』."""
    match = re.compile(r" ?\([^()]+\)$").search(view, start, end)
    return (start, match.start()) if match and match.start() > start + 1 and not known(view[start:end]) else (start, end)


def _listed(view: str, start: int, end: int, cue: str) -> _Found:
    """One title, or the several known ones of a list: Nature, Science 誌."""
    parts = [(start + match.start(), start + match.end()) for match in re.finditer(r"[^,/]+", view[start:end])]
    spans = [span for span in (trimmed(view, *part) for part in parts) if span]
    if len(spans) > 1 and not known(view[start:end]) and all(known(view[slice(*span)]) for span in spans):
        for span in spans:
            yield *span, cue
    else:
        yield start, end, cue
