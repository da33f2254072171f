"""Records as sets: each definition on a record made by hand."""

from __future__ import annotations

from pipeline.evaluate.records import RECORDS, record_counts, record_sets

RECORD = {
    "title": "新しい 方法を\n開発",
    "released": "2024-04-01",
    "publication": {
        "journal": "Ｎａｔｕｒｅ",
        "title": "A  Title",
        "title_ja": None,
        "doi": "10.1/X",
        "published": "2024-03",
        "authors": [{"name": "Aoki Ichiro", "person": "青木一郎"}, "Kita Hama"],
        "url": "https://example.org/",
    },
    "funding": [
        {"funder": "JST", "program": "CREST", "project": None, "awards": [{"number": "JPMJCR2001"}, {"number": "JPMJCR1999"}]},
        {"funder": None, "program": "基盤研究（C）", "awards": ["JP19K07120"]},
        {"funder": "北浜財団", "program": None, "project": None, "awards": []},
    ],
    "glossary": [
        {"number": 1, "term": "脳波", "kind": "definition", "references": ["m1", "m2"]},
        {"number": None, "term": None, "kind": "citation", "reference_count": 0},
    ],
    "people": [
        {"name": "青木 一郎", "positions": ["教授", "所長"], "affiliations": ["北浜工科大学"], "reading": "あおき いちろう"},
        {
            "name": "Kita Hama",
            "position": "准教授",
            "affiliation": {"name": "北浜工科大学"},
            "email": "K@example.org",
            "romanized": None,
        },
    ],
}


def test_every_set():
    assert record_sets(RECORD) == {
        "title": {"新しい方法を開発"},
        "released": {"2024-04-01"},
        "publication": {("journal", "nature"), ("title", "atitle"), ("doi", "10.1/x"), ("published", "2024-03")},
        "authors": {"aokiichiro", "kitahama"},
        "funders": {"jst", "北浜財団"},
        "awards": {"jpmjcr2001", "jpmjcr1999", "jp19k07120"},
        "funder-award": {("jst", "jpmjcr2001"), ("jst", "jpmjcr1999"), ("", "jp19k07120")},
        "grants": {
            ("jst", "crest", "", ("jpmjcr1999", "jpmjcr2001")), ("", "基盤研究(c)", "", ("jp19k07120",)), ("北浜財団", "", "", ()),
        },
        "glossary": {("1", "脳波"), ("None", "")},
        "glossary-refs": {("1", 2), ("None", 0)},
        "glossary-kind": {("1", "definition"), ("None", "citation")},
        "people": {"青木一郎", "kitahama"},
        "person-position": {("青木一郎", "教授"), ("kitahama", "准教授")},
        "person-affiliation": {("青木一郎", "北浜工科大学"), ("kitahama", "北浜工科大学")},
        "person-reading": {("青木一郎", "あおきいちろう")},
        "person-romanized": set(),
        "person-email": {("kitahama", "k@example.org")},
    }  # fmt: skip


def test_counts():
    worse = {**RECORD, "released": "2024-04-02", "people": [*RECORD["people"][:1], {"name": "余計"}]}
    counts = record_counts(RECORD, worse)
    assert list(counts) == list(RECORDS)
    assert (counts["people"].gold, counts["people"].output, counts["people"].hits) == (2, 2, 1)
    assert counts["released"].hits == 0
    assert counts["grants"].hits == 3
    assert record_counts(RECORD, None)["people"].output == 0


def test_what_has_another_shape_is_left_aside():
    odd = {
        "title": 3,
        "publication": "Nature",
        "funding": {"funder": "JST"},
        "people": ["青木一郎", {"name": None}],
        "glossary": None,
    }
    sets = record_sets(odd)
    assert sets["title"] == sets["publication"] == sets["grants"] == sets["glossary"] == set()
    assert sets["people"] == {""}
    assert record_sets({"funding": [{"awards": "JP19K07120"}], "released": ["2024"]})["awards"] == set()
