"""The numbers that Word puts before paragraphs and that stand nowhere in their text: 1. … ※1 … ①."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from pipeline.read.docx.package import Element, attribute, child, children

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_KANJI = "〇一二三四五六七八九"
_MOST_DIGITS = 9  # of a number; Python refuses to read one of thousands


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str  # "%1." or "注%1）"
    start: int


class Numbering:
    """Counts the numbered paragraphs of a document, in order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[tuple[str, int], _Level] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._abstract: dict[str, str] = {}
        if numbering is not None:
            self._read(numbering)
        self._styles = dict(_numbered_styles(styles)) if styles is not None else {}

    def _read(self, numbering: Element) -> None:
        for abstract in children(numbering, "abstractNum"):
            identifier = attribute(abstract, "abstractNumId") or ""
            for level in children(abstract, "lvl"):
                depth = _number(attribute(level, "ilvl"), 0)
                self._levels[identifier, depth] = _Level(
                    _value(level, "numFmt") or "decimal", _value(level, "lvlText") or "", _number(_value(level, "start"), 1)
                )
        for number in children(numbering, "num"):
            self._abstract[attribute(number, "numId") or ""] = _value(number, "abstractNumId") or ""

    def label(self, paragraph: Element) -> str:
        """What stands before a paragraph of the document, with the blank behind it; "" before most."""
        properties = child(paragraph, "pPr")
        if properties is None:
            return ""
        own = child(properties, "numPr")
        style = _value(properties, "pStyle") or ""
        number, depth = _reference(own) if own is not None else self._styles.get(style, ("", 0))
        abstract = self._abstract.get(number, "")
        level = self._levels.get((abstract, depth))
        if level is None or number == "0":
            return ""
        counts = self._counts[abstract]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        return self._written(level, abstract, counts)

    def _written(self, level: _Level, abstract: str, counts: dict[int, int]) -> str:
        if level.format == "bullet":
            return "・"
        if level.format == "none" or not level.text:
            return ""

        def shown(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            known = self._levels.get((abstract, depth), level)
            return _figure(counts.get(depth, known.start), known.format)

        words = re.sub(r"%([1-9])", shown, level.text)
        return words if re.search(r"[\s\u3000、。．）]$", words) else words + " "


def _figure(number: int, form: str) -> str:
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return str(number).translate(_FULL_WIDTH)
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form in ("aiueo", "aiueoFullWidth") and 1 <= number <= len(_AIUEO):
        return _AIUEO[number - 1]
    if form in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + number - 1)
    if form in ("japaneseCounting", "ideographDigital") and 1 <= number <= 9:
        return _KANJI[number]
    if form in ("lowerRoman", "upperRoman"):
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    return str(number)


def _roman(number: int) -> str:
    figures = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for value, letters in figures:
        while number >= value and len(written) < 20:
            written += letters
            number -= value
    return written


def _numbered_styles(styles: Element) -> list[tuple[str, tuple[str, int]]]:
    found = []
    for style in children(styles, "style"):
        reference = child(style, "pPr", "numPr")
        if reference is not None:
            found.append((attribute(style, "styleId") or "", _reference(reference)))
    return found


def _reference(properties: Element) -> tuple[str, int]:
    return _value(properties, "numId") or "", _number(_value(properties, "ilvl"), 0)


def _value(element: Element, name: str) -> str | None:
    found = child(element, name)
    return attribute(found, "val") if found is not None else None


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value is not None and value.isdecimal() and len(value) <= _MOST_DIGITS else otherwise
