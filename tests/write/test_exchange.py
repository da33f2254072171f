"""The exchange formats: golden files, the public schemas, and what must not be said."""

from __future__ import annotations

import json
import os

import bibtexparser
import jsonschema
import pytest
from lxml import etree

from pipeline.write.bibtex import bibtex, key, to_bibtex
from pipeline.write.crossref import crossref
from pipeline.write.csl import to_csl
from pipeline.write.datacite import datacite, funding_references, to_datacite
from pipeline.write.exchange import date_parts, iso_day, one_line, uri
from pipeline.write.schema_org import schema_org, to_jsonld
from tests.write.sample import ALL, EXHIBIT, FLAG, FULL, JST, PROJECT, SHORT, matches_golden, release
from tests.write.schemas import check_crossref, check_csl, check_datacite, check_schema_org


def test_the_flag_that_writes_golden_files_is_off():
    assert not os.environ.get(FLAG), f"the golden files were written; look at the difference and run again without {FLAG}"


@pytest.mark.parametrize(
    ("name", "make", "left"),
    [
        ("datacite.json", to_datacite, ["exhibit"]),
        ("jsonld.json", to_jsonld, []),
        ("csl.json", to_csl, ["exhibit", "事業"]),
        ("bibtex.bib", to_bibtex, ["exhibit", "事業"]),
    ],
)
def test_golden(name, make, left):
    out: list[str] = []
    assert matches_golden(name, "".join(make(ALL, out.append)).encode())
    assert out == left


def test_golden_of_crossref():
    assert matches_golden("crossref.xml", crossref(FULL).encode())
    assert crossref(EXHIBIT) is None


def _json(make, *releases):
    return json.loads("".join(make(releases)))


def test_nothing_gives_an_empty_list():
    assert (_json(to_datacite), _json(to_csl), "".join(to_bibtex(()))) == ([], [], "")
    assert _json(to_jsonld) == {"@context": "https://schema.org", "@graph": []}


def test_datacite_fits_its_schemas():
    for record in _json(to_datacite, *ALL):
        check_datacite(record)


def test_datacite_checks_can_fail():
    record = datacite(FULL) | {"fundingReferences": [{"funderName": "x", "funderIdentifierType": "DOI"}]}
    with pytest.raises(jsonschema.ValidationError):
        check_datacite(record)


def test_datacite_has_a_reference_for_each_number():
    assert [(each["funderName"], each.get("awardNumber"), each.get("awardTitle")) for each in funding_references(FULL)] == [
        ("科学技術振興機構", "JPMJCR2101", "光で動く分子機械の創成"),
        ("科学技術振興機構", "0012345", "光で動く分子機械の創成"),
        ("北浜財団", None, None),
        ("日本学術振興会", "JP22K00123", "科研費"),
        ("白浜研究機構", "S-1", None),
        ("Shirahama Council", None, None),
        ("(:unav)", None, "名のない事業"),
        ("(:unav)", "ABC-99", None),
    ]


def test_datacite_prefers_ror_and_says_no_funder_twice():
    twice = release("a", released="2026-01-01", funding=[JST | {"awards": []}, JST | {"awards": [], "program": "ERATO"}])
    (reference,) = funding_references(twice)
    assert (reference["funderIdentifierType"], reference["funderIdentifier"]) == ("ROR", "https://ror.org/00097mb19")
    (registry,) = funding_references(
        release("b", funding=[{"funder": "x", "funder_ids": {"crossref_funder": "10.13039/501100002241"}}])
    )
    assert registry["funderIdentifier"] == "https://doi.org/10.13039/501100002241"


def test_datacite_takes_the_year_of_the_release_but_no_date():
    record = datacite(release("a", released="2026-01-05", publication={"title": "T"}))
    assert (record["publicationYear"], "dates" in record) == ("2026", False)
    assert datacite(PROJECT)["types"]["resourceType"] == "Press release"


def test_crossref_fits_its_schema():
    check_crossref(crossref(FULL).encode())
    with pytest.raises(etree.DocumentInvalid):
        check_crossref(crossref(FULL).replace('name="award_number"', 'name="award"').encode())


def test_crossref_nests_ids_and_groups_numbers():
    space = {"fr": "http://www.crossref.org/fundref.xsd"}
    root = etree.fromstring(crossref(FULL).encode())
    assert [
        [(each.get("name"), (each.text or "").strip(), [inner.text for inner in each]) for each in group]
        for group in root.iterfind("fr:assertion[@name='fundgroup']", space)
    ] == [
        [
            ("funder_name", "科学技術振興機構", ["https://doi.org/10.13039/501100002241"]),
            ("award_number", "JPMJCR2101", []),
            ("award_number", "0012345", []),
        ],
        [("ror", "https://ror.org/02y123g31", [])],
        [("funder_name", "日本学術振興会", []), ("award_number", "JP22K00123", [])],
        [("funder_name", "白浜研究機構", []), ("funder_name", "Shirahama Council", []), ("award_number", "S-1", [])],
    ]


def test_crossref_says_the_same_group_once():
    twice = release("a", funding=[{"funder": "北浜財団", "program": "甲"}, {"funder": "北浜財団", "program": "乙"}])
    assert crossref(twice).count("北浜財団") == 1


