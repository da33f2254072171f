"""Settings and workers → the application: its routes, its guards, what it answers when something is wrong."""

from __future__ import annotations

from typing import Any, cast

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

import pipeline
from pipeline.serve import api_page, batch, extract, health, metrics
from pipeline.serve.access import Access
from pipeline.serve.guard import Guard
from pipeline.serve.problems import Problem, Refused
from pipeline.serve.service import Service
from pipeline.serve.wishes import ExtractRequest
from pipeline.serve.workbench.bodies import GoldRequest, ResolveRequest
from pipeline.serve.workbench.routes import router as workbench

_DESCRIPTION = (
    "Reads Japanese research press releases and answers normalised JSON. docs/serve.md of the distribution says how to run it."
)
#: What routes read of a body by themselves.
_BODIES = {each.__name__: each for each in (ExtractRequest, ResolveRequest, GoldRequest)}
_CODES = {404: "not-found", 405: "method-not-allowed"}


def create_app(service: Service) -> FastAPI:
    """The application around `service`, which is `app.state.service`; see the routers for what it answers."""
    app = FastAPI(
        title="kisha",
        version=pipeline.__version__,
        description=_DESCRIPTION,
        docs_url=None,  # FastAPI's pages load scripts from elsewhere; ours is in api_page.py
        redoc_url=None,
        servers=[{"url": "."}],  # beside openapi.json, whatever prefix a proxy puts before it
        redirect_slashes=False,
    )
    app.state.service = service
    for each in (extract.router, batch.router, health.router, metrics.router, api_page.router, workbench):
        app.include_router(each)
    app.add_middleware(Guard, settings=service.settings)
    app.add_middleware(Access, service=service)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(ClientDisconnect, _gone)
    _describe(app)
    return app


async def _refused(_: Request, error: Exception) -> Response:
    return cast("Refused", error).problem.response()


async def _http(_: Request, error: Exception) -> Response:
    said = cast("HTTPException", error)
    code = _CODES.get(said.status_code, "request-malformed")
    given = None if said.status_code in _CODES else said.status_code
    return Problem(code, "see /docs for what there is", said.headers or {}, status_given=given).response()


async def _invalid(_: Request, error: Exception) -> Response:
    errors = cast("RequestValidationError", error).errors()
    places = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in errors[:3])
    return Problem("request-invalid", places).response()


async def _gone(_: Request, error: Exception) -> Response:
    """Nobody is there to hear it; figures and the log show 499."""
    del error
    return Response(status_code=499)


class ProblemDocument(BaseModel):
    """An RFC 9457 problem document."""

    type: str
    title: str
    status: int
    detail: str
    code: str


def _describe(app: FastAPI) -> None:
    """Adds to the OpenAPI document the models that routes name but FastAPI does not read."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schemas = made()["components"]["schemas"]
            named: dict[str, type[BaseModel]] = {"Problem": ProblemDocument, **_BODIES}
            for name, model in named.items():
                schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
                schemas.update(schema.pop("$defs", {}))
                schemas[name] = schema
        return made()

    app.openapi = openapi  # type: ignore[method-assign]
