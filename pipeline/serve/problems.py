"""What is answered when a request cannot be: RFC 9457 problem documents, one stable code for each kind (docs/serve.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from starlette.responses import Response

MEDIA_TYPE: Final = "application/problem+json"

#: code → status and title. Those that begin with `source-` are the codes of `pipeline.errors`.
KINDS: Final[Mapping[str, tuple[int, str]]] = {
    "request-malformed": (400, "The request is not sound"),
    "unauthorized": (401, "A token is needed"),
    "cross-origin": (403, "Pages of other sites may not ask"),
    "not-found": (404, "There is nothing at this address"),
    "method-not-allowed": (405, "This address does not take this method"),
    "workspace-closed": (404, "There is no workspace"),
    "text-not-found": (404, "The text of a gold file is not there"),
    "request-timeout": (408, "The request did not arrive in time"),
    "text-differs": (409, "The name belongs to another text"),
    "gold-changed": (412, "The gold is another than the one that was opened"),
    "body-too-large": (413, "The request is too large"),
    "source-too-large": (413, "The document is too large"),
    "media-type-unsupported": (415, "This form of request is not taken"),
    "source-unsupported": (415, "This kind of document cannot be read"),
    "wrong-host": (421, "This server does not answer to that name"),
    "request-invalid": (422, "The request says something that is not understood"),
    "option-unavailable": (422, "This server was started without what an option asks for"),
    "source-empty": (422, "The document holds no text"),
    "source-binary": (422, "The document is no text"),
    "source-encrypted": (422, "The document asks for a password"),
    "source-broken": (422, "The document cannot be opened"),
    "source-without-text": (422, "The document holds pictures of text"),
    "name-unsound": (422, "This is no name for a document"),
    "gold-unsound": (422, "The gold does not fit its text"),
    "text-mismatch": (422, "The gold and the text do not belong together"),
    "source-unreadable": (422, "The file cannot be read"),
    "text-unstorable": (422, "The text would not be read back as it is"),
    "precondition-missing": (428, "Say which gold is to be replaced"),
    "too-many-requests": (429, "Too many requests of this client at once"),
    "unexpected-error": (500, "A defect of kisha"),
    "overloaded": (503, "All places are taken"),
    "not-ready": (503, "The models are being loaded"),
    "model-missing": (503, "A model is not installed"),
    "document-timeout": (503, "The document took too long"),
    "worker-lost": (503, "The worker that read the document ended"),
    "shutting-down": (503, "The server is shutting down"),
    "output-unwritable": (507, "The file could not be written"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem: its code, and `detail`, which says what to do and holds nothing of a document's text.

    `headers` go with the answer (Retry-After), `more` are further members of the problem document.
    """

    code: str
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)
    status_given: int | None = None

    @property
    def status(self) -> int:
        """The status code."""
        return self.status_given or KINDS[self.code][0]

    def document(self, **more: Any) -> dict[str, Any]:
        """The members of the problem document."""
        return {
            "type": f"urn:kisha:problem:{self.code}",
            "title": KINDS[self.code][1],
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            **self.more,
            **more,
        }

    def line(self, **more: Any) -> bytes:
        """The problem as a line of a batch."""
        return (json.dumps(self.document(**more), ensure_ascii=False, separators=(",", ":")) + "\n").encode()

    def response(self) -> Response:
        """The problem as an answer."""
        return Response(self.line(), self.status, {"Cache-Control": "no-store", **self.headers}, MEDIA_TYPE)


class Refused(Exception):
    """A request, or a line of a batch, is answered with a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def refused(code: str, detail: str, *, retry_after: int | None = None, **more: Any) -> Refused:
    """The exception to raise. `retry_after` in seconds."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return Refused(Problem(code, detail, headers, more))
