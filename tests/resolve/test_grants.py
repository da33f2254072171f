"""Grants from statements: what belongs together, whose it is, what contradicts itself."""

from __future__ import annotations

from pipeline.analyse import analyse
from pipeline.extract import awards, funding
from pipeline.flow import understand
from pipeline.model import Award, Grant, Mention, MentionType, Source, Warning
from pipeline.normalise import normalise
from pipeline.resolve.grants import join
from pipeline.resolve.overlaps import choose
from pipeline.segment import segment


def resolved(*lines: str) -> tuple[tuple[Grant, ...], tuple[Warning, ...]]:
    analysis = analyse(segment(normalise(Source("\n".join(lines), "case.txt"))), ner=False)
    mentions = choose([*funding.find(analysis), *awards.find(analysis)])
    return join(tuple(decision.mention for decision in mentions), analysis)


def grants(*lines: str) -> tuple[Grant, ...]:
    return resolved(*lines)[0]


def rows(*lines: str) -> list[tuple[str | None, str | None, str | None, list[str]]]:
    return [(each.funder, each.program, each.project, [award.number for award in each.awards]) for each in grants(*lines)]


def test_one_grant_for_each_programme_and_foundation() -> None:
    assert rows(
        "本研究は、科学技術振興機構（JST）さきがけ「葉の時計」（JPMJPR21K9、研究代表者：青木一郎）、武田科学振興財団、"
        "日立財団倉田奨励金の支援を受けました。"
    ) == [
        ("科学技術振興機構", "さきがけ", "葉の時計", ["JPMJPR21K9"]),
        ("武田科学振興財団", None, None, []),
        ("日立財団", "倉田奨励金", None, []),
    ]


def test_numbers_share_category_and_funder() -> None:
    (grant,) = grants("本研究は日本学術振興会（JSPS）科研費 基盤研究（B）（JP21H00123、22H00456）の助成を受けました。")
    assert (grant.funder, grant.abbreviation, grant.program) == ("日本学術振興会", "JSPS", "科研費 基盤研究（B）")
    assert grant.awards == (
        Award("JP21H00123", "KAKENHI_H", 2021, "https://kaken.nii.ac.jp/grant/KAKENHI-PROJECT-21H00123/"),
        Award("22H00456", "KAKENHI_H", 2022, "https://kaken.nii.ac.jp/grant/KAKENHI-PROJECT-22H00456/"),
    )


def test_a_category_goes_on_with_the_funder_before_it_and_another_programme_does_not() -> None:
    found = grants(
        "本研究は、日本学術振興会 科学研究費助成事業 基盤研究（A）（20H00321）、若手研究（21K12399）、"
        "創発的研究支援事業（JPMJFR2135）の支援を受けました。"
    )
    assert [(each.funder, each.funder_inferred) for each in found] == [
        ("日本学術振興会", None),
        ("日本学術振興会", None),
        (None, "科学技術振興機構"),
    ]


def test_ids_come_from_the_lexicon_and_an_unknown_foundation_has_none() -> None:
    known, unknown = grants("本研究は、三菱財団、青葉海洋財団の助成を受けました。")
    assert known.funder_name == "公益財団法人三菱財団"
    assert known.ror == "https://ror.org/02y2f3e22"
    assert known.crossref_funder == "10.13039/501100004398"
    assert (unknown.funder, unknown.funder_name, unknown.ror) == ("青葉海洋財団", None, None)


def test_foundations_that_the_registries_confuse_with_companies_have_no_ror_id() -> None:
    found = grants("本研究は、かなえ医薬振興財団、内藤科学技術振興財団、テルモ生命科学振興財団の助成を受けました。")
    assert [each.ror for each in found] == [None, None, None]


def test_the_funder_takes_the_fullest_form_given_before() -> None:
    found = grants(
        "- Japan Science and Technology Agency (JST) CREST (Grant Number: JPMJCR22A1)",
        "- JST PRESTO (Grant Number: JPMJPR20A1)",
    )
    assert [(each.funder, each.abbreviation) for each in found] == [("Japan Science and Technology Agency", "JST")] * 2


def test_a_form_in_the_contact_block_does_not_count() -> None:
    (grant,) = grants(
        "■ 研究支援", "本研究は科学技術振興機構（JST）さきがけ（JPMJPR21K9）の支援を受けました。", "",
        "■ お問い合わせ先", "国立研究開発法人科学技術振興機構", "TEL 03-5550-0404",
    )  # fmt: skip
    assert grant.funder == "科学技術振興機構"


