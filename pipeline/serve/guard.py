"""Who may ask: the name that the server is called by, pages of other sites, the token; and the headers of every answer."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers, MutableHeaders

from pipeline.serve.problems import Problem, Refused
from pipeline.serve.settings import Settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Probes of a supervisor have no token; they are told nothing but whether the server is there. Nor has a browser that opens the
#: workbench's page, which holds nothing and asks for the token.
WITHOUT_TOKEN: Final = frozenset({"/healthz", "/readyz", "/"})
_LOOPBACK_NAMES: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
#: What no answer may do in a browser. A page brings a policy of its own, which then stands in place of this one.
POLICY: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """ASGI middleware. What may not be asked is answered with a problem; there are no CORS headers on anything."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._token = settings.token.encode() if settings.token else None
        self._hosts = _hosts(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or refuses it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        guarded = _with_headers(send)
        try:
            self._check(scope["method"], scope["path"], Headers(scope=scope))
        except Refused as error:
            await error.problem.response()(scope, receive, guarded)
        else:
            await self._app(scope, receive, guarded)

    def _check(self, method: str, path: str, headers: Headers) -> None:
        host = headers.get("host", "")
        if self._hosts is not None and host_name(host) not in self._hosts:
            # a page whose own name was made to point to this machine sends that name
            raise Refused(Problem("wrong-host", "the Host header names another server; start this one with --allow-host NAME"))
        origin = headers.get("origin")
        if origin is not None and method not in _SAFE and not self._is_ours(origin, host):
            raise Refused(Problem("cross-origin", "a page of another site asks; only pages of this server may"))
        if self._token is not None and path not in WITHOUT_TOKEN:
            kind, _, token = headers.get("authorization", "").partition(" ")
            given = token.strip().encode("latin-1", "replace")
            if kind.lower() != "bearer" or not hmac.compare_digest(given, self._token):
                raise Refused(
                    Problem("unauthorized", "send `Authorization: Bearer TOKEN`", {"WWW-Authenticate": 'Bearer realm="kisha"'})
                )

    def _is_ours(self, origin: str, host: str) -> bool:
        _, _, authority = origin.partition("://")
        return authority == host or (self._hosts is not None and host_name(authority) in self._hosts - _LOOPBACK_NAMES)


def host_name(host: str) -> str:
    """The name in a Host header, without its port, in lower case."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).lower().rstrip(".")


def _hosts(settings: Settings) -> frozenset[str] | None:
    """The names that the server answers to; None for all: a token keeps others out then."""
    named: Iterable[str] = (name.lower() for name in settings.allowed_hosts)
    if settings.loopback:
        own = f"[{settings.host}]" if ":" in settings.host else settings.host
        return frozenset({*_LOOPBACK_NAMES, own, *named})
    return frozenset({*named, settings.host}) if settings.allowed_hosts else None


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Content-Security-Policy", POLICY)
        await send(message)

    return guarded
