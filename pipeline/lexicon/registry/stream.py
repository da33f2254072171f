"""The objects of a long JSON list, one after the other: a dump of 300 MB is never in memory as a whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

_BLANK = re.compile(r"[ \t\r\n]*")


def objects(chunks: Iterable[str], *, longest: int) -> Iterator[object]:
    """The objects of the JSON list that `chunks` make up when put together, wherever they are cut.

    Raises ValueError for what is no list of objects, is cut off, or holds an object of more than `longest` characters.
    """
    return _Splitter(iter(chunks), longest).objects()


class _Splitter:
    """Decodes at `at` in `text`; another chunk is taken in where that ends too soon."""

    def __init__(self, chunks: Iterator[str], longest: int) -> None:
        self._chunks = chunks
        self._longest = longest
        self._decode = json.JSONDecoder().raw_decode
        self._text = ""
        self._at = 0

    def objects(self) -> Iterator[object]:
        if self._take() != "[":
            raise ValueError("it is no JSON list")
        mark = self._take()
        while mark != "]":
            if mark != "{":
                raise ValueError("the list is cut off" if not mark else "the list holds something that is no object")
            self._at -= 1
            yield self._object()
            mark = self._take()
            if mark == ",":
                mark = self._take()
                if mark == "]":
                    raise ValueError("the list ends with a comma")
            elif mark != "]":
                raise ValueError("the list is cut off" if not mark else "there is no comma between two objects")
        if self._take():
            raise ValueError("something follows the list")

    def _take(self) -> str:
        """The next character that is no blank, "" at the end."""
        while True:
            match = _BLANK.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                self._at += 1
                return self._text[self._at - 1]
            if not self._more():
                return ""

    def _object(self) -> object:
        """The object that begins here. Decoding is tried again with twice the text, so that a long object costs little."""
        while True:
            try:
                found, end = self._decode(self._text, self._at)
            except json.JSONDecodeError:
                if len(self._text) - self._at > self._longest or not self._double():
                    raise ValueError("an object is broken, too long, or cut off") from None
            except RecursionError:
                raise ValueError("an object is nested too deeply") from None
            else:
                if end - self._at > self._longest:
                    raise ValueError("an object is too long")
                self._at = end
                return found

    def _double(self) -> bool:
        """Takes in as much again as is left; False where there is nothing more."""
        wanted = 2 * (len(self._text) - self._at)
        grown = False
        while len(self._text) - self._at < wanted and self._more():
            grown = True
        return grown

    def _more(self) -> bool:
        """Takes in another chunk; False where there is none."""
        chunk = next(self._chunks, None)
        if chunk is None:
            return False
        self._text = self._text[self._at :] + chunk
        self._at = 0
        return True
