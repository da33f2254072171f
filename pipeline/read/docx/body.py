"""The text of a DOCX part: paragraphs with their numbers, tables row by row, text boxes where they are anchored."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.read.docx.numbering import Numbering
from pipeline.read.docx.package import Element, attribute, child, children, local
from pipeline.read.limits import MAX_PART_DEPTH
from pipeline.read.tables import tell

#: What is shown nowhere: deleted text, field codes, the reading of ruby, what an older program would show instead.
_UNSEEN = frozenset(("del", "moveFrom", "instrText", "delText", "rt", "Fallback", "pPr", "rPr", "tblPr", "trPr", "tcPr"))
_BLOCKS = frozenset(("p", "tbl"))


class Body:
    """Tells the blocks of a part; `notes` maps the ids of footnotes and endnotes to the numbers of their marks, in order."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self.notes: dict[tuple[str, str], int] = {}

    def lines(self, element: Element, depth: int = 0) -> Iterator[str]:
        """The lines of the blocks in `element`; an empty paragraph is an empty line."""
        for block in element if depth < MAX_PART_DEPTH else ():
            name = local(block)
            if name == "p":
                yield from self._paragraph(block, depth)
            elif name == "tbl":
                yield from self._table(block, depth)
            elif name not in _UNSEEN and name != "sectPr":
                yield from self.lines(block, depth + 1)

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[str]:
        words: list[str] = []
        before: list[str] = []
        after: list[str] = []
        for piece in self._pieces(paragraph, depth):
            if isinstance(piece, str):
                words.append(piece)
            else:
                (after if "".join(words).strip() else before).extend(self.lines(piece, depth + 1))
        text = "".join(words)
        if text.strip():
            text = self._numbering.label(paragraph) + text.strip(" \t\n")
        yield from before
        yield from text.split("\n") if text.strip() else ([] if before or after else [""])
        yield from after

    def _pieces(self, element: Element, depth: int) -> Iterator[str | Element]:
        """The words of a paragraph, and the text boxes that hang on it."""
        for one in element if depth < MAX_PART_DEPTH else ():
            name = local(one)
            if name == "t":
                yield one.text or ""
            elif name in ("tab", "ptab"):
                yield "\t"
            elif name == "br":
                yield "" if attribute(one, "type") in ("page", "column") else "\n"
            elif name == "cr":
                yield "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name in ("footnoteReference", "endnoteReference"):
                yield self._mark(name.removesuffix("Reference"), attribute(one, "id") or "")
            elif name == "txbxContent":
                yield one
            elif name not in _UNSEEN and not (name == "r" and _is_hidden(one)):
                yield from self._pieces(one, depth + 1)

    def _mark(self, kind: str, identifier: str) -> str:
        return f"[{self.notes.setdefault((kind, identifier), len(self.notes) + 1)}]"

    def _table(self, table: Element, depth: int) -> Iterator[str]:
        for row in _rows(table, depth):
            cells: list[list[str]] = []
            for cell in _cells(row, depth):
                merged = child(cell, "tcPr", "vMerge")
                goes_on = merged is not None and attribute(merged, "val") != "restart"
                cells.append([] if goes_on else [line for line in self.lines(cell, depth + 2) if line.strip()])
            yield from tell(cells)


def _rows(table: Element, depth: int) -> Iterator[Element]:
    yield from _wrapped(table, "tr", depth)


def _cells(row: Element, depth: int) -> Iterator[Element]:
    yield from _wrapped(row, "tc", depth)


def _wrapped(element: Element, name: str, depth: int) -> Iterator[Element]:
    """The elements of that name, also inside of content controls."""
    for one in element if depth < MAX_PART_DEPTH else ():
        if local(one) == name:
            yield one
        elif local(one) in ("sdt", "sdtContent", "customXml", "ins", "smartTag"):
            yield from _wrapped(one, name, depth + 1)


def _is_hidden(run: Element) -> bool:
    vanish = child(run, "rPr", "vanish")
    return vanish is not None and attribute(vanish, "val") not in ("0", "false", "off")


def notes_in(part: Element | None, kind: str) -> dict[tuple[str, str], Element]:
    """The notes of a part by kind and id, without the lines that part them from the text."""
    if part is None:
        return {}
    return {
        (kind, attribute(note, "id") or ""): note for note in children(part, kind) if attribute(note, "type") in (None, "normal")
    }
