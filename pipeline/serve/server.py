"""Runs a server until it is told to go, and lets it finish what it has taken."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any

import uvicorn

from pipeline.serve.app import create_app
from pipeline.serve.reading import place, prepare
from pipeline.serve.service import Service
from pipeline.serve.settings import Settings
from pipeline.serve.workers import Crew

_KEEP_ALIVE = 5  # seconds that a connection may be idle


class AddressTaken(Exception):
    """Nothing can listen at this address and port."""


def serve(settings: Settings) -> None:
    """Listens and answers until SIGTERM or SIGINT; then refuses what is new, finishes what was taken, and returns.

    Raises AddressTaken, and what keeps a worker from being prepared: ModelMissing, EngineUnavailable.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a worker a processor; threads of each would be in each other's way
    _log_to_stderr(quiet=settings.quiet)
    crew = Crew(partial(prepare, ner=settings.ner), settings.crew, settings.timeout)
    service = Service(settings, crew)
    config = uvicorn.Config(
        create_app(service),
        host=settings.host,
        port=settings.port,
        http="h11",  # answers while it still reads, which a batch needs
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=_KEEP_ALIVE,
        # a client that does not take its answer must not keep the server from going
        timeout_graceful_shutdown=int(2 * settings.timeout) + _KEEP_ALIVE,
    )
    listener = _bound(config)
    server = _Server(config, service)
    crew.on_refusal = server.leave
    with _leaving(server):
        crew.start()
        try:
            server.run(sockets=[listener])
        finally:
            crew.close()
    if crew.refusal is not None:
        raise crew.refusal


def _bound(config: uvicorn.Config) -> Any:
    """The socket, before models are loaded for nothing."""
    logger = logging.getLogger("uvicorn.error")
    logger.disabled = True  # what is wrong is said by the command
    try:
        return config.bind_socket()
    except SystemExit:
        raise AddressTaken(f"{config.host}:{config.port}") from None
    finally:
        logger.disabled = False


class _Server(uvicorn.Server):
    """uvicorn's server, which tells the service when it comes and goes."""

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self._service = service

    def leave(self) -> None:
        """Has the server finish what it has taken, and return."""
        self.should_exit = True

    async def startup(self, sockets: list[Any] | None = None) -> None:
        """Says where it listens, once it does."""
        await super().startup(sockets)
        host, port = (sockets or [])[0].getsockname()[:2]
        if not self._service.settings.quiet:
            address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
            print(
                f"kisha serves at http://{address} with {self._service.settings.crew} workers; Ctrl-C ends it",
                file=sys.stderr,
                flush=True,
            )

    async def shutdown(self, sockets: list[Any] | None = None) -> None:
        """Refuses what is new from now on."""
        self._service.drain()
        await super().shutdown(sockets)


@contextlib.contextmanager
def _leaving(server: _Server) -> Iterator[None]:
    """SIGTERM ends the server and nothing more: uvicorn raises it again once it is through, and the status shall be 0 then."""
    before = signal.signal(signal.SIGTERM, lambda *_: server.leave())
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class _Formatter(logging.Formatter):
    """Tracebacks without the exception's own words, which could quote a document."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        return f"{ei[0].__name__} in {place(ei[2])}" if ei and ei[0] else ""


def _log_to_stderr(*, quiet: bool) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(message)s"))
    for name, level in (("kisha.serve", logging.WARNING if quiet else logging.INFO), ("uvicorn.error", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # it prints what a lost task holds
