"""The workbench's part of the server: the workspace on disk, records that follow a correction, another annotator's gold."""

from __future__ import annotations

import hashlib
import json
import socket

import httpx
import pytest

from pipeline import flow
from pipeline.annotate import check_gold
from pipeline.model import Source
from pipeline.model.annotation import Mark
from pipeline.read import read as read_file
from pipeline.serve.workbench.keeping import aligned, kept, renamed
from tests.serve.running import Running
from tests.serve.test_extract import ROOT, problem

TEXT = (
    "𠮷野線の発表\n\n令和6年4月1日\n\n青嶺大学の青木一郎教授らは、新しい方法を開発した。"
    "本研究は、JSPS科研費 JP19K07120 の助成を受けた。\n"
)
NEW = {"If-None-Match": "*"}


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    base = tmp_path_factory.mktemp("workbench")
    for name in ("space", "second"):
        (base / name).mkdir()
    return base


@pytest.fixture(scope="module")
def bench(folders):
    options = ("--workspace", str(folders / "space"), "--second", str(folders / "second"))
    running = Running(folders, "--no-ner", "--workers", "1", "--max-bytes", "300000", *options)
    yield running
    running.kill()


@pytest.fixture
def space(folders):
    """The workspace, empty."""
    for folder in ("space", "second"):
        for each in (folders / folder).iterdir():
            each.unlink()
    return folders / "space"


def read(bench, text: str = TEXT):
    return bench.client.post("/v1/extract", json={"text": text, "options": {"include_text": True}}).json()


def gold(read_: dict) -> dict:
    return {"release": read_["release"], "text": read_["text"]}


def marked(release: dict) -> list[dict]:
    return [{key: each[key] for key in ("id", "type", "start", "end", "value")} for each in release["mentions"]]


def put(bench, name: str, body: dict, headers: dict[str, str]):
    return bench.client.put(f"/v1/workspace/{name}", json=body, headers=headers)


