"""The page's own words in Japanese and English, in the order in which types and records are shown."""

from __future__ import annotations

from typing import Final, NamedTuple


class Words(NamedTuple):
    """One label in both languages."""

    ja: str
    en: str


#: Mention type → its label; the order is that of the legend.
TYPES: Final[dict[str, Words]] = {
    "PERSON": Words("人名", "Person"),
    "POSITION": Words("職名", "Position"),
    "ORGANIZATION": Words("機関", "Organization"),
    "FUNDER": Words("資金提供者", "Funder"),
    "PROGRAM": Words("事業・種目", "Programme"),
    "PROJECT": Words("課題名", "Project"),
    "AWARD_NUMBER": Words("課題番号", "Award number"),
    "DATE": Words("日付", "Date"),
    "DURATION": Words("期間", "Duration"),
    "LOCATION": Words("地名", "Place"),
    "ADDRESS": Words("住所", "Address"),
    "POSTAL_CODE": Words("郵便番号", "Postal code"),
    "JOURNAL": Words("掲載誌", "Journal"),
    "PAPER_TITLE": Words("論文題目", "Paper title"),
    "DOI": Words("DOI", "DOI"),
    "URL": Words("URL", "URL"),
    "MARKER": Words("注の印", "Note marker"),
    "HEADWORD": Words("注の見出し語", "Headword"),
    "TERM": Words("用語", "Term"),
    "EMAIL": Words("メール", "E-mail"),
    "PHONE": Words("電話", "Phone"),
    "FAX": Words("ファクス", "Fax"),
}

LABELS: Final[dict[str, Words]] = {
    "type": Words("種類", "Type"),
    "words": Words("語", "Text"),
    "value": Words("値", "Value"),
    "mention_count": Words("箇所", "mentions"),
    "mentions": Words("すべての箇所", "All mentions"),
    "all": Words("すべて表示", "Show all"),
    "none": Words("すべて隠す", "Hide all"),
    "keys": Words(
        "キー操作: j / k 次・前の語、Enter その記録、r 記録、t 種類",
        "Keys: j / k next and previous mention, Enter its record, r records, t types",
    ),
    "record": Words("記録へ", "to its record"),
    "released": Words("発表日", "Released"),
    "paper": Words("論文", "Paper"),
    "journal": Words("掲載誌", "Journal"),
    "title": Words("題目", "Title"),
    "title_ja": Words("和文題目", "Title in Japanese"),
    "authors": Words("著者", "Authors"),
    "published": Words("公開日", "Published"),
    "grants": Words("研究費", "Grants"),
    "program": Words("事業・種目", "Programme"),
    "project": Words("課題名", "Project"),
    "awards": Words("課題番号", "Award numbers"),
    "recipients": Words("研究者", "Recipients"),
    "co_funders": Words("共同の資金提供者", "With"),
    "inferred": Words("番号・事業から推定", "told by the number or programme"),
    "others": Words("他の研究の資金", "someone else's grant"),
    "people": Words("人", "People"),
    "organizations": Words("機関", "Organizations"),
    "contacts": Words("問い合わせ先", "Contacts"),
    "glossary": Words("用語・注", "Notes"),
    "dates": Words("日付", "Dates"),
    "warnings": Words("注意", "Warnings"),
    "where": Words("本文の箇所", "in the text"),
    "references": Words("印", "Markers"),
    "agreement": Words("正解との一致", "Agreement with gold"),
    "agreed": Words("一致", "agreed"),
    "missed": Words("見落とし", "missed"),
    "extra": Words("余分", "not in gold"),
    "wrong": Words("値の違い", "other value"),
    "gold": Words("正解", "Gold"),
    "output": Words("出力", "Output"),
    "language": Words("English", "日本語"),
}
