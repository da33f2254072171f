"""Figures for Prometheus, in its text format 0.0.4. No label holds anything of a document, and no path is a client's own words."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from time import monotonic
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter, Request, Response

import pipeline
from pipeline.engines.system import resident

if TYPE_CHECKING:
    from pipeline.serve.service import Service

router = APIRouter(tags=["operation"])
MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_BOUNDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)  # seconds

Labels = tuple[tuple[str, str], ...]


class Histogram:
    """Counts of observations up to each bound."""

    def __init__(self) -> None:
        self._counts = [0] * (len(_BOUNDS) + 1)
        self._sum = 0.0

    def observe(self, seconds: float) -> None:
        """Counts one."""
        self._counts[bisect_left(_BOUNDS, seconds)] += 1
        self._sum += seconds

    def lines(self, name: str, labels: Labels = ()) -> Iterator[str]:
        """The samples."""
        total = 0
        for bound, count in zip([*map(_number, _BOUNDS), "+Inf"], self._counts, strict=True):
            total += count
            yield _sample(f"{name}_bucket", (*labels, ("le", bound)), total)
        yield _sample(f"{name}_sum", labels, self._sum)
        yield _sample(f"{name}_count", labels, total)


class Metrics:
    """What is counted while the server runs."""

    def __init__(self) -> None:
        self._requests: Counter[Labels] = Counter()
        self._request_seconds: dict[Labels, Histogram] = {}
        self._documents: Counter[Labels] = Counter()
        self._document_seconds = Histogram()

    def request(self, method: str, path: str, status: int, seconds: float) -> None:
        """Counts an answered request. `path` is the route, not what the client wrote."""
        self._requests[(("method", method), ("path", path), ("status", str(status)))] += 1
        self._request_seconds.setdefault((("path", path),), Histogram()).observe(seconds)

    def document(self, outcome: str, seconds: float | None = None) -> None:
        """Counts a document: `read`, or the code of its problem; the seconds that a worker had it."""
        self._documents[(("outcome", outcome),)] += 1
        if seconds is not None:
            self._document_seconds.observe(seconds)

    def exposition(self, service: Service) -> str:
        """All of it, and the state of `service`."""
        crew, own = service.crew, resident(os.getpid())
        blocks = (
            _plain("kisha_build_info", "gauge", "The version of kisha.", {(("version", pipeline.__version__),): 1}),
            _plain("kisha_requests_total", "counter", "Requests answered.", self._requests),
            _timed("kisha_request_seconds", "Seconds from a request's first line to its answer's end.", self._request_seconds),
            _plain("kisha_documents_total", "counter", "Documents by what became of them.", self._documents),
            _timed("kisha_document_seconds", "Seconds that a worker had a document.", {(): self._document_seconds}),
            _plain("kisha_places_taken", "gauge", "Requests that are being answered.", {(): service.places.taken}),
            _plain("kisha_places", "gauge", "Requests that are taken at once.", {(): service.settings.concurrency}),
            _plain("kisha_documents_waiting", "gauge", "Documents that wait for a worker.", {(): crew.waiting}),
            _plain("kisha_workers", "gauge", "Workers by state.", _labelled("state", crew.states)),
            _plain(
                "kisha_workers_lost_total", "counter", "Workers that ended and were replaced.", _labelled("reason", crew.losses)
            ),
            _plain(
                "kisha_worker_resident_bytes",
                "gauge",
                "Memory of each worker.",
                _labelled("worker", {str(number): size for number, size in enumerate(crew.memory)}),
            ),
            _plain("process_resident_memory_bytes", "gauge", "Memory of the server's own process.", {(): own or 0}),
            _plain("kisha_uptime_seconds", "gauge", "Seconds since the start.", {(): monotonic() - service.began}),
        )
        return "".join(f"{line}\n" for block in blocks for line in block)


def _labelled(name: str, values: Mapping[str, float]) -> dict[Labels, float]:
    return {((name, value),): number for value, number in values.items()}


def _plain(name: str, kind: str, text: str, samples: Mapping[Labels, float]) -> Iterable[str]:
    yield from _head(name, kind, text)
    for labels, value in samples.items():
        yield _sample(name, labels, value)


def _timed(name: str, text: str, histograms: Mapping[Labels, Histogram]) -> Iterable[str]:
    yield from _head(name, "histogram", text)
    for labels, histogram in histograms.items():
        yield from histogram.lines(name, labels)


def _head(name: str, kind: str, text: str) -> Iterator[str]:
    yield f"# HELP {name} {text}"
    yield f"# TYPE {name} {kind}"


def _sample(name: str, labels: Labels, value: float) -> str:
    inside = ",".join(f'{label}="{_escaped(said)}"' for label, said in labels)
    return f"{name}{{{inside}}} {_number(value)}" if inside else f"{name} {_number(value)}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
async def metrics(request: Request) -> Response:
    """Figures in the text format of Prometheus."""
    service: Service = request.app.state.service
    return Response(service.metrics.exposition(service), media_type=MEDIA_TYPE)