def test_what_is_saved_is_gold_and_comes_back_with_its_tag(bench, space):
    body = gold(read(bench))
    answer = put(bench, "吉野線", body, NEW)
    assert answer.status_code == 204
    assert (space / "吉野線.txt").read_bytes() == TEXT.encode()
    saved = json.loads((space / "吉野線.json").read_bytes())
    assert saved["document"] | {"id": "吉野線", "source": "吉野線.txt", "characters": len(TEXT)} == saved["document"]
    assert saved["document"]["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert all(TEXT[each["start"] : each["end"]] == each["text"] for each in saved["mentions"])
    assert {each["extractor"] for each in saved["mentions"]} == {None}
    assert [each for each in check_gold(space / "吉野線.json") if each.is_error] == []
    loaded = bench.client.get("/v1/workspace/吉野線")
    assert loaded.headers["etag"] == answer.headers["etag"]
    assert loaded.json() == {"release": saved, "text": TEXT}
    assert bench.client.get("/v1/workspace").json()["documents"] == [{"name": "吉野線", "annotated": True}]
    assert sorted(each.name for each in space.iterdir()) == ["吉野線.json", "吉野線.txt"]


def test_other_gold_is_not_replaced_unless_that_is_said(bench, space):
    body = gold(read(bench))
    first = put(bench, "a", body, NEW).headers["etag"]
    problem(put(bench, "a", body, NEW), 412, "gold-changed")
    body["release"]["records"]["title"] = "別の題"
    second = put(bench, "a", body, {"If-Match": first})
    assert second.status_code == 204
    before = (space / "a.json").read_bytes()
    said = problem(put(bench, "a", body, {"If-Match": first}), 412, "gold-changed")
    assert f'"{said["etag"]}"' == second.headers["etag"]
    (space / "a.json").write_bytes(before + b" ")  # an editor's work counts too
    problem(put(bench, "a", body, {"If-Match": second.headers["etag"]}), 412, "gold-changed")
    (space / "a.json").unlink()
    assert problem(put(bench, "a", body, {"If-Match": first}), 412, "gold-changed")["etag"] is None
    problem(put(bench, "a", body, {}), 428, "precondition-missing")


def test_a_name_keeps_its_text(bench, space):
    put(bench, "a", gold(read(bench)), NEW)
    (space / "a.json").unlink()
    other = gold(read(bench, TEXT.replace("青木", "赤木")))
    problem(put(bench, "a", other, NEW), 409, "text-differs")
    assert (space / "a.txt").read_text(encoding="utf-8") == TEXT


def test_a_text_without_gold_can_be_opened(bench, space):
    (space / "b.txt").write_text(TEXT, encoding="utf-8")
    assert bench.client.get("/v1/workspace").json()["documents"] == [{"name": "b", "annotated": False}]
    answer = bench.client.get("/v1/workspace/b")
    assert answer.json() == {"release": None, "text": TEXT}
    assert "etag" not in answer.headers


@pytest.mark.parametrize("name", ["..%2Fup", "..", ".hidden", "a%5Cb", "a%00", "a.", "c%3A", "x" * 201, "a%E2%80%AEb", "a.gold"])
def test_names_stay_in_the_folder(bench, space, folders, name):
    body = json.dumps(gold(read(bench))).encode()
    path = f"/v1/workspace/{name}".encode()
    with socket.create_connection(("127.0.0.1", bench.port), timeout=30) as raw:  # a client would tidy the path
        head = b"PUT " + path + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nIf-None-Match: *\r\n"
        raw.sendall(head + b"Content-Length: " + str(len(body)).encode() + b"\r\n\r\n" + body)
        status = int(raw.makefile("rb").readline().split()[1])
    assert status in (404, 422)
    assert list(space.iterdir()) == []
    assert {each.name for each in folders.iterdir()} == {"space", "second", "serve.log"}


def test_a_gold_file_cannot_have_another_file_read(bench, space, folders):
    (folders / "secret.txt").write_text("秘密の本文", encoding="utf-8")
    about = {
        "id": "../secret",
        "source": "../secret.txt",
        "media_type": "text/plain",
        "encoding": "utf-8",
        "sha256": "",
        "characters": 5,
    }
    (space / "c.json").write_text(json.dumps({"document": about, "mentions": []}), encoding="utf-8")
    problem(bench.client.get("/v1/workspace/c"), 404, "text-not-found")
    (folders / "secret.txt").unlink()


@pytest.mark.parametrize("change", [{"start": 0}, {"text": "別"}, {"end": 10_000}])
def test_mentions_must_stand_in_the_text(bench, space, change):
    body = gold(read(bench))
    body["release"]["mentions"][-1] |= change
    problem(put(bench, "d", body, NEW), 422, "gold-unsound")
    assert list(space.iterdir()) == []


def test_a_text_that_would_be_read_otherwise_is_not_stored(bench, space):
    text = "<!doctype html><html><body><p>令和6年4月1日</p></body></html>"
    body = gold(read(bench)) | {"text": text}
    body["release"] |= {"mentions": [], "sections": []}
    problem(put(bench, "e", body, NEW), 422, "text-unstorable")
    assert list(space.iterdir()) == []


def test_without_a_workspace_there_is_none(server):
    assert server.client.get("/v1/workspace").json() == {"open": False, "second": False, "documents": []}
    problem(server.client.get("/v1/workspace/a"), 404, "workspace-closed")


def test_records_follow_a_correction_and_keep_what_was_written(bench):
    found = read(bench)["release"]
    assert [each["name"] for each in found["records"]["people"]] == ["青木一郎"]
    edited = json.loads(json.dumps(found["records"]))
    edited["title"] = "手で書いた題"
    edited["people"][0]["romanized"] = "Aoki Ichiro"
    mentions = [each for each in marked(found) if each["type"] != "AWARD_NUMBER"]
    sent = {"text": TEXT, "mentions": mentions, "records": edited, "resolved": found["records"]}
    answer = bench.client.post("/v1/resolve", json=sent).json()
    records = answer["release"]["records"]
    assert records["title"] == "手で書いた題"
    assert records["people"][0]["romanized"] == "Aoki Ichiro"
    assert [each["awards"] for each in records["funding"]] == [[]]
    assert answer["resolved"]["title"] != records["title"]
    back = sent | {"mentions": marked(found), "records": records, "resolved": answer["resolved"]}
    again = bench.client.post("/v1/resolve", json=back).json()["release"]["records"]
    assert again["funding"] == found["records"]["funding"]
    assert again["title"] == "手で書いた題"


def test_nothing_but_the_marks_are_mentions_behind_an_astral_character_too(bench):
    at = TEXT.index("JP19K07120")
    mark = {"id": "x", "type": "AWARD_NUMBER", "start": at, "end": at + 10}
    astral = {"id": "y", "type": "LOCATION", "start": 0, "end": 2, "value": None}
    release = bench.client.post("/v1/resolve", json={"text": TEXT, "mentions": [mark, astral]}).json()["release"]
    assert [(each["text"], each["value"]) for each in release["mentions"]] == [("𠮷野", None), ("JP19K07120", "JP19K07120")]
    assert [[award["number"] for award in grant["awards"]] for grant in release["records"]["funding"]] == [["JP19K07120"]]


@pytest.mark.parametrize("span", [(5, 5), (7, 3), (0, 10_000), (-1, 3)])
def test_marks_outside_the_text_are_refused(bench, span):
    mark = {"id": "x", "type": "DATE", "start": span[0], "end": span[1]}
    problem(bench.client.post("/v1/resolve", json={"text": TEXT, "mentions": [mark]}), 422, "request-invalid")


@pytest.mark.parametrize("name", ["awards-table", "missing-notes", "wrapped-pdf"])
def test_the_mentions_of_an_output_say_what_it_says(name):
    source = read_file(ROOT / f"examples/{name}.txt")
    release = flow.run(source, ner=False)
    again = flow.run_marks(source, [Mark(each.start, each.end, str(each.type)) for each in release.mentions], ner=False)
    assert again.records == release.records
    assert [each.value for each in again.mentions] == [each.value for each in release.mentions]


def test_marks_stand_where_they_were_put_whatever_the_view_makes_of_them():
    source = Source("**令和６年**\u3099 ㍿\n", "a.txt")
    spans = [(start, end) for start in range(len(source.text)) for end in range(start + 1, len(source.text) + 1)]
    release = flow.run_marks(source, [Mark(start, end, kind) for start, end in spans for kind in ("DATE", "FUNDER")], ner=False)
    assert {(each.start, each.end) for each in release.mentions} == set(spans)
    assert len(release.mentions) == 2 * len(spans)
    assert all(source.text[each.start : each.end] == each.text for each in release.mentions)


def test_a_grant_is_joined_of_marks_that_nobody_proposed(bench):
    text = "研究の発表\n\n本研究は緑風会の支援で行い、番号は甲第七号でした。\n"
    at = text.index("緑風会"), text.index("甲第七号")
    mentions = [
        {"id": "a", "type": "FUNDER", "start": at[0], "end": at[0] + 3},
        {"id": "b", "type": "AWARD_NUMBER", "start": at[1], "end": at[1] + 4},
    ]
    (grant,) = bench.client.post("/v1/resolve", json={"text": text, "mentions": mentions}).json()["resolved"]["funding"]
    assert (grant["funder"], [each["number"] for each in grant["awards"]]) == ("緑風会", ["甲第七号"])


def test_the_second_annotator(bench, space, folders):
    body = gold(read(bench))
    problem(bench.client.post("/v1/workspace/a/agreement", json=body), 404, "not-found")
    put(bench, "a", body, NEW)
    other = json.loads((space / "a.json").read_bytes())
    gone = other["mentions"].pop(0)
    (folders / "second/a.json").write_text(json.dumps(other), encoding="utf-8")
    found = bench.client.post("/v1/workspace/a/agreement", json=body).json()
    assert found["all_types"]["a"] == found["all_types"]["b"] + 1 == found["all_types"]["both"] + 1
    (difference,) = found["differences"]
    assert (difference["kind"], difference["a"]["text"], difference["b"]) == ("only-a", gone["text"], None)


def test_the_page_lets_nothing_run_but_its_own(bench):
    answer = httpx.get(bench.url)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy


def person(name: str, **fields) -> dict:
    return {"name": name, "reading": None, "affiliations": [], "mentions": [], **fields}


def records(*people: dict, **fields) -> dict:
    lists = {"funding": [], "glossary": [], "organizations": [], "contacts": []}
    return {"title": None, "released": None, "publication": {}, **lists, "people": list(people), **fields}


def test_entries_stay_as_a_person_left_them():
    before = records(person("青木一郎"), person("赤木二郎", affiliations=["青嶺大学"]), person("白木三郎"))
    edited = records(person("青木一郎", reading="あおき"), person("赤城二郎", affiliations=["青嶺大学"]), person("黒木四郎"))
    now = records(*before["people"][::-1], person("緑川五郎"))
    names = [(each["name"], each["reading"]) for each in kept(before, edited, now)["people"]]
    assert names == [("赤城二郎", None), ("青木一郎", "あおき"), ("緑川五郎", None), ("黒木四郎", None)]


def test_an_entry_that_was_added_by_hand_and_is_found_later_stands_once():
    edited = records(person("青木一郎", reading="あおき"))
    now = records(person("青木一郎", mentions=["m1"]))
    assert kept(records(), edited, now)["people"] == [person("青木一郎", reading="あおき", mentions=["m1"])]


def test_an_entry_that_nothing_says_any_more_goes_unless_it_was_edited():
    before = records(person("青木一郎"), person("赤木二郎"))
    edited = records(person("青木一郎"), person("赤木二郎", reading="あかぎ"))
    assert [each["name"] for each in kept(before, edited, records())["people"]] == ["赤木二郎"]


def test_ids_follow_their_mentions():
    assert renamed(records(person("青木一郎", mentions=["a", "b"])), {"a": "m7"})["people"][0]["mentions"] == ["m7"]


def test_equal_entries_are_matched_in_order():
    assert aligned([person("青木一郎"), person("青木一郎")], [person("青木一郎"), person("青木一郎")]) == {0: 0, 1: 1}
