"""`POST /v1/batch`: a document a line → a Release, or a problem, a line, in the same order and as soon as they are there."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Any, Final

from fastapi import APIRouter, Request
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from pipeline.serve.extract import PROBLEMS, QUERY
from pipeline.serve.limits import check_coding, client_of, too_large
from pipeline.serve.problems import Problem, Refused, refused
from pipeline.serve.service import Service
from pipeline.serve.spool import LineSpool
from pipeline.serve.wishes import Named, from_json

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

router = APIRouter(tags=["extraction"])
MEDIA_TYPE: Final = "application/x-ndjson"
#: What a body of lines is called; curl calls every body a form unless told otherwise.
_TAKEN: Final = frozenset(
    {"", MEDIA_TYPE, "application/ndjson", "application/jsonl", "application/x-jsonlines", "application/json", "text/plain",
     "application/octet-stream", "application/x-www-form-urlencoded"}
)  # fmt: skip
_ROOM: Final = 64_000_000  # bytes of lines that may wait, on disk, for one batch


@router.post(
    "/v1/batch",
    response_class=Response,
    responses={200: {"content": {MEDIA_TYPE: {}}, "description": "A Release or a problem for each line."}, **PROBLEMS},
    openapi_extra={
        "requestBody": {"required": True, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ExtractRequest"}}}},
        "parameters": QUERY,
    },
)
async def batch(request: Request) -> Response:
    """Read many documents: each line is JSON as for /v1/extract, each line of the answer its Release or a problem.

    Blank lines are passed over. Options in the query hold for all lines.
    """
    service = Service.of(request)
    service.check_open()
    check_coding(request)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _TAKEN:
        raise refused("media-type-unsupported", f"send lines of JSON as {MEDIA_TYPE}")
    asked = dict(request.query_params)
    _check_query(asked, ner=service.settings.ner)
    return _Lines(service, client_of(request), asked)


def _check_query(asked: dict[str, str], *, ner: bool) -> None:
    """One problem for all, where options for all lines are wrong. Raises Refused."""
    from_json(b'{"text": ""}', asked, ner=ner)
    if Named.model_validate(asked).id is not None:
        raise refused("request-invalid", "an `id` in the query would be every document's; give each line its own")


class _Lines(Response):
    """The answer: it reads lines while it writes others.

    Starlette's own streaming answer is not used, since it listens for the client's going away by reading, and throwing away, what
    comes of the body.
    """

    def __init__(self, service: Service, client: str, asked: dict[str, str]) -> None:
        super().__init__(media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._service, self._client, self._asked = service, client, asked
        self._spool = LineSpool(service.settings.max_bytes, _ROOM)
        self._wake = asyncio.Event()  # something has come, is ready, or the server is going
        self._room = asyncio.Event()
        self._started = self._ended = self._gone = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers. Raises Refused while nothing has been answered, ClientDisconnect."""
        del scope
        service = self._service
        with service.places.held(self._client, service.crew.delay):
            reader = asyncio.create_task(self._read(receive))
            service.on_drain.add(self._wake.set)
            try:
                await self._write(send)
            finally:
                service.on_drain.discard(self._wake.set)
                reader.cancel()
                self._spool.close()

    async def _read(self, receive: Receive) -> None:
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                self._gone = True
                self._wake.set()
                return
            self._spool.feed(message.get("body", b""))
            if not message.get("more_body", False) and not self._ended:
                self._spool.end()
                self._ended = True
            self._wake.set()
            while self._spool.full:
                self._room.clear()
                await self._room.wait()

    async def _write(self, send: Send) -> None:
        pending: deque[asyncio.Task[bytes]] = deque()
        try:
            while not self._gone:
                self._fill(pending)
                if pending and pending[0].done():
                    await self._send(send, pending.popleft().result())
                elif not pending and (last := self._last()) is not None:
                    await self._send(send, last, more=False)
                    return
                elif not await self._woken(idle=not pending):
                    late = Problem("request-timeout", f"no line came within {self._service.settings.timeout:g} seconds")
                    if not self._started:
                        raise Refused(late)
                    await self._send(send, late.line(), more=False)
                    return
            raise ClientDisconnect
        finally:
            for task in pending:
                task.cancel()

    def _fill(self, pending: deque[asyncio.Task[bytes]]) -> None:
        """Has so many lines worked on that no worker is idle while an answer is being sent, and no more."""
        while len(pending) < 2 * self._service.settings.crew and not self._service.draining:
            taken = self._spool.take()
            self._room.set()
            if taken is None:
                return
            task = asyncio.create_task(self._answer(*taken))
            task.add_done_callback(lambda _: self._wake.set())
            pending.append(task)

    def _last(self) -> bytes | None:
        """What ends the answer when nothing is being worked on: no more bytes, or that the server is going; None if it goes on."""
        if self._ended and not self._spool:
            return b""
        if self._service.draining:
            said = Problem("shutting-down", "the server is shutting down; send again what has no answer above this line")
            if not self._started:
                raise Refused(said)
            return said.line()
        return None

    async def _woken(self, *, idle: bool) -> bool:
        """Waits until there is something to do; False where a client that waits for no answer (`idle`) sent nothing for long."""
        try:
            async with asyncio.timeout(self._service.settings.timeout if idle else None):
                await self._wake.wait()
        except TimeoutError:
            return False
        self._wake.clear()
        return True

    async def _answer(self, number: int, line: bytes | None) -> bytes:
        document: Any = None
        try:
            if line is None:
                raise too_large(self._service.settings.max_bytes)
            document = from_json(line, self._asked, ner=self._service.settings.ner)
            return await self._service.read(document, patience=None)
        except Refused as error:
            known = {} if document is None or document.id is None else {"id": document.id}
            return error.problem.line(line=number, **known)

    async def _send(self, send: Send, line: bytes, *, more: bool = True) -> None:
        """Raises ClientDisconnect where the client does not take it in time."""
        try:
            async with asyncio.timeout(self._service.settings.timeout):
                if not self._started:
                    self._started = True
                    await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
                await send({"type": "http.response.body", "body": line, "more_body": more})
        except TimeoutError:
            raise ClientDisconnect from None
