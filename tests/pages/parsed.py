"""A page as its parts, and what has to hold for every page."""

from __future__ import annotations

import base64
import hashlib
import re

from selectolax.lexbor import LexborHTMLParser

#: Attributes by which a page would do or load something; href is looked at apart.
_ACTIVE = {"src", "srcset", "action", "formaction", "style", "background", "poster", "ping", "srcdoc", "autofocus", "data"}


def parsed(page: str) -> LexborHTMLParser:
    return LexborHTMLParser(page)


def assert_inert(page: str) -> None:
    """Nothing in the page runs, loads or leads anywhere but our own script and style, its own places, and web addresses.

    With scripts off, too: what stands in noscript is held to the same.
    """
    tree = parsed(page)
    inside = "".join(re.findall(r"<noscript>(.*?)</noscript>", page, re.DOTALL))
    scripts = [node.attributes.get("type") for node in tree.css("script")]
    assert scripts.count(None) == 1, "our own script"
    assert set(scripts) <= {None, "application/json"}
    assert len(tree.css("style")) == 1
    for part in (tree, parsed(inside)):
        for node in part.css("*"):
            assert node.tag not in {"img", "iframe", "object", "embed", "link", "base", "audio", "video", "b", "i", "u"}, node.html
            for name, value in node.attributes.items():
                assert name not in _ACTIVE, node.html
                assert not name.startswith("on"), node.html
                if name == "href":
                    assert re.match(r"#[\w-]+$|https?://", value or ""), value
    assert not parsed(inside).css("script")


def assert_policy(page: str) -> None:
    """The policy lets only this page's style and script be."""
    tree = parsed(page)
    policy = tree.css_first('meta[http-equiv="Content-Security-Policy"]').attributes["content"] or ""
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    assert style is not None
    assert script is not None
    assert rules == {
        "default-src": "'none'",
        "style-src": f"'sha256-{_digest(style[1])}'",
        "script-src": f"'sha256-{_digest(script[1])}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    head = page[: page.index("<style>")]
    assert "Content-Security-Policy" in head, "before anything that it is for"


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
