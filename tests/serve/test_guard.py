"""Who may ask: loopback only, the Host header, pages of other sites, the token."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import httpx
import pytest

from pipeline.serve.app import create_app
from pipeline.serve.guard import host_name
from pipeline.serve.reading import answer
from pipeline.serve.service import Service
from pipeline.serve.settings import Settings
from pipeline.serve.workers import Crew

TOKEN = "0123456789abcdef"  # noqa: S105 - of no server


def ask(settings: Settings, path: str = "/v1/schema", *, method: str = "GET", **headers: str) -> httpx.Response:
    """An answer of an application without workers; `headers` with _ for -."""
    app = create_app(Service(settings, Crew(lambda: answer, 1, 1)))

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8000") as client:
            return await client.request(
                method, path, headers={name.replace("_", "-"): said.encode("latin-1") for name, said in headers.items()}
            )

    return asyncio.run(asked())


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000", "kisha.example.jp"])
def test_names_of_this_machine(host):
    assert ask(Settings(allowed_hosts=("kisha.example.jp",)), host=host).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost:8000@evil.example", ""])
def test_a_name_made_to_point_here_is_refused(host):
    refused = ask(Settings(), host=host)
    assert (refused.status_code, refused.json()["code"]) == (421, "wrong-host")
    assert refused.headers["x-content-type-options"] == "nosniff"


def test_host_names():
    assert [host_name(each) for each in ("A.b:80", "a.b.", "[::1]:80", "[::1]", "")] == ["a.b", "a.b", "[::1]", "[::1]", ""]


def test_pages_of_other_sites_may_not_write():
    refused = ask(Settings(), "/v1/extract", method="POST", origin="https://evil.example")
    assert (refused.status_code, refused.json()["code"]) == (403, "cross-origin")
    assert ask(Settings(), "/v1/extract", method="POST", origin="null").status_code == 403
    assert (
        ask(Settings(), "/v1/extract", method="POST", origin="http://localhost:3000").status_code == 403
    )  # another program's page
    own = Settings(allowed_hosts=("kisha.example.jp",))
    for origin in ("http://127.0.0.1:8000", "https://kisha.example.jp"):
        assert ask(own, "/nothing", method="POST", origin=origin).status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer", f"Basic {TOKEN}", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", "Bearer é"])
def test_a_wrong_token(given):
    refused = ask(Settings(token=TOKEN), authorization=given)
    assert (refused.status_code, refused.json()["code"]) == (401, "unauthorized")
    assert refused.headers["www-authenticate"].startswith("Bearer")
    assert TOKEN not in refused.text


def test_the_token():
    guarded = Settings(host="192.0.2.1", token=TOKEN)
    assert ask(guarded, authorization=f"Bearer {TOKEN}").status_code == 200
    assert ask(guarded, "/metrics").status_code == 401
    assert ask(guarded, "/healthz").status_code == 200
    assert ask(guarded, "/readyz").status_code == 503  # no worker is there


def kisha_serve(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", "serve", "--no-ner", *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "kisha.example.jp", "127.0.0.1.example.jp", ""])  # noqa: S104
def test_addresses_that_others_can_reach(host):
    assert not Settings(host=host).loopback


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "::1"])
def test_addresses_of_this_machine(host):
    assert Settings(host=host).loopback


def test_no_open_address_without_a_token():
    done = kisha_serve("--host", "0.0.0.0")  # noqa: S104
    assert done.returncode == 2
    assert "token" in done.stderr


def test_no_short_token():
    assert "at least 16" in kisha_serve("--token", "secret").stderr


def test_an_address_that_is_taken(server):
    done = kisha_serve("--port", str(server.port))
    assert done.returncode == 2
    assert f"127.0.0.1:{server.port}" in done.stderr


def test_without_the_extra(tmp_path):
    code = (
        "import sys, importlib.util as u; find = u.find_spec;"
        "u.find_spec = lambda name, *rest: None if name == 'uvicorn' else find(name, *rest);"
        "from pipeline.cli import main; sys.argv = ['kisha', 'serve']; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "kisha: uvicorn is not installed: pip install 'kisha[serve]' [extra-missing]\n"
