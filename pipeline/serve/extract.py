"""`POST /v1/extract`: one document → its Release."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Request, Response

from pipeline.assemble import Release
from pipeline.serve.limits import body_of, client_of, unless_gone
from pipeline.serve.problems import MEDIA_TYPE
from pipeline.serve.reading import Document
from pipeline.serve.service import Service
from pipeline.serve.wishes import Named, ReleaseWithText, from_bytes, from_form, from_json

router = APIRouter(tags=["extraction"])

PROBLEM: Final[dict[str, Any]] = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    status: {"description": words, **PROBLEM}
    for status, words in {
        401: "No token, or a wrong one.",
        408: "The body did not arrive.",
        413: "The body or the document is too large.",
        415: "A kind of document or body that cannot be read.",
        422: "The request or the document is not sound; `code` says what it is.",
        429: "All places are taken by requests of this client.",
        503: "All places are taken, a worker was lost, the document took too long, or the server is shutting down.",
    }.items()
}
_FILE: Final = {"schema": {"type": "string", "format": "binary"}}
_FORM: Final = {
    "type": "object",
    "properties": {"file": {"type": "string", "format": "binary"}, **Named.model_json_schema()["properties"]},
    "required": ["file"],
}
#: How the body is shown in OpenAPI: FastAPI does not read it, since any kind of file may be the body itself.
_BODY: Final = {
    "required": True,
    "content": {
        "application/json": {"schema": {"$ref": "#/components/schemas/ExtractRequest"}},
        "multipart/form-data": {"schema": _FORM},
        **dict.fromkeys(("text/plain", "text/html", "application/pdf", "application/octet-stream", "*/*"), _FILE),
    },
}
QUERY: Final = [
    {"name": name, "in": "query", "required": False, "schema": schema, "description": schema.get("description", "")}
    for name, schema in Named.model_json_schema()["properties"].items()
]


@router.post(
    "/v1/extract",
    response_class=Response,
    responses={200: {"model": Release | ReleaseWithText, "description": "What the document says."}, **PROBLEMS},
    openapi_extra={"requestBody": _BODY, "parameters": QUERY},
)
async def extract(request: Request) -> Response:
    """Read a document: JSON with its text, a form with a file, or the file itself as the body.

    The kind of a file is told by its content, whatever Content-Type says.
    """
    service = Service.of(request)
    service.check_open()
    settings = service.settings
    with service.places.held(client_of(request), service.crew.delay):
        body = await body_of(request, settings.max_bytes, settings.timeout)
        document = await _document(request, body, ner=settings.ner)
        answer = await unless_gone(request, service.read(document, patience=settings.timeout))
    return Response(answer, media_type="application/json", headers={"Cache-Control": "no-store"})


async def _document(request: Request, body: bytes, *, ner: bool) -> Document:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    asked = request.query_params
    if kind == "application/json":
        return from_json(body, asked, ner=ner)
    if kind == "multipart/form-data":
        return await from_form(body, request.headers, asked, ner=ner)
    return from_bytes(body, asked, ner=ner)
