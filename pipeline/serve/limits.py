"""How much is taken at once: places for requests, and the bytes of a body."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Iterator
from typing import TypeVar

from starlette.requests import ClientDisconnect, Request

from pipeline.serve.problems import Refused, refused

T = TypeVar("T")


class Places:
    """So many requests are taken at once; whoever comes then is told so, and waits outside."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._held: Counter[str] = Counter()

    @property
    def taken(self) -> int:
        """How many are held."""
        return self._held.total()

    @contextlib.contextmanager
    def held(self, client: str, retry_after: int) -> Iterator[None]:
        """A place for `client` while the block runs.

        Raises Refused where there is none: too-many-requests (429) if this client holds all of them, and so can do something about
        it, else overloaded (503).
        """
        if self.taken >= self._number:
            if self._held[client] == self.taken:
                raise refused(
                    "too-many-requests",
                    f"{self._number} of your requests are being answered; wait for one",
                    retry_after=retry_after,
                )
            raise refused("overloaded", f"{self._number} requests are being answered; try again later", retry_after=retry_after)
        self._held[client] += 1
        try:
            yield
        finally:
            self._held[client] -= 1
            if not self._held[client]:
                del self._held[client]


def client_of(request: Request) -> str:
    """Whose request it is: an address."""
    return request.client.host if request.client else ""


def too_large(most: int) -> Refused:
    """What to raise for more than `most` bytes."""
    return refused(
        "body-too-large", f"more than {most:,} bytes; send one release in a request, or start the server with a larger --max-bytes"
    )


def check_coding(request: Request) -> None:
    """Raises Refused for a body that is compressed."""
    coding = request.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("", "identity"):
        raise refused("media-type-unsupported", "the body has a Content-Encoding; send it as it is")


async def body_of(request: Request, most: int, timeout: float) -> bytes:
    """The whole body. Raises Refused for more than `most` bytes, and where its next bytes do not come for `timeout` seconds."""
    check_coding(request)
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > most:
        raise too_large(most)
    pieces, size = [], 0
    async for piece in timely(request.stream(), timeout):
        size += len(piece)
        if size > most:
            raise too_large(most)
        pieces.append(piece)
    return b"".join(pieces)


async def timely(pieces: AsyncIterator[bytes], timeout: float) -> AsyncIterator[bytes]:
    """`pieces`, each within `timeout` seconds. Raises Refused."""
    while True:
        try:
            async with asyncio.timeout(timeout):
                piece = await anext(pieces)
        except StopAsyncIteration:
            return
        except TimeoutError:
            raise refused("request-timeout", f"nothing more of the request came within {timeout:g} seconds") from None
        yield piece


async def unless_gone(request: Request, work: Awaitable[T]) -> T:
    """What `work` gives; it is cancelled when the client goes. The body has been read. Raises ClientDisconnect."""
    task, gone = asyncio.ensure_future(work), asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise ClientDisconnect
    finally:
        gone.cancel()
        task.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
