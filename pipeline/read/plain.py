"""Plain text and Markdown: the decoded file as it is, nothing translated, joined or folded. HTML goes to its own reader."""

from __future__ import annotations

import re

from pipeline.model import Source
from pipeline.read.charset import decode

_MARKDOWN = re.compile(
    r"\A---[ \t]*+\r?\n.*?^---[ \t]*+\r?$"  # front matter
    r"|^#{1,6} \S"  # headings
    r"|\[[^\]\n]{1,300}\]\(https?://"  # links
    r"|\*\*[^*\n]{1,300}\*\*",
    re.MULTILINE | re.DOTALL,
)


def read(data: bytes, name: str, sha256: str) -> Source:
    """`data` as a Source. Raises SourceBinary where it is no text."""
    text, encoding = decode(data, source=name)
    if text.lstrip()[:1] == "<":
        from pipeline.read import html  # most texts are no page, and its parser is slow to load

        if html.is_html(text):
            return html.read_decoded(text, encoding, name, sha256)
    media_type = "text/markdown" if _MARKDOWN.search(text[:20_000]) else "text/plain"
    return Source(text=text, name=name, media_type=media_type, encoding=encoding, sha256=sha256)