def test_two_bodies_give_one_grant() -> None:
    (grant,) = grants("本研究は環境省・（独）環境再生保全機構の環境研究総合推進費（JPMEERF20221002）により実施されました。")
    assert (grant.funder, grant.co_funders, grant.program) == ("環境省", ("（独）環境再生保全機構",), "環境研究総合推進費")
    assert [award.fiscal_year for award in grant.awards] == [2022]


def test_only_the_number_tells_the_funder() -> None:
    (grant,) = grants("Grant JPMJER1801 (to I.A.)")
    assert (grant.funder, grant.funder_inferred) == (None, "科学技術振興機構")


def test_the_area_is_no_project_where_the_project_is_named() -> None:
    (grant,) = grants("本研究はJST CREST「量子の制御」研究領域における研究課題「光時計の小型化」（JPMJCR20T3）の支援を受けました。")
    assert grant.project == "光時計の小型化"
    (grant,) = grants("本研究はJST CREST「量子の制御」（JPMJCR20T3）の支援を受けました。")
    assert grant.project == "量子の制御"


def test_recipients_are_read_from_the_brackets() -> None:
    (grant,) = grants(
        "本研究は科研費（20H00321、研究代表者：青木 一郎、研究分担者：山田花子、研究総括：佐藤次郎）の助成を受けました。"
    )
    assert grant.recipients == ("青木一郎", "山田花子")


def test_a_grant_of_others_is_marked() -> None:
    (grant,) = grants(
        "【研究の背景】", "海南大学の山田教授らは、科研費 基盤研究（A）（19H00099）による研究で、この物質を報告しました。"
    )
    assert grant.own is False
    (grant,) = grants("本研究は科研費（19H00099）の助成を受けました。")
    assert grant.own is True


def test_the_programme_over_a_table_stands_before_its_rows() -> None:
    assert rows("科学研究費助成事業", "", "研究種目\t課題名\t課題番号", "基盤研究(A)\t波の音の記録\t22H00045") == [
        (None, "科学研究費助成事業 基盤研究(A)", "波の音の記録", ["22H00045"])
    ]


def test_same_funder_as_in_the_line_before() -> None:
    found = grants("【研究費】", "・日本学術振興会 科研費 若手研究（21K12399）", "・同 基盤研究（B）（23H00437）")
    assert [each.funder for each in found] == ["日本学術振興会", "日本学術振興会"]


def test_a_class_alone_takes_the_rest_of_the_name_from_before() -> None:
    found = rows(
        "This work was supported by the JSPS Grant-in-Aid for Scientific Research (S) (No. 15H05736) and (A) (No. 21H04453)."
    )
    assert [program for _, program, _, _ in found] == [
        "Grant-in-Aid for Scientific Research (S)",
        "Grant-in-Aid for Scientific Research (A)",
    ]


def test_the_same_grant_in_two_languages_is_one() -> None:
    (grant,) = grants(
        "本研究は日本学術振興会科研費（JP21K05678）の助成を受けました。", "",
        "This work was supported by JSPS KAKENHI Grant Number JP21K05678.",
    )  # fmt: skip
    assert grant.funder == "日本学術振興会"


def test_a_bare_funder_says_nothing_beside_its_grant() -> None:
    assert len(grants("本研究はJSTの支援を受けました。", "", "本研究は、JST さきがけ（JPMJPR21K9）の支援を受けました。")) == 1


def test_numbers_that_their_programme_explains() -> None:
    (old,) = grants("本研究は科学研究費補助金（課題番号：24330204）の助成を受けました。")
    assert [(each.scheme, each.fiscal_year) for each in old.awards] == [("KAKENHI_OLD8", 2012)]
    (radio,) = grants("本研究は、総務省SCOPE（受付番号181608002）の委託を受けました。")
    assert [(each.number, each.scheme) for each in radio.awards] == [("181608002", "MIC")]


def test_a_number_of_another_body_is_reported() -> None:
    _, warnings = resolved("本研究は日本学術振興会（JSPS）科研費（JPMJCR20T3）の助成を受けました。")
    assert [each.code for each in warnings] == ["award-funder-mismatch"]
    _, warnings = resolved("本研究は文部科学省科研費（JP20H05964）の助成を受けました。")
    assert warnings == ()


def test_a_stated_year_of_adoption_that_the_number_denies_is_reported() -> None:
    _, warnings = resolved("本研究は、平成30年度採択のJST さきがけ「葉の時計」（JPMJPR21K9、平成30年度採択）の支援を受けました。")
    assert [each.code for each in warnings] == ["fiscal-year-mismatch"]
    _, warnings = resolved("本研究は、JST さきがけ「葉の時計」（JPMJPR21K9、令和3年度採択）の支援を受けました。")
    assert warnings == ()


