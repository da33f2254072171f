"""What all requests of a server share."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from pipeline.serve.limits import Places
from pipeline.serve.metrics import Metrics
from pipeline.serve.problems import Refused, refused
from pipeline.serve.reading import Document
from pipeline.serve.settings import Settings
from pipeline.serve.workers import Crew

if TYPE_CHECKING:
    from starlette.requests import Request


class Service:
    """The settings, the workers, the places, the figures, and whether the server is on its way out."""

    def __init__(self, settings: Settings, crew: Crew) -> None:
        self.settings, self.crew = settings, crew
        self.places = Places(settings.concurrency)
        self.metrics = Metrics()
        self.draining = False
        self.began = monotonic()
        self.on_drain: set[Callable[[], None]] = set()  # what open streams want to have called

    @staticmethod
    def of(request: Request) -> Service:
        """The service that `request` came to."""
        service: Service = request.app.state.service
        return service

    def drain(self) -> None:
        """Takes nothing new from now on; what has been taken is finished."""
        self.draining = True
        for call in list(self.on_drain):
            call()

    def check_open(self) -> None:
        """Raises Refused while the server is shutting down."""
        if self.draining:
            raise refused("shutting-down", "this server is going; ask again at the next one", retry_after=5)

    async def read(self, document: Document, *, patience: float | None) -> bytes:
        """The answer to `document`. `patience`: see `Crew.ask`. Raises Refused."""
        try:
            answer, seconds = await self.crew.ask(document, patience=patience)
        except Refused as error:
            self.metrics.document(error.problem.code)
            raise
        self.metrics.document("read", seconds)
        return answer
