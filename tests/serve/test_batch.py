"""POST /v1/batch over a real socket: order, bad lines, streaming both ways, backpressure."""

from __future__ import annotations

import asyncio
import base64
import http.client
import json

from pipeline.serve import batch
from pipeline.serve.app import create_app
from pipeline.serve.reading import answer
from pipeline.serve.service import Service
from pipeline.serve.settings import Settings
from pipeline.serve.workers import Crew
from tests.serve.test_extract import awards, problem


def lines(*each: dict | str) -> bytes:
    return "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in each).encode()


def answers(response) -> list[dict]:
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/x-ndjson"
    return [json.loads(line) for line in response.text.splitlines()]


def grant(number: int) -> str:
    return f"本研究は、JSPS科研費 JP24K{number:05} の助成を受けたものです。\n"


def test_order_is_kept(server):
    # long documents between short ones: workers finish them in another order
    texts = [("実験を行った。\n" * 3000 if number % 4 == 0 else "") + grant(number) for number in range(24)]
    given = answers(
        server.client.post("/v1/batch", content=lines(*({"id": f"d{n}", "text": text} for n, text in enumerate(texts))))
    )
    assert [each["document"]["id"] for each in given] == [f"d{number}" for number in range(24)]
    assert [awards(each) for each in given] == [[f"JP24K{number:05}"] for number in range(24)]


def test_a_bad_line_is_a_problem_on_its_line(server):
    sent = lines(
        {"text": grant(1)}, "{", "", {"id": "empty", "text": ""}, {"text": "a" * 300_000},
        {"id": "file", "data": base64.b64encode(grant(2).encode("cp932")).decode()},
    )  # fmt: skip
    given = answers(server.client.post("/v1/batch", content=sent.rstrip(b"\n")))
    assert [each.get("code") for each in given] == [None, "request-invalid", "source-empty", "body-too-large", None]
    assert [each.get("line") for each in given] == [None, 2, 4, 5, None]
    assert given[2]["id"] == "empty"
    assert given[3]["status"] == 413
    assert awards(given[4]) == ["JP24K00002"]


def test_options_in_the_query_hold_for_all(server):
    sent = lines({"text": "4月1日に開始した。\n"}, {"text": "4月1日に開始した。\n", "options": {"reference_date": "2001-01-01"}})
    given = answers(server.client.post("/v1/batch?reference_date=2024-01-01", content=sent))
    assert [each["mentions"][0]["value"] for each in given] == ["2024-04-01", "2001-04-01"]
    problem(server.client.post("/v1/batch?reference_date=x", content=sent), 422, "request-invalid")
    problem(server.client.post("/v1/batch?id=x", content=sent), 422, "request-invalid")


def test_nothing_in_nothing_out(server):
    assert answers(server.client.post("/v1/batch", content=b"")) == []


def test_a_line_is_answered_before_the_next_is_sent(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.putrequest("POST", "/v1/batch")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    answer = None
    for number in range(3):
        line = lines({"text": grant(number)})
        connection.send(b"%x\r\n%s\r\n" % (len(line), line))
        answer = answer or connection.getresponse()
        assert awards(json.loads(answer.readline())) == [f"JP24K{number:05}"]
    connection.send(b"0\r\n\r\n")
    assert answer.read() == b""
    connection.close()


class Both:
    """The two ends of a connection: `receive` gives line after line for ever or up to a number, `send` waits until it may."""

    def __init__(self, number: int | None = None) -> None:
        self.number, self.given, self.sent = number, 0, []
        self.may_send = asyncio.Event()

    async def receive(self):
        await asyncio.sleep(0)
        if self.given == self.number:
            self.may_send.set()
            await asyncio.Event().wait()
        self.given += 1
        return {"type": "http.request", "body": b'{"text": "x"}\n', "more_body": self.given != self.number}

    async def send(self, message):
        await self.may_send.wait()
        self.sent.append(message)


async def _batch(both: Both) -> tuple[asyncio.Task, list]:
    """A batch over `both` by an application whose documents are read at once, and what it was asked about so far."""
    asked: list = []

    class Instant(Service):
        async def read(self, document, *, patience):
            assert patience is None  # a line waits for its turn for as long as it takes
            asked.append(document)
            return b"{}\n"

    app = create_app(Instant(Settings(workers=2, max_bytes=100), Crew(lambda: answer, 1, 1)))
    scope = {
        "type": "http", "method": "POST", "path": "/v1/batch", "raw_path": b"/v1/batch", "query_string": b"", "root_path": "",
        "headers": [(b"host", b"localhost")], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8000), "scheme": "http",
        "http_version": "1.1",
    }  # fmt: skip
    return asyncio.create_task(app(scope, both.receive, both.send)), asked


def test_a_client_that_sends_all_before_it_reads():
    """Without room for what it sends, client and server would wait for each other."""

    async def run() -> Both:
        both = Both(3000)
        task, _ = await _batch(both)
        await asyncio.wait_for(task, 60)
        return both

    sent = asyncio.run(run()).sent
    assert b"".join(each.get("body", b"") for each in sent) == b"{}\n" * 3000


def test_a_client_that_never_reads_is_not_read_from_for_ever(monkeypatch):
    monkeypatch.setattr(batch, "_ROOM", 10_000)

    async def run() -> tuple[int, int]:
        both = Both()
        task, asked = await _batch(both)
        before = -1
        while both.given != before:
            before = both.given
            for _ in range(100):
                await asyncio.sleep(0)
        task.cancel()
        return both.given, len(asked)

    given, asked = asyncio.run(run())
    assert given < 1000  # lines of 14 bytes into room for 10,000
    assert asked <= 5  # two for each worker, and the one whose answer nobody takes