def test_json_ld_fits_the_vocabulary():
    for node in _json(to_jsonld, *ALL)["@graph"]:
        check_schema_org(node)


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "PressRelease"},
        {"@type": "NewsArticle", "title": "x"},
        {"@type": "NewsArticle", "funding": {"@type": "Person", "name": "x"}},
        {"@type": "Grant", "funder": {"@type": "NewsArticle"}},
        {"@type": "Grant", "funder": "JST"},
        {"@type": "NewsArticle", "datePublished": "2026-03"},
        {"@type": "NewsArticle", "url": "発表"},
    ],
)
def test_json_ld_checks_can_fail(node):
    with pytest.raises(ValueError, match=r"."):
        check_schema_org(node)


def test_json_ld_may_stand_in_a_page():
    text = "".join(to_jsonld([FULL]))
    assert "<" not in text
    assert json.loads(text)["@graph"][0]["headline"] == "光で動く 分子モーター & <script>"


def test_json_ld_hangs_grants_on_the_paper_or_the_project():
    assert len(schema_org(FULL)["about"]["funding"]) == 6
    assert schema_org(PROJECT)["about"] == {
        "@type": "ResearchProject",
        "funding": {"@type": "Grant", "funder": {"@type": "Organization", "name": "北浜財団"}},
    }
    assert "about" not in schema_org(EXHIBIT)


def test_csl_fits_its_schema():
    check_csl(_json(to_csl, *ALL))
    with pytest.raises(jsonschema.ValidationError):
        check_csl([{"id": "x", "type": "press-release"}])


def test_bibtex_is_read_back():
    entries = {each["ID"]: each for each in bibtexparser.loads("".join(to_bibtex(ALL))).entries}
    full = entries["motor"]
    assert full["title"] == r"{50\% \textbraceleft{}faster\textbraceright{} A\_1 \& B <i>motors</i>}"
    assert full["author"] == "Ichiro Aoki and {白井 花} and {Motor and Machine Group} and J.-P. Müller"
    assert (full["year"], full["month"].lower(), full["doi"]) == ("2026", "march", "10.5555/jmm.2026--0304_a")
    assert full["url"] == "https://journal.example.org/a%7B1%7D?x=1&y=2"
    assert full["titleaddon"] == "{光で動く分子モーター}"
    assert (entries["release-abababababab"]["title"], entries["release-abababababab"]["year"]) == ("{短い論文}", "2026")
    assert "month" not in entries["release-abababababab"]


@pytest.mark.parametrize("id_", ["a b", "a,b", "{a}", "発表", "a#", "", "-a", "a%"])
def test_bibtex_keys_are_safe(id_):
    assert key(release(id_)) == "release-abababababab"


@pytest.mark.parametrize("title", ["{", "}}", "a\\", "%", "$x_1^2$", "~", '"'])
def test_bibtex_holds_any_title(title):
    entry = bibtex(release("x", publication={"title": title, "doi": "10.5555/1"}))
    (read,) = bibtexparser.loads(entry).entries
    assert read["doi"] == "10.5555/1"


@pytest.mark.parametrize("make", [to_datacite, to_jsonld, to_csl, to_bibtex])
def test_somebody_elses_grant_is_nowhere(make):
    assert "他人財団" not in "".join(make(ALL))
    assert "OTHER-1" not in crossref(FULL)


def test_nothing_is_made_up():
    bare = release("a", publication={"title": "T"})
    assert _json(to_csl, bare) == [{"id": "a", "type": "article-journal", "title": "T"}]
    assert schema_org(bare) == {
        "@type": "NewsArticle",
        "genre": "press release",
        "about": {"@type": "ScholarlyArticle", "name": "T"},
    }
    assert bibtex(bare) == "@article{a,\n  title = {{T}}\n}\n"
    assert datacite(bare) is None
    assert _json(to_csl, SHORT)[0]["issued"] == {"date-parts": [[2026]]}
    assert "null" not in "".join(to_jsonld(ALL)) + "".join(to_datacite(ALL)) + "".join(to_csl(ALL))


@pytest.mark.parametrize(
    ("edtf", "parts"),
    [
        ("2026-03-04", (2026, 3, 4)), ("2026-03", (2026, 3)), ("2026", (2026,)), ("2022-05-17T01:00:00+01:00", (2022, 5, 17)),
        ("202X", ()), ("2021-04-01/2022-03-31", ()), ("", ()), (None, ()), ("2026-03-04T", ()),
    ],
)  # fmt: skip
def test_dates(edtf, parts):
    assert date_parts(edtf) == parts
    assert iso_day(edtf) == ("-".join(f"{part:02}" for part in parts) if len(parts) == 3 else None)


def test_texts_become_one_line():
    assert one_line("a\r\n\x00b\u3000c\ud800") == "a b\u3000c "


@pytest.mark.parametrize(
    ("url", "made"),
    [
        ("https://example.org/発表?q=a b", "https://example.org/%E7%99%BA%E8%A1%A8?q=a%20b"),
        ("https://example.org/a%20b", "https://example.org/a%20b"), ("www.example.org", None), (None, None),
    ],
)  # fmt: skip
def test_addresses_are_uris(url, made):
    assert uri(url) == made
