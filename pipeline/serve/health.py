"""Whether the server is there, whether it can read, and the schema of what it answers."""

from __future__ import annotations

import json
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from pipeline.assemble import SCHEMA_VERSION, Release
from pipeline.serve.extract import PROBLEM
from pipeline.serve.problems import refused
from pipeline.serve.service import Service

router = APIRouter(tags=["operation"])
SCHEMA_MEDIA_TYPE: Final = "application/schema+json"


@router.head("/healthz", include_in_schema=False)
@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process is there."""
    return {"status": "ok"}


@router.api_route(
    "/readyz", methods=["GET", "HEAD"], operation_id="readyz", responses={503: {"description": "Not ready.", **PROBLEM}}
)
async def readyz(request: Request) -> dict[str, Any]:
    """Models are loaded, a worker is there, and the server is not on its way out."""
    service = Service.of(request)
    service.check_open()
    if not service.crew.ready:
        raise refused("not-ready", "no worker has loaded its models yet", retry_after=1)
    return {"status": "ready", "workers": service.crew.states}


@router.get("/v1/schema", tags=["extraction"], response_class=Response, responses={200: {"content": {SCHEMA_MEDIA_TYPE: {}}}})
async def schema() -> Response:
    """The JSON Schema (draft 2020-12) of a Release, as `kisha schema` prints it."""
    document = Release.model_json_schema()
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"kisha release, schema version {SCHEMA_VERSION}",
        **{key: value for key, value in document.items() if key != "title"},
    }
    return Response(json.dumps(document, ensure_ascii=False, indent=2) + "\n", media_type=SCHEMA_MEDIA_TYPE)
