"""`/docs`: the interface as a plain page, made of its OpenAPI document. No script, nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from html import escape
from typing import Any, Final

from fastapi import APIRouter, Request, Response

router = APIRouter(include_in_schema=False)
_STYLE: Final = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 0 auto; padding: 1rem }
h2 { margin-top: 2.5rem; border-top: 1px solid #8888; padding-top: 1rem }
code, pre { font-family: ui-monospace, monospace; font-size: .9em }
pre { overflow-x: auto; padding: .75rem; border: 1px solid #8888; border-radius: 4px }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8884 }
"""
_POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@router.get("/docs")
async def docs(request: Request) -> Response:
    """The page."""
    page = "".join(_page(request.app.openapi()))
    return Response(page, media_type="text/html", headers={"Content-Security-Policy": _POLICY})


def _page(api: dict[str, Any]) -> Iterator[str]:
    title = escape(f"{api['info']['title']} {api['info']['version']}")
    yield f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    yield f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head><body><main>'
    yield f"<h1>{title}</h1><p>{escape(api['info'].get('description', ''))}</p>"
    yield '<p>The same for programs: <a href="openapi.json">openapi.json</a>.</p>'
    for path, methods in api["paths"].items():
        for method, operation in methods.items():
            yield from _operation(method.upper(), path, operation)
    yield "<h2>Schemas</h2>"
    for name, schema in api["components"]["schemas"].items():
        shown = escape(json.dumps(schema, ensure_ascii=False, indent=2))
        yield f'<details id="{escape(name)}"><summary><code>{escape(name)}</code></summary><pre>{shown}</pre></details>'
    yield "</main></body></html>\n"


def _operation(method: str, path: str, operation: dict[str, Any]) -> Iterator[str]:
    yield f"<h2><code>{escape(method)} {escape(path)}</code></h2><p>{escape(operation.get('description', ''))}</p>"
    if operation.get("parameters"):
        yield "<table><thead><tr><th>Query</th><th>Meaning</th></tr></thead><tbody>"
        for each in operation["parameters"]:
            yield f"<tr><td><code>{escape(each['name'])}</code></td><td>{escape(each.get('description', ''))}</td></tr>"
        yield "</tbody></table>"
    if "requestBody" in operation:
        yield "<p>Body: " + ", ".join(_content(kind, said) for kind, said in operation["requestBody"]["content"].items()) + "</p>"
    yield "<table><thead><tr><th>Status</th><th>Meaning</th><th>Body</th></tr></thead><tbody>"
    for status, answer in operation["responses"].items():
        kinds = ", ".join(_content(kind, said) for kind, said in answer.get("content", {}).items())
        yield f"<tr><td>{escape(str(status))}</td><td>{escape(answer['description'])}</td><td>{kinds}</td></tr>"
    yield "</tbody></table>"


def _content(kind: str, said: dict[str, Any]) -> str:
    schema = said.get("schema", {})
    names = [each["$ref"].rsplit("/", 1)[-1] for each in [schema, *schema.get("anyOf", [])] if "$ref" in each]
    links = " or ".join(f'<a href="#{escape(name)}">{escape(name)}</a>' for name in names)
    return f"<code>{escape(kind)}</code>{' ' + links if links else ''}"
