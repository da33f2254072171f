"""POST /v1/extract over a real socket: what can be sent, and each status code with its problem document."""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
from pathlib import Path

import docx
import pytest

import pipeline
from pipeline.serve.problems import KINDS
from pipeline.write import to_json_line
from tests.read.pdfs import Sheet, pdf

ROOT = Path(__file__).parents[2]
TEXT = "令和6年4月1日\n\n新しい方法を開発\n\n本研究は、JSPS科研費 JP19K07120 の助成を受けたものです。\n"


def awards(document) -> list[str]:
    return [award["number"] for grant in document["records"]["funding"] for award in grant["awards"]]


def problem(response, status: int, code: str):
    """The problem document of `response`, which must be one."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    said = response.json()
    assert (said["status"], said["code"], said["type"]) == (status, code, f"urn:kisha:problem:{code}")
    assert said["title"] == KINDS[code][1]
    assert said["detail"]
    return said


def test_json_gives_what_the_library_gives(server):
    text = (ROOT / "raw/release.txt").read_text(encoding="utf-8")
    answer = server.client.post("/v1/extract", json={"text": text, "name": "release.txt"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    expected = json.loads(to_json_line(pipeline.extract(text, ner=False)))
    expected["document"] |= {"id": "release", "source": "release.txt"}
    assert answer.json() == expected


def test_options_of_the_body_come_before_those_of_the_query(server):
    sent = {"text": "4月1日に開始した。\n", "id": "mine", "options": {"reference_date": "2024-03-01", "explain": True}}
    document = server.client.post("/v1/extract?reference_date=1999-01-01&id=other", json=sent).json()
    assert document["document"]["id"] == "mine"
    (mention,) = [each for each in document["mentions"] if each["type"] == "DATE"]
    assert mention["value"] == "2024-04-01"
    assert "beat" in mention


def test_a_body_of_any_content_type_is_told_by_its_content(server):
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/pdf", ""):
        headers = {"Content-Type": kind} if kind else {}
        answer = server.client.post("/v1/extract?name=a.txt", content=TEXT.encode("cp932"), headers=headers).json()
        assert awards(answer) == ["JP19K07120"], kind
        assert answer["document"]["encoding"] == "cp932"
        assert answer["document"]["id"] == "a"


def _pdf() -> bytes:
    sheet = Sheet()
    for row, line in enumerate(TEXT.splitlines()):
        sheet.write(60, 700 - 20 * row, line)
    return pdf(sheet)


def _docx() -> bytes:
    document, file = docx.Document(), io.BytesIO()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


def _html() -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
    return f"<!DOCTYPE html><html><head><meta charset=utf-8><title>x</title></head><body>{lines}</body></html>".encode()


@pytest.mark.parametrize(
    ("name", "made", "kind"),
    [
        ("記者発表.pdf", _pdf, "application/pdf"),
        ("a.docx", _docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.html", _html, "text/html"),
    ],
)
def test_upload(server, name, made, kind):
    answer = server.client.post("/v1/extract", files={"file": (name, made())}, data={"include_text": "true"}).json()
    document, text = answer["release"], answer["text"]
    assert document["document"]["source"] == name
    assert document["document"]["media_type"] == kind
    assert awards(document) == ["JP19K07120"]
    assert all(each["text"] == text[each["start"] : each["end"]] for each in document["mentions"])
    assert bool(answer["places"]) == (kind == "application/pdf")
    raw = server.client.post("/v1/extract", content=made()).json()
    in_json = server.client.post("/v1/extract", json={"data": base64.b64encode(made()).decode()}).json()
    assert [each["mentions"] for each in (raw, in_json)] == [document["mentions"]] * 2


def test_text_in_a_form(server):
    assert awards(server.client.post("/v1/extract", files={"text": (None, TEXT)}).json()) == ["JP19K07120"]


def test_too_large(server):
    problem(server.client.post("/v1/extract", content=b"a" * 300_001), 413, "body-too-large")
    problem(
        server.client.post("/v1/extract", content=iter([b"a" * 100_000] * 4)), 413, "body-too-large"
    )  # in chunks, of no known length
    assert server.client.post("/v1/extract", content=TEXT.encode()).status_code == 200


def test_media_types(server):
    problem(server.client.post("/v1/extract", content=b"\x89PNG\r\n\x1a\n"), 415, "source-unsupported")
    headers = {"Content-Encoding": "gzip"}
    problem(server.client.post("/v1/extract", content=gzip.compress(TEXT.encode()), headers=headers), 415, "media-type-unsupported")
    problem(server.client.post("/v1/batch", files={"file": ("a.txt", TEXT)}), 415, "media-type-unsupported")


def test_documents_that_cannot_be_read(server):
    for content, code in (
        (b"", "source-empty"),
        (b" \n ", "source-empty"),
        (bytes(range(256)), "source-binary"),
        (b"%PDF-1.7 x", "source-broken"),
    ):
        problem(server.client.post("/v1/extract", content=content), 422, code)


SECRET = "青木一郎だけの秘密"  # noqa: S105 - what must not be quoted


@pytest.mark.parametrize(
    "sent",
    [
        "{",
        "[]",
        json.dumps({"text": SECRET, "data": SECRET}),
        json.dumps({}),
        json.dumps({"data": SECRET}),
        json.dumps({"text": [SECRET]}),
        json.dumps({"text": "a", SECRET: 1}),
        json.dumps({"text": "a", "options": {SECRET: 1}}),
        json.dumps({"text": "a", "options": {"reference_date": SECRET}}),
        '{"text": "\\ud800"}',
        '{"text":' * 5000,
    ],
)
def test_requests_that_are_not_understood(server, sent):
    answer = server.client.post("/v1/extract", content=sent, headers={"Content-Type": "application/json"})
    problem(answer, 422, "request-invalid")
    assert SECRET not in answer.text


def test_forms_that_are_not_understood(server):
    send = server.client.post
    problem(send("/v1/extract", content=b"x", headers={"Content-Type": "multipart/form-data"}), 422, "request-invalid")
    problem(send("/v1/extract", content=b"x", headers={"Content-Type": "multipart/form-data; boundary=b"}), 422, "request-invalid")
    problem(send("/v1/extract", files={"other": ("a", b"x")}), 422, "request-invalid")
    problem(send("/v1/extract", files=[("file", ("a", b"x")), ("file", ("b", b"x"))]), 422, "request-invalid")
    problem(send("/v1/extract?ner=perhaps", content=TEXT.encode()), 422, "request-invalid")


def test_no_model_no_ner(server):
    problem(server.client.post("/v1/extract?ner=true", content=TEXT.encode()), 422, "option-unavailable")


def test_addresses_and_methods(server):
    problem(server.client.get("/nothing"), 404, "not-found")
    problem(server.client.post("/v1/extract/"), 404, "not-found")
    answer = server.client.get("/v1/extract")
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == "POST"


def test_the_log_holds_no_text(server):
    server.client.post(f"/v1/extract?name={SECRET}", content=SECRET.encode())
    server.client.post("/v1/extract", content=f'{{"text": {SECRET}', headers={"Content-Type": "application/json"})
    server.client.get(f"/{SECRET}?{SECRET}")
    metrics = server.client.get("/metrics").text
    assert re.search(r"INFO POST /v1/extract 422 [\d.]+ s \d+ bytes", server.log)
    assert "青木" not in server.log + metrics
    assert "%E9%9D" not in server.log + metrics
