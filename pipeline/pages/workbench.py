"""The page of the workbench: it holds nothing of any document, and asks the server that it came from."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from pipeline.pages.render import page, policy_of
from pipeline.pages.words import LABELS, TYPES, Words

_STYLES: Final = ("workbench.css",)
_SCRIPTS: Final = ("workbench_text.js", "workbench_forms.js", "workbench.js")

#: Type → the key (with shift) that marks a selection with it, or gives it to the mention that is chosen.
KEYS: Final[dict[str, str]] = {
    "PERSON": "P", "POSITION": "S", "ORGANIZATION": "O", "FUNDER": "F", "PROGRAM": "G", "PROJECT": "T", "AWARD_NUMBER": "N",
    "DATE": "D", "DURATION": "U", "LOCATION": "L", "ADDRESS": "A", "POSTAL_CODE": "Z", "JOURNAL": "J", "PAPER_TITLE": "Q",
    "DOI": "I", "URL": "W", "MARKER": "M", "HEADWORD": "H", "TERM": "V", "EMAIL": "E", "PHONE": "C", "FAX": "X",
}  # fmt: skip

WORDS: Final[dict[str, Words]] = {
    "workbench": Words("kisha 作業台", "kisha workbench"),
    "new": Words("新しい文書", "New document"),
    "paste": Words("プレスリリースの本文", "Text of a release"),
    "drop": Words("ここに貼り付けるか、ファイルを落とす", "Paste here, or drop a file"),
    "file": Words("ファイル", "File"),
    "read": Words("読む", "Read"),
    "reading": Words("読んでいます", "Reading"),
    "mentions_read": Words("読みました。箇所:", "Read. Mentions:"),
    "following": Words("記録を更新しています", "Records follow"),
    "followed": Words("記録を更新しました", "Records are up to date"),
    "name": Words("文書名", "Name"),
    "document": Words("文書", "Document"),
    "previous": Words("前の文書", "Previous document"),
    "next": Words("次の文書", "Next document"),
    "save": Words("正解として保存", "Save as gold"),
    "saved": Words("保存しました", "Saved"),
    "unsaved": Words("未保存の変更", "Unsaved changes"),
    "leave": Words("未保存の変更を捨てますか", "Discard the changes that are not saved?"),
    "undo": Words("元に戻す", "Undo"),
    "redo": Words("やり直す", "Redo"),
    "compare": Words("もう一人と比べる", "Compare with the second annotator"),
    "find": Words("本文の語を選ぶ", "Select words in the text"),
    "chosen": Words("選んだ箇所", "Chosen mention"),
    "choose": Words(
        "語を選んで種類を決めるか、印の付いた箇所を選んでください",
        "Select words and give them a type, or choose a mention",
    ),
    "add": Words("この種類で追加", "Add as this type"),
    "delete": Words("削除", "Delete"),
    "start": Words("始まり", "Start"),
    "end": Words("終わり", "End"),
    "left": Words("左へ", "left"),
    "right": Words("右へ", "right"),
    "conflict": Words("ほかの人が保存した正解があります", "Somebody else saved gold of this name"),
    "theirs": Words("保存されたものを開く", "Open what is saved"),
    "mine": Words("こちらで置き換える", "Replace it with mine"),
    "cancel": Words("やめる", "Cancel"),
    "token": Words("トークン", "Token"),
    "closed": Words("保存するには kisha serve --workspace DIR で始めます", "To save, start kisha serve --workspace DIR"),
    "failed": Words("できませんでした", "It did not work"),
    "nothing": Words("先に語を選んでください", "Select words first"),
    "keys_on": Words("キー操作", "Keys"),
    "entry": Words("追加", "Add an entry"),
    "one_a_line": Words("1行に1つ", "one a line"),
    "both": Words("一致", "both"),
    "first": Words("自分", "mine"),
    "second": Words("もう一人", "second"),
    "differences": Words("相違", "Differences"),
    "help": Words(
        "j k 次・前の箇所、大文字 種類、[ ] 始まり、{ } 終わり、v 値、x 削除、z y 元に戻す・やり直す、f 語を選ぶ、"
        "r 記録、s 保存、n b 次・前の文書",
        "j k next and previous mention, capitals type, [ ] start, { } end, v value, x delete, z y undo and redo, f select words, "
        "r records, s save, n b next and previous document",
    ),
}

#: Fields of the records' forms: their words, and whether each holds a text, a list (one a line), a long text or yes and no.
FIELDS: Final[dict[str, Words]] = {
    "title": LABELS["title"], "released": LABELS["released"], "journal": LABELS["journal"], "title_ja": LABELS["title_ja"],
    "authors": LABELS["authors"], "doi": Words("DOI", "DOI"), "published": LABELS["published"], "url": Words("URL", "URL"),
    "funder": Words("資金提供者", "Funder"), "abbreviation": Words("略称", "Abbreviation"), "co_funders": LABELS["co_funders"],
    "funder_name": Words("登録名", "Registered name"), "funder_inferred": LABELS["inferred"],
    "program": LABELS["program"], "project": LABELS["project"], "awards": LABELS["awards"], "recipients": LABELS["recipients"],
    "own": Words("この研究の資金", "Of this study"), "name": Words("名前", "Name"), "reading": Words("読み", "Reading"),
    "romanized": Words("ローマ字", "Romanized"), "positions": Words("職名", "Positions"),
    "affiliations": Words("所属", "Affiliations"), "email": Words("メール", "E-mail"), "phone": Words("電話", "Phone"),
    "marker": Words("印", "Marker"), "number": Words("番号", "Number"), "term": Words("用語", "Term"),
    "aliases": Words("別名", "Aliases"), "definition": Words("説明", "Definition"), "name_en": Words("英語名", "English name"),
    "parent": Words("上位の機関", "Parent"), "heading": Words("見出し", "Heading"), "organization": Words("機関", "Organization"),
    "person": Words("人", "Person"), "fax": Words("ファクス", "Fax"), "postal_code": Words("郵便番号", "Postal code"),
    "address": Words("住所", "Address"),
}  # fmt: skip

_PARTS: Final = ("paper", "grants", "people", "glossary", "organizations", "contacts", "warnings", "type", "value", "words")


def policy_header() -> str:
    """The Content-Security-Policy that the page is sent with."""
    return f"{policy_of(_STYLES, _SCRIPTS, connects=True)}; frame-ancestors 'none'"


@cache
def workbench_page(language: str = "ja") -> str:
    """One file of HTML. `language` (ja or en) is what its own words are in first; a button changes it."""
    data: dict[str, Any] = {
        "words": {name: words._asdict() for name, words in ({name: LABELS[name] for name in _PARTS} | WORDS).items()},
        "types": {name: {**words._asdict(), "key": KEYS[name]} for name, words in TYPES.items()},
        "fields": {name: words._asdict() for name, words in FIELDS.items()},
    }
    return page(
        "workbench.html.j2",
        title=WORDS["workbench"].ja if language == "ja" else WORDS["workbench"].en,
        styles=_STYLES,
        scripts=_SCRIPTS,
        connects=True,
        lang=language,
        labels=LABELS | WORDS,
        data=data,
    )
