"""Counts and logs every request; a defect of ours becomes a problem, and nothing that a document or a client wrote is logged."""

from __future__ import annotations

import logging
from time import monotonic
from typing import TYPE_CHECKING

from pipeline.serve.problems import Problem
from pipeline.serve.reading import place
from pipeline.serve.service import Service

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("kisha.serve")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_GONE = 499  # in figures and the log: the client went before it had an answer


class Access:
    """ASGI middleware, the outermost."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app, self._service = app, service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and notes what became of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status, size = monotonic(), 0, 0

        async def noted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as error:
            LOG.error("%s in %s", type(error).__name__, place(error.__traceback__))  # noqa: TRY400 - its own words could quote a document
            if not status:
                said = Problem("unexpected-error", f"{type(error).__name__} in {place(error.__traceback__)}; please report this")
                await said.response()(scope, receive, noted)
        finally:
            method = scope["method"] if scope["method"] in _METHODS else "other"
            path = getattr(scope.get("route"), "path", "other")
            seconds = monotonic() - began
            self._service.metrics.request(method, path, status or _GONE, seconds)
            LOG.info("%s %s %d %.3f s %d bytes", method, path, status or _GONE, seconds, size)
