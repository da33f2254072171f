"""The seed corpus: made, not kept. `python -m fuzz.seeds FOLDER` writes a folder for each target, and a dictionary of words."""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from fuzz.targets import TARGETS, docx_main
from tests.properties.pieces import NUMBERS, ODD, WORDS, constructions
from tests.read.pdfs import Sheet, pdf

ROOT = Path(__file__).parents[1]
#: Inputs that once broke a promise; each is a test too (tests/hostile/).
FOUND = ROOT / "tests" / "hostile" / "found"
_GLUED = 40  # constructions in one seed of the flow


def examples() -> list[str]:
    """The invented releases."""
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").iterdir())]


def plain() -> Iterator[bytes]:
    """Texts in every encoding."""
    for text in examples():
        for encoding in ("utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le", "utf-7"):
            yield text[:600].encode(encoding, errors="ignore")
    yield b"---\ntitle: a\n---\n# b\n\n[c](https://example.jp) **d**\n"


def html() -> Iterator[bytes]:
    """Pages with every element that the reader has a rule for."""
    for text in examples():
        lines = text[:900].split("\n")
        yield _page("".join(f"<p>{line}</p>" for line in lines)).encode()
        yield _page("<br>".join(lines), "euc-jp").encode("euc_jp", errors="ignore")
    for body in (
        "<main><article><h1>題</h1><ol type=1 start=3><li>青木<li><ol><li>山田</ol></ol></article></main>",
        "<table><caption>表</caption><thead><tr><th>種目<th>番号<tbody><tr><td rowspan=2>A<td><table><tr><td>b</table></table>",
        "<dl><dt>著者<dd>青木一郎<dd>山田花子<dt>DOI<dd><a href=x>10.5555/ab</a></dl><pre>a\n b\n</pre>",
        "<header><nav><ul class=gnav><li><a href=a>a<li><a href=b>b<li><a href=c>c</ul></nav></header>",
        "<ruby>青木<rp>（<rt>あおき</ruby><div style='display:none'>x</div><p hidden>y<template><p>z</template>",
        "<svg><text>q</svg><!-- c --><![CDATA[d]]>&#xD800;&#0;",
    ):
        yield _page(body).encode()


def _page(body: str, charset: str = "utf-8") -> str:
    head = f"<meta charset={charset}><title>新しい方法｜北浜工科大学</title>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def docx_files() -> Iterator[bytes]:
    """Whole archives, and the XML of their parts, behind one another as the target wants them."""
    for text in examples()[:3]:
        document = docx.Document()
        for line in text[:600].split("\n"):
            document.add_paragraph(line)
        document.add_table(2, 2).cell(0, 1).text = "青木"
        out = io.BytesIO()
        document.save(out)
        yield out.getvalue()
    numbered = "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>"
    words = f"<w:p>{numbered}<w:r><w:t>青木</w:t><w:tab/><w:br/></w:r></w:p>"
    cell = "<w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
    note = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    box = "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>b</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"
    name = nsdecls("w")
    numbering = (
        f"<w:numbering {name}><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='3'/>"
        "<w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1)'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    ).encode()
    notes = f"<w:footnotes {name}><w:footnote w:id='2'><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote></w:footnotes>".encode()
    parse_xml(numbering), parse_xml(notes)
    for body in (
        words,
        f"<w:tbl><w:tr>{cell}{cell}</w:tr><w:sdt><w:sdtContent><w:tr>{cell}</w:tr></w:sdtContent></w:sdt></w:tbl>",
        note,
        box,
    ):
        yield b"\x00".join((docx_main(words + body), numbering, notes))
        yield docx_main(body)


def pdf_files() -> Iterator[bytes]:
    """Whole files, and what a page draws."""
    sheets = []
    for text in examples()[:4]:
        sheet = Sheet()
        sheet.fill(60, 760, text.replace("\n", "")[:200], 40)
        sheet.grid([60, 200, 400], [300, 320, 340])
        for x, y, words in ((65, 305, "課題番号"), (205, 305, "JP19K07120"), (65, 325, "種目"), (205, 325, "科研費")):
            sheet.write(x, y, words)
        sheet.column(550, 700, "縦書きの文字")
        sheet.write(20, 100, "turned", turned=True)
        sheet.write(60, 30, "hidden", mode=3)
        sheet.spaced(60, 200, "国立研究所", 10)
        sheet.box(50, 190, 300, 230)
        sheets.append(sheet)
        yield "\n".join(sheet.operations).encode()
        yield pdf(sheet)
    yield pdf(*sheets, Sheet(turn=90))
    yield pdf(Sheet(), encrypted=True)
    yield b"q 1 0 0 1 5 5 cm 0 0 m 9 9 l S Q BT /F1 9 Tf (a) Tj ET BI /W 1 /H 1 /BPC 8 /CS /G ID a EI"


def flow() -> Iterator[bytes]:
    """The invented releases, their parts, and constructions glued together."""
    for text in examples():
        yield text.encode()
        yield from (part.encode() for part in text.split("\n\n") if part)
    whole = constructions()
    for start in range(0, len(whole), _GLUED):
        yield "\n".join(whole[start : start + _GLUED]).encode()
    for start in range(0, len(whole), 4):
        yield "".join(whole[start : start + 4]).encode()
    yield "".join((*ODD, *NUMBERS)).encode()


SEEDS = {"plain": plain, "html": html, "docx": docx_files, "pdf": pdf_files, "flow": flow}


def write(folder: Path) -> None:
    """Writes `folder`/<target>/<hash> and `folder`/words.dict."""
    for target in TARGETS:
        found = (path.read_bytes() for path in sorted(FOUND.glob(f"{target}-*")))
        place = folder / target
        place.mkdir(parents=True, exist_ok=True)
        for seed in (*SEEDS[target](), *found):
            (place / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    (folder / "words.dict").write_text("".join(_entries((*WORDS, *ODD, *NUMBERS))), encoding="ascii")


def _entries(words: Iterable[str]) -> Iterator[str]:
    for word in dict.fromkeys(words):
        yield '"' + "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8")) + '"\n'


if __name__ == "__main__":
    write(Path(sys.argv[1]))
