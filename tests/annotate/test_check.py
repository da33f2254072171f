"""`kisha gold check` finds each kind of mistake, and nothing in the gold of the project."""

from __future__ import annotations

import copy
import hashlib
import json
import re
from pathlib import Path

import pytest

from pipeline.annotate.check import WARNINGS, check_gold

ROOT = Path(__file__).parents[2]
TEXT = "青木一郎教授（北浜大学）。※1 2024年5月17日、JP19K07120、03-1234-5678、https://doi.org/10.1000/AB\n※1 用語：説明。\n"


def _mention(id_, kind, words, value=None):
    start = TEXT.index(words)
    return {"id": id_, "type": kind, "start": start, "end": start + len(words), "text": words, "value": value}


def _gold():
    definition = TEXT.index("説明。")
    return {
        "schema_version": "1.0",
        "document": {
            "id": "a", "source": "a.txt", "media_type": "text/plain", "encoding": "utf-8",
            "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "characters": len(TEXT),
        },
        "sections": [
            {"kind": "lead", "heading": None, "start": 0, "end": 40},
            {"kind": "glossary", "heading": None, "start": 40, "end": len(TEXT)},
        ],
        "mentions": [
            _mention("m1", "PERSON", "青木一郎"),
            _mention("m2", "POSITION", "教授"),
            _mention("m3", "ORGANIZATION", "北浜大学"),
            _mention("m4", "MARKER", "※1", "1"),
            _mention("m5", "DATE", "2024年5月17日", "2024-05-17"),
            _mention("m6", "AWARD_NUMBER", "JP19K07120", "JP19K07120"),
            _mention("m7", "PHONE", "03-1234-5678", "+81312345678"),
            _mention("m8", "URL", "https://doi.org/10.1000/AB"),
            _mention("m9", "DOI", "10.1000/AB", "10.1000/ab"),
            _mention("m10", "HEADWORD", "用語", "1"),
        ],
        "records": {
            "title": None,
            "released": "2024-05-17",
            "publication": {"authors": [{"name": "Ichiro Aoki", "person": "青木一郎"}]},
            "funding": [{"awards": [{"number": "JP19K07120"}], "recipients": ["青木一郎"], "mentions": ["m6"]}],
            "glossary": [
                {
                    "number": 1, "marker": "※1", "term": "用語", "references": ["m4"],
                    "definition": "説明。", "definition_start": definition, "definition_end": definition + 3,
                }
            ],
            "people": [{"name": "青木一郎", "positions": ["教授"], "affiliations": ["北浜大学"], "mentions": ["m1"]}],
            "organizations": [{"name": "北浜大学", "mentions": ["m3"]}],
            "contacts": [{"person": "青木一郎", "phone": "+81312345678"}],
        },
    }  # fmt: skip


def _set(data, path, value):
    *way, last = path
    for step in way:
        data = data[step]
    data[last] = value


def _findings(tmp_path, data, text=TEXT):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    if text is not None:
        (tmp_path / "a.txt").write_bytes(text.encode())
    return [(each.where, each.code) for each in check_gold(path)]


def test_sound_gold(tmp_path):
    assert _findings(tmp_path, _gold()) == []


