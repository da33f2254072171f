"""Puts a page together: template, style and script in one file, under a Content-Security-Policy that lets nothing else run.

What comes from a document reaches a page in two ways only: as text that the template engine escapes, or as data in a JSON block
that the page's own script reads and shows as text. No document can bring markup, a script or an address that does something.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from pipeline.pages.controls import CONTROL, named

ASSETS: Final = files("pipeline.pages") / "assets"
#: What could end a script element, break a line of a script or turn the text of a page's source.
_ESCAPED: Final = re.compile(f"[&<>\u2028\u2029]|{CONTROL.pattern}")


def page(
    template: str,
    *,
    title: str,
    styles: tuple[str, ...] = (),
    scripts: tuple[str, ...] = (),
    connects: bool = False,
    **context: Any,
) -> str:
    """`template` (a file of assets/ that extends base.html.j2) as one file of HTML.

    `styles` and `scripts` are further files of assets/, put after base.css and base.js; `context` goes to the template, where
    values are escaped, controls in them named, and `{{ block(id, value) }}` writes a JSON block for the scripts.
    `connects`: its scripts may ask the server that the page came from, and no other.
    """
    style, script = _joined("base.css", styles), _joined("base.js", scripts)
    policy = policy_of(styles, scripts, connects=connects)
    return (
        _environment()
        .get_template(template)
        .render(title=title, style=Markup(style), script=Markup(script), policy=policy, block=_block, **context)  # noqa: S704
    )


def policy_of(styles: tuple[str, ...], scripts: tuple[str, ...], *, connects: bool = False) -> str:
    """The Content-Security-Policy of a page with these assets: nothing but them runs, nothing is loaded."""
    style, script = _joined("base.css", styles), _joined("base.js", scripts)
    return (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; img-src data:; "
        + ("connect-src 'self'; " if connects else "")
        + "base-uri 'none'; form-action 'none'"
    )


def _joined(base: str, names: tuple[str, ...]) -> str:
    return "\n".join(_asset(name) for name in (base, *names))


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _block(id_: str, value: Any) -> Markup:
    """`value` as JSON in a script element that no browser runs."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    data = _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", data)
    return Markup('<script type="application/json" id="{}">').format(id_) + Markup(data) + Markup("</script>")  # noqa: S704


def _finalize(value: Any) -> Any:
    """What a template writes: texts with their controls named, markup of the templates as it is."""
    return named(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment() -> Environment:
    engine = Environment(loader=FunctionLoader(_asset), undefined=StrictUndefined, autoescape=True, finalize=_finalize)
    engine.trim_blocks = engine.lstrip_blocks = True
    return engine


@cache
def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")
