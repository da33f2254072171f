"""Many releases out of the invented ones in examples/, by substitution: text, PDF and HTML mixed, some broken in ten ways.

The same number always gives the same files.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.read.pdfs import Sheet, broken, pdf

EXAMPLES = Path(__file__).parents[2] / "examples"
_FAMILY = [
    *("青木", "石川", "上田", "榎本", "大野", "片山", "菊地", "久保", "小松", "斉藤", "坂本", "篠原", "須藤", "関口", "高橋"),
    *("千葉", "土屋", "中島", "西田", "野口", "浜口", "平田", "福島", "星野", "前田", "水野", "村上", "望月", "安田", "吉田"),
]
_GIVEN = [
    "一郎",
    "花子",
    "圭一",
    "千夏",
    "遼",
    "美咲",
    "健太",
    "直樹",
    "由美",
    "誠",
    "翔太",
    "恵子",
    "大輔",
    "陽子",
    "拓也",
    "彩",
    "舞",
]
_NAME = re.compile(rf"({'|'.join(_FAMILY)})([ 　]?)({'|'.join(_GIVEN)})?")
_NUMBER = re.compile(r"(?<=[A-Z#])\d{5,}|(?<=K)\d{4,5}|[０-９]{5,}")
_BROKEN = 20  # one of so many


@cache
def _texts() -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.iterdir()))


def text(number: int) -> str:
    """The release of that number: an example with other people and other award numbers."""
    chance = random.Random(number)  # noqa: S311 - no secret
    names = {family: chance.choice(_FAMILY) for family in _FAMILY}
    given = {each: chance.choice(_GIVEN) for each in _GIVEN}
    shift = chance.randrange(1, 10)

    def name(match: re.Match[str]) -> str:
        return names[match[1]] + match[2] + given.get(match[3] or "", "")

    def digits(match: re.Match[str]) -> str:
        wide = ord(match[0][0]) > 0x80
        zero = ord("０") if wide else ord("0")
        return "".join(chr(zero + (ord(digit) - zero + shift) % 10) for digit in match[0])

    whole = _texts()[number % len(_texts())]
    return _NUMBER.sub(digits, _NAME.sub(name, whole)) + f"\n（整理番号 {number}）\n"


def as_pdf(words: str) -> bytes:
    """The text on pages of forty lines."""
    lines = [line for paragraph in words.split("\n") for line in (broken(paragraph, 42) or [""])]
    sheets = []
    for start in range(0, len(lines), 40):
        sheet = Sheet()
        for row, line in enumerate(lines[start : start + 40]):
            if line.strip():
                sheet.write(70, 770 - 17 * row, line)
        sheets.append(sheet)
    return pdf(*sheets)


def as_html(words: str) -> bytes:
    """The text as a page, a paragraph a line."""
    lines = [line for line in words.split("\n") if line.strip()]
    paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines[1:])
    head = f"<!DOCTYPE html><html lang=ja><meta charset=utf-8><title>記者発表</title><main><h1>{html.escape(lines[0])}</h1>"
    return f"{head}\n{paragraphs}</main></html>".encode()


#: How a document can be broken: the end of its name, and its bytes.
WAYS: tuple[tuple[str, Callable[[str], bytes]], ...] = (
    (".txt", lambda _: b""),
    (".txt", lambda _: b" \n\t\n" * 9),
    (".txt", lambda _: bytes(range(256)) * 9),
    (".pdf", lambda words: as_pdf(words)[:300]),
    (".pdf", lambda _: pdf(Sheet(), encrypted=True)),
    (".pdf", lambda _: pdf(Sheet())),
    (".pdf", lambda words: b"\x89PNG\r\n\x1a\n" + words.encode()),
    (".docx", lambda words: b"\xd0\xcf\x11\xe0" + words.encode()),
    (".docx", lambda words: b"PK\x03\x04" + words.encode()),
    (".html", lambda words: b"{\\rtf1 " + words.encode()),
)


def is_broken(number: int) -> bool:
    """Whether the release of that number is a broken one."""
    return number % _BROKEN == _BROKEN - 1


def document(number: int) -> tuple[str, bytes]:
    """The end of its name and its bytes; of four sound ones two are text (one in cp932), one is a PDF and one a page of HTML."""
    words = text(number)
    if is_broken(number):
        end, spoil = WAYS[number // _BROKEN % len(WAYS)]
        return end, spoil(words)
    kinds = (".txt", words.encode()), (".txt", words.encode("cp932", errors="replace")), (".pdf", b""), (".html", as_html(words))
    end, content = kinds[number // 3 % 4]
    return end, content or as_pdf(words)


def write(folder: Path, count: int) -> Path:
    """Writes the first `count` of them into `folder`, a hundred to a folder of its own."""
    for number in range(count):
        end, content = document(number)
        place = folder / f"{number // 100:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"release-{number:05}{end}").write_bytes(content)
    return folder