R = "records"
BROKEN = [
    # what is set, what is found
    ((["mentions", 0, "end"], 4000), ("mentions[0] PERSON 0–4000", "offsets")),
    ((["mentions", 0, "end"], 0), ("mentions[0] PERSON 0–0", "offsets")),
    ((["mentions", 0, "start"], 1), ("mentions[0] PERSON 1–4", "text")),
    ((["mentions", 0, "text"], "青木二郎"), ("mentions[0] PERSON 0–4", "text")),
    ((["mentions", 0, "type"], "NAME"), ("mentions[0] NAME 0–4", "unknown-type")),
    ((["mentions", 1, "id"], "m1"), ("mentions[1] POSITION 4–6", "duplicate-id")),
    ((["mentions", 0, "value"], "青木"), ("mentions[0] PERSON 0–4", "value")),
    ((["mentions", 4, "value"], "2024-02-30"), ("mentions[4] DATE 16–26", "value")),
    ((["mentions", 4, "value"], None), ("mentions[4] DATE 16–26", "no-value")),
    ((["mentions", 5, "value"], "JP19K07121"), ("mentions[5] AWARD_NUMBER 27–37", "value-not-in-text")),
    ((["mentions", 0], {"type": "PERSON"}), ("mentions[0]", "schema")),
    ((["document", "characters"], 3), ("document.characters", "characters")),
    ((["document", "sha256"], "0" * 64), ("document.sha256", "sha256")),
    ((["document", "id"], "b"), ("document.id", "document-id")),
    ((["sections", 0, "end"], 39), ("sections[1]", "sections")),
    ((["sections", 0, "end"], 41), ("sections[1]", "sections")),
    ((["sections", 0, "start"], 1), ("sections[0]", "sections")),
    ((["sections", 1, "end"], 41), ("sections[1]", "sections")),
    (([R, "title"], "どこにもない題"), ("records.title", "record-not-in-text")),
    (([R, "released"], "2024-5-17"), ("records.released", "value")),
    (([R, "people", 0, "mentions"], ["m99"]), ("records.people[0].mentions", "pointer")),
    (([R, "people", 0, "mentions"], ["m1", "m1"]), ("records.people[0].mentions", "pointer")),
    (([R, "people", 0, "mentions"], ["m3"]), ("records.people[0].mentions", "pointer")),
    (([R, "people", 0, "mentions"], []), ("records.people[0].mentions", "record-without-mentions")),
    (([R, "people", 0, "affiliations"], ["南浜大学"]), ("records.people[0].affiliations", "record-not-in-text")),
    (([R, "people", 0, "email"], "a@b"), ("records.people[0].email", "value")),
    (([R, "publication", "authors", 0, "person"], "青木二郎"), ("records.publication.authors[0].person", "pointer")),
    (([R, "funding", 0, "recipients"], ["青木二郎"]), ("records.funding[0].recipients", "pointer")),
    (([R, "funding", 0, "awards"], [{"number": "JP19K00000"}]), ("records.funding[0].awards", "record-unmarked")),
    (([R, "contacts", 0, "person"], "青木二郎"), ("records.contacts[0].person", "pointer")),
    (([R, "contacts", 0, "phone"], "+81387654321"), ("records.contacts[0].phone", "record-unmarked")),
    (([R, "glossary", 0, "references"], ["m5"]), ("records.glossary[0].references", "pointer")),
    (([R, "glossary", 0, "number"], 2), ("records.glossary[0].references", "pointer")),
    (([R, "glossary", 0, "definition_end"], 5), ("records.glossary[0].definition", "definition")),
    (([R, "glossary", 0, "definition_end"], None), ("records.glossary[0].definition", "definition")),
    (([R, "glossary", 0, "kind"], "joke"), ("records.glossary[0].kind", "schema")),
    ((["mentions", 0, "extra"], 1), ("mentions[0].extra", "schema")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "wanted"), BROKEN, ids=[f"{'.'.join(map(str, change[0]))} {code}" for change, (_, code) in BROKEN]
)
def test_each_mistake_is_found(tmp_path, change, wanted):
    data = _gold()
    _set(data, *change)
    assert wanted in _findings(tmp_path, data)


def test_order_and_overlaps(tmp_path):
    data = _gold()
    data["mentions"][0], data["mentions"][1] = data["mentions"][1], data["mentions"][0]
    assert ("mentions[1] PERSON 0–4", "order") in _findings(tmp_path, data)
    data = _gold()
    for inside, kind in (("一郎", "PERSON"), ("青木一郎", "TERM")):
        other = copy.deepcopy(data)
        other["mentions"].insert(1, _mention("m11", kind, inside))
        found = [code for where, code in _findings(tmp_path, other)]
        assert "overlap" in found, inside
    other = copy.deepcopy(data)
    other["mentions"].append(_mention("m11", "DATE", "10", "2010"))  # a URL excuses a DOI only
    assert [code for _, code in _findings(tmp_path, other)].count("overlap") == 1


def test_a_shift_is_explained(tmp_path):
    path = tmp_path / "a.json"
    data = _gold()
    for each in data["mentions"][2:3]:
        each["start"] += 2
        each["end"] += 2
    path.write_text(json.dumps(data), encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    assert any("its words stand at 7" in each.message for each in check_gold(path))


def test_without_the_text(tmp_path):
    assert _findings(tmp_path, _gold(), text=None) == [("text", "text-not-found")]
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.md").write_bytes(TEXT.encode())
    assert check_gold(tmp_path / "a.json", tmp_path / "texts") == []


def test_bare_gold(tmp_path):
    path = tmp_path / "a.gold.json"
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    mentions = [{key: each[key] for key in ("type", "start", "end", "text", "value")} for each in _gold()["mentions"]]
    path.write_text(json.dumps({"mentions": mentions}), encoding="utf-8")
    assert check_gold(path) == []
    mentions[4]["value"] = "soon"
    path.write_text(json.dumps({"mentions": mentions}), encoding="utf-8")
    assert [each.code for each in check_gold(path)] == ["value"]


@pytest.mark.parametrize("content", ["{", "[]", '{"mentions": 1}', "\xff"])
def test_no_gold_at_all(tmp_path, content):
    path = tmp_path / "a.json"
    path.write_bytes(content.encode("latin-1"))
    assert [each.code for each in check_gold(path)] == ["unreadable"]


@pytest.mark.parametrize("path", sorted((ROOT / "gold").glob("*.json")), ids=lambda path: path.stem)
def test_the_gold_of_the_project(path):
    assert check_gold(path) == []


def test_every_code_stands_in_the_docs():
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipeline" / "annotate" / "check").glob("*.py"))
    given = set(re.findall(r"Finding\(\s*[^,]+(?:\[[^\]]*\][^,]*)?,\s*\"([a-z0-9-]+)\"", code))
    listed = set(re.findall(r"^\| `([a-z0-9-]+)` \|", (ROOT / "docs" / "annotation.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert given == listed
    assert given >= WARNINGS
