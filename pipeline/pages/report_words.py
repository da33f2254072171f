"""The evaluation report's own words in Japanese and English."""

from __future__ import annotations

from typing import Final

from pipeline.pages.words import Words

#: Kind of error → its label; the order of docs/measures.md.
KINDS: Final[dict[str, Words]] = {
    "missed": Words("見落とし", "missed"),
    "spurious": Words("余分", "spurious"),
    "too long": Words("長すぎ", "too long"),
    "too short": Words("短すぎ", "too short"),
    "shifted left": Words("左へずれ", "shifted left"),
    "shifted right": Words("右へずれ", "shifted right"),
    "split": Words("分割", "split"),
    "merged": Words("結合", "merged"),
    "type": Words("種類", "type"),
    "type and boundary": Words("種類と範囲", "type and boundary"),
    "value": Words("値", "value"),
}

#: Kind of record or relation → its label.
RECORDS: Final[dict[str, Words]] = {
    "title": Words("題名", "title"),
    "released": Words("発表日", "released"),
    "publication": Words("論文", "publication"),
    "authors": Words("著者", "authors"),
    "funders": Words("資金提供者", "funders"),
    "awards": Words("課題番号", "awards"),
    "funder-award": Words("資金提供者と課題番号", "funder and award"),
    "grants": Words("研究費の全体", "whole grants"),
    "glossary": Words("用語・注", "notes"),
    "glossary-refs": Words("印の数", "markers to each note"),
    "glossary-kind": Words("注の種類", "kinds of notes"),
    "people": Words("人", "people"),
    "person-position": Words("人と職名", "person and post"),
    "person-affiliation": Words("人と所属", "person and affiliation"),
    "person-reading": Words("人と読み", "person and reading"),
    "person-romanized": Words("人とローマ字", "person and Latin name"),
    "person-email": Words("人とメール", "person and e-mail"),
}

REPORT: Final[dict[str, Words]] = {
    "evaluation": Words("抽出の評価", "Evaluation of extractors"),
    "documents": Words("文書", "documents"),
    "characters": Words("字", "characters"),
    "about": Words(
        "正しいとは、種類と両端がどちらも同じこと。角括弧は文書を単位とするブートストラップの95 %区間。",
        "Right means: the same type and both ends. In brackets: 95 % intervals of the bootstrap over documents.",
    ),
    "extractors": Words("抽出器", "Extractors"),
    "extractor": Words("抽出器", "Extractor"),
    "measure": Words("尺度", "Measure"),
    "micro": Words("すべての箇所", "All mentions"),
    "macro": Words("種類の平均", "Mean of the types"),
    "records": Words("記録と関係 (F1)", "Records and relations (F1)"),
    "cost": Words("速さと記憶", "Speed and memory"),
    "strict": Words("F1 厳密", "F1 strict"),
    "precision": Words("適合率", "precision"),
    "recall": Words("再現率", "recall"),
    "values": Words("値の正しさ", "values right"),
    "tolerant": Words("F1 端の差を許す", "F1 ends may be off by"),
    "overlap": Words("F1 重なり", "F1 overlap"),
    "exact": Words("F1 両端のみ", "F1 ends only"),
    "place": Words("F1 場所のみ", "F1 place only"),
    "milliseconds": Words("1文書のミリ秒", "ms a document"),
    "speed": Words("1秒の字数", "characters a second"),
    "memory": Words("最大の記憶 (MB)", "peak memory, MB"),
    "error_count": Words("誤り", "errors"),
    "unscored": Words("採点外の箇所", "mentions of other types"),
    "failures": Words("失敗", "failures"),
    "missing": Words("出力のない文書", "documents without output"),
    "by_type": Words("種類ごと", "By type"),
    "type": Words("種類", "Type"),
    "f1": Words("F1", "F1"),
    "interval": Words("95 %区間", "95 % interval"),
    "p": Words("適合率", "P"),
    "r": Words("再現率", "R"),
    "value": Words("値", "Values"),
    "gold_count": Words("正解", "Gold"),
    "output_count": Words("出力", "Output"),
    "tests": Words("抽出器の差", "Differences between extractors"),
    "tests_about": Words(
        "F1の差と、文書ごとに出力を入れ替える検定の p（両側）。● は p < 0.05。",
        "The difference in F1 and p of the paired randomisation over documents (two-sided). ● is p < 0.05.",
    ),
    "difference": Words("差", "Difference"),
    "all_types": Words("すべての箇所", "all mentions"),
    "details": Words("種類と記録ごと", "by type and record"),
    "confusion": Words("種類の取り違え", "Types taken for others"),
    "confusion_about": Words(
        "行は正解、列は出力。「–」はそこに何もないこと。", "Rows are the gold, columns the output; – is nothing there."
    ),
    "by_document": Words("文書ごと", "By document"),
    "document": Words("文書", "Document"),
    "errors": Words("すべての誤り", "Every error"),
    "errors_by_kind": Words("誤りの種類と数", "Errors by kind"),
    "kind": Words("誤り", "Error"),
    "count": Words("数", "Count"),
    "examples": Words("例", "Examples"),
    "any": Words("すべて", "all"),
    "search": Words("語で絞る", "Words"),
    "shown": Words("FOUND件のうちSHOWN件を表示", "SHOWN of FOUND errors shown"),
    "more": Words("さらに表示", "Show more"),
    "reset": Words("絞り込みを解く", "Clear filters"),
    "gold": Words("正解", "Gold"),
    "output": Words("出力", "Output"),
    "no_errors": Words("誤りはない。", "There are no errors."),
    "cut": Words(
        "スクリプトなしではここまで。残りは kisha evaluate --json に。",
        "Without scripts the list ends here; kisha evaluate --json has all.",
    ),
    "language": Words("English", "日本語"),
}
