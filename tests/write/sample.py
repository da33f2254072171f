"""Releases made by hand, with all that an exchange format can stumble over."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.assemble import Release

GOLDEN = Path(__file__).parent / "golden"
#: With this in the environment the tests write the golden files instead of comparing with them.
FLAG = "KISHA_WRITE_GOLDEN"


def matches_golden(name: str, made: bytes) -> bool:
    """Whether the golden file `name` holds `made`; with the flag it does from now on."""
    if os.environ.get(FLAG):
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_bytes(made)
    return (GOLDEN / name).read_bytes() == made


def release(id_: str, **records) -> Release:
    document = {
        "id": id_, "source": f"{id_}.txt", "media_type": "text/plain", "encoding": "utf-8", "sha256": "ab" * 32, "characters": 40,
    }  # fmt: skip
    return Release.model_validate({"document": document, "records": records})


JST = {
    "funder": "科学技術振興機構",
    "abbreviation": "JST",
    "funder_name": "国立研究開発法人科学技術振興機構",
    "funder_ids": {"ror": "https://ror.org/00097mb19", "crossref_funder": "10.13039/501100002241"},
    "program": "CREST",
    "project": "光で動く分子機械の創成",
    "awards": [
        {"number": "JPMJCR2101", "scheme": "JPMJCR", "fiscal_year": 2021, "url": "https://doi.org/10.52926/JPMJCR2101"},
        {"number": "0012345"},
    ],
    "recipients": ["青木一郎"],
    "mentions": ["m2"],
}
#: A paper with everything, and grants of every kind.
FULL = release(
    "motor",
    title="光で動く\n分子モーター & <script>",
    released="2026-03-04",
    publication={
        "journal": "Journal of Molecular Machines",
        "title": "50% {faster} A_1 & B <i>motors</i>",
        "title_ja": "光で動く分子モーター",
        "authors": [
            {"name": "Ichiro Aoki", "person": "青木一郎"},
            {"name": "白井 花"},
            {"name": "Motor and Machine Group"},
            {"name": "J.-P. Müller"},
        ],
        "doi": "10.5555/jmm.2026--0304_a",
        "published": "2026-03-03T01:00:00+09:00",
        "url": "https://journal.example.org/a{1}?x=1&y=2",
    },
    funding=[
        JST,
        {"funder": "北浜財団", "funder_ids": {"ror": "https://ror.org/02y123g31"}},
        {"funder_inferred": "日本学術振興会", "program": "科研費", "awards": [{"number": "JP22K00123"}]},
        {"funder": "白浜研究機構", "co_funders": ["Shirahama Council"], "awards": [{"number": "S-1"}]},
        {"program": "名のない事業"},
        {"awards": [{"number": "ABC-99"}]},
        {"funder": "他人財団", "awards": [{"number": "OTHER-1"}], "own": False},
    ],
    people=[
        {
            "name": "青木一郎",
            "reading": "あおき いちろう",
            "romanized": "Ichiro Aoki",
            "positions": ["教授", "=1+1"],
            "affiliations": ["北浜工科大学", "理化学研究所"],
            "email": "aoki@example.ac.jp",
            "phone": "+81312345678",
            "roles": ["author", "contact"],
            "mentions": ["m1"],
        },
        {"name": "＝白井", "romanized": "@Hana"},
    ],
    glossary=[
        {"number": 1, "marker": "※1", "term": "分子機械", "aliases": ["機械"], "definition": "動く分子。", "references": ["m3"]},
        {"marker": "※2", "kind": "citation", "citation": {"doi": "10.5555/x"}},
    ],
    organizations=[{"name": "北浜工科大学", "ids": {"ror": "https://ror.org/00097mb19"}}],
)  # fmt: skip
#: No paper, a year with a hole in it, a grant of somebody else.
EXHIBIT = release("exhibit", title="展示のお知らせ", released="202X", funding=[{"funder": "他人財団", "own": False}])
#: No paper, but a day and a grant.
PROJECT = release("事業", title="事業を開始", released="2026-04", funding=[{"funder": "北浜財団"}])
#: A Japanese title alone, no day.
SHORT = release("短信", released="2026-05-01", publication={"title_ja": "短い論文", "published": "2026"})
ALL = (FULL, EXHIBIT, PROJECT, SHORT)
