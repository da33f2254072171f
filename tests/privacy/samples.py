"""A release in which names and numbers come again in many forms, marked and unmarked; all of them are invented."""

from __future__ import annotations

RELEASE = """令和6年4月3日（水）

北浜工科大学

水滴の動きを青木一郎教授らが予測

　北浜工科大学大学院理学研究科の青木一郎教授、森 花子助教、Petrova Marina研究員は、水滴の動きを予測する方法を開発しました。
　青木教授は「新しい」と述べています。森助教も同じ意見です。方法は青木研究室の頁
https://www.example.ac.jp/~aoki/marina-petrova/ にあります。青 木　一 郎教授と、青木一
郎の名は、ＡＯＫＩ　Ｉｃｈｉｒｏ、Ichiro AOKI、あおき いちろう、ｱｵｷ ｲﾁﾛｳとも書きます。石川県の石川さんは別人です。
　本研究は、JSPS科研費 JP19K07120（研究代表者：青木一郎）の助成を受けました。

【用語解説】
注1）水滴：青木一郎教授の定義では小さな水の粒。電話 03-5550-0187でも説明します。

【論文情報】
"Drops move", Ichiro Aoki, Hanako Mori, Marina Petrova, Journal of Drops 5, 77 (2024), DOI:10.5555/jd.2024.77

【お問い合わせ先】
＜研究に関すること＞
北浜工科大学 大学院理学研究科 教授　青木 一郎（あおき いちろう）
〒563-0099 大阪府北浜市緑ヶ丘一丁目30番地 理学部本館4階
TEL：03-5550-0187（内線 12345）　FAX：０３－５５５０－０１８８
携帯：+81-(0)90-5550-0123
E-mail：ichiro.aoki[アットマーク]chem.example.ac.jp（ichiro.aoki＠chem.example.ac.jp）
＜報道に関すること＞
北浜工科大学 広報課
電話 0355500187　E-mail：kouhou@example.ac.jp
所在地：大阪府北浜市緑ヶ丘一丁目30番地
理学部本館の住所は〒5630099です。
"""

#: What no output may hold at each level, however it is spelled: folded as `pipeline.privacy.folded` does.
CONTACTS = (
    *("03-5550-0187", "355500187", "355500188", "9055500123", "12345", "563-0099"),
    *(
        "ichiro.aoki@chem.example.ac.jp",
        "ichiro.aoki[アットマーク]chem",
        "kouhou@example.ac.jp",
        "緑ヶ丘一丁目30番地",
        "理学部本館4階",
    ),
)
PEOPLE = (
    *("青木一郎", "青木", "森花子", "花子", "森助教", "あおきいちろう", "アオキイチロウ"),
    *("Ichiro", "Aoki", "Petrova", "Marina", "Hanako"),
)
#: What stays whatever is taken out: places and bodies that only look like names, numbers of other things.
KEPT = ("石川県", "北浜工科大学", "JP19K07120", "10.5555/jd.2024.77", "令和6年4月3日", "Journal of Drops")
