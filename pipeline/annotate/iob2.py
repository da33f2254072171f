r"""CoNLL / IOB2: one token a line, a tab, its tag (`B-DATE`, `I-DATE`, `O`); an empty line after each line of the text.

What is written has one code point a line, which alone is exact in a language without blanks. Blanks, control characters and the
backslash are escaped (`\u000A`, `\\`). IOB2 has one layer and no values.

Files of other makers have words for tokens and often more columns; they are laid over the text where it is known, else put
together again: words follow each other without a blank, save between two that are written in ASCII letters or digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.annotate.marks import flat, mark, ordered, sound
from pipeline.errors import FormatBroken
from pipeline.model.annotation import Annotation, Mark

_HEAD = "# newdoc id = "
_OURS = "# tokens = code points"
_ESCAPE = re.compile(r"\\(?:\\|u([0-9A-F]{4,6}))")
_NAME = re.compile(r"\S+")
_COMMENT = re.compile(r"# (?!(?:O|[BI]-\S+)$)")  # a hash with a tag behind it is a token


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its tag; `first`: it begins a sequence."""

    text: str
    tag: str
    first: bool = False


def to_iob2(annotation: Annotation) -> str:
    """The document's lines. Of mentions that overlap the longest is written; a type with a blank in it is not.

    Raises TextNotFound and TextMismatch.
    """
    text = sound(annotation)
    tags = ["O"] * len(text)
    for each in flat([each for each in annotation.marks if _NAME.fullmatch(each.type)]):
        tags[each.start : each.end] = [f"B-{each.type}"] + [f"I-{each.type}"] * (each.end - each.start - 1)
    lines = [f"{_HEAD}{escape(annotation.id)}\n{_OURS}\n"]
    for at, (character, tag) in enumerate(zip(text, tags, strict=True)):
        lines.append(f"{escape(character)}\t{tag}\n")
        if character == "\n" and not (at + 1 < len(text) and tags[at + 1].startswith("I-")):
            lines.append("\n")
    return "".join(lines) + "\n"


def from_iob2(content: str, name: str, text: str | None = None) -> list[Annotation]:
    """The annotations of the documents in `content`; `name` names those that do not say their own.

    `text` is the text of the only document of a file of words. Raises FormatBroken.
    """
    found = []
    for number, (id_, ours, tokens) in enumerate(_documents(content), 1):
        called = id_ or (name if number == 1 else f"{name}-{number}")
        pieces = list(tokens)
        if ours:
            whole = "".join(each.text for each in pieces)
            starts = list(range(len(whole)))
        else:
            whole = _joined(pieces) if text is None else text
            starts = list(_laid(pieces, whole, called))
        found.append(Annotation(called, ordered(_marks(pieces, starts, whole, called)), whole))
    return found


def escape(text: str) -> str:
    """`text` without anything that separates lines or columns, or that an editor would drop."""
    return "".join(_escaped(each) for each in text)


def _escaped(character: str) -> str:
    if character == "\\":
        return "\\\\"
    return f"\\u{ord(character):04X}" if unicodedata.category(character)[0] in "ZC" else character


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else "\\", text)


def _documents(content: str) -> Iterator[tuple[str, bool, list[Token]]]:
    id_, ours, tokens, first, open_ = "", False, list[Token](), True, False
    for line in content.split("\n"):
        row = line.removesuffix("\r")
        if row.startswith((_HEAD, "-DOCSTART-")):
            if open_ and (tokens or id_):
                yield id_, ours, tokens
            id_, ours, tokens, first, open_ = "", False, [], True, True
            id_ = _plain(row.removeprefix(_HEAD)) if row.startswith(_HEAD) else ""
        elif row == _OURS:
            ours = True
        elif not row.strip():
            first = True
        elif not _COMMENT.match(row):
            columns = row.split("\t") if "\t" in row else row.split()
            word = _plain(columns[0]) if ours else columns[0]
            tokens.append(Token(word, columns[-1].strip(), first))
            first, open_ = False, True
    if open_ and (tokens or id_):
        yield id_, ours, tokens


def _joined(tokens: Iterable[Token]) -> str:
    whole: list[str] = []
    for each in tokens:
        if whole and each.first:
            whole.append("\n")
        elif whole and _latin(whole[-1][-1:]) and _latin(each.text[:1]):
            whole.append(" ")
        whole.append(each.text)
    return "".join(whole) + ("\n" if whole else "")


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _laid(tokens: Iterable[Token], text: str, name: str) -> Iterator[int]:
    """Where each token begins in `text`; only blanks may stand between two. Raises FormatBroken."""
    at = 0
    for each in tokens:
        start = text.find(each.text, at)
        if start < 0 or text[at:start].strip():
            raise FormatBroken(f"the text does not go on with the token {each.text!r} at {at}", source=name)
        yield start
        at = start + len(each.text)


def _marks(tokens: list[Token], starts: list[int], text: str, name: str) -> Iterator[Mark]:
    begun: tuple[int, str] | None = None
    end = 0
    for each, start in zip(tokens, starts, strict=True):
        place, _, kind = each.tag.partition("-")
        if place not in ("B", "I", "O") or (place == "O") is bool(kind):
            raise FormatBroken(f"{each.tag!r} is no tag of IOB2", source=name)
        if begun and (place != "I" or kind != begun[1]):
            yield mark(text, begun[0], end, begun[1], source=name)
            begun = None
        if place != "O" and begun is None:
            begun = (start, kind)
        end = start + len(each.text)
    if begun:
        yield mark(text, begun[0], end, begun[1], source=name)
