"""SIGTERM: what was taken is finished, what is new is refused, nothing is lost, and no process stays."""

from __future__ import annotations

import json
import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.serve.running import Running, until
from tests.serve.test_batch import grant, lines
from tests.serve.test_extract import TEXT, awards

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are found in /proc")


def refuses(url: str) -> bool:
    try:
        httpx.get(f"{url}/healthz")
    except httpx.TransportError:
        return True
    return False


def test_what_was_taken_is_finished(tmp_path):
    server = Running(tmp_path, "--no-ner", "--workers", "1")
    workers = server.workers()
    server.signal_workers(signal.SIGSTOP)
    with ThreadPoolExecutor(8) as pool:
        flying = [pool.submit(httpx.post, f"{server.url}/v1/extract", content=TEXT.encode(), timeout=60) for _ in range(4)]
        until(lambda: server.figure("kisha_places_taken") == 4, "four requests")
        sent = lines(*({"id": f"d{number}", "text": grant(number)} for number in range(5)))
        batch = pool.submit(httpx.post, f"{server.url}/v1/batch", content=sent, timeout=60)
        until(lambda: server.figure("kisha_documents_waiting") == 5, "two lines of the batch in the queue")
        for process in (server.process.pid, *workers):  # a supervisor may signal the whole group
            os.kill(process, signal.SIGTERM)
        until(lambda: refuses(server.url), "refusal")
        for worker in workers:
            os.kill(worker, signal.SIGCONT)
        assert [awards(each.result().json()) for each in flying] == [["JP19K07120"]] * 4
    said = [json.loads(line) for line in batch.result().text.splitlines()]
    assert [awards(each) for each in said[:-1]] == [["JP24K00000"], ["JP24K00001"]]
    assert said[-1]["code"] == "shutting-down"
    assert server.process.wait(60) == 0
    assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]


def test_no_worker_outlives_a_server_that_is_killed(tmp_path):
    server = Running(tmp_path, "--no-ner", "--workers", "1")
    workers = server.workers()
    assert workers
    server.kill()
    until(lambda: not [worker for worker in workers if Path(f"/proc/{worker}").exists()], "the workers' end")