def test_what_is_no_grant_gives_none() -> None:
    assert grants("本計算はHPCIシステム利用研究課題（課題番号：hp210264）として行われました。") == ()
    assert grants("本ワークショップは、科学技術振興機構戦略的創造研究推進事業 (CREST) の成果報告会を兼ねています。") == ()
    assert grants("青木教授の研究課題が、科研費 基盤研究(S)に採択されました。") == ()
    assert grants("測定には北浜工科大学で共用された機器（JPMXS0440400024）を利用しました。") == ()


def test_a_line_that_names_the_funder_heads_the_grants_below_it() -> None:
    assert rows(
        "本研究は、以下の支援により実施されました。",
        "○日本学術振興会（JSPS）",
        "・基盤研究（A）「波の地図」（19H05999）",
        "・若手研究「砂の地図」（20K06999）",
        "○科学技術振興機構（JST）",
        "・さきがけ「風の地図」（JPMJPR1999）",
    ) == [
        ("日本学術振興会", "基盤研究（A）", "波の地図", ["19H05999"]),
        ("日本学術振興会", "若手研究", "砂の地図", ["20K06999"]),
        ("科学技術振興機構", "さきがけ", "風の地図", ["JPMJPR1999"]),
    ]


def test_a_line_below_says_who_receives_the_grant() -> None:
    first, second = grants(
        "【研究費】",
        "科学研究費助成事業　基盤研究（B）（課題番号：20H03999）",
        "研究代表者：青木一郎",
        "科学研究費助成事業　若手研究（課題番号：21K44999）",
        "研究代表者：山田花子",
    )
    assert (first.awards[0].number, first.recipients) == ("20H03999", ("青木一郎",))
    assert (second.awards[0].number, second.recipients) == ("21K44999", ("山田花子",))


def test_a_grant_goes_on_over_a_line_that_leaves_it_open() -> None:
    assert rows(
        "【謝辞】",
        "本研究は、科学技術振興機構（JST）戦略的創造研究推進事業 CREST「海の頑健性」領域",
        "（研究総括：山田 太郎）における研究課題「海の壁の創出」（JPMJCR2399、研究代表者：青木 一郎）、"
        "同 さきがけ（JPMJPR22D9）の支援を受けて行われました。",
    ) == [
        ("科学技術振興機構", "戦略的創造研究推進事業 CREST", "海の壁の創出", ["JPMJCR2399"]),
        ("科学技術振興機構", "さきがけ", None, ["JPMJPR22D9"]),
    ]


def test_two_bodies_that_run_one_programme_give_one_grant() -> None:
    (grant,) = grants(
        "本研究は、科学技術振興機構（JST）と国際協力機構（JICA）が連携して実施する"
        "地球規模課題対応国際科学技術協力プログラム（SATREPS）「湖の稲」（JPMJSA2299）の支援を受けました。"
    )
    assert (grant.funder, grant.co_funders) == ("科学技術振興機構", ("国際協力機構",))


def test_bodies_that_work_together_give_nothing() -> None:
    assert rows("本研究は、青葉大学と北浜大学の共同研究として、JSTの支援を受けて行われました。") == [("JST", None, None, [])]


def test_a_company_gets_its_full_name_from_the_same_text() -> None:
    text = ("株式会社ミナトオプト・デバイスは光を作ります。", "本研究は、ミナトオプト社からの共同研究費により実施しました。")
    analysis = analyse(segment(normalise(Source("\n".join(text), "case.txt"))), ner=False)
    company = Mention(MentionType.ORGANIZATION, 0, len("株式会社ミナトオプト・デバイス"))
    (grant,), _ = join((company, *funding.find(analysis)), analysis)
    assert grant.funder == "株式会社ミナトオプト・デバイス"


def test_an_abbreviation_alone_stays_unless_the_text_ties_it_to_a_name() -> None:
    tied = "科学技術振興機構（JST）は5月に新しい事業を始めました。\n本研究はJSTさきがけ（JPMJPR22D9）の支援を受けました。"
    untied = "青木一郎さんは日本学術振興会特別研究員です。\n本研究はJSPS科研費（21H01999）の支援を受けました。"
    named = [understand(Source(text, "case.txt"), ner=False).grants[0].funder for text in (tied, untied)]
    assert named == ["科学技術振興機構", "JSPS"]


def test_english_numbers_with_initials_between_them_are_one_grant() -> None:
    assert rows(
        "This work was supported by the Strategic Research Program for Brain Sciences from the Japan Agency for Medical Research "
        "and Development (AMED) under Grant Nos. JP18dm0107999 (to I.A.) and JP21dm0207999 (to H.Y.)."
    ) == [
        (
            "Japan Agency for Medical Research and Development",
            "Strategic Research Program for Brain Sciences",
            None,
            ["JP18dm0107999", "JP21dm0207999"],
        )
    ]
