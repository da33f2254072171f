"""Probes, figures, the schema, the pages of the interface."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser

from jsonschema import Draft202012Validator

from tests.serve.test_extract import TEXT


def test_probes(server):
    assert server.client.get("/healthz").json() == {"status": "ok"}
    assert server.client.get("/readyz").json()["status"] == "ready"
    assert server.client.head("/healthz").status_code == 200


def test_schema_is_the_commands_and_holds_for_answers(server):
    answer = server.client.get("/v1/schema")
    printed = subprocess.run([sys.executable, "-m", "pipeline", "schema"], capture_output=True, check=True).stdout
    assert answer.headers["content-type"] == "application/schema+json"
    assert answer.json() == json.loads(printed)
    Draft202012Validator(answer.json()).validate(server.client.post("/v1/extract", content=TEXT.encode()).json())


def test_figures(server):
    before = server.figure('kisha_documents_total{outcome="read"}'), server.figure("kisha_document_seconds_count")
    server.client.post("/v1/extract", content=TEXT.encode())
    assert server.figure('kisha_documents_total{outcome="read"}') == before[0] + 1
    assert server.figure("kisha_document_seconds_count") == before[1] + 1
    text = server.client.get("/metrics").text
    for line in text.splitlines():
        assert re.fullmatch(r'# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"]*",?)+\})? [\d.e+-]+', line), line
    buckets = [float(each) for each in re.findall(r'kisha_document_seconds_bucket\{le="[^"]+"\} (\d+)', text)]
    assert buckets == sorted(buckets)
    assert buckets[-1] == server.figure("kisha_document_seconds_count")
    assert server.figure('kisha_worker_resident_bytes{worker="1"}') > 10_000_000


def test_openapi_says_what_is_there(server):
    api = server.client.get("/openapi.json").json()
    workspace = {"/v1/resolve", "/v1/workspace", "/v1/workspace/{name}", "/v1/workspace/{name}/agreement"}
    assert set(api["paths"]) == {"/v1/extract", "/v1/batch", "/v1/schema", "/healthz", "/readyz", "/metrics", *workspace}
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(api)))
    assert named <= set(api["components"]["schemas"])
    assert {"Release", "ExtractRequest", "Problem"} <= named


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: set[str] = set()
        self.targets: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        known = dict(attrs)
        self.ids.add(known.get("id", ""))
        self.targets |= {known[name] for name in ("href", "src") if name in known}


def test_the_page_of_the_interface_needs_nothing_else(server):
    answer = server.client.get("/docs")
    page = _Page()
    page.feed(answer.text)
    assert not page.tags & {"script", "link", "img", "iframe"}
    assert all(each == "openapi.json" or each.removeprefix("#") in page.ids for each in page.targets)
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "/v1/batch" in answer.text


def test_every_answer_forbids_what_no_answer_needs(server):
    for answer in (server.client.get("/healthz"), server.client.get("/docs"), server.client.get("/nothing")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "server" not in answer.headers
        assert not [name for name in answer.headers if name.startswith("access-control")]
