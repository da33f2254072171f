"""What happens when there is too much, too slow or too little: a worker is stopped, as a heavy document would stop it."""

from __future__ import annotations

import os
import signal
import socket
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.serve.running import Running, has_ended, until
from tests.serve.test_extract import TEXT, awards, problem

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are found in /proc")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """One worker, two places, little time."""
    running = Running(
        tmp_path_factory.mktemp("small"), "--no-ner", "--workers", "1", "--concurrency", "2", "--timeout", "3"
    )  # fmt: skip
    yield running
    running.kill()


@pytest.fixture
def pool():
    with ThreadPoolExecutor(4) as threads:
        yield threads


def post(server: Running, client: str = ""):
    headers = {"X-Forwarded-For": client} if client else {}  # as a proxy on this machine says it
    return server.client.post("/v1/extract", content=TEXT.encode(), headers=headers)


def taken(server: Running, number: int) -> None:
    until(lambda: server.figure("kisha_places_taken") == number, f"{number} places taken")


def test_more_than_there_are_places(small, pool):
    small.signal_workers(signal.SIGSTOP)
    held = [pool.submit(post, small) for _ in range(2)]
    taken(small, 2)
    mine, others = post(small), post(small, "192.0.2.9")
    batch = small.client.post("/v1/batch", content=b"{}")
    small.signal_workers(signal.SIGCONT)
    problem(mine, 429, "too-many-requests")
    problem(batch, 429, "too-many-requests")
    problem(others, 503, "overloaded")
    assert int(mine.headers["retry-after"]) >= 1
    assert int(others.headers["retry-after"]) >= 1
    assert [awards(each.result().json()) for each in held] == [["JP19K07120"]] * 2
    assert post(small).status_code == 200


def test_a_client_that_goes_gives_its_place_back(small):
    small.signal_workers(signal.SIGSTOP)
    with socket.create_connection(("127.0.0.1", small.port)) as waiting:
        waiting.sendall(b"POST /v1/extract HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc")
        taken(small, 1)
    taken(small, 0)
    small.signal_workers(signal.SIGCONT)
    assert post(small).status_code == 200


def _half_a_request(server: Running) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as slow:
        slow.sendall(b"POST /v1/extract HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc")
        return slow.recv(100_000)


def test_time_is_limited(small, pool):
    small.signal_workers(signal.SIGSTOP)
    first = pool.submit(post, small)
    until(lambda: small.figure('kisha_workers{state="busy"}') == 1, "work")
    second = pool.submit(post, small)
    problem(first.result(), 503, "document-timeout")
    assert "retry-after" not in first.result().headers  # it would take as long again
    if second.result().status_code != 200:  # the new worker was there in time, or it was not
        problem(second.result(), 503, "overloaded")
    small.until_ready()
    late = _half_a_request(small)
    assert late.startswith(b"HTTP/1.1 408 ")
    assert b'"code":"request-timeout"' in late
    assert small.figure('kisha_workers_lost_total{reason="timeout"}') == 1
    assert post(small).status_code == 200


def test_a_worker_that_dies_is_replaced(small, pool):
    small.signal_workers(signal.SIGSTOP)
    (worker,) = small.workers()
    lost = pool.submit(post, small)
    until(lambda: small.figure('kisha_workers{state="busy"}') == 1, "work")
    os.kill(worker, signal.SIGKILL)
    problem(lost.result(), 503, "worker-lost")
    assert "retry-after" in lost.result().headers
    until(lambda: worker not in small.workers(), "another worker")
    small.until_ready()
    assert awards(post(small).json()) == ["JP19K07120"]
    assert small.figure('kisha_workers_lost_total{reason="crash"}') == 1


def test_a_worker_that_died_idle_costs_no_request(server):
    worker = server.workers()[0]
    os.kill(worker, signal.SIGKILL)
    until(lambda: has_ended(worker), "its end")
    assert [awards(post(server).json()) for _ in range(6)] == [["JP19K07120"]] * 6
    until(lambda: len(server.workers()) == 2 and worker not in server.workers(), "another worker")
