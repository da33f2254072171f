"""Lines and paragraphs out of running words: what HTML and DOCX have in common."""

from __future__ import annotations

import re

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\u3000-\u303f\U00020000-\U0003ffff]")


class Blocks:
    """Takes words in reading order and ends lines and paragraphs where it is told to."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._words: list[str] = []
        self._apart = False

    def add(self, words: str) -> None:
        """Puts words behind those of the present line."""
        self._words.append(words)

    def end(self, *, apart: bool = False) -> None:
        """Ends the present line; `apart`: an empty line follows before any other words."""
        words = collapsed("".join(self._words))
        self._words = []
        if words:
            if self._apart and self._lines:
                self._lines.append("")
            self._apart = False
            self._lines.append(words)
        self._apart = self._apart or apart

    def rows(self, lines: list[str]) -> None:
        """Puts finished lines (rows of a table, with their tabs) after the present one."""
        self.end()
        for line in lines:
            if self._apart and self._lines:
                self._lines.append("")
            self._apart = False
            self._lines.append(line)

    def paragraphs(self) -> list[str]:
        """The lines so far, without empty ones."""
        self.end()
        return [line for line in self._lines if line]

    def text(self) -> str:
        """All lines, with a line break at the end."""
        self.end()
        return "\n".join(self._lines) + "\n" if self._lines else ""


def collapsed(words: str) -> str:
    """`words` with one blank for each run of blanks and line breaks; none where a line break parts two Japanese characters."""
    return _BLANKS.sub(_blank, words).replace("\u00a0", " ").strip(" ")


def _blank(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    inside = start > 0 and end < len(text)
    if inside and "\n" in match[0] and _WIDE.match(text[start - 1]) and _WIDE.match(text[end]):
        return ""
    return " "
