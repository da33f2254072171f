"""The addresses of the workbench: its page, `POST /v1/resolve`, and the documents of the workspace."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from pipeline.annotate.agreement import agreement
from pipeline.annotate.agreement_report import Result, agreement_json
from pipeline.annotate.golds import read_gold
from pipeline.errors import KishaError, TextMismatch
from pipeline.pages.workbench import policy_header, workbench_page
from pipeline.serve.extract import PROBLEM
from pipeline.serve.limits import body_of, client_of, unless_gone
from pipeline.serve.problems import KINDS, refused
from pipeline.serve.reading import Document, Wishes
from pipeline.serve.service import Service
from pipeline.serve.settings import Settings
from pipeline.serve.workbench.bodies import (
    GoldRequest,
    ResolveAnswer,
    ResolveRequest,
    StoredAnswer,
    WorkspaceAnswer,
    marks,
    parsed,
    sound,
)
from pipeline.serve.workbench.folder import Folder, Wanted, annotation, check_name
from pipeline.serve.workbench.keeping import kept, renamed
from pipeline.write import to_json_line

router = APIRouter(tags=["workbench"])
T = TypeVar("T")
_NO_STORE: Final = {"Cache-Control": "no-store"}
_TAG: Final = re.compile(r'(?:W/)?"([0-9a-f]{64})"')


def _body(model: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{model}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    words = dict(KINDS.values())
    return {status: {"description": f"{words[status]}, or the like; `code` says what it is.", **PROBLEM} for status in statuses}


@router.get("/", include_in_schema=False)
async def page() -> Response:
    """The page; it holds nothing of any document."""
    headers = {"Content-Security-Policy": policy_header(), "Cache-Control": "no-cache"}
    return Response(workbench_page(), media_type="text/html", headers=headers)


@router.post(
    "/v1/resolve",
    response_class=Response,
    responses={200: {"model": ResolveAnswer, "description": "What the mentions say."}, **_problems(413, 422, 429, 503)},
    openapi_extra=_body("ResolveRequest"),
)
async def resolve(request: Request) -> Response:
    """Records for mentions that a person decided; what was edited in the records stays as edited."""
    service = Service.of(request)
    service.check_open()
    settings = service.settings
    with service.places.held(client_of(request), service.crew.delay):
        asked: ResolveRequest = parsed(ResolveRequest, await body_of(request, settings.max_bytes, settings.timeout))
        document = Document(asked.text, "text", None, Wishes(settings.ner), marks(asked), asked.media_type)
        answer = json.loads(await unless_gone(request, service.read(document, patience=settings.timeout)))
    resolved = answer["records"]
    if asked.records is not None:
        ids = _ids(asked, answer["mentions"])
        records = renamed(asked.records.model_dump(mode="json"), ids)
        before = asked.resolved and renamed(asked.resolved.model_dump(mode="json"), ids)
        answer["records"] = kept(before, records, resolved) if before else records
    return _json({"release": answer, "resolved": resolved})


def _ids(asked: ResolveRequest, mentions: list[dict[str, Any]]) -> dict[str, str]:
    """What mentions were called → what they are called now."""
    now = {(each["type"], each["start"], each["end"]): each["id"] for each in mentions}
    return {each.id: now[str(each.type), each.start, each.end] for each in asked.mentions}


@router.get("/v1/workspace")
async def documents(request: Request) -> WorkspaceAnswer:
    """The documents that can be opened and saved; none where the server was started without --workspace."""
    settings = Service.of(request).settings
    if settings.workspace is None:
        return WorkspaceAnswer(open=False, second=False, documents=[])
    entries = await _on_disk(_folder(request).entries)
    return WorkspaceAnswer(open=True, second=settings.second is not None, documents=entries)


@router.get("/v1/workspace/{name}", response_class=Response, responses={200: {"model": StoredAnswer}, **_problems(404, 422)})
async def load(request: Request, name: str) -> Response:
    """A document of the workspace. Its ETag is that of its gold."""
    found = await _on_disk(lambda: _folder(request).load(name))
    tag = {"ETag": f'"{found.tag}"'} if found.tag else {}
    return _json({"release": found.release and json.loads(to_json_line(found.release)), "text": found.text}, tag)


@router.put(
    "/v1/workspace/{name}",
    status_code=204,
    response_class=Response,
    responses=_problems(404, 409, 412, 413, 422, 428, 507),
    openapi_extra=_body("GoldRequest"),
)
async def save(request: Request, name: str) -> Response:
    """Save gold: `If-Match` with the ETag of the gold that was opened, or `If-None-Match: *` for a document without any."""
    service = Service.of(request)
    folder = _folder(request)
    wanted = _wanted(request)
    asked: GoldRequest = parsed(GoldRequest, await body_of(request, service.settings.max_bytes, service.settings.timeout))
    tag = await _on_disk(lambda: folder.save(name, asked, wanted))
    return Response(status_code=204, headers={**_NO_STORE, "ETag": f'"{tag}"'})


@router.post(
    "/v1/workspace/{name}/agreement",
    response_class=Response,
    responses=_problems(404, 413, 422),
    openapi_extra=_body("GoldRequest"),
)
async def compare(request: Request, name: str) -> Response:
    """The release that is sent against the second annotator's of this name: strict counts by type, and every difference."""
    service = Service.of(request)
    _folder(request)
    asked: GoldRequest = parsed(GoldRequest, await body_of(request, service.settings.max_bytes, service.settings.timeout))
    sound(asked)
    return _json(await _on_disk(lambda: _compared(service.settings, check_name(name), asked)))


def _compared(settings: Settings, name: str, asked: GoldRequest) -> dict[str, Any]:
    folder, texts = settings.second, settings.texts or settings.workspace
    files = [] if folder is None else [folder / f"{name}.gold.json", folder / f"{name}.json"]
    file = next((each for each in files if each.is_file()), None)
    if file is None:
        raise refused("not-found", "the second annotator has no document of this name")
    ours, theirs = annotation(asked.release, asked.text), read_gold(file, texts)
    if theirs.text not in (None, asked.text) or any(each.text != asked.text[each.start : each.end] for each in theirs.marks):
        raise TextMismatch("the second annotator's text is another one; offsets into two texts cannot be compared")
    return agreement_json(Result((agreement(ours, theirs),)))


@cache
def _opened(path: Path, texts: Path | None) -> Folder:
    return Folder(path, texts)


def _folder(request: Request) -> Folder:
    settings = Service.of(request).settings
    if settings.workspace is None:
        raise refused("workspace-closed", "start the server with --workspace DIR")
    return _opened(settings.workspace, settings.texts)


def _wanted(request: Request) -> Wanted:
    """What a request says of the gold that it replaces. Raises Refused where it says nothing that can be held."""
    if request.headers.get("if-none-match", "").strip() == "*":
        return Wanted(None)
    found = _TAG.fullmatch(request.headers.get("if-match", "").strip())
    if found is None:
        raise refused("precondition-missing", "send If-Match with the ETag of the gold, or If-None-Match: * for new gold")
    return Wanted(found[1])


async def _on_disk(work: Callable[[], T]) -> T:
    """What `work` gives, without the event loop waiting for it. Raises Refused for what is wrong with a file."""
    try:
        return await run_in_threadpool(work)
    except KishaError as error:
        code = error.code if error.code in KINDS else "source-unreadable"
        raise refused(code, error.message) from None
    except OSError as error:
        raise refused("source-unreadable", f"the system says: {error.strerror}") from None


def _json(value: Any, headers: dict[str, str] | None = None) -> Response:
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Response(body, media_type="application/json", headers={**_NO_STORE, **(headers or {})})
